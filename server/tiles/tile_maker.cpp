// SPDX-License-Identifier: Apache-2.0
#include "server/tiles/tile_maker.hpp"

#include <brotli/encode.h>

#include <array>

#include "core/model/map_role.hpp"
#include "server/tiles/tile_writer.hpp"

namespace kongdi::server {

namespace {

/// What more there is of a role in one tile would be dust.
constexpr std::int64_t kMostOfRole = 20'000;
/// Sides of shapes that are left out, and how far simplified lines may lie off, in units of a tile
/// (about a quarter and an eighth of a pixel of a phone); the nearest tiles are drawn larger than
/// they are and get all.
constexpr double kLeastSide = 8;
constexpr double kTolerance = 4;
constexpr double kNearTolerance = 1;
constexpr int kBrotliQuality = 7;

struct RoadZoom {
    std::string_view kind;
    int least_zoom;
};

/// Kinds as OpenStreetMap calls them. What is not named here shows from kOtherRoads on.
constexpr int kOtherRoads = 13;
constexpr std::array<RoadZoom, 16> kRoadZooms{{{"motorway", 9},
                                               {"trunk", 9},
                                               {"primary", 10},
                                               {"motorway_link", 11},
                                               {"trunk_link", 11},
                                               {"secondary", 11},
                                               {"primary_link", 12},
                                               {"secondary_link", 12},
                                               {"tertiary", 12},
                                               {"service", 14},
                                               {"footway", 14},
                                               {"footpath", 14},
                                               {"path", 14},
                                               {"steps", 14},
                                               {"cycleway", 14},
                                               {"track", 14}}};

bool shows_at(const MapRoleRow& role, std::string_view kind, int z) {
    if (role.role != MapRole::Road) return true;
    for (const RoadZoom& row : kRoadZooms)
        if (row.kind == kind) return z >= row.least_zoom;
    return z >= kOtherRoads;
}

double degrees_of_unit(int z) {
    return 360.0 / static_cast<double>(std::int64_t{1} << z) / kTileExtent;
}

std::optional<double> width_of(const Value& properties) {
    const double width = properties["width"].number_or(0);
    return width > 0 ? std::optional(width) : std::nullopt;
}

Result<void> add_role(Storage& storage, const MapRoleRow& role, const TilePlace& place,
                      std::string& tile) {
    if (!role.shows || place.z < role.least_zoom) return {};
    const bool nearest = place.z == kMostTileZoom;
    const double least = nearest ? 0 : kLeastSide * degrees_of_unit(place.z);
    const auto rows = KONGDI_TRY(storage.map_rows({role.name, box_of(place), least, kMostOfRole}));
    TileLayer layer(tile, role.name);
    for (const MapRow& row : rows) {
        const std::string_view kind = row.properties["kind"].string_or("");
        if (!shows_at(role, kind, place.z)) continue;
        layer.add({row.id, row.name, row.code, kind, width_of(row.properties)},
                  shape_in_tile(place, row.geometry, nearest ? kNearTolerance : kTolerance));
    }
    layer.finish();
    return {};
}

/// Empty when it would not be smaller.
std::string packed(const std::string& bytes) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string out(size, '\0');
    const bool done =
        BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC,
                              bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                              &size, reinterpret_cast<std::uint8_t*>(out.data()));
    if (!done || size >= bytes.size()) return {};
    out.resize(size);
    return out;
}

}  // namespace

bool is_tile_layer(std::string_view layer) {
    if (layer == kWholeMapLayer) return true;
    const auto role = map_role_from_name(layer);
    return role && map_role_row(*role).shows;
}

Result<KeptTile> tile_of(Storage& storage, std::string_view layer, const TilePlace& place) {
    const TileAddress address{std::string(layer), place.z, place.x, place.y};
    if (auto kept = KONGDI_TRY(storage.kept_tile(address))) return *std::move(kept);
    // The version first: what is made of newer rows is then not kept, what is kept is not older.
    const std::int64_t version = KONGDI_TRY(storage.map_version());
    KeptTile tile;
    for (const MapRoleRow& role : kMapRoles)
        if (layer == kWholeMapLayer || layer == role.name)
            KONGDI_CHECK(add_role(storage, role, place, tile.bytes));
    // Of the endless tiles without anything none is kept.
    if (tile.bytes.empty()) return tile;
    tile.packed = packed(tile.bytes);
    // A store that only reads, or is busy or full, still serves tiles: they are made again.
    const auto kept = storage.keep_tile(address, tile, version);
    static_cast<void>(kept);
    return tile;
}

}  // namespace kongdi::server
