// SPDX-License-Identifier: Apache-2.0
// The index of all communities: how they stand, how sure that is, which go on the plan.
#include <algorithm>
#include <array>
#include <set>

#include "shell/desk/desk_list.hpp"
#include "shell/desk/downloads.hpp"
#include "shell/desk/index_words.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/charts.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::size_t kColumns = 25;  // of four points each
constexpr double kMost = 100;
constexpr std::int64_t kMostNamed = 5;
constexpr std::string_view kStraight = " *";  // what it means stands above the ranking

float share_of(double index) { return static_cast<float>(index / kMost); }

/// The ends of what any community may have: on 0 to 100 the intervals would be dots.
struct Scale {
    double low = 0;
    double high = kMost;
    float operator()(double index) const {
        return high > low ? static_cast<float>((index - low) / (high - low)) : 0.5f;
    }
};

Scale scale_of(const CityIndex& index) {
    Scale out{kMost, 0};
    for (const CommunityIndex& one : index.communities) {
        if (!one.has_index) continue;
        out.low = std::min(out.low, one.low);
        out.high = std::max(out.high, one.high);
    }
    return out;
}

bool may_make_runs(const AppState& state) {
    return state.login && state.login->role == Role::Planner;
}

void draw_run_choice(const AppState& state, const text::Text& text, const IndexRun& shown,
                     Actions& out) {
    if (state.index.runs.size() < 2) return;
    std::vector<std::string> labels;
    for (const IndexRun& run : state.index.runs)
        labels.push_back(
            text("index.run_of",
                 {{"title", run.title}, {"state", text(index_run_state_said(run.state).key)}}));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < labels.size(); ++i)
        choices.push_back({state.index.runs[i].id, labels[i], widgets::Icon::None,
                           state.index.runs[i].id == shown.id});
    if (const auto chosen = widgets::select("run", text("index.run"), choices);
        chosen && state.index.runs[*chosen].id != shown.id)
        out.push_back(Go{{ScreenId::Index, state.index.runs[*chosen].id}});
}

void draw_stats(const text::Text& text, const IndexRun& run) {
    const auto whole = [&](std::int64_t n) { return text.number(static_cast<double>(n)); };
    widgets::Columns columns(widgets::is_wide() ? 4 : 2, 140);
    widgets::stat(text("index.mean"), index_text(text, run.mean));
    columns.next();
    widgets::stat(text("index.ranked"), whole(run.ranked));
    columns.next();
    widgets::stat(text("index.on_plan"), whole(run.bottom));
    columns.next();
    widgets::stat(text("index.unsure"), whole(run.survey_first));
}

void draw_distribution(const text::Text& text, const CityIndex& index) {
    std::array<std::int64_t, kColumns> counts{};
    for (const CommunityIndex& one : index.communities)
        if (one.has_index)
            ++counts[std::min(kColumns - 1,
                              static_cast<std::size_t>(one.index / kMost * double{kColumns}))];
    const widgets::Card card("distribution", text("index.distribution"));
    widgets::heading(text("index.distribution"));
    const std::string name = text(
        "index.distribution_says",
        {{"count", index.ranked}, {"bottom", index.bottom}, {"cut", index_text(text, index.cut)}});
    const std::string cut = text("index.cut", {{"cut", index_text(text, index.cut)}});
    widgets::histogram({.id = "histogram",
                        .name = name,
                        .low = "0",
                        .high = "100",
                        .marked_label = cut,
                        .marked = index.bottom > 0 ? share_of(index.cut) : -1},
                       counts);
    widgets::second(name);
}

std::vector<const CommunityIndex*> rows_of(const IndexDesk& desk) {
    std::vector<const CommunityIndex*> rows;
    for (const CommunityIndex& one : desk.card->index.communities) {
        if (!one.has_index) continue;
        if (desk.shown == IndexShown::Bottom && !one.bottom) continue;
        if (desk.shown == IndexShown::SurveyFirst && !one.survey_first) continue;
        if (!desk.find.empty() && one.name.find(desk.find) == std::string::npos &&
            one.code.find(desk.find) == std::string::npos)
            continue;
        rows.push_back(&one);
    }
    const bool highest_first = desk.highest_first;
    std::sort(rows.begin(), rows.end(), [&](const CommunityIndex* a, const CommunityIndex* b) {
        return highest_first ? ranks_before(*b, *a) : ranks_before(*a, *b);
    });
    return rows;
}

std::string change_text(const AppState& state, const text::Text& text, const IndexChange* change) {
    if (change == nullptr) return "–";
    if (!change->has_both) return std::string(text("index.only_here"));
    std::string out = points_moved(text, change->after - change->before);
    if (!change->moved_most.empty()) out += " · " + kind_label(state, change->moved_most);
    return out;
}

