// SPDX-License-Identifier: Apache-2.0
// The functions behind the rows of the screens table.
#pragma once

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"

namespace kongdi::shell::screen {

void draw_home(const AppState&, const text::Text&, Actions&);
void draw_report(const AppState&, const text::Text&, Actions&);
void draw_rate(const AppState&, const text::Text&, Actions&);
void draw_sent(const AppState&, const text::Text&, Actions&);
void draw_my(const AppState&, const text::Text&, Actions&);
void draw_my_report(const AppState&, const text::Text&, Actions&);
void draw_display(const AppState&, const text::Text&, Actions&);
void draw_map(const AppState&, const text::Text&, Actions&);
void draw_nearby(const AppState&, const text::Text&, Actions&);
void draw_join(const AppState&, const text::Text&, Actions&);
void draw_lost(const AppState&, const text::Text&, Actions&);

}  // namespace kongdi::shell::screen
