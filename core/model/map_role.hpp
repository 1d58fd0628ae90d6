// SPDX-License-Identifier: Apache-2.0
// What a layer of the map stands for: THE table of roles. Storage, tiles, imports and the page name
// them alike.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kongdi {

/// In the order in which a map is painted, from the ground up.
enum class MapRole : std::uint8_t {
    Background,  // plain ground: land use, anything without a meaning of its own here
    Green,
    Water,
    Road,
    Building,  // may carry people by age, which stay on the server
    Street,    // the area of a street office (街道), above communities
    Community,
    Facility,
    Space,  // idle spaces from a planner's layer, not those that were reported
    Count_
};

/// Kinds of geometry, to be joined with `|`.
enum GeometryKinds : std::uint8_t { kPoints = 1, kLines = 2, kAreas = 4 };

struct MapRoleRow {
    MapRole role;
    std::string_view name;  // "community"
    std::uint8_t takes;     // GeometryKinds
    int least_zoom;         // of tiles that hold it; of roads the great ones only
    bool shows;             // in tiles
};

inline constexpr std::size_t kMapRoleCount = static_cast<std::size_t>(MapRole::Count_);
inline constexpr std::array<MapRoleRow, kMapRoleCount> kMapRoles{{
    {MapRole::Background, "background", kPoints | kLines | kAreas, 10, true},
    {MapRole::Green, "green", kAreas, 10, true},
    {MapRole::Water, "water", kLines | kAreas, 8, true},
    {MapRole::Road, "road", kLines | kAreas, 9, true},
    {MapRole::Building, "building", kAreas, 14, true},
    {MapRole::Street, "street", kAreas, 8, false},
    {MapRole::Community, "community", kAreas, 8, true},
    {MapRole::Facility, "facility", kPoints | kAreas, 13, true},
    {MapRole::Space, "space", kPoints | kAreas, 12, true},
}};

/// Zooms of tiles; a client draws nearer ones from the last.
inline constexpr int kLeastTileZoom = 8;
inline constexpr int kMostTileZoom = 15;

constexpr const MapRoleRow& map_role_row(MapRole role) {
    return kMapRoles[static_cast<std::size_t>(role)];
}
constexpr std::string_view map_role_name(MapRole role) { return map_role_row(role).name; }
std::optional<MapRole> map_role_from_name(std::string_view name);

}  // namespace kongdi
