// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

void draw_lost(const AppState&, const text::Text& text, Actions& out) {
    const widgets::Page page({.id = "lost", .title = text("app.name")});
    widgets::empty_state(widgets::Icon::Search, text("lost.title"), text("lost.hint"));
    const widgets::Footer footer;
    if (widgets::primary_button("home", text("action.home")))
        out.push_back(Go{{ScreenId::Home, {}}});
}

}  // namespace kongdi::shell::screen
