// SPDX-License-Identifier: Apache-2.0
// Incoming reports, the oldest unchecked first.
#include <array>

#include "shell/desk/desk_list.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/screens/staff_navigation.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

void draw_worker(const AppState& state, const text::Text& text, Actions& out) {
    const std::vector<widgets::PageAction> navigation = staff_navigation(state, text);
    widgets::Page page({.id = "worker",
                        .title = text("worker.page"),
                        .navigation = navigation,
                        .navigation_label = text("nav.label"),
                        .wide = true});
    follow_navigation(page.pressed(), state, text, out);
    const bool checked = state.spaces.query.filter.states == std::vector{ReportState::Verified};
    const std::array<widgets::Choice, 2> halves{{
        {"submitted", text("worker.open"), widgets::Icon::None, !checked},
        {"verified", text("worker.done"), widgets::Icon::None, checked},
    }};
    if (const auto half = widgets::segmented("half", text("filter.state"), halves)) {
        api::SpaceQuery query = state.spaces.query;
        query.filter.states = {*half == 0 ? ReportState::Submitted : ReportState::Verified};
        query.offset = 0;
        out.push_back(QuerySpaces{query});
    }
    draw_space_filters(state, text, false, out);
    widgets::second(text("planner.count",
                         {{"total", text.number(static_cast<double>(state.spaces.page.total))}}));
    draw_table_state(state, text, out);
    for (const Space& space : state.spaces.page.rows) {
        const StateWords words = state_words(space.state);
        std::string line = space.receipt;
        line.append(" · ").append(text.moment(space.received_at_ms, state.now_ms));
        if (space.photo_count > 0)
            line.append(" · ").append(text("photo.count", {{"count", space.photo_count}}));
        if (widgets::card_button(space.id, type_icon(state, space.type),
                                 type_label(state, space.type), line, text(words.key), words.tone))
            out.push_back(Go{{ScreenId::WorkerReport, space.id}});
    }
    draw_paging(state, text, out);
}

}  // namespace kongdi::shell::desk
