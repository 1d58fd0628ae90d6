// SPDX-License-Identifier: Apache-2.0
// Stopping what takes too long. The state says so at once; an answer that still comes is taken
// over like any other, and the word that a request was cancelled is passed over.
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

void cancel(std::string_view tag, Effects& effects) {
    effects.push_back(effect("http.cancel", {{"tag", tag}}));
}

}  // namespace

void stop_waiting(AppState& state, const StopWaiting& action, Effects& effects) {
    switch (action.wait) {
        case Wait::Login:
            state.login_form.loading = Loading::Stopped;
            cancel("login", effects);
            break;
        case Wait::Spaces:
            state.spaces.loading = Loading::Stopped;
            cancel("spaces", effects);
            break;
        case Wait::Desk:
            state.desk.loading = Loading::Stopped;
            cancel("desk", effects);
            break;
        case Wait::Verify:
            state.desk.moving = Loading::Stopped;
            cancel("verify:" + action.id, effects);
            break;
        case Wait::My:
            state.my_loading = Loading::Stopped;
            cancel("my", effects);
            break;
        case Wait::Withdraw:
            state.withdrawing = Loading::Stopped;
            cancel("withdraw:" + action.id, effects);
            break;
        case Wait::Map:
            state.map_loading = Loading::Stopped;
            cancel("map", effects);
            break;
        case Wait::Fix:
            state.fix_status = FixStatus::NotAsked;
            effects.push_back(simple_effect("fix.stop"));
            break;
        case Wait::Photo:
            state.photo_status = PhotoStatus::Idle;
            effects.push_back(simple_effect("photo.cancel"));
            break;
        case Wait::Import: stop_import(state, effects); break;
        case Wait::Send: hold_record(state, action.id, effects); break;
    }
}

}  // namespace kongdi::shell
