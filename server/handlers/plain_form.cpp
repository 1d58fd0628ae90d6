// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_form.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/record_codec.hpp"
#include "core/rules/answer_logic.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plain_places.hpp"
#include "server/handlers/plain_views.hpp"
#include "server/handlers/questionnaires.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kDropped = "photo_dropped";

bool has_kind(const Questionnaire& questionnaire, QuestionKind kind) {
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& question : page.questions)
            if (question.kind == kind) return true;
    return false;
}

/// What a form of these questions may need consent for. The phone's position is never asked here.
std::vector<std::string_view> purposes_of(const Questionnaire& questionnaire) {
    std::vector<std::string_view> purposes{"survey"};
    if (has_kind(questionnaire, QuestionKind::Photo)) purposes.emplace_back("photo");
    return purposes;
}

std::string consent_field(std::string_view purpose) { return "consent." + std::string(purpose); }

/// Names the very wording that is shown: its version and hash.
std::string consent_value(const ConsentText& consent, std::string_view language) {
    return std::to_string(consent.version) + " " + sha256(consent.text.in(language));
}

std::optional<ConsentGiven> consent_given(std::string_view purpose, std::string_view value) {
    if (value.empty()) return std::nullopt;
    ConsentGiven given{std::string(purpose), 0, {}};
    const auto space = value.find(' ');
    const auto version = decimal_of(value.substr(0, space));
    given.version = version ? static_cast<std::int64_t>(std::clamp(*version, 0.0, 1e9)) : 0;
    if (space != std::string_view::npos) given.sha256 = value.substr(space + 1);
    return given;
}

void draw_consent(const ConsentText& consent, const PlainShown& shown) {
    PlainPage& page = shown.page;
    const std::string name = consent_field(consent.purpose);
    const std::string value = consent_value(consent, page.code());
    const std::string_view error = error_at(shown, "/consent/" + consent.purpose);
    const std::string text_id = "t-" + consent.purpose;
    page.html.open("div", {{"class", "card"}, {"id", "c-" + consent.purpose}});
    page.html.element("p", {{"class", "hint"}, {"id", text_id}}, consent.text.in(page.code()));
    if (!error.empty()) page.html.element("p", {{"class", "error"}}, error);
    plain::draw_tick({.type = "checkbox",
                      .name = name,
                      .value = value,
                      .words = consent.label.in(page.code()),
                      .ticked = is_ticked(shown.fields, name, value),
                      .described_by = text_id},
                     page.html);
    page.html.close("div");
}

/// Where on the page a mistake is put right, and what that place is called.
struct Mistake {
    std::string anchor = {};
    std::string_view label = {};
};

Mistake mistake_of(const Error& error, const Questionnaire& questionnaire,
                   const Catalogue& catalogue, std::string_view language) {
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& question : page.questions)
            if (const std::string path = "/body/" + question.name;
                error.path == path || error.path.starts_with(path + "/"))
                return {"#q-" + question.name, question.label.in(language)};
    constexpr std::string_view kConsent = "/consent/";
    if (error.path.starts_with(kConsent))
        if (const auto* consent = catalogue.consent(error.path.substr(kConsent.size())))
            return {"#c-" + consent->purpose, consent->label.in(language)};
    return {};
}

void draw_mistakes(const PlainShown& shown, const Questionnaire& questionnaire,
                   const Catalogue& catalogue) {
    if (shown.errors.empty()) return;
    PlainPage& page = shown.page;
    page.html.open("div", {{"class", "wrong"}, {"role", "alert"}});
    page.html.element("h2", {}, page.text("plain.wrong")).open("ul");
    std::vector<std::string> said;
    for (const Error& error : shown.errors) {
        const std::string_view words = page.text(plain_key(error.code));
        const Mistake mistake = mistake_of(error, questionnaire, catalogue, page.code());
        const std::string place = mistake.anchor.empty() ? std::string(words) : mistake.anchor;
        // One line a question: the first mistake of its answer.
        if (std::find(said.begin(), said.end(), place) != said.end()) continue;
        said.push_back(place);
        page.html.open("li");
        if (mistake.anchor.empty()) {
            page.html.text(words);
        } else {
            page.html.element("a", {{"href", mistake.anchor}}, mistake.label);
            page.html.text(" ").text(words);
        }
        page.html.close("li");
    }
    page.html.close("ul").close("div");
}

