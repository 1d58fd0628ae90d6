// SPDX-License-Identifier: Apache-2.0
// The planner's map: what it asks the server for, and what a press on it changes.
#include "core/api/endpoints.hpp"
#include "core/codec/geojson.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/plan_map_shapes.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kValuesTag = "indicator";
constexpr std::string_view kOutlinesTag = "outlines";

void want_values(AppState& state, Effects& effects) {
    PlanMap& plan = state.plan_map;
    plan.values.reset();
    if (plan.indicator.empty()) return;
    plan.values_loading = Loading::Busy;
    std::string path(api::kIndicators);
    path.append("/").append(plan.indicator).append("?method=");
    path.append(class_method_name(plan.method));
    effects.push_back(http_get(std::string(kValuesTag), path));
}

void want_outlines(AppState& state, Effects& effects) {
    PlanMap& plan = state.plan_map;
    if (!plan.outlines.empty() || plan.outlines_loading == Loading::Busy) return;
    plan.outlines_loading = Loading::Busy;
    effects.push_back(http_get(std::string(kOutlinesTag), std::string(api::kMapCommunities)));
}

void paint(AppState& state) {
    PlanMap& plan = state.plan_map;
    plan.shapes = plan_shapes(plan, state.spaces.query.filter);
}

/// Another indicator or other outlines: the only times when the colours are made anew.
void paint_classes(AppState& state) {
    paint(state);
    state.plan_map.areas = map::class_areas(state.plan_map.shapes);
}

void query_again(AppState& state, const SpaceFilter& filter, Effects& effects) {
    api::SpaceQuery query = state.spaces.query;
    query.filter = filter;
    query.offset = 0;
    filter_spaces(state, query, effects);
    paint(state);
}

/// False when the area is none.
bool filter_by(AppState& state, const FilterArea& area, Effects& effects) {
    SpaceFilter filter = state.spaces.query.filter;
    filter.area = area;
    // As the address has it, so that a colleague sees the same rows to the last one.
    const auto written = api::space_filter_of(api::query_pairs_of(api::query_string(filter)));
    if (!written) return false;
    query_again(state, *written, effects);
    return true;
}

}  // namespace

void want_filtered_points(AppState& state, Effects& effects) {
    const Box box = look_at_city(state);
    if (box.empty()) return;
    // Another map, with all of them, asks anew.
    state.points_box = {};
    state.points_filter.clear();
    state.points_loading = Loading::Busy;
    std::string path(api::kMapPoints);
    path += "?bbox=";
    for (const double side : {box.west, box.south, box.east, box.north}) {
        if (path.back() != '=') path += ',';
        append_coordinate(path, side);
    }
    const std::string filter = api::query_string(state.spaces.query.filter);
    if (!filter.empty()) path.append("&").append(filter);
    effects.push_back(effect("http.bytes", {{"tag", "points"}, {"path", path}}));
    paint(state);
}

void enter_plan_map(AppState& state, Effects& effects) {
    enter_table(state, effects);
    want_outlines(state, effects);
    want_values(state, effects);
}

void move_plan_map(AppState& state, const MovePlanMap& action) {
    state.map_camera = action.camera;
    if (!action.settled) return;
    state.map_rest = action.camera.centre;
    state.plan_map.view = action.view;
}

void choose_indicator(AppState& state, const ChooseIndicator& action, Effects& effects) {
    state.plan_map.indicator = action.name;
    state.plan_map.method = action.method;
    want_values(state, effects);
    paint_classes(state);
}

void choose_community(AppState& state, const ChooseCommunity& action, Effects& effects) {
    const std::string before = state.plan_map.community;
    state.plan_map.community = action.code;
    SpaceFilter filter = state.spaces.query.filter;
    // Closing the card takes away what opening it had set, and nothing else.
    if (!action.code.empty() || filter.community == before) filter.community = action.code;
    query_again(state, filter, effects);
}

void add_corner(AppState& state, Effects& effects) {
    PlanMap& plan = state.plan_map;
    if (!state.map_camera) return;
    const Wgs84Point at = state.map_camera->centre;
    if (plan.rectangle && plan.rectangle_from) {
        const Wgs84Point from = *plan.rectangle_from;
        choose_rectangle(state, {from, {at.lon, from.lat}, at, {from.lon, at.lat}}, effects);
        return;
    }
    if (plan.rectangle)
        plan.rectangle_from = at;
    else if (plan.corners.size() < kMostAreaPoints)
        plan.corners.push_back(at);
    paint(state);
}

void remove_corner(AppState& state) {
    if (!state.plan_map.corners.empty()) state.plan_map.corners.pop_back();
    paint(state);
}

void clear_corners(AppState& state) {
    state.plan_map.corners.clear();
    paint(state);
}

void choose_area(AppState& state, const ChooseArea& action, Effects& effects) {
    PlanMap& plan = state.plan_map;
    if (action.view)
        filter_by(state, plan.view, effects);
    else if (filter_by(state, Ring(plan.corners), effects))
        plan.corners.clear();
    paint(state);
}

void draw_rectangle(AppState& state, bool on) {
    state.plan_map.rectangle = on;
    state.plan_map.rectangle_from.reset();
    paint(state);
}

void choose_rectangle(AppState& state, const std::vector<Wgs84Point>& corners, Effects& effects) {
    if (filter_by(state, rectangle_area(corners), effects)) draw_rectangle(state, false);
}

bool plan_map_event(AppState& state, std::string_view tag, int status, const Value& body) {
    PlanMap& plan = state.plan_map;
    if (tag == kValuesTag) {
        auto values = api::indicator_map_of(body);
        plan.values_loading = status == 200 && values ? Loading::Idle : Loading::Failed;
        if (status == 200 && values && values->name == plan.indicator)
            plan.values = *std::move(values);
    } else if (tag == kOutlinesTag) {
        plan.outlines_loading = status == 200 ? Loading::Idle : Loading::Failed;
        if (status == 200) plan.outlines = outlines_of(body);
    } else {
        return false;
    }
    paint_classes(state);
    return true;
}

}  // namespace kongdi::shell::desk
