// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/space_parts.hpp"

#include <algorithm>

#include "shell/desk/filter_dialog.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

namespace {

/// A select whose first choice stands for "all"; the code chosen, or none when nothing was.
std::optional<std::string> draw_select(std::string_view id, std::string_view label,
                                       const std::vector<std::string>& codes,
                                       const std::vector<std::string>& labels,
                                       std::string_view current) {
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < codes.size(); ++i)
        choices.push_back({codes[i], labels[i], widgets::Icon::None, codes[i] == current});
    const auto chosen = widgets::select(id, label, choices);
    if (!chosen || codes[*chosen] == current) return std::nullopt;
    return codes[*chosen];
}

/// What narrows the table down beside the words to find; true when something was chosen.
bool draw_selects(const AppState& state, const text::Text& text, bool with_state,
                  SpaceFilter& filter) {
    bool changed = false;
    widgets::Columns columns(with_state ? 3 : 2, 200);
    if (with_state) {
        std::vector<std::string> codes{""};
        std::vector<std::string> labels{std::string(text("filter.all_states"))};
        for (int i = 0; i < static_cast<int>(ReportState::Count_); ++i) {
            const auto one = static_cast<ReportState>(i);
            codes.emplace_back(report_state_name(one));
            labels.emplace_back(text(state_words(one).key));
        }
        const bool one = filter.states.size() == 1;
        const std::string_view current = one ? report_state_name(filter.states[0]) : "";
        if (const auto chosen =
                draw_select("state", text("filter.state"), codes, labels, current)) {
            const auto picked = report_state_from_name(*chosen);
            filter.states = picked ? std::vector{*picked} : std::vector<ReportState>{};
            changed = true;
        }
        columns.next();
    }
    std::vector<std::string> type_codes{""};
    std::vector<std::string> type_labels{std::string(text("filter.all_types"))};
    for (const SpaceType& type : state.catalogue.space_types) {
        type_codes.push_back(type.code);
        type_labels.emplace_back(type.label.in(language_code(state.language)));
    }
    const std::string type = filter.types.size() == 1 ? filter.types[0] : std::string();
    if (const auto chosen =
            draw_select("type", text("filter.type"), type_codes, type_labels, type)) {
        filter.types = chosen->empty() ? std::vector<std::string>{} : std::vector{*chosen};
        changed = true;
    }
    columns.next();
    std::vector<std::string> places{""};
    std::vector<std::string> place_labels{std::string(text("filter.all_communities"))};
    if (state.city)
        for (const api::Community& community : state.city->communities) {
            places.push_back(community.code);
            place_labels.push_back(community.street + " " + community.name);
        }
    if (const auto chosen = draw_select("community", text("filter.community"), places, place_labels,
                                        filter.community)) {
        filter.community = *chosen;
        changed = true;
    }
    return changed;
}

bool draw_search(const text::Text& text, SpaceFilter& filter) {
    const auto change = widgets::text_field("text", filter.text,
                                            {.label = text("filter.text"),
                                             .kind = widgets::FieldKind::Search,
                                             .placeholder = text("filter.text_hint"),
                                             .max_code_points = 60});
    if (!change || change->value == filter.text) return false;
    filter.text = change->value;
    return !change->composing;
}

}  // namespace

void draw_space_filters(const AppState& state, const text::Text& text, bool with_state,
                        Actions& out) {
    api::SpaceQuery query = state.spaces.query;
    bool changed = draw_search(text, query.filter);
    // On a phone the selects would push the table off the screen: the dialog has all of it.
    if (widgets::is_wide())
        changed = draw_selects(state, text, with_state, query.filter) || changed;
    changed = draw_filter_button(state, text, with_state, query.filter, out) || changed;
    if (!changed) return;
    query.offset = 0;
    out.push_back(QuerySpaces{query});
}

void draw_table_state(const AppState& state, const text::Text& text, Actions& out) {
    const SpaceTable& table = state.spaces;
    if (table.loading == Loading::Busy &&
        widgets::progress("loading", text("spaces.loading"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Spaces});
    if (table.loading == Loading::Failed || table.loading == Loading::Stopped) {
        if (table.loading == Loading::Stopped)
            widgets::note("stopped", widgets::Tone::Waiting, text("spaces.stopped"));
        else
            widgets::note(
                "failed", widgets::Tone::Error,
                table.error ? text(error_row(table.error->code).key) : text("error.no_network"));
        if (widgets::secondary_button("again", text("action.again")))
            out.push_back(QuerySpaces{table.query});
    }
    if (table.loading == Loading::Idle && table.page.rows.empty())
        widgets::empty_state(widgets::Icon::Search, text("spaces.none"), text("spaces.none_hint"));
}

void draw_paging(const AppState& state, const text::Text& text, Actions& out) {
    const SpaceTable& table = state.spaces;
    const auto shown = static_cast<std::int64_t>(table.page.rows.size());
    if (table.page.total <= shown) return;
    widgets::second(text("spaces.range", {{"first", table.query.offset + 1},
                                          {"last", table.query.offset + shown},
                                          {"total", table.page.total}}));
    api::SpaceQuery query = table.query;
    widgets::Columns columns(2);
    if (query.offset > 0 && widgets::secondary_button("earlier", text("spaces.earlier"))) {
        query.offset = std::max<std::int64_t>(0, query.offset - query.limit);
        out.push_back(QuerySpaces{query});
    }
    columns.next();
    if (table.query.offset + shown < table.page.total &&
        widgets::secondary_button("later", text("spaces.later"))) {
        query.offset = table.query.offset + query.limit;
        out.push_back(QuerySpaces{query});
    }
}

}  // namespace kongdi::shell
