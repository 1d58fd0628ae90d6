// SPDX-License-Identifier: Apache-2.0
// The waves of the check-up, and how far one has come: by community, those that fall behind first.
#include <algorithm>
#include <array>

#include "core/lifecycle/wave_lifecycle.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/papers.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

void draw_stats(const text::Text& text, const api::WaveProgress& progress) {
    widgets::Columns columns(widgets::is_wide() ? 4 : 2, 140);
    widgets::stat(text("wave.answered"), text.number(static_cast<double>(progress.answered)));
    columns.next();
    const auto households = static_cast<double>(progress.wave.households);
    widgets::stat(text("wave.share"),
                  households > 0
                      ? text.percent(static_cast<double>(progress.answered) / households, 1)
                      : std::string("–"));
    columns.next();
    widgets::stat(text("wave.behind"), text.number(static_cast<double>(progress.behind)));
    columns.next();
    widgets::stat(text("wave.seated"), text.number(static_cast<double>(progress.seated)));
}

void draw_split(const text::Text& text, std::string_view id, std::string_view title,
                const std::string& prefix, const api::Split& split) {
    const widgets::Card card(id, title);
    widgets::heading(title);
    for (const auto& [name, n] : split)
        widgets::fact(
            name.empty() ? text("wave.age.unsaid") : text(prefix + name),
            n && *n > 0 ? text.number(static_cast<double>(*n)) : std::string(text("wave.few")));
}

constexpr std::string_view kCommunity = "community";

std::string_view name_of(const api::CommunityProgress& one) {
    return one.name.empty() ? one.community : one.name;
}

/// How one community came by its answers, and who gave them.
void draw_community(const AppState& state, const text::Text& text,
                    const api::WaveProgress& progress, Actions& out) {
    if (state.route.dialog != kCommunity) return;
    const auto found = std::find_if(
        progress.communities.begin(), progress.communities.end(),
        [&](const api::CommunityProgress& one) { return one.community == state.waves.parts_of; });
    if (found == progress.communities.end()) return;
    const widgets::Dialog dialog(kCommunity, name_of(*found), text("action.close"));
    widgets::fact(text("wave.answered_of"),
                  text.number(static_cast<double>(found->answered)) + " / " +
                      text.number(static_cast<double>(found->households)));
    widgets::fact(text("wave.share"), text.percent(found->share));
    draw_split(text, "modes", text("wave.by_mode"), "wave.mode.", found->by_mode);
    draw_split(text, "ages", text("wave.by_age"), "wave.age.", found->by_age);
    if (dialog.closed()) out.push_back(CloseDialog{});
}

void draw_communities(const AppState& state, const text::Text& text,
                      const api::WaveProgress& progress, Actions& out) {
    std::vector<const api::CommunityProgress*> rows;
    for (const api::CommunityProgress& one : progress.communities)
        if (!state.waves.only_behind || one.behind) rows.push_back(&one);
    // Who is furthest behind stands first.
    std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
        if (a->behind != b->behind) return a->behind;
        if (a->share != b->share) return a->share < b->share;
        return a->community < b->community;
    });
    const std::array<widgets::Column, 6> columns{{{"name", text("column.community"), 160},
                                                  {"estate", text("wave.estate"), 100},
                                                  {"answered", text("wave.answered_of"), 110, true},
                                                  {"share", text("wave.share"), 90, true},
                                                  {"goal", text("wave.goal_now"), 120, true},
                                                  {"pace", text("wave.pace"), 110}}};
    widgets::Table table("communities", text("wave.communities"), columns, rows.size(), true);
    while (table.next_row()) {
        const api::CommunityProgress& one = *rows[table.row()];
        table.cell_bold(name_of(one));
        table.cell(text("wave.estate." + std::string(estate_kind_name(one.estate))));
        table.cell(text.number(static_cast<double>(one.answered)) + " / " +
                   text.number(static_cast<double>(one.households)));
        table.cell(text.percent(one.share));
        table.cell(text.percent(one.expected) + " / " + text.percent(one.goal));
        if (one.behind)
            table.cell_chip(widgets::Tone::Waiting, text("wave.is_behind"));
        else if (one.share >= one.goal)
            table.cell_chip(widgets::Tone::Good, text("wave.is_done"));
        else
            table.cell_chip(widgets::Tone::Neutral, text("wave.on_pace"));
    }
    if (const auto row = table.row_pressed())
        out.push_back(ShowCommunities{state.waves.only_behind, rows[*row]->community});
}

