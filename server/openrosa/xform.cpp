// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/xform.hpp"

#include <algorithm>

#include "server/openrosa/form_questions.hpp"
#include "server/openrosa/nodes.hpp"

namespace kongdi::server::openrosa {

namespace {

using enum QuestionKind;

bool has_kind(const Questionnaire& questionnaire, QuestionKind kind) {
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& question : page.questions)
            if (question.kind == kind) return true;
    return false;
}

/// One of the questions of a kind was answered in a way that needs the consent.
std::string when_needed(const Questionnaire& questionnaire, std::string_view purpose) {
    std::string out;
    const auto add = [&out](const std::string& condition) {
        out += (out.empty() ? "" : " or ") + condition;
    };
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& question : page.questions) {
            if (purpose == "photo" && question.kind == Photo)
                for (std::size_t i = 0; i < file_count(question); ++i)
                    add(file_path(question, i) + " != ''");
            // The fourth number of a position is its accuracy; one set by hand has 0.
            if (purpose == "location" && question.kind == Place)
                add("number(selected-at(" + question_path(question) + ", 3)) > 0");
        }
    return out;
}

/// All wordings for each language, its own first.
LocalText all_wordings(const ConsentText& consent, const std::vector<std::string>& languages) {
    LocalText out;
    for (const std::string& language : languages) {
        std::string text(consent.text.in(language));
        for (const auto& [other, wording] : consent.text.by_language)
            if (wording != consent.text.in(language)) text += "\n\n" + wording;
        out.by_language.emplace_back(language, std::move(text));
    }
    return out;
}

void write_consent(const FormAsked& asked, FormParts& parts) {
    parts.instance.open("consent");
    // With its node: ODK Web Forms show the label of no other group.
    parts.controls.open("group", {{"ref", "/data/consent"}, {"appearance", "field-list"}});
    parts.label("consent", below(asked.words("consent.title"), asked.words("consent.hint")));
    for (const std::string_view purpose : purposes_of(asked.questionnaire)) {
        const ConsentText* consent = asked.catalogue.consent(purpose);
        if (consent == nullptr) continue;
        parts.instance.element(purpose);
        const std::string path = std::string(kConsent) + std::string(purpose);
        parts.bind({.nodeset = path,
                    .relevant = when_needed(asked.questionnaire, purpose),
                    .required = "true()"});
        parts.controls.open("select", {{"ref", path}});
        parts.label(path, all_wordings(*consent, parts.languages()));
        parts.items(path, {{consent_value(*consent), consent->label}});
        parts.controls.close("select");
    }
    parts.controls.close("group");
    parts.instance.close("consent");
}

void write_community(const FormAsked& asked, FormParts& parts) {
    const std::string path = "/data/community";
    parts.instance.element("community");
    parts.bind({.nodeset = path, .required = "true()"});
    parts.controls.open("select1", {{"ref", path}, {"appearance", "minimal autocomplete"}});
    parts.label(path, asked.words("rate.community"));
    parts.hint(path, asked.words("rate.community_hint"));
    parts.controls.open("itemset", {{"nodeset", "instance('communities')/choices/item"}});
    parts.controls.element("value", {{"ref", "name"}}).element("label", {{"ref", "label"}});
    parts.controls.close("itemset").close("select1");
}

void write_meta(FormParts& parts) {
    parts.instance.open("meta").element("instanceID").element("timeEnd").close("meta");
    parts.bind_preload("/data/meta/instanceID", "string", "uid", "");
    parts.bind_preload("/data/meta/timeEnd", "dateTime", "timestamp", "end");
}

std::string form_around(const FormAsked& asked, FormParts& parts) {
    const Questionnaire& questionnaire = asked.questionnaire;
    XmlWriter out;
    out.open("h:html", {{"xmlns", "http://www.w3.org/2002/xforms"},
                        {"xmlns:h", "http://www.w3.org/1999/xhtml"},
                        {"xmlns:jr", "http://openrosa.org/javarosa"},
                        {"xmlns:odk", "http://www.opendatakit.org/xforms"}});
    out.open("h:head");
    out.element("h:title", {}, questionnaire.title.in(parts.languages().front()));
    out.open("model", {{"odk:xforms-version", "1.0.0"}});
    out.add(parts.take_words());
    out.open("instance").add(parts.instance.take()).close("instance");
    if (asks_community(questionnaire))
        out.element("instance",
                    {{"id", "communities"}, {"src", "jr://file/" + std::string(kCommunityFile)}});
    out.add(parts.take_binds()).close("model").close("h:head");
    out.open("h:body").add(parts.controls.take()).close("h:body").close("h:html");
    return xml_document(out.take());
}

}  // namespace

FormMade xform_of(const FormAsked& asked) {
    const Questionnaire& questionnaire = asked.questionnaire;
    std::vector<std::string> languages;
    for (const auto& entry : questionnaire.title.by_language) languages.push_back(entry.first);
    if (languages.empty()) return {{}, {{ErrorCode::FieldMissing, "/title"}}};

    FormParts parts(languages);
    parts.instance.open(
        "data", {{"id", questionnaire.id}, {"version", std::to_string(questionnaire.version)}});
    if (asks_community(questionnaire)) write_community(asked, parts);
    parts.instance.open("body");
    Errors errors = write_questions(asked, parts);
    parts.instance.close("body");
    write_consent(asked, parts);
    write_meta(parts);
    parts.instance.close("data");
    if (!errors.empty()) return {{}, std::move(errors)};
    return {form_around(asked, parts), {}};
}

bool asks_community(const Questionnaire& questionnaire) { return !has_kind(questionnaire, Place); }

std::vector<std::string_view> purposes_of(const Questionnaire& questionnaire) {
    std::vector<std::string_view> purposes{"survey"};
    if (has_kind(questionnaire, Photo)) purposes.emplace_back("photo");
    if (has_kind(questionnaire, Place)) purposes.emplace_back("location");
    return purposes;
}

std::string consent_value(const ConsentText& consent) {
    return std::to_string(consent.version) + "." +
           (consent.hashes.empty() ? std::string() : consent.hashes.front());
}

}  // namespace kongdi::server::openrosa
