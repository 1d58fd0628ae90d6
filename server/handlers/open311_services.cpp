// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open311_services.hpp"

#include "core/base/sha256.hpp"
#include "core/model/record.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/questionnaires.hpp"

namespace kongdi::server::open311 {

namespace {

constexpr std::string_view kChangeset = "2026-11-26T00:00:00Z";
constexpr std::string_view kConsent = "survey";

/// Empty for a question that has no form in this standard.
std::string_view datatype(const Question& question) {
    switch (question.kind) {
        case QuestionKind::SingleChoice: return "singlevaluelist";
        case QuestionKind::MultipleChoice: return "multivaluelist";
        case QuestionKind::Number: return "number";
        case QuestionKind::Text: return question.multiline ? "text" : "string";
        case QuestionKind::Date: return "string";
        default: return "";
    }
}

Value attribute(std::string_view code, std::string_view type, bool required, std::size_t order,
                std::string_view about) {
    return Value::map({{"variable", true},
                       {"code", code},
                       {"datatype", type},
                       {"required", required},
                       {"datatype_description", ""},
                       {"order", static_cast<std::int64_t>(order)},
                       {"description", about}});
}

template <class Options>
Value values_of(const Options& options, std::string_view language) {
    Value out = Value::list();
    for (const auto& one : options)
        out.push(Value::map({{"key", one.code}, {"name", one.label.in(language)}}));
    return out;
}

/// The very wording that is agreed to: the form's own field has the same value.
Value consent_attribute(const ConsentText& consent, std::size_t order, std::string_view language) {
    Value out = attribute("consent." + consent.purpose, "singlevaluelist", true, order,
                          consent.text.in(language));
    const std::string key =
        std::to_string(consent.version) + " " + sha256(consent.text.in(language));
    return out.set("values",
                   Value::list({Value::map({{"key", key}, {"name", consent.label.in(language)}})}));
}

}  // namespace

Value discovery(const Request& request) {
    const std::string url = own_address(request) + "/open311/v2";
    const Value formats = Value::list({"text/xml", "application/json"});
    return Value::map(
        {{"changeset", kChangeset},
         {"contact", words_of(language_asked(request))("open311.contact")},
         {"key_service", words_of(language_asked(request))("open311.key")},
         {"endpoints",
          Value::list({Value::map({{"specification", "http://wiki.open311.org/GeoReport_v2"},
                                   {"url", url},
                                   {"changeset", kChangeset},
                                   {"type", "production"},
                                   {"formats", formats}})})}});
}

Value service_list(const Services& services, const Request& request) {
    const std::string_view language = language_code(language_asked(request));
    const Words& words = words_of(language_asked(request));
    Value out = Value::list();
    for (const SpaceType& type : services.catalogue.space_types)
        out.push(Value::map({{"service_code", type.code},
                             {"service_name", type.label.in(language)},
                             {"description", type.description.in(language)},
                             {"metadata", true},
                             {"type", "realtime"},
                             {"keywords", ""},
                             {"group", words("ogc.spaces")}}));
    return out;
}

Value attributes(const Services& services, const Questionnaire& questionnaire,
                 std::string_view language) {
    Value out = Value::list();
    std::size_t order = 0;
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& question : page.questions) {
            const std::string_view type = datatype(question);
            if (type.empty() || question.name == "space_type" || question.name == "description")
                continue;
            Value one = attribute(question.name, type, question.required, ++order,
                                  question.label.in(language));
            if (!question.choices.empty()) one.set("values", values_of(question.choices, language));
            if (question.kind == QuestionKind::Date) one.set("datatype_description", "YYYY-MM-DD");
            if (!question.unit.empty()) one.set("datatype_description", question.unit);
            out.push(std::move(one));
            if (question.sources.empty()) continue;
            Value source = attribute(question.name + ".source", "singlevaluelist", false, ++order,
                                     question.label.in(language));
            out.push(source.set("values", values_of(question.sources, language)));
        }
    if (const ConsentText* consent = services.catalogue.consent(kConsent))
        out.push(consent_attribute(*consent, ++order, language));
    return out;
}

Result<std::shared_ptr<const Questionnaire>> report_questionnaire(const Services& services) {
    auto newest =
        KONGDI_TRY(newest_questionnaire(services, record_kind_name(RecordKind::IdleSpace)));
    if (!newest) return Error{ErrorCode::QuestionnaireUnknown};
    return newest;
}

Result<Value> service_definition(const Services& services, const Request& request,
                                 std::string_view code) {
    if (services.catalogue.space_type(code) == nullptr)
        return Error{ErrorCode::NotFound, "/service_code"};
    const auto questionnaire = KONGDI_TRY(report_questionnaire(services));
    const std::string_view language = language_code(language_asked(request));
    Value all = attributes(services, *questionnaire, language);
    // Nothing to be filled in: the standard's way to tell something.
    Value photos = attribute("photos", "string", false, all.if_list()->size() + 1,
                             words_of(language_asked(request))("open311.photos"));
    all.push(photos.set("variable", false));
    return Value::map({{"service_code", code}, {"attributes", std::move(all)}});
}

}  // namespace kongdi::server::open311