/// Which community is rated, so that a wrong one is seen.
Result<void> draw_community(const Services& services, PlainPage& page, std::string_view code) {
    const auto communities = KONGDI_TRY(services.storage.communities());
    for (const api::Community& community : communities)
        if (community.code == code)
            page.html.element("p", {{"class", "note"}},
                              community.street.empty() ? community.name
                                                       : community.name + " · " + community.street);
    return {};
}

/// Which facility is said to be closed.
Result<void> draw_facility(const Services& services, PlainPage& page, std::string_view id) {
    if (!is_uuid_v7(id)) return {};
    const auto found = KONGDI_TRY(services.storage.facility(id));
    if (!found) return {};
    page.html.element("h2", {}, page.text("nearby.closed_title"));
    page.html.element("p", {{"class", "note"}}, found->facts.name);
    return {};
}

std::shared_ptr<const Questionnaire> form_questionnaire(const Services& services,
                                                        const Record& record) {
    const std::int64_t version = record.questionnaire_version;
    if (const Questionnaire* inside =
            version < 1 ? nullptr : services.catalogue.questionnaire(record.questionnaire, version))
        return {std::shared_ptr<void>(), inside};
    auto found = services.storage.find_questionnaire(record.questionnaire, version);
    if (found && *found) return *std::move(found);
    auto newest = newest_questionnaire(services, record.questionnaire);
    return newest ? *std::move(newest) : nullptr;
}

/// What was settled before the form: a remark is of one facility, or of one that is missing.
bool is_settled(RecordKind kind, const Question& question) {
    return kind == RecordKind::FacilityRemark &&
           (question.name == "subject" || question.name == "facility");
}

/// The form's questions in their order. What was settled goes along unseen, and what it leaves
/// unasked is not drawn: then nothing of the rest depends on an answer that is still to come.
void draw_questions(const Questionnaire& questionnaire, RecordKind kind, const PlainShown& shown) {
    PlainPage& page = shown.page;
    Value settled = Value::map();
    for (const QuestionPage& part : questionnaire.pages)
        for (const Question& question : part.questions)
            if (is_settled(kind, question))
                if (const auto value = value_in(shown.fields, question.name); !value.empty()) {
                    settled.set(question.name, value);
                    page.hidden(question.name, value);
                }
    const AnswerLogic logic(questionnaire, settled, {});
    for (const QuestionPage& part : questionnaire.pages) {
        if (!part.relevant.empty())
            page.html.element("p", {{"class", "note"}}, page.text("plain.page_if_asked"));
        for (Question question : part.questions) {
            if (is_settled(kind, question)) continue;
            if (kind == RecordKind::FacilityRemark) {
                if (!logic.asks(question)) continue;
                question.relevant.clear();
            }
            draw_plain_question(question, shown);
        }
    }
}

bool asks_place(const Questionnaire& questionnaire, const PlainForm& form) {
    if (form.kind == RecordKind::FacilityRemark)
        return value_in(form.fields, "subject") == "missing";
    return has_kind(questionnaire, QuestionKind::Place);
}

/// A name of ours that stands in the form already, else a new one.
std::string device_of(const Request& request) {
    if (const auto device = device_of_cookie(request); !device.empty()) return std::string(device);
    const std::string_view filled_in = request.field("device");
    return is_device(filled_in) ? std::string(filled_in) : new_device();
}

}  // namespace

std::string_view form_path(RecordKind kind) {
    if (kind == RecordKind::FacilityRemark) return "/plain/nearby";
    return kind == RecordKind::IdleSpace ? "/plain/report" : "/plain/rate";
}

