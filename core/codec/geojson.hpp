// SPDX-License-Identifier: Apache-2.0
// GeoJSON (RFC 7946): features of the map and rows of a download. Coordinates are WGS-84.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/geometry/polygon.hpp"

namespace kongdi {

using Line = std::vector<Wgs84Point>;
using Geometry = std::variant<Wgs84Point, Line, MultiPolygon>;

struct Feature {
    Geometry geometry = Wgs84Point{};
    Value properties = Value::map();
};

/// Point, LineString, Polygon, MultiPolygon; the path of an error names the member.
Result<Geometry> geometry_of(const Value& tree);
Value geometry_tree(const Geometry& geometry);
Result<Feature> feature_of(const Value& tree);
Value feature_tree(const Feature& feature);
Box box_of(const Geometry& geometry);

/// A coordinate with seven digits after the point (about a centimetre), no trailing zeros.
void append_coordinate(std::string& out, double degrees);

}  // namespace kongdi
