// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/filter_dialog.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/geometry/geodesic.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

namespace {

constexpr std::size_t kStreetDigits = 9;
constexpr std::size_t kDistrictDigits = 6;
constexpr std::int64_t kDayMs = 86'400'000;

/// Communities whose codes begin so.
std::int64_t count_of(const AppState& state, std::string_view prefix) {
    std::int64_t count = 0;
    for (const api::Community& community : state.city->communities)
        count += community.code.starts_with(prefix) ? 1 : 0;
    return count;
}

bool draw_states(const text::Text& text, SpaceFilter& filter) {
    std::vector<widgets::Choice> choices;
    for (int i = 0; i < static_cast<int>(ReportState::Count_); ++i) {
        const auto one = static_cast<ReportState>(i);
        bool chosen = false;
        for (const ReportState state : filter.states) chosen = chosen || state == one;
        choices.push_back(
            {report_state_name(one), text(state_words(one).key), widgets::Icon::None, chosen});
    }
    widgets::bold(text("filter.states"));
    const auto pressed =
        widgets::choice_chips("states", text("filter.states"), choices, widgets::Pick::Many);
    if (pressed) toggle(filter.states, static_cast<ReportState>(*pressed));
    return pressed.has_value();
}

bool draw_stages(const text::Text& text, SpaceFilter& filter) {
    std::vector<widgets::Choice> choices;
    for (int i = 0; i < static_cast<int>(SpaceStage::Count_); ++i) {
        const auto one = static_cast<SpaceStage>(i);
        const std::string_view name = space_stage_name(one);
        choices.push_back(
            {name, text("stage." + std::string(name)), widgets::Icon::None,
             std::find(filter.stages.begin(), filter.stages.end(), one) != filter.stages.end()});
    }
    widgets::bold(text("filter.stages"));
    const auto pressed =
        widgets::choice_chips("stages", text("filter.stages"), choices, widgets::Pick::Many);
    if (pressed) toggle(filter.stages, static_cast<SpaceStage>(*pressed));
    return pressed.has_value();
}

bool draw_types(const AppState& state, const text::Text& text, SpaceFilter& filter) {
    std::vector<widgets::Choice> choices;
    for (const SpaceType& type : state.catalogue.space_types) {
        bool chosen = false;
        for (const std::string& one : filter.types) chosen = chosen || one == type.code;
        choices.push_back({type.code, type.label.in(language_code(state.language)),
                           type_icon(state, type.code), chosen});
    }
    widgets::bold(text("filter.types"));
    const auto pressed =
        widgets::choice_chips("types", text("filter.types"), choices, widgets::Pick::Many);
    if (pressed) toggle(filter.types, choices[*pressed].id);
    return pressed.has_value();
}

/// All, none, whole districts and streets, and single communities; what an address says beside
/// these stays as it is.
bool draw_places(const AppState& state, const text::Text& text, SpaceFilter& filter) {
    std::vector<std::string> codes{"", std::string(kNoCommunity)};
    std::vector<std::string> labels{std::string(text("filter.all_communities")),
                                    std::string(text("filter.no_community"))};
    if (state.city) {
        std::string street;
        std::string district;
        for (const api::Community& community : state.city->communities) {
            const std::string prefix = community.code.substr(0, kStreetDigits);
            if (!community.code.starts_with(district) || district.empty()) {
                district = community.code.substr(0, kDistrictDigits);
                codes.push_back(district);
                labels.push_back(text("filter.whole_district",
                                      {{"district", desk::district_label(text, district)},
                                       {"count", count_of(state, district)}}));
            }
            if (prefix != street && !community.street.empty()) {
                codes.push_back(prefix);
                labels.push_back(text("filter.whole_street", {{"street", community.street}}));
            }
            street = prefix;
            codes.push_back(community.code);
            labels.push_back(community.street + " " + community.name);
        }
    }
    bool known = false;
    for (const std::string& code : codes) known = known || code == filter.community;
    if (!known) {
        codes.push_back(filter.community);
        labels.push_back(text("filter.code_begins", {{"code", filter.community}}));
    }
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < codes.size(); ++i)
        choices.push_back({codes[i], labels[i], widgets::Icon::None, codes[i] == filter.community});
    const auto chosen = widgets::select("place", text("filter.community"), choices);
    if (!chosen || codes[*chosen] == filter.community) return false;
    filter.community = codes[*chosen];
    return true;
}

void draw_day(std::string_view id, std::string_view label, const std::string& typed, bool is_last,
              const text::Text& text, Actions& out) {
    const bool bad =
        !typed.empty() && !api::space_filter_of({{is_last ? "to" : "from", typed}}).has_value();
    const auto change = widgets::text_field(
        id, typed,
        {.label = label,
         .error = bad && typed.size() >= 10 ? text("filter.bad_day") : std::string_view(),
         .placeholder = text("filter.day_hint"),
         .max_code_points = 24});
    if (change && change->value != typed) out.push_back(SetFilterDay{is_last, change->value});
}

