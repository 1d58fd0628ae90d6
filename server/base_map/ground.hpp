// SPDX-License-Identifier: Apache-2.0
// What the layers of a vector map of others hold, by the names that the usual schemas give them
// (OpenMapTiles, Shortbread, Protomaps, and the plain words that tools make of file names).
#pragma once

#include <cstdint>
#include <string_view>

#include "core/tile/mvt.hpp"

namespace kongdi::server {

/// In the order in which it is painted.
enum class Ground : std::uint8_t {
    None,
    Built,
    Green,
    Water,
    WaterLine,
    Building,
    Boundary,
    Path,
    Rail,
    Road,
    MainRoad,
    // names
    WaterName,
    RoadName,
    PlaceName,
    Count_
};

/// What it is drawn as; None for what no map of ours shows (signs of shops, house numbers,
/// heights).
Ground ground_of(const tile::Layer& layer, const tile::Feature& feature);
/// Its name, in Chinese where the map has it; empty without one.
std::string_view name_of(const tile::Layer& layer, const tile::Feature& feature);

}  // namespace kongdi::server
