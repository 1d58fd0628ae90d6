// SPDX-License-Identifier: Apache-2.0
// Where the ground of the map comes from: tiles, or from a server that has none, the part around a
// point in one piece.
#include "core/api/endpoints.hpp"
#include "shell/app/map_shapes.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

// Half of the rectangle of map asked for, degrees: about 1.3 km by 1.3 km.
constexpr double kHalfLon = 0.007;
constexpr double kHalfLat = 0.006;

}  // namespace

void take_map_about(AppState& state, const Value& tree, Effects& effects) {
    Result<api::MapAbout> about = api::map_about_of(tree);
    if (!about) return;
    if (state.tiles != nullptr)
        state.tiles->open({about->tiles, about->version, about->min_zoom, about->max_zoom});
    if (state.tiles != nullptr) {
        map::RasterSource raster;
        if (about->base)
            raster = {about->base->tiles, about->base->datum, about->base->min_zoom,
                      about->base->max_zoom};
        state.tiles->raster().open(raster);
    }
    state.map_about = *std::move(about);
    if (state.route.screen == ScreenId::Map && state.started) open_city_map(state, effects);
    if (state.route.screen == ScreenId::Nearby && state.started) want_nearby(state, effects);
}

void map_about_answered(AppState& state, int status, const Value& body, Effects& effects) {
    state.map_about_asked = true;
    if (status == 200) {
        take_map_about(state, body, effects);
        if (state.map_about) effects.push_back(store_put("cache", "map_about", body));
    }
    want_map_of_draft(state, effects);
}

void take_map(AppState& state, const Value& tree) {
    Result<api::MapPart> part = api::map_part_of(tree);
    if (!part) return;
    state.map_part = *std::move(part);
    state.map_shapes = map_shapes(state.map_part);
}

void map_answered(AppState& state, int status, const Value& body, Effects& effects) {
    state.map_loading = status == 200 ? Loading::Idle : Loading::Failed;
    if (status != 200) return;
    take_map(state, body);
    effects.push_back(store_put("cache", "map", body));
}

void want_map(AppState& state, Wgs84Point centre, Effects& effects) {
    if (state.map_about || !state.map_about_asked || state.map_loading == Loading::Busy) return;
    const Box& have = state.map_part.box;
    const Box inner{have.west + kHalfLon / 2, have.south + kHalfLat / 2, have.east - kHalfLon / 2,
                    have.north - kHalfLat / 2};
    if (!have.empty() && inner.contains(centre)) return;
    std::string path(api::kMap);
    path += "?bbox=";
    const double sides[] = {centre.lon - kHalfLon, centre.lat - kHalfLat, centre.lon + kHalfLon,
                            centre.lat + kHalfLat};
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0) path += ',';
        append_coordinate(path, sides[i]);
    }
    state.map_loading = Loading::Busy;
    effects.push_back(http_get("map", path));
}

void want_points(AppState& state, const Box& box, Effects& effects) {
    if (box.empty()) return;
    // A report asks for all that is near.
    const std::string filter =
        state.route.screen == ScreenId::Map ? api::query_string(state.map_filter) : std::string();
    const bool same = state.points_box == box && state.points_filter == filter &&
                      state.points_loading != Loading::Failed;
    if (same) return;
    state.points_box = box;
    state.points_filter = filter;
    state.points_loading = Loading::Busy;
    std::string path(api::kMapPoints);
    path += "?bbox=";
    for (const double side : {box.west, box.south, box.east, box.north}) {
        if (path.back() != '=') path += ',';
        append_coordinate(path, side);
    }
    if (!filter.empty()) path.append("&").append(filter);
    effects.push_back(effect("http.bytes", {{"tag", "points"}, {"path", path}}));
}

void want_points_near(AppState& state, Wgs84Point centre, Effects& effects) {
    const Box& have = state.points_box;
    const Box inner{have.west + kHalfLon / 2, have.south + kHalfLat / 2, have.east - kHalfLon / 2,
                    have.north - kHalfLat / 2};
    if (!have.empty() && inner.contains(centre) && state.points_filter.empty() &&
        state.points_loading != Loading::Failed)
        return;
    want_points(state,
                {centre.lon - kHalfLon, centre.lat - kHalfLat, centre.lon + kHalfLon,
                 centre.lat + kHalfLat},
                effects);
}

Box look_at_city(AppState& state) {
    Box box = state.map_about ? state.map_about->box : Box{};
    if (state.city) box.add(state.city->box);
    if (box.empty()) return box;
    if (!state.map_camera) {
        constexpr float kUsualPx = 380;
        state.map_camera =
            map::fitted({box.west, box.south}, {box.east, box.north}, kUsualPx, kUsualPx);
        state.map_rest = state.map_camera->centre;
    }
    // Reports lie outside of what is drawn, too: some kilometres around.
    constexpr double kAround = 0.1;
    return {box.west - kAround, box.south - kAround, box.east + kAround, box.north + kAround};
}

void open_city_map(AppState& state, Effects& effects) {
    want_points(state, look_at_city(state), effects);
}

void want_map_of_draft(AppState& state, Effects& effects) {
    if (state.route.screen != ScreenId::Report || !state.draft) return;
    want_map(state, state.draft->camera.centre, effects);
    want_points_near(state, state.draft->camera.centre, effects);
}

}  // namespace kongdi::shell
