// SPDX-License-Identifier: Apache-2.0
#include "shell/app/map_shapes.hpp"

#include <array>

namespace kongdi::shell {

namespace {

struct RoleRow {
    std::string_view role;
    map::ShapeKind kind;
};

/// In the order of drawing, the lowest first.
constexpr std::array<RoleRow, 5> kRoles{{
    {"green", map::ShapeKind::Green},
    {"water", map::ShapeKind::Water},
    {"road", map::ShapeKind::Road},
    {"building", map::ShapeKind::Building},
    {"community", map::ShapeKind::Boundary},
}};

std::vector<map::LonLat> line_of(const std::vector<Wgs84Point>& points) {
    std::vector<map::LonLat> line;
    line.reserve(points.size());
    for (const Wgs84Point point : points) line.push_back({point.lon, point.lat});
    return line;
}

void add_shapes(const api::MapFeature& feature, map::ShapeKind kind,
                std::vector<map::MapShape>& shapes) {
    if (const auto* line = std::get_if<Line>(&feature.geometry)) {
        map::MapShape shape;
        shape.kind = kind;
        shape.label = feature.name;
        shape.parts.push_back(line_of(*line));
        shapes.push_back(std::move(shape));
    } else if (const auto* area = std::get_if<MultiPolygon>(&feature.geometry)) {
        for (const Polygon& polygon : *area) {
            map::MapShape shape;
            shape.kind = kind;
            shape.label = feature.name;
            for (const Ring& ring : polygon.rings) shape.parts.push_back(line_of(ring));
            shapes.push_back(std::move(shape));
        }
    }
}

}  // namespace

std::vector<map::MapShape> map_shapes(const api::MapPart& part) {
    std::vector<map::MapShape> shapes;
    for (const RoleRow& row : kRoles)
        for (const api::MapFeature& feature : part.features)
            if (feature.role == row.role) add_shapes(feature, row.kind, shapes);
    return shapes;
}

}  // namespace kongdi::shell
