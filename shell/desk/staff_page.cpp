// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/staff_page.hpp"

#include "shell/desk/downloads.hpp"
#include "shell/screens/staff_navigation.hpp"

namespace kongdi::shell {

StaffPage::StaffPage(const AppState& state, const text::Text& text, std::string_view id,
                     std::string_view title, StaffPlace place, Actions& out)
    : m_state(state),
      m_text(text),
      m_out(out),
      m_lines(staff_navigation(state, text)),
      m_page({.id = id,
              .title = title,
              .back_label = place == StaffPlace::Line ? std::string_view() : text("action.back"),
              .navigation = place == StaffPlace::Below ? beside(m_lines) : m_lines,
              .navigation_label = text("nav.label"),
              .wide = true}) {
    if (m_page.back()) out.push_back(GoBack{});
    follow_navigation(m_page.pressed(), state, text, out);
}

StaffPage::~StaffPage() { desk::draw_exports(m_state, m_text, m_out); }

}  // namespace kongdi::shell
