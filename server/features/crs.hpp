// SPDX-License-Identifier: Apache-2.0
// THE table of coordinate systems that features come in and rectangles are asked in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/geometry/point.hpp"

namespace kongdi::server::features {

/// Which coordinate comes first, as the definition of the system has it.
enum class Axes : std::uint8_t { LonLat, LatLon, NorthEast };

struct Crs {
    std::string_view uri;
    Axes axes;
    double central_meridian = 0;  // of a grid

    bool is_grid() const { return axes == Axes::NorthEast; }
};

/// In the order of its axes.
struct Position {
    double x = 0;
    double y = 0;
    friend bool operator==(const Position&, const Position&) = default;
};

/// CRS84 first, in which features are kept and which holds where nothing is said.
std::span<const Crs> crs_table();
inline const Crs& usual_crs() { return crs_table().front(); }
/// Null when it is unknown.
const Crs* crs_of_uri(std::string_view uri);

/// CGCS2000 is taken as WGS-84 (it differs by centimetres). None where the grid does not reach.
std::optional<Position> in_crs(const Crs& crs, Wgs84Point point);

/// "[120.1551,30.2741]": seven digits of a degree or three of a metre; both are finer than a
/// coordinate is known.
void append_position(std::string& out, const Crs& crs, Position position);

}  // namespace kongdi::server::features