/// The ranking is of the run that is shown: who has no index in it any more stands nowhere else.
void draw_only_before(const text::Text& text, const IndexDesk& desk) {
    if (!desk.changes) return;
    std::set<std::string_view> here;
    for (const CommunityIndex& one : desk.card->index.communities)
        if (one.has_index) here.insert(one.code);
    std::string names;
    std::int64_t count = 0;
    for (const IndexChange& one : desk.changes->changes) {
        if (one.has_both || here.contains(one.code)) continue;
        if (++count <= kMostNamed)
            names.append(names.empty() ? "" : text("index.comma"))
                .append(one.name.empty() ? one.code : one.name);
    }
    if (count == 0) return;
    widgets::note("only-before", widgets::Tone::Info,
                  text(count > kMostNamed ? "index.only_before_more" : "index.only_before",
                       {{"count", count}, {"names", names}}));
}

void draw_ranking(const AppState& state, const text::Text& text, Actions& out) {
    const IndexDesk& desk = state.index;
    const std::vector<const CommunityIndex*> rows = rows_of(desk);
    if (rows.empty()) {
        widgets::empty_state(widgets::Icon::List, text("index.none_found"), {});
        return;
    }
    // A phone shows without a push how they stand, how sure that is, and who is on the plan.
    const bool wide = widgets::is_wide();
    std::vector<widgets::Column> columns{
        {"name", text("column.community"), wide ? 130.0f : 92.0f},
        {"index", text("index.index"), wide ? 84.0f : 72.0f, true, true,
         desk.highest_first ? widgets::Sort::Down : widgets::Sort::Up},
        {"interval", text("index.how_sure"), wide ? 170.0f : 104.0f},
        {"place", text("index.place"), wide ? 120.0f : 92.0f},
        {"rank", text("index.rank"), 170, true},
        {"standard", text("index.standard"), 90, true}};
    if (desk.changes) {
        columns.push_back({"change", text("index.change"), 150});
        for (const MovedBy& one : kMovedBy) columns.push_back({one.id, text(one.key), 110, true});
    }
    const Scale scale = scale_of(desk.card->index);
    const float cut = desk.card->index.bottom > 0 ? scale(desk.card->index.cut) : -1;
    const std::vector<std::string>& straight = desk.card->straight;
    widgets::Table table("ranking", text("index.ranking"), columns, rows.size(), true);
    while (table.next_row()) {
        const CommunityIndex& one = *rows[table.row()];
        std::string name = one.name.empty() ? one.code : one.name;
        if (std::binary_search(straight.begin(), straight.end(), one.code)) name += kStraight;
        table.cell(name);
        table.cell_bold(index_text(text, one.index));
        table.cell_interval(interval_text(text, one), scale(one.low), scale(one.index),
                            scale(one.high), cut);
        const Said said = index_place_said(one);
        table.cell_chip(said.tone, text(said.key));
        table.cell(text("index.rank_range",
                        {{"rank", one.rank}, {"best", one.best_rank}, {"worst", one.worst_rank}}));
        table.cell(index_text(text, one.standard));
        if (!desk.changes) continue;
        const IndexChange* change = index_change_of(desk, one.code);
        table.cell(change_text(state, text, change));
        for (const MovedBy& by : kMovedBy)
            table.cell(change != nullptr && change->has_both ? points_moved(text, change->*by.part)
                                                             : std::string("–"));
    }
    if (table.header_pressed()) out.push_back(SortIndex{!desk.highest_first});
    if (const auto row = table.row_pressed()) {
        std::string argument = rows[*row]->code;
        if (!state.route.argument.empty()) argument += "@" + state.route.argument;
        out.push_back(Go{{ScreenId::IndexCommunity, argument}});
    }
}

void draw_filter(const AppState& state, const text::Text& text, Actions& out) {
    const IndexDesk& desk = state.index;
    const std::array<widgets::Choice, 3> choices{
        {{"all", text("index.show_all"), widgets::Icon::None, desk.shown == IndexShown::All},
         {"bottom", text("index.bottom"), widgets::Icon::None, desk.shown == IndexShown::Bottom},
         {"unsure", text("index.survey_first"), widgets::Icon::None,
          desk.shown == IndexShown::SurveyFirst}}};
    if (const auto chosen = widgets::segmented("shown", text("index.show"), choices))
        out.push_back(ShowIndex{static_cast<IndexShown>(*chosen)});
    const auto change = widgets::text_field(
        "find", desk.find,
        {.label = text("index.find"), .kind = widgets::FieldKind::Search, .max_code_points = 40});
    if (change && change->value != desk.find && !change->composing)
        out.push_back(FindInIndex{change->value});
}

