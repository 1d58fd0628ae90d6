// SPDX-License-Identifier: Apache-2.0
// Answering the service check-up: a tap answers and goes on. The draft is written to the device
// after every answer, so that one can leave at any time and go on later.
#include <algorithm>
#include <optional>
#include <span>

#include "core/api/endpoints.hpp"
#include "core/api/space_query.hpp"
#include "core/base/id.hpp"
#include "core/codec/record_codec.hpp"
#include "core/rules/record_check.hpp"
#include "shell/app/reducers.hpp"
#include "shell/state/rate_steps.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kSeatTag = "seat:";
constexpr int kFirstOfServices = 2;  // behind the community

void open_step(AppState& state, std::size_t index, const Chance& chance, Effects& effects) {
    open_route(state, {ScreenId::Rate, std::to_string(index + 1)}, chance, effects);
}

/// The next step that asks something; with `whole_row` none of the same service.
std::size_t step_after(const AppState& state, const RateSteps& steps, std::size_t index,
                       bool whole_row) {
    const RateStep& here = steps.steps[index];
    for (std::size_t i = index + 1; i < steps.steps.size(); ++i) {
        const RateStep& step = steps.steps[i];
        const bool same_row = step.kind == RateStepKind::Cell && step.bar == here.bar;
        if (whole_row && same_row) continue;
        if (rate_step_asks(state, step)) return i;
    }
    return steps.steps.size() - 1;
}

/// On to a step; a question that is left must be right, a table once its last cell is.
void go_to(AppState& state, const RateSteps& steps, std::size_t next, const Chance& chance,
           Effects& effects) {
    const RateStep& here = steps.steps[current_rate_step(state, steps)];
    if (steps.steps[next].question != here.question && !rate_step_errors(state, here).empty()) {
        state.rating->show_errors = true;
        save_rating(state, effects);
        return;
    }
    state.rating->furthest_step = std::max(state.rating->furthest_step, static_cast<int>(next) + 1);
    save_rating(state, effects);
    open_step(state, next, chance, effects);
}

void go_on(AppState& state, bool whole_row, const Chance& chance, Effects& effects) {
    const RateSteps steps = rate_steps_of(rate_questionnaire(state));
    const std::size_t next = step_after(state, steps, current_rate_step(state, steps), whole_row);
    go_to(state, steps, next, chance, effects);
}

/// The first step whose question is not answered as it must be.
std::optional<std::size_t> first_wrong_step(const AppState& state, const RateSteps& steps) {
    for (std::size_t i = 0; i < steps.steps.size(); ++i)
        if (rate_step_asks(state, steps.steps[i]) &&
            !rate_step_errors(state, steps.steps[i]).empty())
            return i;
    return std::nullopt;
}

/// A new one at its beginning; one that was begun where it was left.
std::string first_argument(const AppState& state) {
    return std::to_string(std::max(1, state.rating->furthest_step));
}

}  // namespace

void save_rating(const AppState& state, Effects& effects) {
    if (state.rating && state.draft_lock != DraftLock::Elsewhere)
        effects.push_back(store_put("drafts", kRatingKey, stored_draft(*state.rating)));
}

namespace {

/// "seat=HASH" of the address that a household's code leads to.
std::string seat_of_address(const AppState& state) {
    for (const auto& [name, value] : api::query_pairs_of(state.route.filter))
        if (name == "seat" && is_sha256_text(value)) return value;
    return {};
}

void ask_seat(AppState& state, Effects& effects) {
    state.seat = {.loading = Loading::Busy};
    std::string path(api::kSeats);
    effects.push_back(
        http_get(std::string(kSeatTag) + state.rating->seat, path + "/" + state.rating->seat));
}

/// The code speaks for the household from now on, whatever network there is; where it lives follows
/// once the server says it.
void take_seat(AppState& state, Effects& effects) {
    const std::string seat = seat_of_address(state);
    if (seat.empty()) return;
    if (state.rating->seat != seat) {
        state.rating->seat = seat;
        state.rating->seat_place.clear();
        save_rating(state, effects);
    }
    ask_seat(state, effects);
}

/// A wave asks one version of all of its households: the draft takes it, unless something was
/// answered already, which is of another.
void want_version_of_seat(AppState& state, const Chance& chance, Effects& effects) {
    const std::int64_t version = state.seat.version;
    const std::string_view id = record_kind_name(RecordKind::ServiceCheckup);
    if (version < 1 || !state.rating->body.if_map()->empty()) return;
    if (state.catalogue.questionnaire(id, version) == nullptr)
        want_version(id, version, effects);
    else
        take_version_of_seat(state, version, chance, effects);
}

}  // namespace

void take_version_of_seat(AppState& state, std::int64_t version, const Chance& chance,
                          Effects& effects) {
    if (!state.rating || version < 1 || state.seat.version != version) return;
    Draft& draft = *state.rating;
    const std::string_view id = record_kind_name(RecordKind::ServiceCheckup);
    if (draft.questionnaire_version == version || !draft.body.if_map()->empty() ||
        state.catalogue.questionnaire(id, version) == nullptr)
        return;
    draft.questionnaire_version = version;
    // What was passed over was of the other version.
    if (draft.furthest_step > kFirstOfServices) {
        draft.furthest_step = kFirstOfServices;
        if (state.route.screen == ScreenId::Rate)
            replace_route(state, {ScreenId::Rate, std::to_string(kFirstOfServices)}, chance,
                          effects);
    }
    save_rating(state, effects);
}

