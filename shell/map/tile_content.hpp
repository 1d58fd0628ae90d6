// SPDX-License-Identifier: Apache-2.0
// What the map keeps of a tile: its mesh, the names on it, the communities for asking where a point
// lies, and places with a sign of their own. Made from the bytes in small steps.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/map_role.hpp"
#include "core/tile/mvt.hpp"
#include "shell/map/mesh_builder.hpp"

namespace kongdi::map {

/// A name and where it goes: at a point, or along a straight piece of a road.
struct TileLabel {
    std::string text = {};
    MapRole role = MapRole::Background;
    bool along = false;
    bool main = false;  // of a main road
    tile::TilePoint at = {};
    tile::TilePoint to = {};  // of a road: the other end
    float room = 0;           // width of the area, or length of the piece; units of the tile
};

struct TileCommunity {
    std::string code = {};
    std::string name = {};
    std::vector<std::vector<tile::Part>> areas = {};
};

struct TileSpot {
    std::string name = {};
    std::string kind = {};
    MapRole role = MapRole::Facility;
    tile::TilePoint at = {};
};

struct TileContent {
    Mesh mesh = {};
    std::vector<TileLabel> labels = {};
    std::vector<TileCommunity> communities = {};
    std::vector<TileSpot> spots = {};

    std::size_t bytes() const;
};

/// Makes the content of a tile.
class TileWork {
public:
    explicit TileWork(std::string bytes);
    TileWork(const TileWork&) = delete;  // the reader looks into the bytes
    TileWork& operator=(const TileWork&) = delete;

    /// Goes on until the work is done or the clock (work_clock_ms) says so. True when done.
    bool step(double until_ms);
    /// Why it is no tile, after it is done.
    const std::optional<Error>& error() const { return m_error; }
    TileContent take() { return std::move(m_content); }

private:
    bool next_layer();
    void add(const tile::Feature& feature);
    void add_areas(const tile::Feature& feature);
    void add_line(const tile::Feature& feature);

    std::string m_bytes;
    tile::MvtReader m_reader;
    std::optional<Error> m_error;
    tile::Layer m_layer;
    std::optional<MapRole> m_role;
    std::size_t m_next = 0;  // feature of the layer
    bool m_done = false;
    MeshBuilder m_builder;
    TileContent m_content;
};

/// The middle of the widest row through an area: never in a hole, nor outside of a bent one.
tile::TilePoint middle_of(const std::vector<tile::Part>& area);
/// Is the point in it? Even-odd, with the half-open rule of core/geometry/polygon.hpp.
bool is_inside(const std::vector<tile::Part>& area, double x, double y);

}  // namespace kongdi::map
