// SPDX-License-Identifier: Apache-2.0
// The city and what was reported in it. Beside the map stands a list with the same content, for
// those who cannot use a map.
#include <algorithm>
#include <array>

#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/screens/staff_navigation.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

constexpr double kListedReachM = 20'000;

/// Staff go to the report itself; others see what a stranger may.
void open_point(const AppState& state, std::string_view id, Actions& out) {
    if (is_staff(state))
        out.push_back(Go{{ScreenId::WorkerReport, std::string(id)}});
    else
        out.push_back(ChoosePoint{std::string(id)});
}

void draw_city(const AppState& state, const text::Text& text, Actions& out) {
    map::MapOptions options;
    options.label = text("map.label");
    options.height = widgets::is_wide() ? 560 : 380;
    options.cross_hair = false;
    options.full_width = !widgets::is_wide();
    options.zoom_in_label = text("map.zoom_in");
    options.zoom_out_label = text("map.zoom_out");
    options.north_label = text("map.north");
    options.tiles = state.map_about ? state.tiles : nullptr;
    options.points = state.points;
    options.types = {&state.catalogue.space_types, language_code(state.language)};
    const map::MapResult result =
        map::map_view("map", *state.map_camera, state.map_shapes, options);
    if (result.moved || result.settled) out.push_back(MoveCityMap{result.camera, result.settled});
    if (result.pressed_point)
        open_point(state, state.points->points().id(*result.pressed_point), out);
    widgets::second(text("map.legend"));
}

void draw_card(const AppState& state, const text::Text& text, std::uint32_t point, Actions& out) {
    const widgets::Card card("card", text("map.card"));
    widgets::bold(type_label(state, state.points->type_of(point)));
    const StateWords words = state_words(state.points->state_of(point));
    widgets::status_chip(words.tone, text(words.key));
    widgets::second(age_text(text, state.points->points().age_days[point]));
    if (widgets::text_button("close", text("action.close"))) out.push_back(ChoosePoint{});
}

/// The list follows when the map rests: a list that runs along reads badly and costs most of a
/// frame.
void draw_list(const AppState& state, const text::Text& text, Actions& out) {
    map::PointLayer& points = *state.points;
    widgets::bold(
        text("map.list", {{"count", text.number(static_cast<double>(points.points().size()))}}));
    const auto& nearest = points.nearest(state.map_rest, state.map_listed, kListedReachM);
    for (const map::NearPoint& near : nearest)
        if (points.points().id(near.point) == state.map_chosen)
            draw_card(state, text, near.point, out);
    // Numbered by their place in the list: its elements stay when the map moves on, and change
    // words.
    std::size_t place = 0;
    for (const map::NearPoint& near : nearest) {
        const std::string_view id = points.points().id(near.point);
        const StateWords words = state_words(points.state_of(near.point));
        const std::string_view type = points.type_of(near.point);
        const std::string line = away_text(text, near.away_m) + " · " +
                                 age_text(text, points.points().age_days[near.point]);
        if (widgets::card_button("near-" + std::to_string(place++), type_icon(state, type),
                                 type_label(state, type), line, text(words.key), words.tone))
            open_point(state, id, out);
    }
    if (nearest.size() == state.map_listed && widgets::text_button("more", text("map.more")))
        out.push_back(ListMore{});
}

/// Some states as chips, one kind from a list: short, so that the map stays at the thumb.
void draw_chips(const AppState& state, const text::Text& text, Actions& out) {
    constexpr std::array kShown{ReportState::Submitted, ReportState::Verified};
    SpaceFilter filter = state.map_filter;
    std::vector<widgets::Choice> states;
    for (const ReportState one : kShown)
        states.push_back(
            {report_state_name(one), text(state_words(one).key), widgets::Icon::None,
             std::find(filter.states.begin(), filter.states.end(), one) != filter.states.end()});
    widgets::Columns columns(2, 160);
    if (const auto pressed =
            widgets::choice_chips("states", text("map.states"), states, widgets::Pick::Many)) {
        toggle(filter.states, kShown[*pressed]);
        out.push_back(FilterMap{filter});
    }
    columns.next();
    std::vector<widgets::Choice> types{
        {"", text("map.all_types"), widgets::Icon::None, filter.types.empty()}};
    for (const SpaceType& type : state.catalogue.space_types)
        types.push_back({type.code, type.label.in(language_code(state.language)),
                         widgets::Icon::None, filter.types == std::vector{type.code}});
    if (const auto chosen = widgets::select("type", text("map.types"), types)) {
        filter.types.clear();
        if (*chosen > 0) filter.types.emplace_back(types[*chosen].id);
        out.push_back(FilterMap{filter});
    }
}

}  // namespace

void draw_map(const AppState& state, const text::Text& text, Actions& out) {
    std::vector<widgets::PageAction> navigation;
    if (is_staff(state)) navigation = staff_navigation(state, text);
    widgets::Page page({.id = "map",
                        .title = text("map.page"),
                        .back_label = navigation.empty() ? text("action.back") : std::string_view(),
                        .navigation = navigation,
                        .navigation_label = text("nav.label"),
                        .wide = true});
    if (page.back()) out.push_back(GoBack{});
    follow_navigation(page.pressed(), state, text, out);
    if (!state.map_camera) {
        draw_map_wait(state, text, out);
        return;
    }
    if (state.points_loading == Loading::Failed || state.points->failed()) {
        widgets::note("failed", widgets::Tone::Waiting, text("map.no_points"));
        if (widgets::text_button("again", text("nearby.again")))
            out.push_back(FilterMap{state.map_filter});
    }
    draw_chips(state, text, out);
    widgets::Columns columns(widgets::is_wide() ? 2 : 1, 380);
    draw_city(state, text, out);
    columns.next();
    if (state.points_loading == Loading::Busy) {
        if (widgets::progress("points", text("map.loading_points"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Points});
    } else if (state.points->busy()) {  // nothing moves: a frame would cost what reading needs
        widgets::second(text("map.loading_points"));
    }
    draw_list(state, text, out);
}

}  // namespace kongdi::shell::screen
