// SPDX-License-Identifier: Apache-2.0
#include "shell/app/reduce.hpp"

#include "shell/app/desk.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

/// One overload an action, so that a new action without one does not compile.
struct Reducer {
    AppState& state;
    const Chance& chance;
    Effects& effects;

    void operator()(const Go& action) { go(state, action.route, chance, effects); }
    void operator()(const GoBack&) { go_back(state, chance, effects); }
    void operator()(const OpenDialog& action) { open_dialog(state, action.name, effects); }
    void operator()(const CloseDialog&) { close_dialog(state, effects); }
    void operator()(const SetLanguage& action) { set_language(state, action.language, effects); }
    void operator()(const SetDisplay& action) { set_display(state, action.display, effects); }
    void operator()(const ReadAloud& action) { read_aloud(state, action.text, effects); }
    void operator()(const StopWaiting& action) { stop_waiting(state, action, chance, effects); }
    void operator()(const StartReport&) { start_report(state, chance, effects); }
    void operator()(const SetAnswer& action) { set_answer(state, action, effects); }
    void operator()(const RemovePhoto& action) { remove_photo(state, action, effects); }
    void operator()(const OpenCover& action) { open_cover(state, action, effects); }
    void operator()(const TapCover& action) { tap_cover(state, action); }
    void operator()(const ApplyCover&) { apply_cover(state, effects); }
    void operator()(const MoveMap& action) { move_map(state, action, effects); }
    void operator()(const MoveCityMap& action) {
        state.map_camera = action.camera;
        if (!action.settled) return;
        state.map_rest = action.camera.centre;
        state.map_listed = kFirstListed;
        if (state.route.screen == ScreenId::Nearby) want_nearby(state, effects);
    }
    void operator()(const ListMore&) { state.map_listed += kFirstListed; }
    void operator()(const ChoosePoint& action) { state.map_chosen = action.id; }
    void operator()(const FilterMap& action) {
        state.map_filter = action.filter;
        open_city_map(state, effects);
    }
    void operator()(const SaySame& action) { say_same(state, action.id, chance, effects); }
    void operator()(const PointsAnswered& action) {
        state.points_loading = action.status == 200 ? Loading::Idle : Loading::Failed;
    }
    void operator()(const FoundHere& action) { found_here(state, action, effects); }
    void operator()(const SayCommunity& action) { say_community(state, action, effects); }
    void operator()(const AskFix&) { ask_fix(state, effects); }
    void operator()(const TickConsent& action) { tick_consent(state, action, effects); }
    void operator()(const NextStep&) { next_step(state, chance, effects); }
    void operator()(const StartRating&) { start_rating(state, chance, effects); }
    void operator()(const AnswerRating& action) { answer_rating(state, action, chance, effects); }
    void operator()(const NextRating& action) { next_rating(state, action, chance, effects); }
    void operator()(const SearchCommunity& action) { state.rating_search = action.text; }
    void operator()(const SayRatingCommunity& action) {
        say_rating_community(state, action, chance, effects);
    }
    void operator()(const SendRating&) { send_rating(state, chance, effects); }
    void operator()(const DiscardRating&) { discard_rating(state, chance, effects); }
    void operator()(const SendReport&) { send_report(state, chance, effects); }
    void operator()(const DiscardDraft&) { discard_draft(state, chance, effects); }
    void operator()(const RetryNow&) { retry_now(state, true, chance, effects); }
    void operator()(const TakeDraft&) { take_draft(state, effects); }
    void operator()(const SaveHandover&) { save_handover(state, effects); }
    void operator()(const SaveOwnData&) { save_own_data(state, effects); }
    void operator()(const EraseOwnData&) { erase_own_data(state, effects); }
    void operator()(const RotateDevice&) { rotate_device(state, chance, effects); }
    void operator()(const TurnPush& action) { turn_push(state, action.on, effects); }
    void operator()(const WithdrawReport& action) { withdraw_report(state, action.id, effects); }
    void operator()(const TypeAnswer& action) { state.answer = action.words; }
    void operator()(const SendAnswer& action) { send_answer(state, action.id, effects); }
    void operator()(const JudgeReport& action) { judge_report(state, action, effects); }
    void operator()(const WantCity&) { want_city(state, effects); }
    void operator()(const WantNearby&) { want_nearby(state, effects); }
    void operator()(const AskMissing&) { ask_missing(state, effects); }
    void operator()(const SetRemark& action) { state.nearby.form = action.form; }
    void operator()(const SendRemark&) { send_remark(state, chance, effects); }
    void operator()(const AgreeToMeeting& action) {
        agree_to_meeting(state, action.agreed, effects);
    }
    void operator()(const TypeMeetingCode& action) { state.joined.typed = action.code; }
    void operator()(const JoinMeeting&) { join_meeting(state, effects); }
    void operator()(const ChooseInMeeting& action) {
        state.joined.chosen[action.question] = action.answer;
    }
    void operator()(const AnswerMeeting& action) { answer_meeting(state, action, chance, effects); }
    void operator()(const RefreshMy&) { refresh_my(state, effects); }
    void operator()(const PlatformEvent& action) {
        platform_event(state, action.event, chance, effects);
    }
};

}  // namespace

void reduce(AppState& state, const Action& action, const Chance& chance, Effects& effects) {
    state.now_ms = chance.now_ms;
    if (!action.visit(AppActions(), Reducer{state, chance, effects}))
        desk::reduce(state, action, chance, effects);
}

}  // namespace kongdi::shell
