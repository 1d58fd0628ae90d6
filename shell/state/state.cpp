// SPDX-License-Identifier: Apache-2.0
#include "shell/state/state.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/api/endpoints.hpp"
#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "core/rules/record_check.hpp"
#include "shell/state/rate_steps.hpp"

namespace kongdi::shell {

const Questionnaire& report_questionnaire(const AppState& state) {
    static const Questionnaire kNone;
    const std::int64_t version = state.draft ? state.draft->questionnaire_version : 0;
    const Questionnaire* found =
        state.catalogue.questionnaire(record_kind_name(RecordKind::IdleSpace), version);
    return found != nullptr ? *found : kNone;
}

std::vector<FormStep> report_steps(const AppState& state) {
    return report_steps_of(report_questionnaire(state), state.display.elder);
}

AnswerLogic report_logic(const AppState& state) {
    return AnswerLogic(report_questionnaire(state), state.draft->body,
                       day_of_record(state.now_ms + state.clock_offset_ms));
}

bool step_asks(const AppState& state, const FormStep& step) {
    if (!state.draft || step.kind != StepKind::Questions) return true;
    const AnswerLogic logic = report_logic(state);
    return std::any_of(step.questions.begin(), step.questions.end(),
                       [&](const Question& question) { return logic.asks(question); });
}

int current_step(const AppState& state) {
    const auto steps = static_cast<int>(report_steps(state).size());
    return std::clamp(std::atoi(state.route.argument.c_str()), 1, steps);
}

const OutboxItem* outbox_item(const AppState& state, std::string_view id) {
    for (const OutboxItem& item : state.outbox)
        if (item.id == id) return &item;
    return nullptr;
}

std::int64_t waiting_count(const AppState& state) {
    return std::count_if(state.outbox.begin(), state.outbox.end(),
                         [](const OutboxItem& item) { return item.phase != SendPhase::Refused; });
}

const MyReport* my_report(const AppState& state, std::string_view id) {
    for (const MyReport& report : state.reports)
        if (report.id == id) return &report;
    return nullptr;
}

const api::MapFeature* community_at(const AppState& state, Wgs84Point point) {
    for (const api::MapFeature& feature : state.map_part.features) {
        const auto* area = std::get_if<MultiPolygon>(&feature.geometry);
        if (feature.role == "community" && area != nullptr && contains(*area, point))
            return &feature;
    }
    return nullptr;
}

map::Whereabouts draft_whereabouts(const AppState& state, const Draft& draft) {
    if (draft.here_by_hand || draft.here.known) return draft.here;
    const Value& point = draft.body["place"]["point"];
    if (point.if_map() == nullptr || state.map_part.features.empty()) return {};
    const api::MapFeature* community =
        community_at(state, {point["lon"].number_or(0), point["lat"].number_or(0)});
    if (community == nullptr) return {};
    return {true, {community->code, community->name}};
}

Errors step_errors(const AppState& state, const FormStep& step) {
    if (!state.draft) return {};
    const Draft& draft = *state.draft;
    if (step.kind == StepKind::Questions) {
        const AnswerLogic logic = report_logic(state);
        QuestionPage page;
        // An answer that is not asked for any more is no mistake: it is not sent.
        for (const Question& question : step.questions)
            if (logic.asks(question)) page.questions.push_back(question);
        return check_page(page, draft.body, draft.photos, logic);
    }
    Errors errors;
    if (step.kind == StepKind::Check) return errors;
    for (const std::string_view purpose : consent_needed(draft.body, !draft.photos.empty()))
        if (std::find(draft.consents.begin(), draft.consents.end(), purpose) ==
            draft.consents.end())
            errors.push_back({ErrorCode::ConsentMissing, "/consent/" + std::string(purpose)});
    return errors;
}

void add_consent(const AppState& state, std::string_view purpose, Record& record) {
    const ConsentText* consent = state.catalogue.consent(purpose);
    if (consent == nullptr) return;
    const std::string_view words = consent->text.in(language_code(state.language));
    record.consent.push_back({std::string(purpose), consent->version, sha256(words)});
}

namespace {

void add_consents(const AppState& state, const Draft& draft, Record& record) {
    for (const std::string& purpose : draft.consents) add_consent(state, purpose, record);
}

}  // namespace

Record record_of(const AppState& state, const Draft& draft, std::int64_t created_at_ms) {
    const Questionnaire& questionnaire = report_questionnaire(state);
    Record record;
    record.id = draft.id;
    record.kind = RecordKind::IdleSpace;
    record.questionnaire = questionnaire.id;
    record.questionnaire_version = questionnaire.version;
    record.created_at_ms = created_at_ms;
    record.device = state.device;
    record.mode = Mode::Self;
    record.body = AnswerLogic(questionnaire, draft.body, day_of_record(created_at_ms)).asked_body();
    record.photos = draft.photos;
    const map::Whereabouts here = draft_whereabouts(state, draft);
    if (!here.community.code.empty()) record.community = here.community.code;
    if (Value* place = record.body.find("place"); place != nullptr && here.known)
        place->set("community_source", draft.here_by_hand            ? "hand"
                                       : here.community.code.empty() ? "outside"
                                                                     : "boundary");
    add_consents(state, draft, record);
    return record;
}

namespace {

/// Whoever has a seat in a meeting that is going on fills it in there.
bool sits_in_meeting(const AppState& state) {
    const Joined& joined = state.joined;
    return !joined.secret.empty() && !joined.assisted && joined.view &&
           joined.view->state == MeetingState::Open;
}

}  // namespace

Record rating_record(const AppState& state, const Draft& draft, std::int64_t created_at_ms) {
    const Questionnaire& questionnaire = rate_questionnaire(state);
    Record record;
    record.id = draft.id;
    record.kind = RecordKind::ServiceCheckup;
    record.questionnaire = questionnaire.id;
    record.questionnaire_version = questionnaire.version;
    record.created_at_ms = created_at_ms;
    record.device = state.device;
    record.body = AnswerLogic(questionnaire, draft.body, day_of_record(created_at_ms)).asked_body();
    if (!draft.here.community.code.empty()) record.community = draft.here.community.code;
    if (!draft.seat.empty()) record.seat = draft.seat;
    if (draft.assisted)
        record.mode = Mode::Assisted;
    else if (sits_in_meeting(state))
        record.mode = Mode::Session;
    add_consents(state, draft, record);
    return record;
}

Record remark_record(const AppState& state, std::int64_t created_at_ms) {
    const RemarkForm& form = state.nearby.form;
    Record record;
    record.kind = RecordKind::FacilityRemark;
    record.questionnaire = record_kind_name(record.kind);
    record.created_at_ms = created_at_ms;
    record.device = state.device;
    if (state.route.dialog != kMissingDialog && state.nearby.one) {
        const api::NearFacility& one = *state.nearby.one;
        record.body.set("subject", remark_subject_name(RemarkSubject::Closed));
        record.body.set("facility", one.id);
        if (!one.community.empty()) record.community = one.community;
    } else {
        record.body.set("subject", remark_subject_name(RemarkSubject::Missing));
        if (!form.kind.empty()) record.body.set("facility_kind", form.kind);
        const Wgs84Point here = state.map_camera ? state.map_camera->centre : state.map_rest;
        const Value point = Value::map({{"lon", here.lon},
                                        {"lat", here.lat},
                                        {"datum", datum_name(Datum::Wgs84)},
                                        {"source", "hand"},
                                        {"at", format_time(created_at_ms)}});
        record.body.set("place", Value::map({{"point", point}}));
    }
    if (!form.description.empty()) record.body.set("description", form.description);
    if (form.agreed) add_consent(state, "survey", record);
    return record;
}

std::string export_path(const AppState& state, std::string_view format) {
    std::string path(api::kExport);
    path.append("/spaces.").append(format).append("?");
    return path + api::query_string(state.spaces.query);
}

}  // namespace kongdi::shell
