// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/base_map.hpp"

#include "server/base_map/base_map.hpp"
#include "server/handlers/tile_address.hpp"

namespace kongdi::server {

namespace {

/// The address names the version of the map, so what it stands for never changes; without it (by
/// hand) it is looked at anew.
constexpr const char* kCaching = "public, max-age=2592000, immutable";
/// A city's edge is not sharp, and shifted coordinates lie half a kilometre off.
constexpr double kAroundCity = 0.2;

/// Strangers can have pictures of this city from somebody else's server by us, not of the world.
Result<bool> is_of_city(const Services& services, const tile::TileId& id) {
    Box city = KONGDI_TRY(services.storage.map_box());
    if (city.empty()) return false;
    const Box box = tile::tile_box(id);
    return box.east >= city.west - kAroundCity && box.west <= city.east + kAroundCity &&
           box.north >= city.south - kAroundCity && box.south <= city.north + kAroundCity;
}

}  // namespace

Response show_base_tile(const Services& services, const Request& request) {
    const auto id = tile_address(request.captured[0], request.captured[1], request.captured[2]);
    if (services.base_map == nullptr || !id) return refused(Error{ErrorCode::NotFound});
    const BaseMap& base = *services.base_map;
    if (id->z < base.about.min_zoom || id->z > base.about.max_zoom)
        return refused(Error{ErrorCode::NotFound});
    if (base.is_remote) {
        const auto near = is_of_city(services, *id);
        if (!near) return refused(near.error());
        if (!*near) return refused(Error{ErrorCode::NotFound});
    }
    auto bytes = base.images->image(*id);
    if (!bytes) return refused(bytes.error());
    Response response;
    response.with("Cache-Control", request.parameter("v").empty() ? "no-cache" : kCaching);
    const std::string_view type = image_type(*bytes);
    if (type.empty()) {
        response.status = 204;
        return response;
    }
    response.with("Content-Type", std::string(type));
    response.body = *std::move(bytes);
    return response;
}

}  // namespace kongdi::server
