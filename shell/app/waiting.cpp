// SPDX-License-Identifier: Apache-2.0
// Stopping what takes too long. The state says so at once; an answer that still comes is taken
// over like any other, and the word that a request was cancelled is passed over.
#include "shell/app/desk.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

void stop_waiting(AppState& state, const StopWaiting& action, const Chance& chance,
                  Effects& effects) {
    switch (action.wait) {
        case Wait::My:
            state.my_loading = Loading::Stopped;
            effects.push_back(http_cancel("my"));
            break;
        case Wait::Withdraw:
            state.withdrawing = Loading::Stopped;
            effects.push_back(http_cancel("withdraw:" + action.id));
            break;
        case Wait::Map:
            state.map_loading = Loading::Stopped;
            effects.push_back(http_cancel("map"));
            break;
        case Wait::Fix:
            state.fix_status = FixStatus::NotAsked;
            effects.push_back(simple_effect("fix.stop"));
            break;
        case Wait::Photo:
            state.photo_status = PhotoStatus::Idle;
            effects.push_back(simple_effect("photo.cancel"));
            break;
        case Wait::Login:
        case Wait::Spaces:
        case Wait::Desk:
        case Wait::Verify:
        case Wait::Form:
        case Wait::Questionnaire:
        case Wait::Import: desk::stop_waiting(state, action, effects); break;
        case Wait::Points:
            state.points_loading = Loading::Failed;
            effects.push_back(http_cancel("points"));
            break;
        case Wait::Meeting: stop_looking(state, effects); break;
        case Wait::Request:
            effects.push_back(http_cancel(action.id));
            no_answer(state, action.id, chance, effects);
            break;
        case Wait::Send: hold_record(state, action.id, effects); break;
    }
}

}  // namespace kongdi::shell
