// SPDX-License-Identifier: Apache-2.0
// The meetings there are, and a new one.
#include "core/base/text.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/meeting_state_words.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

void draw_meetings(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "meetings", text("meetings.page"), StaffPlace::Line, out);
    const MeetingDesk& desk = state.meetings;
    widgets::second(text("meetings.hint"));
    if (widgets::secondary_button("plan", text("meetings.plan"), widgets::Icon::Plus))
        out.push_back(Go{{ScreenId::MeetingForm}});
    if (draw_asked(text, desk.listing, desk.rows.empty())) out.push_back(ListMeetings{});
    if (desk.rows.empty() && !desk.listing.busy && !desk.listing.failed)
        widgets::empty_state(widgets::Icon::List, text("meetings.none"),
                             text("meetings.none_hint"));
    for (const api::MeetingRow& one : desk.rows) {
        const Said said = meeting_state_said(one.state);
        std::string line = one.community_name;
        line.append(line.empty() ? "" : " · ").append(text.moment(one.created_at_ms, state.now_ms));
        if (one.state == MeetingState::Open) line.append(" · ").append(spaced_code(one.code));
        if (widgets::card_button(one.id, widgets::Icon::List, one.title, line, text(said.key),
                                 said.tone))
            out.push_back(Go{{ScreenId::Meeting, one.id}});
    }
}

}  // namespace kongdi::shell::desk
