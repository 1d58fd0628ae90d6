// SPDX-License-Identifier: Apache-2.0
// A Mapbox Vector Tile (specification 2.1) as plain values. The reader takes bytes from the
// network: it checks every length and index, and has limits on everything that it counts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/tile/wire.hpp"

namespace kongdi::tile {

/// In units of the layer's extent, from the tile's north-west corner, y to the south.
struct TilePoint {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend bool operator==(const TilePoint&, const TilePoint&) = default;
};

enum class Shape : std::uint8_t { Unknown = 0, Point = 1, Line = 2, Polygon = 3 };

/// Points, or a line, or a ring; a ring is not closed by a repeated point.
using Part = std::vector<TilePoint>;

using Attribute = std::variant<std::string, double, std::int64_t, std::uint64_t, bool>;

struct Feature {
    std::uint64_t id = 0;  // 0: none
    Shape shape = Shape::Unknown;
    /// Points: one part holds all. Polygons: an outer ring (positive area by the specification's
    /// formula) is followed by its holes, and further outer rings may follow.
    std::vector<Part> parts = {};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> tags = {};  // key and value of the layer
};

struct Layer {
    std::string name = {};
    std::uint32_t extent = 4096;
    std::vector<std::string> keys = {};
    std::vector<Attribute> values = {};
    std::vector<Feature> features = {};

    /// The text of an attribute, empty without one.
    std::string_view text(const Feature& feature, std::string_view key) const;
    /// Its number, whichever way it was written.
    double number_or(const Feature& feature, std::string_view key, double other) const;
};

struct Tile {
    std::vector<Layer> layers = {};
};

struct MvtLimits {
    std::size_t bytes = 4'000'000;
    std::size_t layers = 64;
    std::size_t features = 100'000;  // of the tile
    std::size_t points = 1'000'000;  // of the tile
    std::size_t values = 200'000;    // keys and values of the tile
    std::int32_t reach = 1 << 20;    // how far a coordinate may lie from 0
};

/// Reads a tile layer by layer, for those who must not take long at a time. The bytes must outlive
/// it. Errors are FieldFormat with the field ("/layers/2/features/17/geometry") for broken bytes,
/// FieldRange for what is past a limit. Features of an unknown shape are left out, as the
/// specification asks.
class MvtReader {
public:
    explicit MvtReader(std::string_view bytes, const MvtLimits& limits = {});
    /// The next layer; false when there is none any more.
    Result<bool> next(Layer& layer);

private:
    WireReader m_wire;
    MvtLimits m_left;  // counted down over the whole tile
    std::size_t m_layers = 0;
    bool m_too_large = false;
};

/// The whole of it.
Result<Tile> read_mvt(std::string_view bytes, const MvtLimits& limits = {});

/// Twice the area, positive for an outer ring.
std::int64_t doubled_area(const Part& ring);

}  // namespace kongdi::tile
