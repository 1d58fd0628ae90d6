// SPDX-License-Identifier: Apache-2.0
// THE table of screens. A screen draws the state and pushes actions; it does nothing else.
#pragma once

#include <array>
#include <string_view>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"

namespace kongdi::shell {

/// Who may see a screen; what not everybody may lies in the desk's program (desk_screens.hpp). The
/// server decides again at each request.
enum class Audience : std::uint8_t {
    Everybody,
    Desk,  // everybody, but it lies in the desk's program
    Account,
    Worker,
    Planner,
    Administrator
};

struct ScreenRow {
    ScreenId screen;
    std::string_view name;  // of <html data-screen>, and the prefix of its widgets' ids
    std::string_view title_key;
    Audience audience;
    void (*draw)(const AppState&, const text::Text&, Actions&);
};

const std::array<ScreenRow, static_cast<std::size_t>(ScreenId::Count_)>& screens();
const ScreenRow& screen_row(ScreenId screen);
/// May whoever is logged in see it?
bool may_see(const AppState& state, Audience audience);

/// Draws the screen of the route, or the log-in in front of it.
void draw_screen(const AppState& state, const text::Text& text, Actions& out);

}  // namespace kongdi::shell