bool draw_times(const AppState& state, const text::Text& text, SpaceFilter& filter, Actions& out) {
    constexpr std::array<std::int64_t, 3> kDays{0, 7, 30};
    const std::int64_t now_ms = state.now_ms + state.clock_offset_ms;
    const std::int64_t midnight_ms = (now_ms + 8 * 3'600'000) / kDayMs * kDayMs - 8 * 3'600'000;
    const auto begin_of = [midnight_ms](std::int64_t days) -> std::optional<std::int64_t> {
        if (days == 0) return std::nullopt;
        return midnight_ms - (days - 1) * kDayMs;
    };
    std::vector<widgets::Choice> choices;
    for (const std::int64_t days : kDays)
        choices.push_back({days == 0   ? "any"
                           : days == 7 ? "week"
                                       : "month",
                           text(days == 0   ? "filter.any_time"
                                : days == 7 ? "filter.week"
                                            : "filter.month"),
                           widgets::Icon::None,
                           filter.from_ms == begin_of(days) && !filter.before_ms});
    const auto pressed = widgets::choice_chips("time", text("filter.time"), choices);
    if (pressed) {
        filter.from_ms = begin_of(kDays[*pressed]);
        filter.before_ms.reset();
    }
    widgets::Columns columns(2, 150);
    draw_day("from", text("filter.from"), state.spaces.from_text, false, text, out);
    columns.next();
    draw_day("to", text("filter.to"), state.spaces.to_text, true, text, out);
    return pressed.has_value();
}

bool draw_area(const text::Text& text, SpaceFilter& filter) {
    double area_m2 = 0;
    if (const Box* box = std::get_if<Box>(&filter.area))
        area_m2 = ring_area_m2({{box->west, box->south},
                                {box->east, box->south},
                                {box->east, box->north},
                                {box->west, box->north}});
    else if (const Ring* ring = std::get_if<Ring>(&filter.area))
        area_m2 = ring_area_m2(*ring);
    else
        return false;
    widgets::second(text("filter.area", {{"area", area_words(text, area_m2)}}));
    if (!widgets::text_button("no-area", text("filter.no_area"), widgets::Icon::Close))
        return false;
    filter.area = {};
    return true;
}

}  // namespace

std::string area_words(const text::Text& text, double area_m2) {
    constexpr double kM2OfKm2 = 1e6;
    if (area_m2 < kM2OfKm2 / 10) return text.number(std::round(area_m2)) + " m²";
    return text.number(area_m2 / kM2OfKm2, 2) + " km²";
}

std::string length_words(const text::Text& text, double length_m) {
    if (length_m < 1000) return text.number(std::round(length_m)) + " m";
    return text.number(length_m / 1000, 2) + " km";
}

std::int64_t filter_parts(const SpaceFilter& filter, bool with_state) {
    return (with_state && !filter.states.empty() ? 1 : 0) +
           (with_state && !filter.stages.empty() ? 1 : 0) + (filter.types.empty() ? 0 : 1) +
           (filter.community.empty() ? 0 : 1) + (filter.from_ms || filter.before_ms ? 1 : 0) +
           (std::holds_alternative<std::monostate>(filter.area) ? 0 : 1);
}

bool draw_filter_button(const AppState& state, const text::Text& text, bool with_state,
                        SpaceFilter& filter, Actions& out) {
    const std::int64_t parts = filter_parts(filter, with_state);
    const std::string label = parts == 0 ? std::string(text("filter.open"))
                                         : text("filter.open_count", {{"count", parts}});
    if (widgets::pill_button("filter", label, widgets::Icon::Filter))
        out.push_back(OpenDialog{std::string(kFilterDialog)});
    if (state.route.dialog != kFilterDialog) return false;
    const widgets::Dialog dialog("selects", text("filter.open"), text("action.close"));
    bool changed = false;
    if (with_state) changed = draw_states(text, filter) || changed;
    changed = draw_types(state, text, filter) || changed;
    if (with_state) changed = draw_stages(text, filter) || changed;
    changed = draw_places(state, text, filter) || changed;
    changed = draw_times(state, text, filter, out) || changed;
    changed = draw_area(text, filter) || changed;
    if (parts > 0 && widgets::text_button("all", text("filter.clear"), widgets::Icon::Close)) {
        std::vector<ReportState> states = with_state ? std::vector<ReportState>{} : filter.states;
        filter = SpaceFilter{.states = std::move(states), .text = filter.text};
        changed = true;
    }
    const std::string done =
        text("filter.show", {{"total", text.number(static_cast<double>(state.spaces.page.total))}});
    if (widgets::primary_button("done", done) || dialog.closed()) out.push_back(CloseDialog{});
    return changed;
}

}  // namespace kongdi::shell
