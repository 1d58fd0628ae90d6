// SPDX-License-Identifier: Apache-2.0
// The frame of a page of workers and planners.
#pragma once

#include <string_view>
#include <vector>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"
#include "shell/widgets/page.hpp"

namespace kongdi::shell {

/// Where a page stands among those of the desk.
enum class StaffPlace : unsigned char {
    Line,           // a line of the navigation leads there
    Below,          // one goes back from there; the navigation is only beside it
    BelowWithMenu,  // one goes back, and on a phone the menu is there, too
};

/// A page of the desk in its frame: while it lives, what is drawn is on it. The way back and the
/// navigation are followed; at its end stands how far files are that were asked for on it.
class StaffPage {
public:
    /// `id` is the screen's name, `title` is in the header; both outlive the page.
    StaffPage(const AppState& state, const text::Text& text, std::string_view id,
              std::string_view title, StaffPlace place, Actions& out);
    ~StaffPage();
    StaffPage(const StaffPage&) = delete;
    StaffPage& operator=(const StaffPage&) = delete;

private:
    const AppState& m_state;
    const text::Text& m_text;
    Actions& m_out;
    std::vector<widgets::PageAction> m_lines;
    widgets::Page m_page;
};

}  // namespace kongdi::shell
