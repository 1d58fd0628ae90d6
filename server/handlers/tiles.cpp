// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/tiles.hpp"

#include "core/base/sha256.hpp"
#include "core/model/map_role.hpp"
#include "server/base_map/base_map.hpp"
#include "server/handlers/tile_address.hpp"
#include "server/tiles/tile_maker.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kEnding = ".mvt";
/// A page that was open before an import goes on for a while; the next look is fresh.
constexpr const char* kTileCaching = "public, max-age=60, stale-while-revalidate=86400";

std::optional<TilePlace> place_of(const Request& request) {
    std::string_view last = request.captured[3];
    if (!last.ends_with(kEnding)) return std::nullopt;
    last.remove_suffix(kEnding.size());
    const auto id = tile_address(request.captured[1], request.captured[2], last);
    if (!id) return std::nullopt;
    const TilePlace place{id->z, id->x, id->y};
    return is_tile(place) ? std::optional(place) : std::nullopt;
}

}  // namespace

Response show_tile(const Services& services, const Request& request) {
    const auto place = place_of(request);
    if (!place || !is_tile_layer(request.captured[0])) return refused(Error{ErrorCode::NotFound});
    auto tile = tile_of(services.storage, request.captured[0], *place);
    if (!tile) return refused(tile.error());
    Response response;
    response.with("Cache-Control", kTileCaching);
    if (tile->bytes.empty()) {
        response.status = 204;
        return response;
    }
    response.with("Content-Type", "application/vnd.mapbox-vector-tile");
    response.with("Vary", "Accept-Encoding");
    const bool is_packed =
        !tile->packed.empty() && accepts(request.header("Accept-Encoding"), "br");
    if (is_packed) response.with("Content-Encoding", "br");
    std::string& bytes = is_packed ? tile->packed : tile->bytes;
    const std::string tag = "\"" + sha256(bytes).substr(0, 20) + "\"";
    response.with("ETag", tag);
    if (request.header("If-None-Match").find(tag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.body = std::move(bytes);
    return response;
}

Response show_map_about(const Services& services, const Request&) {
    const auto version = services.storage.map_version();
    if (!version) return refused(version.error());
    const auto box = services.storage.map_box();
    if (!box) return refused(box.error());
    const auto counts = services.storage.role_counts();
    if (!counts) return refused(counts.error());
    Value roles = Value::list();
    for (const RoleCount& one : *counts)
        if (is_tile_layer(one.role))
            roles.push(Value::map({{"role", one.role}, {"features", one.features}}));
    Value corners;
    if (!box->empty()) corners = Value::list({box->west, box->south, box->east, box->north});
    Value about = Value::map({{"version", std::to_string(*version)},
                              {"box", std::move(corners)},
                              {"min_zoom", kLeastTileZoom},
                              {"max_zoom", kMostTileZoom},
                              {"roles", std::move(roles)},
                              {"tiles", "/tiles/map/{z}/{x}/{y}.mvt"}});
    if (services.base_map != nullptr) about.set("base", api::to_value(services.base_map->about));
    Response response = json_response(200, about);
    response.with("Cache-Control", "no-cache");
    return response;
}

}  // namespace kongdi::server
