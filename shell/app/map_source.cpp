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

void take_map_about(AppState& state, const Value& tree) {
    Result<api::MapAbout> about = api::map_about_of(tree);
    if (!about) return;
    if (state.tiles != nullptr)
        state.tiles->open({about->tiles, about->version, about->min_zoom, about->max_zoom});
    state.map_about = *std::move(about);
}

void map_about_answered(AppState& state, int status, const Value& body, Effects& effects) {
    state.map_about_asked = true;
    if (status == 200) {
        take_map_about(state, body);
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

void want_map_of_draft(AppState& state, Effects& effects) {
    if (state.route.screen == ScreenId::Report && state.draft)
        want_map(state, state.draft->camera.centre, effects);
}

}  // namespace kongdi::shell
