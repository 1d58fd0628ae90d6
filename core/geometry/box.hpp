// SPDX-License-Identifier: Apache-2.0
// A rectangle of longitudes and latitudes, empty until something is added.
#pragma once

#include <algorithm>

#include "core/geometry/point.hpp"

namespace kongdi {

struct Box {
    double west = 181;
    double south = 91;
    double east = -181;
    double north = -91;

    bool empty() const { return west > east || south > north; }
    void add(Wgs84Point p) {
        west = std::min(west, p.lon);
        east = std::max(east, p.lon);
        south = std::min(south, p.lat);
        north = std::max(north, p.lat);
    }
    void add(const Box& other) {
        west = std::min(west, other.west);
        east = std::max(east, other.east);
        south = std::min(south, other.south);
        north = std::max(north, other.north);
    }
    bool contains(Wgs84Point p) const {
        return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north;
    }
    bool touches(const Box& other) const {
        return west <= other.east && other.west <= east && south <= other.north &&
               other.south <= north;
    }
    Wgs84Point centre() const { return {(west + east) / 2, (south + north) / 2}; }

    friend bool operator==(const Box&, const Box&) = default;
};

}  // namespace kongdi
