// SPDX-License-Identifier: Apache-2.0
// What a tile looks like, as triangles made once: areas, and lines as wide as they are on the
// ground. How wide a line is on the screen, and its colour, are said when it is drawn.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace kongdi::map {

/// What a corner belongs to; its colour and least width are looked up by this.
enum class Paint : std::uint8_t {
    Background,
    Green,
    Water,
    WaterLine,
    Footpath,
    Road,
    MainRoad,
    Building,
    BuildingEdge,
    Community,
    Space,
    SpaceEdge,
    Count_
};
inline constexpr std::size_t kPaintCount = static_cast<std::size_t>(Paint::Count_);

/// In the order of drawing. The roads are drawn twice: their rims, then what lies between.
/// Boundaries run along roads: they are a band that shows on both sides of them.
enum class MeshLayer : std::uint8_t { Ground, Bounds, Roads, Buildings, Marks, Count_ };
inline constexpr std::size_t kMeshLayerCount = static_cast<std::size_t>(MeshLayer::Count_);

struct MeshVertex {
    std::int16_t x, y;         // units of the tile, 4096 across
    std::int8_t out_x, out_y;  // of a line: to its side, kOut long; 0 for areas
    std::uint8_t width;        // of a line, half metres
    std::uint8_t paint;
};
static_assert(sizeof(MeshVertex) == 8);
inline constexpr int kOut = 120;
inline constexpr int kExtent = 4096;

struct MeshRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct Mesh {
    std::vector<MeshVertex> vertices = {};
    std::vector<std::uint32_t> indices = {};
    std::array<MeshRange, kMeshLayerCount> layers = {};  // of the indices
    std::uint32_t number = 0;                            // no two meshes have the same

    std::size_t bytes() const {
        return vertices.capacity() * sizeof(MeshVertex) + indices.capacity() * 4;
    }
};

}  // namespace kongdi::map
