// SPDX-License-Identifier: Apache-2.0
#include "server/tiles/tile_shape.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "server/tiles/clip.hpp"

namespace kongdi::server {

namespace {

constexpr ClipSquare kKept{-kTileBuffer, kTileExtent + kTileBuffer};
/// Twice the area of the smallest ring worth a mark, in square units.
constexpr std::int64_t kLeastDoubleArea = 2;

double distance_squared(TilePoint p, TilePoint a, TilePoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = dx * dx + dy * dy;
    double share = length == 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / length;
    share = std::clamp(share, 0.0, 1.0);
    const double ox = p.x - a.x - share * dx;
    const double oy = p.y - a.y - share * dy;
    return ox * ox + oy * oy;
}

/// Douglas and Peucker between two points that stay; a stack in place of calls, since a line may
/// have a million points.
void mark_kept(const TileTrack& line, std::size_t first, std::size_t last, double tolerance,
               std::vector<bool>& kept) {
    std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        double most = tolerance * tolerance;
        std::size_t farthest = 0;
        for (std::size_t i = from + 1; i < to; ++i) {
            const double off = distance_squared(line[i], line[from], line[to]);
            if (off > most) {
                most = off;
                farthest = i;
            }
        }
        if (farthest == 0) continue;
        kept[farthest] = true;
        open.emplace_back(from, farthest);
        open.emplace_back(farthest, to);
    }
}

TileTrack simplified(const TileTrack& line, double tolerance, bool is_ring) {
    if (line.size() < 3 || tolerance <= 0) return line;
    std::vector<bool> kept(line.size(), false);
    kept.front() = kept.back() = true;
    if (is_ring) {
        // A ring has no ends: the point farthest from the first is one.
        std::size_t far = 0;
        double most = 0;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const double off = std::hypot(line[i].x - line[0].x, line[i].y - line[0].y);
            if (off > most) {
                most = off;
                far = i;
            }
        }
        kept[far] = true;
        mark_kept(line, 0, far, tolerance, kept);
        mark_kept(line, far, line.size() - 1, tolerance, kept);
    } else {
        mark_kept(line, 0, line.size() - 1, tolerance, kept);
    }
    TileTrack out;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (kept[i]) out.push_back(line[i]);
    return out;
}

TilePath on_units(const TileTrack& line) {
    TilePath out;
    out.reserve(line.size());
    for (const TilePoint p : line) {
        const TileUnit unit{static_cast<std::int32_t>(std::lround(p.x)),
                            static_cast<std::int32_t>(std::lround(p.y))};
        if (out.empty() || !(out.back() == unit)) out.push_back(unit);
    }
    return out;
}

TileTrack projected(const TilePlace& place, const std::vector<Wgs84Point>& points) {
    TileTrack out;
    out.reserve(points.size());
    for (const Wgs84Point point : points) out.push_back(point_in_tile(place, point));
    return out;
}

/// The surveyor's formula; positive for clockwise as seen, the y axis pointing down.
std::int64_t double_area(const TilePath& ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        sum += std::int64_t{ring[j].x} * ring[i].y - std::int64_t{ring[i].x} * ring[j].y;
    return sum;
}

/// Points between which a ring goes there and back are taken out: they enclose nothing.
void drop_spikes(TilePath& ring) {
    bool again = true;
    while (again && ring.size() >= 3) {
        again = false;
        for (std::size_t i = 0; i < ring.size() && ring.size() >= 3; ++i) {
            const TileUnit a = ring[i];
            const TileUnit c = ring[(i + 2) % ring.size()];
            const std::size_t middle = (i + 1) % ring.size();
            if (!(a == c) && !(a == ring[middle])) continue;
            ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(middle));
            again = true;
        }
    }
}

TilePath ring_in_tile(const TilePlace& place, const Ring& ring, double tolerance, bool is_hole) {
    TileTrack track = projected(place, ring);
    if (track.size() > 1 && track.front() == track.back()) track.pop_back();
    TilePath out = on_units(simplified(clip_ring(track, kKept), tolerance, true));
    if (out.size() > 1 && out.front() == out.back()) out.pop_back();
    drop_spikes(out);
    if (out.size() < 3) return {};
    const std::int64_t area = double_area(out);
    if (std::abs(area) < kLeastDoubleArea) return {};
    if ((area > 0) == is_hole) std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

TileShape shape_in_tile(const TilePlace& place, const Geometry& geometry, double tolerance) {
    TileShape out;
    if (const auto* point = std::get_if<Wgs84Point>(&geometry)) {
        out.kind = TileShapeKind::Point;
        const TilePoint p = point_in_tile(place, *point);
        if (p.x >= kKept.low && p.x <= kKept.high && p.y >= kKept.low && p.y <= kKept.high)
            out.paths.push_back(on_units({p}));
        return out;
    }
    if (const auto* line = std::get_if<Line>(&geometry)) {
        out.kind = TileShapeKind::Line;
        for (const TileTrack& piece : clip_line(projected(place, *line), kKept)) {
            TilePath path = on_units(simplified(piece, tolerance, false));
            if (path.size() >= 2) out.paths.push_back(std::move(path));
        }
        return out;
    }
    out.kind = TileShapeKind::Area;
    for (const Polygon& polygon : std::get<MultiPolygon>(geometry)) {
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
            TilePath ring = ring_in_tile(place, polygon.rings[i], tolerance, i > 0);
            if (ring.empty() && i == 0) break;  // its holes went with it
            if (!ring.empty()) out.paths.push_back(std::move(ring));
        }
    }
    return out;
}

}  // namespace kongdi::server
