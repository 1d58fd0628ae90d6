// SPDX-License-Identifier: Apache-2.0
#include "shell/app/reduce.hpp"

#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

/// One overload an action, so that a new action without one does not compile.
struct Reducer {
    AppState& state;
    const Chance& chance;
    Effects& effects;

    void operator()(const Go& action) { open_route(state, action.route, chance, effects); }
    void operator()(const GoBack&) { effects.push_back(simple_effect("nav.back")); }
    void operator()(const SetLanguage& action) {
        if (state.language == action.language) return;
        state.language = action.language;
        // What was agreed to was the other language's wording.
        if (state.draft) state.draft->consents.clear();
        save_settings(state, effects);
        save_draft(state, effects);
        effects.push_back(page_effect(state));
    }
    void operator()(const SetElder& action) {
        state.elder = action.elder;
        save_settings(state, effects);
    }
    void operator()(const StartReport&) { start_report(state, chance, effects); }
    void operator()(const SetAnswer& action) { set_answer(state, action, effects); }
    void operator()(const RemovePhoto& action) { remove_photo(state, action, effects); }
    void operator()(const MoveMap& action) { move_map(state, action, effects); }
    void operator()(const AskFix&) { ask_fix(state, effects); }
    void operator()(const TickConsent& action) { tick_consent(state, action, effects); }
    void operator()(const NextStep&) { next_step(state, chance, effects); }
    void operator()(const SendReport&) { send_report(state, chance, effects); }
    void operator()(const AskDiscard& action) { state.discarding = action.asked; }
    void operator()(const DiscardDraft&) { discard_draft(state, chance, effects); }
    void operator()(const RetryNow&) { retry_now(state, chance, effects); }
    void operator()(const AskWithdraw& action) {
        state.withdrawing = action.id.empty() ? std::nullopt : std::optional(action.id);
    }
    void operator()(const WithdrawReport& action) { withdraw_report(state, action.id, effects); }
    void operator()(const RefreshMy&) { refresh_my(state, effects); }
    void operator()(const SetLoginName& action) { state.login_form.name = action.name; }
    void operator()(const SetLoginPassword& action) { state.login_form.password = action.password; }
    void operator()(const SubmitLogin&) { submit_login(state, effects); }
    void operator()(const Logout&) { logout(state, chance, effects); }
    void operator()(const QuerySpaces& action) { query_spaces(state, action.query, effects); }
    void operator()(const VerifyReport& action) { verify_report(state, action.id, effects); }
    void operator()(const DownloadSpaces& action) {
        effects.push_back(effect("download", {{"url", export_path(state, action.format)}}));
    }
    void operator()(const PlatformEvent& action) {
        platform_event(state, action.event, chance, effects);
    }
};

}  // namespace

void reduce(AppState& state, const Action& action, const Chance& chance, Effects& effects) {
    state.now_ms = chance.now_ms;
    std::visit(Reducer{state, chance, effects}, action);
}

}  // namespace kongdi::shell
