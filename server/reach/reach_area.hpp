// SPDX-License-Identifier: Apache-2.0
// How far people come on foot from one place: the ways, and the ground around them. For the map.
#pragma once

#include <span>
#include <vector>

#include "core/codec/geojson.hpp"
#include "server/reach/walking_network.hpp"

namespace kongdi::server {

struct AreaSettings {
    double beside_m = 30;  // of ground on either side of a way
    double detour = 1.3;   // of straight lines, where there is no road near
};

struct ReachArea {
    double metres = 0;
    bool by_network = true;  // false: a circle, as there is no road near
    /// The way to the road, and roads cut where the metres end. None in a circle.
    std::vector<Line> ways = {};
    /// Encloses every way; parts do not overlap, and holes are at least some houses wide.
    MultiPolygon area = {};
};

/// One for each limit, in their order. Metres: minutes times a speed, the way to the road included.
std::vector<ReachArea> reach_areas(const WalkingNetwork& network, Wgs84Point point,
                                   std::span<const double> limits_m,
                                   const AreaSettings& settings = {});

/// The same from whichever of several places is nearest: what any of them reaches. Circles of those
/// without a road near may lie on other parts; by_network is false when there is one. Nothing
/// without a place.
std::vector<ReachArea> reach_areas(const WalkingNetwork& network,
                                   std::span<const Wgs84Point> points,
                                   std::span<const double> limits_m,
                                   const AreaSettings& settings = {});

}  // namespace kongdi::server
