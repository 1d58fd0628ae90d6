// SPDX-License-Identifier: Apache-2.0
// Parts of taking part in a meeting, for one's own seat and for whom a worker helps.
#pragma once

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::screen {

/// The meeting of the address; null when it is not there, with what there is to say of that drawn.
const api::MeetingView* draw_meeting_found(const AppState& state, const text::Text& text,
                                           Actions& out);
/// The tick of Joined::purpose, and the press that takes a seat.
void draw_taking_seat(const AppState& state, const text::Text& text, Actions& out);
/// What the host asks.
void draw_agenda(const AppState& state, const text::Text& text, const api::MeetingView& view,
                 Actions& out);

}  // namespace kongdi::shell::screen