void draw_compare(const AppState& state, const text::Text& text, Actions& out) {
    const IndexDesk& desk = state.index;
    std::vector<std::string> ids{""};
    std::vector<std::string> labels{std::string(text("index.compare_none"))};
    for (const IndexRun& run : desk.runs) {
        if (run.id == desk.card->run.id) continue;
        ids.push_back(run.id);
        labels.push_back(run.title);
    }
    if (ids.size() < 2) return;
    const std::string current = desk.changes ? desk.changes->before.id : std::string();
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < ids.size(); ++i)
        choices.push_back({ids[i], labels[i], widgets::Icon::None, ids[i] == current});
    if (const auto chosen = widgets::select("compare", text("index.compare"), choices))
        out.push_back(CompareIndex{ids[*chosen]});
    if (draw_asked(text, desk.comparing, true)) out.push_back(CompareIndex{current});
}

void draw_ways_on(const AppState& state, const text::Text& text, const IndexRun& run,
                  Actions& out) {
    widgets::Columns columns(4, 150);
    if (widgets::secondary_button("csv", text("index.download"), widgets::Icon::Download))
        out.push_back(DownloadIndex{"csv"});
    columns.next();
    draw_formats_pill(text, out);
    if (!may_make_runs(state)) return;
    columns.next();
    if (widgets::secondary_button("proposals", text("proposals.page"), widgets::Icon::House))
        out.push_back(
            Go{{ScreenId::IndexProposals, {}, {}, with_filter({}, "run", state.route.argument)}});
    columns.next();
    if (widgets::secondary_button("document", text("index.document"), widgets::Icon::Download))
        out.push_back(DownloadIndex{});
    if (run.state != IndexRunState::Frozen) return;
    columns.next();
    constexpr std::string_view kPublish = "publish";
    if (widgets::secondary_button("publish", text("index.publish")))
        out.push_back(OpenDialog{std::string(kPublish)});
    if (state.route.dialog != kPublish) return;
    const widgets::Dialog dialog("sure", text("index.publish"), text("action.close"));
    widgets::paragraph(text("index.publish_sure"));
    if (widgets::primary_button("do", text("index.publish"), !state.index.moving.busy)) {
        out.push_back(PublishIndex{});
        out.push_back(CloseDialog{});
    }
    if (dialog.closed()) out.push_back(CloseDialog{});
}

}  // namespace

void draw_index(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "index", text("index.page"), StaffPlace::Line, out);
    const IndexDesk& desk = state.index;
    {
        widgets::Columns columns(4, 150);
        if (may_make_runs(state)) {
            if (widgets::secondary_button("new", text("index.new"), widgets::Icon::Plus))
                out.push_back(Go{{ScreenId::IndexForm}});
            columns.next();
        }
        if (widgets::secondary_button("programme", text("programme.page"), widgets::Icon::Roof))
            out.push_back(Go{{ScreenId::Programme}});
    }
    const bool none = desk.runs.empty();
    if (draw_asked(text, desk.listing, none && !desk.card)) out.push_back(AskIndex{});
    if (none && !desk.listing.busy && !desk.listing.failed && !desk.card) {
        widgets::empty_state(widgets::Icon::List, text("index.none"), text("index.none_hint"));
        return;
    }
    if (draw_asked(text, desk.opening, !desk.card)) out.push_back(AskIndex{});
    if (!desk.card) return;
    const IndexRun& run = desk.card->run;
    widgets::title(run.title);
    const Said said = index_run_state_said(run.state);
    widgets::status_line("state", said.tone, text(said.key), run_line(state, text, run));
    if (run.wave.empty()) widgets::second(text("index.without_wave"));
    if (desk.moving.failed)
        widgets::note("not_moved", widgets::Tone::Error,
                      desk.moving.error ? text(error_row(desk.moving.error->code).key)
                                        : text("error.no_network"));
    draw_run_choice(state, text, run, out);
    draw_stats(text, run);
    draw_ways_on(state, text, run, out);
    const std::string of_run = paper_query("run", run.id);
    const std::array<Paper, 3> papers{{{PaperKind::Sheet, "city", of_run},
                                       {PaperKind::Chart, "ranking", of_run},
                                       {PaperKind::Chart, "distribution", of_run}}};
    if (const auto format = draw_formats(state, text, out, papers))
        out.push_back(DownloadIndex{*format});
    draw_distribution(text, desk.card->index);
    widgets::heading(text("index.ranking"));
    widgets::second(text("index.ranking_hint"));
    if (!desk.card->straight.empty())
        widgets::second(std::string("* ").append(text("index.no_roads")));
    draw_filter(state, text, out);
    draw_compare(state, text, out);
    draw_only_before(text, desk);
    draw_ranking(state, text, out);
}

}  // namespace kongdi::shell::desk