Response show_form(const Services& services, const Request& request, const PlainForm& form) {
    const auto newest = newest_questionnaire(services, record_kind_name(form.kind));
    if (!newest) return refused(newest.error());
    if (*newest == nullptr) return refused(Error{ErrorCode::QuestionnaireUnknown});
    const Questionnaire* questionnaire = newest->get();
    PlainPage page(request);
    const PlainShown shown{page, form.fields, form.errors, form.photos, form.photo_dropped};
    const std::string device = device_of(request);
    const std::string_view id = value_in(form.fields, "id");

    draw_mistakes(shown, *questionnaire, services.catalogue);
    page.html.open("form", {{"method", "post"},
                            {"enctype", "multipart/form-data"},
                            {"action", page.link(form_path(form.kind))}});
    page.hidden("id", is_uuid_v7(id) ? std::string(id) : new_record_id(request));
    page.hidden("questionnaire_version", std::to_string(questionnaire->version));
    if (form.kind != RecordKind::IdleSpace) {
        const std::string_view community = value_in(form.fields, "community");
        page.hidden("community", community);
        if (const std::string_view seat = value_in(form.fields, "seat"); !seat.empty()) {
            page.hidden("seat", seat);
            page.html.element("p", {{"class", "note"}}, page.text("plain.by_code"));
        }
        if (const auto drawn = draw_community(services, page, community); !drawn)
            return refused(drawn.error());
        const std::string_view facility = value_in(form.fields, "facility");
        if (const auto drawn = draw_facility(services, page, facility); !drawn)
            return refused(drawn.error());
    }
    // For a browser that keeps no cookies.
    if (device_of_cookie(request).empty()) page.hidden("device", device);
    draw_questions(*questionnaire, form.kind, shown);
    page.html.element("h2", {}, page.text("consent.title"));
    page.html.element("p", {{"class", "hint"}}, page.text("consent.hint"));
    for (const std::string_view purpose : purposes_of(*questionnaire))
        if (const ConsentText* consent = services.catalogue.consent(purpose))
            draw_consent(*consent, shown);
    // The first button is what the Enter key of a field presses.
    page.html.element("button", {{"class", "button"}}, page.text("check.send"));
    if (asks_place(*questionnaire, form))
        page.html.element("button",
                          {{"class", "button quiet"}, {"name", "step"}, {"value", "place"}},
                          page.text("plain.change_place"));
    page.html.close("form");
    Response response = page.answer(questionnaire->title.in(page.code()), form.status);
    if (device_of_cookie(request).empty()) keep_device(response, request, device);
    return response;
}

PlainRecord read_form(const Services& services, const Request& request, RecordKind kind) {
    PlainRecord out{
        .reading = {.services = services,
                    .fields = request.form,
                    .now_ms = request.now_ms,
                    .may_keep_photos = !value_in(request.form, consent_field("photo")).empty()}};
    Record& record = out.record;
    record.kind = kind;
    record.questionnaire = record_kind_name(kind);
    const auto version = decimal_of(value_in(request.form, "questionnaire_version"));
    record.questionnaire_version =
        version ? static_cast<std::int64_t>(std::clamp(*version, 0.0, 1e9)) : 0;
    record.id = value_in(request.form, "id");
    // Of the form, and not of the moment: sent again it is the same record.
    record.created_at_ms = is_uuid_v7(record.id) ? uuid_v7_ms(record.id) : request.now_ms;
    record.device = device_of(request);
    const std::string_view community = value_in(request.form, "community");
    if (kind != RecordKind::IdleSpace && !community.empty() && community != kNoCommunity)
        record.community = community;
    if (const std::string_view seat = value_in(request.form, "seat"); !seat.empty())
        record.seat = seat;

    // Of the version that was shown; one that is not there is refused with the record.
    const auto found = form_questionnaire(services, record);
    const Questionnaire* questionnaire = found.get();
    if (questionnaire == nullptr) return out;
    const Value body = read_plain_answers(*questionnaire, out.reading);
    record.body =
        AnswerLogic(*questionnaire, body, day_of_record(record.created_at_ms)).asked_body();
    record.photos = out.reading.photos;
    if (out.reading.photo_dropped)
        out.reading.errors.push_back({ErrorCode::ConsentMissing, "/consent/photo"});
    for (const std::string_view purpose : purposes_of(*questionnaire)) {
        auto given = consent_given(purpose, value_in(request.form, consent_field(purpose)));
        // As the page does it: no photo, no consent to keep one.
        if (given && (purpose != "photo" || !record.photos.empty()))
            record.consent.push_back(*std::move(given));
    }
    out.bytes = write_record(record);
    return out;
}

Response show_mistakes(const Services& services, const Request& request, PlainRecord read,
                       Errors errors) {
    PlainForm form{
        .kind = read.record.kind,
        .fields = request.form,
        .errors = std::move(errors),
        .photos = std::move(read.reading.photos),
        .photo_dropped = read.reading.photo_dropped || is_ticked(request.form, kDropped, "1"),
        .status = 422};
    form.status = error_row(form.errors.front().code).http_status;
    Response response = show_form(services, request, form);
    response.errors = std::move(form.errors);
    return response;
}

std::vector<FormPart> carried_fields(const Request& request, const PlainReading& reading) {
    std::vector<FormPart> out;
    for (const FormPart& part : request.form)
        if (!part.file_name && !is_map_field(part.name) && !part.name.ends_with(kKeptPhoto))
            out.push_back(part);
    out.insert(out.end(), reading.kept.begin(), reading.kept.end());
    if (reading.photo_dropped || !reading.errors.empty())
        out.push_back({std::string(kDropped), std::nullopt, "1"});
    return out;
}

}  // namespace kongdi::server