bool seat_answered(AppState& state, std::string_view tag, int status, const Value& body,
                   const Chance& chance, Effects& effects) {
    if (!tag.starts_with(kSeatTag)) return false;
    if (!state.rating || state.rating->seat != tag.substr(kSeatTag.size())) return true;
    Draft& draft = *state.rating;
    state.seat = {};
    if (status == 404 || (status == 200 && body["state"].string_or("") != "open")) {
        // Void, or its wave is over: the answers count as those of anybody.
        state.seat.is_unknown = true;
        draft.seat.clear();
    } else if (status == 200) {
        state.seat.is_used = body["is_used"].bool_or(false);
        draft.seat_place = body.text("community_name");
        if (!body.text("building").empty())
            draft.seat_place.append(" · ").append(body.text("building"));
        draft.here = {true, {body.text("community"), body.text("community_name")}};
        draft.furthest_step = std::max(draft.furthest_step, kFirstOfServices);
        // The first step asks where somebody lives, which is known now.
        const std::string& step = state.route.argument;
        if (state.route.screen == ScreenId::Rate && (step.empty() || step == "1"))
            replace_route(state, {ScreenId::Rate, std::to_string(draft.furthest_step)}, chance,
                          effects);
        state.seat.version = body["questionnaire_version"].int_or(0);
        want_version_of_seat(state, chance, effects);
    } else {
        state.seat.loading = Loading::Failed;
    }
    save_rating(state, effects);
    return true;
}

void start_rating(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.rating) {
        Draft draft;
        const std::span<const std::uint8_t, 16> random(chance.random);
        draft.id = make_uuid_v7(chance.now_ms, random.first<10>());
        draft.questionnaire_version = rate_questionnaire(state).version;
        state.rating = draft;
    }
    if (state.route.screen == ScreenId::Rate) take_seat(state, effects);
    const Route route{ScreenId::Rate, first_argument(state)};
    if (state.route.screen != ScreenId::Rate) {
        open_route(state, route, chance, effects);
        return;
    }
    // Came by a step's address: stay on it, no further than the draft got.
    const RateSteps steps = rate_steps_of(rate_questionnaire(state));
    if (static_cast<int>(current_rate_step(state, steps)) + 1 > state.rating->furthest_step)
        replace_route(state, route, chance, effects);
}

void answer_rating(AppState& state, const AnswerRating& action, const Chance& chance,
                   Effects& effects) {
    if (!state.rating) return;
    if (action.answer.is_null())
        state.rating->body.erase(action.question);
    else
        state.rating->body.set(action.question, action.answer);
    state.rating->show_errors = false;
    if (action.goes_on)
        go_on(state, false, chance, effects);
    else
        save_rating(state, effects);
}

void next_rating(AppState& state, const NextRating& action, const Chance& chance,
                 Effects& effects) {
    if (!state.rating) return;
    if (!action.to_end) {
        go_on(state, true, chance, effects);
        return;
    }
    const RateSteps steps = rate_steps_of(rate_questionnaire(state));
    std::size_t next = current_rate_step(state, steps);
    while (next + 1 < steps.steps.size() && steps.steps[next].kind == RateStepKind::Cell) ++next;
    go_to(state, steps, next, chance, effects);
}

void say_rating_community(AppState& state, const SayRatingCommunity& action, const Chance& chance,
                          Effects& effects) {
    if (!state.rating) return;
    state.rating->here = {true, action.community};
    state.rating_search.clear();
    go_on(state, false, chance, effects);
}

void send_rating(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.rating) return;
    const std::int64_t at_ms = chance.now_ms + state.clock_offset_ms;
    const Record record = rating_record(state, *state.rating, at_ms);
    const CheckedRecord checked = check_record(record_tree(record), {state.catalogue, at_ms});
    if (!checked.ok()) {
        const RateSteps steps = rate_steps_of(rate_questionnaire(state));
        if (const auto wrong = first_wrong_step(state, steps))
            open_step(state, *wrong, chance, effects);
        state.rating->show_errors = true;
        return;
    }
    send_record(state, record, kRatingKey, chance, effects);
    if (record.community) want_survey(*record.community, effects);
}

void want_survey(std::string_view community, Effects& effects) {
    std::string path(api::kSurvey);
    path += "?state=open&community=";
    path += community.empty() ? "none" : community;
    effects.push_back(http_get(kSurveyTag, path));
}

void survey_answered(AppState& state, int status, const Value& body, Effects& effects) {
    if (status != 200) return;
    state.survey = body;
    effects.push_back(store_put("cache", kSurveyTag, body));
}

void discard_rating(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.rating) return;
    state.rating.reset();
    effects.push_back(store_delete("drafts", kRatingKey));
    leave_report(state, {}, state.report_depth - 1, chance, effects);
}

}  // namespace kongdi::shell
