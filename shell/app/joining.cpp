// SPDX-License-Identifier: Apache-2.0
// Taking part in a meeting: a code leads to a seat, each answer is a record that waits for a
// network as any other does, and what the host asks is asked for again and again.
#include <array>

#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/record_codec.hpp"
#include "core/rules/meeting_rules.hpp"
#include "core/rules/record_check.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kViewTag = "join.view";
constexpr std::string_view kSeatTag = "join.seat";
constexpr std::string_view kKey = "joined";
constexpr std::int64_t kAskAgainMs = 1'500;
constexpr std::int64_t kAfterFailureMs = 4'000;

std::string join_path(const Joined& joined) {
    std::string path(api::kJoin);
    return path.append("/").append(joined.code);
}

void ask_later(AppState& state, std::int64_t in_ms, Effects& effects) {
    state.joined.next_ask_ms = state.now_ms + in_ms;
    effects.push_back(effect("wake.at", {{"ms", state.joined.next_ask_ms}}));
}

void ask(AppState& state, Effects& effects) {
    if (state.joined.asking == Loading::Busy) return;
    state.joined.asking = Loading::Busy;
    effects.push_back(http_get(std::string(kViewTag), join_path(state.joined)));
}

void view_answered(AppState& state, int status, const Value& body, Effects& effects) {
    Joined& joined = state.joined;
    auto view = api::meeting_view_of(body, state.catalogue);
    const bool good = status == 200 && view;
    joined.asking = good || status == 404 ? Loading::Idle : Loading::Failed;
    if (status == 404) {
        // A code is forgotten with its meeting: whoever sat there hears that it is over.
        joined.is_unknown = !joined.view;
        if (!joined.view) return;
        joined.view->state = MeetingState::Closed;
        for (api::MeetingQuestion& one : joined.view->questions)
            if (one.asked.state == AskState::Open) one.asked.state = AskState::Closed;
        return;
    }
    if (good) {
        // The code of a meeting that is over may be given to another one.
        if (joined.number != 0 && joined.number != view->number) {
            joined.secret.clear();
            joined.answers.clear();
        }
        joined.number = view->number;
        joined.view = *std::move(view);
    }
    ask_later(state, good ? kAskAgainMs : kAfterFailureMs, effects);
}

/// The agenda, as the record's check wants it.
Questionnaire agenda_of_view(const api::MeetingView& view) {
    MeetingPlan plan;
    plan.title = view.title;
    for (const api::MeetingQuestion& one : view.questions) plan.questions.push_back(one.question);
    return agenda_of(plan, view.number);
}

}  // namespace

void keep_seat(const AppState& state, Effects& effects) {
    const Joined& joined = state.joined;
    Value answers = Value::map();
    for (const auto& [question, answer] : joined.answers)
        answers.set(question, Value::map({{"value", answer.value}, {"record", answer.record}}));
    effects.push_back(store_put("settings", kKey,
                                Value::map({{"form", 1},
                                            {"code", joined.code},
                                            {"secret", joined.secret},
                                            {"number", joined.number},
                                            {"agreed", joined.agreed},
                                            {"assisted", joined.assisted},
                                            {"purpose", joined.purpose},
                                            {"answers", std::move(answers)}})));
}

void take_stored_joined(AppState& state, const Value& tree) {
    if (tree["form"].int_or(0) != 1) return;
    Joined& joined = state.joined;
    joined.code = tree.text("code");
    joined.secret = tree.text("secret");
    joined.number = tree["number"].int_or(0);
    joined.agreed = tree["agreed"].bool_or(false);
    joined.assisted = tree["assisted"].bool_or(false);
    joined.purpose = tree["purpose"].string_or(joined.purpose);
    if (const Value::Map* answers = tree["answers"].if_map())
        for (const Value::Member& one : *answers)
            joined.answers[one.first] = {one.second["value"], one.second.text("record")};
}

void enter_meeting(AppState& state, Effects& effects) {
    const std::string code = meeting_code_of(state.route.argument);
    const bool assisted = state.route.screen == ScreenId::Assist;
    // A seat is one's own or that of whoever is helped, never both.
    if (code != state.joined.code || assisted != state.joined.assisted)
        state.joined = {.code = code, .assisted = assisted, .purpose = assisted ? "" : "survey"};
    state.joined.is_unknown = code.empty() && !state.route.argument.empty();
    if (!code.empty()) ask(state, effects);
}

void pump_meeting(AppState& state, Effects& effects) {
    const ScreenId screen = state.route.screen;
    if ((screen != ScreenId::Join && screen != ScreenId::Assist) || state.joined.code.empty())
        return;
    const bool is_over = state.joined.view && state.joined.view->state != MeetingState::Open;
    if (state.joined.asking == Loading::Stopped) return;
    if (state.joined.is_unknown || is_over || state.joined.next_ask_ms > state.now_ms) return;
    ask(state, effects);
}

void stop_looking(AppState& state, Effects& effects) {
    state.joined.asking = Loading::Stopped;
    effects.push_back(http_cancel(kViewTag));
}

void join_meeting(AppState& state, Effects& effects) {
    Joined& joined = state.joined;
    if (!joined.agreed) {
        joined.show_errors = true;
        return;
    }
    if (joined.joining == Loading::Busy) return;
    joined.joining = Loading::Busy;
    Value body = Value::map({{"device", state.device}});
    if (joined.assisted) body.set("assisted", true);
    effects.push_back(http_post(std::string(kSeatTag), join_path(joined), body));
}

void agree_to_meeting(AppState& state, bool agreed, Effects& effects) {
    state.joined.agreed = agreed;
    keep_seat(state, effects);
}

bool meeting_answered(AppState& state, std::string_view tag, int status, const Value& body,
                      Effects& effects) {
    if (tag == kViewTag) {
        view_answered(state, status, body, effects);
        return true;
    }
    if (tag != kSeatTag) return false;
    const auto secret = api::seat_secret_of(body);
    const bool good = status >= 200 && status < 300 && secret;
    state.joined.joining = good ? Loading::Idle : Loading::Failed;
    if (!good) return true;
    state.joined.secret = *secret;
    keep_seat(state, effects);
    return true;
}

void answer_meeting(AppState& state, const AnswerMeeting& action, const Chance& chance,
                    Effects& effects) {
    Joined& joined = state.joined;
    if (!joined.view || joined.secret.empty()) return;
    const std::int64_t at_ms = chance.now_ms + state.clock_offset_ms;
    const std::span<const std::uint8_t, 16> random(chance.random);
    Record record;
    record.id = make_uuid_v7(chance.now_ms, random.first<10>());
    record.kind = RecordKind::Meeting;
    record.questionnaire = kMeetingQuestionnaire;
    record.questionnaire_version = joined.view->number;
    record.community = joined.view->community;
    record.created_at_ms = at_ms;
    record.device = state.device;
    record.mode = joined.assisted ? Mode::Assisted : Mode::Session;
    record.seat = sha256(joined.secret);
    record.body.set(action.question, action.answer);
    add_consent(state, joined.purpose, record);
    const Questionnaire agenda = agenda_of_view(*joined.view);
    const CheckedRecord checked =
        check_record(record_tree(record), {state.catalogue, at_ms, &agenda});
    joined.show_errors = !checked.ok();
    if (!checked.ok()) return;
    joined.answers[action.question] = {action.answer, record.id};
    joined.chosen.erase(action.question);
    keep_seat(state, effects);
    queue_record(state, record, effects);
    // What is seen follows soon after.
    ask_later(state, 400, effects);
}

}  // namespace kongdi::shell