void draw_results(const AppState& state, const text::Text& text) {
    if (state.waves.results.empty()) return;
    const std::array<widgets::Column, 6> columns{
        {{"kind", text("facility.kind"), 140},
         {"n", text("wave.raters"), 80, true},
         {"satisfaction", text("wave.satisfaction"), 90, true},
         {"importance", text("wave.importance"), 90, true},
         {"use", text("wave.use"), 90, true},
         {"minutes", text("wave.minutes"), 90, true}}};
    widgets::heading(text("wave.results"));
    widgets::second(text("wave.results_hint"));
    widgets::Table table("results", text("wave.results"), columns, state.waves.results.size());
    const auto number = [&](const std::optional<double>& value) {
        return value ? text.number(*value, 1) : std::string("–");
    };
    while (table.next_row()) {
        const api::WaveResult& one = state.waves.results[table.row()];
        table.cell_bold(kind_label(state, one.facility));
        table.cell(one.n > 0 ? text.number(static_cast<double>(one.n)) : std::string("–"));
        table.cell(number(one.satisfaction));
        table.cell(number(one.importance));
        table.cell(one.use ? text.percent(*one.use) : std::string("–"));
        table.cell(number(one.minutes));
    }
}

/// A draft can be planned anew; codes are printed until it is closed.
void draw_ways_on(const AppState& state, const text::Text& text, const Wave& wave, Actions& out) {
    const bool draft = wave.state == WaveState::Draft;
    if (!draft && wave.state != WaveState::Open) return;
    widgets::Columns columns(2, 240);
    if (widgets::secondary_button("sheets", text("wave.sheets"), widgets::Icon::Download))
        out.push_back(Go{{ScreenId::Sheets, wave.id}});
    if (!draft || !state.login || state.login->role != Role::Planner) return;
    columns.next();
    if (widgets::secondary_button("edit", text("wave.edit")))
        out.push_back(Go{{ScreenId::WaveForm, wave.id}});
}

void draw_moves(const AppState& state, const text::Text& text, const Wave& wave, Actions& out) {
    const WaveDesk& desk = state.waves;
    if (!state.login || state.login->role != Role::Planner) return;
    if (desk.moving.failed)
        widgets::note("not_moved", widgets::Tone::Error,
                      desk.moving.error ? text(error_row(desk.moving.error->code).key)
                                        : text("error.no_network"));
    for (const WaveMoveRow& row : wave_moves()) {
        if (row.from != wave.state) continue;
        const std::string name(wave_move_name(row.move));
        if (widgets::secondary_button(name, text("wave.move." + name)))
            out.push_back(OpenDialog{name});
        if (state.route.dialog != name) continue;
        const widgets::Dialog dialog("sure", text("wave.move." + name), text("action.close"));
        widgets::paragraph(text("wave.sure." + name));
        if (widgets::primary_button("do", text("wave.move." + name), !desk.moving.busy)) {
            out.push_back(MoveWave{row.move});
            out.push_back(CloseDialog{});
        }
        if (dialog.closed()) out.push_back(CloseDialog{});
    }
}

}  // namespace

void draw_waves(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "waves", text("waves.page"), StaffPlace::Line, out);
    const WaveDesk& desk = state.waves;
    const bool planner = state.login && state.login->role == Role::Planner;
    if (planner && widgets::secondary_button("plan", text("waves.plan"), widgets::Icon::Plus))
        out.push_back(Go{{ScreenId::WaveForm}});
    if (draw_asked(text, desk.listing, desk.waves.empty())) out.push_back(ListWaves{});
    if (desk.waves.empty() && !desk.listing.busy && !desk.listing.failed)
        widgets::empty_state(widgets::Icon::List, text("waves.none"), text("waves.none_hint"));
    for (const Wave& wave : desk.waves) {
        const Said said = wave_state_said(wave.state);
        if (widgets::card_button(wave.id, widgets::Icon::List, wave.plan.title,
                                 period_text(state, text, wave.plan), text(said.key), said.tone))
            out.push_back(Go{{ScreenId::Wave, wave.id}});
    }
}

void draw_wave(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "wave", text("wave.page"), StaffPlace::Below, out);
    const WaveDesk& desk = state.waves;
    if (draw_asked(text, desk.opening, !desk.progress))
        out.push_back(OpenWave{state.route.argument});
    if (!desk.progress) return;
    const api::WaveProgress& progress = *desk.progress;
    widgets::title(progress.wave.plan.title);
    const Said said = wave_state_said(progress.wave.state);
    widgets::status_line("state", said.tone, text(said.key),
                         period_text(state, text, progress.wave.plan));
    draw_ways_on(state, text, progress.wave, out);
    draw_papers_pill(text, out);
    const std::array<Paper, 1> papers{
        {{PaperKind::Chart, "progress", paper_query("wave", progress.wave.id)}}};
    draw_papers(state, text, papers, out);
    draw_moves(state, text, progress.wave, out);
    draw_stats(text, progress);
    {
        widgets::Columns columns(2, 260);
        draw_split(text, "modes", text("wave.by_mode"), "wave.mode.", progress.by_mode);
        columns.next();
        draw_split(text, "ages", text("wave.by_age"), "wave.age.", progress.by_age);
    }
    widgets::heading(text("wave.communities"));
    if (widgets::checkbox("behind", text("wave.only_behind"), desk.only_behind,
                          text("wave.behind_means")))
        out.push_back(ShowCommunities{!desk.only_behind});
    draw_communities(state, text, progress, out);
    draw_community(state, text, progress, out);
    draw_results(state, text);
}

}  // namespace kongdi::shell::desk
