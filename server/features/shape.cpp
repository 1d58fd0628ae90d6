// SPDX-License-Identifier: Apache-2.0
#include "server/features/shape.hpp"

#include <algorithm>
#include <limits>

namespace kongdi::server::features {

namespace {

struct Extent {
    Position low{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    Position high{-std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity()};

    void add(const Path& path) {
        for (const Position p : path) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    }
    bool meets(const Extent& other) const {
        return low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y &&
               other.low.y <= high.y;
    }
};

Extent extent_of(const Shape& shape) {
    Extent out;
    out.add(shape.points);
    for (const Path& line : shape.lines) out.add(line);
    for (const auto& area : shape.areas)
        for (const Path& ring : area) out.add(ring);
    return out;
}

/// Above 0 when c lies to the left of the way from a to b, 0 on its line.
double side(Position a, Position b, Position c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool is_between(Position a, Position b, Position p) {
    return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
           p.y <= std::max(a.y, b.y);
}

bool is_on(Position a, Position b, Position p) { return side(a, b, p) == 0 && is_between(a, b, p); }

bool cross(Position a, Position b, Position c, Position d) {
    const auto apart = [](double u, double v) { return (u > 0 && v < 0) || (u < 0 && v > 0); };
    if (apart(side(a, b, c), side(a, b, d)) && apart(side(c, d, a), side(c, d, b))) return true;
    return is_on(a, b, c) || is_on(a, b, d) || is_on(c, d, a) || is_on(c, d, b);
}

/// Calls for each piece of a shape's lines and rings; a lone point is a piece from itself to
/// itself. Ends early when the call says so.
template <class Call>
bool any_piece(const Shape& shape, Call call) {
    for (const Position p : shape.points)
        if (call(p, p)) return true;
    for (const Path& line : shape.lines) {
        if (line.size() == 1 && call(line[0], line[0])) return true;
        for (std::size_t i = 1; i < line.size(); ++i)
            if (call(line[i - 1], line[i])) return true;
    }
    for (const auto& area : shape.areas)
        for (const Path& ring : area)
            for (std::size_t i = 0; i < ring.size(); ++i)
                if (call(ring[i], ring[(i + 1) % ring.size()])) return true;
    return false;
}

/// Even-odd over all rings; whoever asks has looked at the edges already.
bool is_inside(const std::vector<Path>& area, Position p) {
    bool inside = false;
    for (const Path& ring : area)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Position a = ring[i];
            const Position b = ring[(i + 1) % ring.size()];
            if ((a.y > p.y) == (b.y > p.y)) continue;
            if (p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
        }
    return inside;
}

bool is_inside_any(const Shape& shape, Position p) {
    return std::any_of(shape.areas.begin(), shape.areas.end(),
                       [p](const std::vector<Path>& area) { return is_inside(area, p); });
}

/// One point of each part: when no edges cross, a part lies inside whole or not at all.
bool has_part_inside(const Shape& parts, const Shape& around) {
    if (around.areas.empty()) return false;
    for (const Position p : parts.points)
        if (is_inside_any(around, p)) return true;
    for (const Path& line : parts.lines)
        if (!line.empty() && is_inside_any(around, line.front())) return true;
    for (const auto& area : parts.areas)
        if (!area.empty() && !area[0].empty() && is_inside_any(around, area[0].front()))
            return true;
    return false;
}

bool add_path(Path& out, const std::vector<Wgs84Point>& points, const Crs& crs) {
    out.reserve(points.size());
    for (const Wgs84Point point : points) {
        const auto position = in_crs(crs, point);
        if (!position) return false;
        out.push_back(*position);
    }
    return true;
}

}  // namespace

Shape shape_of(const Geometry& geometry, const Crs& crs) {
    Shape out;
    if (const auto* point = std::get_if<Wgs84Point>(&geometry)) {
        if (const auto position = in_crs(crs, *point)) out.points.push_back(*position);
    } else if (const auto* line = std::get_if<Line>(&geometry)) {
        if (Path path; add_path(path, *line, crs)) out.lines.push_back(std::move(path));
    } else if (const auto* areas = std::get_if<MultiPolygon>(&geometry)) {
        for (const Polygon& polygon : *areas) {
            std::vector<Path> area(polygon.rings.size());
            for (std::size_t i = 0; i < area.size(); ++i)
                if (!add_path(area[i], polygon.rings[i], crs)) return {};
            out.areas.push_back(std::move(area));
        }
    }
    return out;
}

Shape rectangle(Position low, Position high) {
    return {{}, {}, {{{low, {high.x, low.y}, high, {low.x, high.y}}}}};
}

bool intersects(const Shape& a, const Shape& b) {
    if (!extent_of(a).meets(extent_of(b))) return false;
    const bool crossing = any_piece(a, [&b](Position p, Position q) {
        return any_piece(b, [p, q](Position r, Position s) { return cross(p, q, r, s); });
    });
    return crossing || has_part_inside(a, b) || has_part_inside(b, a);
}

}  // namespace kongdi::server::features
