// SPDX-License-Identifier: Apache-2.0
// The list of forms, each form, and what comes with it.
#include <array>
#include <charconv>

#include "server/handlers/openrosa.hpp"
#include "server/handlers/openrosa_answer.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/questionnaires.hpp"
#include "server/openrosa/md5.hpp"
#include "server/openrosa/xform.hpp"
#include "server/openrosa/xml.hpp"

namespace kongdi::server {

namespace {

using namespace openrosa;

constexpr std::array<RecordKind, 3> kKinds{RecordKind::IdleSpace, RecordKind::ServiceCheckup,
                                           RecordKind::FacilityRemark};

/// In both languages, whoever asks: a form is the same for all.
LocalText words_in_all(std::string_view key) {
    LocalText out;
    for (const Language language : {Language::Zh, Language::En})
        out.by_language.emplace_back(language_code(language), words_of(language)(key));
    return out;
}

FormMade made(const Services& services, const Questionnaire& questionnaire) {
    return xform_of({questionnaire, services.catalogue, words_in_all});
}

/// "3" → 3; 0 for anything else.
std::int64_t version_in(std::string_view text) {
    std::int64_t version = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? version : 0;
}

std::string address_of(const Request& request, const Questionnaire& questionnaire,
                       std::string_view rest) {
    return own_address(request) + "/openrosa/forms/" + questionnaire.id + "/" +
           std::to_string(questionnaire.version) + std::string(rest);
}

/// The communities as a list of choices, the way out at its end. Without an XML declaration: ODK
/// Web Forms put the text into an element of their own, where none may stand. It is UTF-8 anyway.
Result<std::string> community_list(const Services& services) {
    XmlWriter xml;
    const auto item = [&xml](std::string_view name, std::string_view label) {
        xml.open("item").element("name", {}, name).element("label", {}, label).close("item");
    };
    xml.open("choices");
    for (const api::Community& one : KONGDI_TRY(services.storage.communities()))
        item(one.code, one.street.empty() ? one.name : one.name + " · " + one.street);
    const LocalText none = words_in_all("rate.community_none");
    item(kNoneOfThese, std::string(none.in("zh")) + " / " + std::string(none.in("en")));
    return xml.close("choices").take();
}

Response manifest(const Request& request, const Questionnaire& questionnaire,
                  const std::string& list) {
    XmlWriter xml;
    xml.open("manifest", {{"xmlns", "http://openrosa.org/xforms/xformsManifest"}});
    if (!list.empty()) {
        xml.open("mediaFile").element("filename", {}, kCommunityFile);
        xml.element("hash", {}, md5_of(list));
        xml.element("downloadUrl", {},
                    address_of(request, questionnaire, "/" + std::string(kCommunityFile)));
        xml.close("mediaFile");
    }
    return answer(200, xml.close("manifest").take(), request);
}

void list_form(XmlWriter& xml, const Request& request, const Questionnaire& questionnaire,
               const std::string& form) {
    const std::string_view language = language_code(language_asked(request));
    xml.open("xform");
    xml.element("formID", {}, questionnaire.id);
    xml.element("name", {}, questionnaire.title.in(language));
    xml.element("version", {}, std::to_string(questionnaire.version));
    xml.element("hash", {}, md5_of(form));
    if (request.parameter("verbose") == "true")
        xml.element("descriptionText", {}, questionnaire.pages.front().title.in(language));
    xml.element("downloadUrl", {}, address_of(request, questionnaire, ".xml"));
    if (asks_community(questionnaire))
        xml.element("manifestUrl", {}, address_of(request, questionnaire, "/manifest"));
    xml.close("xform");
}

}  // namespace

Response show_openrosa_forms(const Services& services, const Request& request) {
    const std::string_view wanted = request.parameter("formID");
    XmlWriter xml;
    xml.open("xforms", {{"xmlns", "http://openrosa.org/xforms/xformsList"}});
    for (const RecordKind kind : kKinds) {
        const std::string_view id = record_kind_name(kind);
        if (!wanted.empty() && wanted != id) continue;
        const auto newest = newest_questionnaire(services, id);
        if (!newest) return failure({newest.error()}, nullptr, request);
        if (*newest == nullptr) continue;
        const FormMade form = made(services, **newest);
        if (form.errors.empty()) list_form(xml, request, **newest, form.xml);
    }
    return answer(200, xml.close("xforms").take(), request);
}

Response show_openrosa_form(const Services& services, const Request& request) {
    constexpr std::string_view kEnding = ".xml";
    std::string_view file = request.captured[1];
    if (!file.ends_with(kEnding)) return failure({{ErrorCode::NotFound}}, nullptr, request);
    file.remove_suffix(kEnding.size());
    const auto questionnaire = form_of(services, request.captured[0], version_in(file));
    if (!questionnaire) return failure({questionnaire.error()}, nullptr, request);
    FormMade form = made(services, **questionnaire);
    if (!form.errors.empty()) return failure(std::move(form.errors), nullptr, request);
    Response out = answer(200, {}, request);
    out.with("Content-Type", "text/xml; charset=utf-8");
    out.body = std::move(form.xml);
    return out;
}

Response show_openrosa_media(const Services& services, const Request& request) {
    const std::string& file = request.captured[2];
    const auto questionnaire =
        form_of(services, request.captured[0], version_in(request.captured[1]));
    if (!questionnaire) return failure({questionnaire.error()}, nullptr, request);
    std::string list;
    if (asks_community(**questionnaire)) {
        auto read = community_list(services);
        if (!read) return failure({read.error()}, nullptr, request);
        list = *std::move(read);
    }
    if (file == "manifest") return manifest(request, **questionnaire, list);
    if (file != kCommunityFile || list.empty())
        return failure({{ErrorCode::NotFound}}, nullptr, request);
    Response out = answer(200, {}, request);
    out.with("Content-Type", "text/xml; charset=utf-8");
    out.body = std::move(list);
    return out;
}

}  // namespace kongdi::server
