// SPDX-License-Identifier: Apache-2.0
#include "server/reach/reach_area.hpp"

#include <algorithm>
#include <cmath>

#include "core/tile/simplify.hpp"
#include "server/reach/contour.hpp"
#include "server/reach/walker.hpp"

namespace kongdi::server {

namespace {

constexpr double kLeastHoleM2 = 2500;
constexpr double kToleranceM = 2;   // the ground beside a way is a guess anyway
constexpr double kMostM = 100'000;  // further than anybody walks
constexpr int kCirclePoints = 72;

/// A part of a piece, in metres from its beginning.
struct Stretch {
    double begin_m = 0;
    double end_m = 0;
};

/// What of a piece is reached: from its ends, and from the place on it where the walk begins.
std::vector<Stretch> reached_of(const RoadPiece& piece, std::uint32_t number, const Walker& walker,
                                const Foothold& from, double limit_m) {
    std::vector<Stretch> parts;
    const double from_m = limit_m - walker.distance_m(piece.from);
    const double to_m = limit_m - walker.distance_m(piece.to);
    if (from_m > 0) parts.push_back({0, std::min(piece.length_m, from_m)});
    const double around_m = limit_m - from.gap_m;
    if (number == from.piece && around_m > 0)
        parts.push_back({std::max(0.0, from.along_m - around_m),
                         std::min(piece.length_m, from.along_m + around_m)});
    if (to_m > 0) parts.push_back({std::max(0.0, piece.length_m - to_m), piece.length_m});
    std::sort(parts.begin(), parts.end(),
              [](const Stretch& a, const Stretch& b) { return a.begin_m < b.begin_m; });
    std::vector<Stretch> out;
    for (const Stretch& one : parts) {
        if (!out.empty() && one.begin_m <= out.back().end_m)
            out.back().end_m = std::max(out.back().end_m, one.end_m);
        else
            out.push_back(one);
    }
    return out;
}

std::vector<Segment> ways_of(const WalkingNetwork& network, const Walker& walker, Metres place,
                             const Foothold& from, double limit_m) {
    std::vector<Segment> out;
    const Metres foot = network.place_on(from.piece, from.along_m);
    const double part = from.gap_m > limit_m ? limit_m / from.gap_m : 1.0;
    out.push_back({place, place + part * (foot - place)});
    for (const std::uint32_t number : walker.pieces())
        for (const Stretch& one :
             reached_of(network.pieces()[number], number, walker, from, limit_m))
            out.push_back(
                {network.place_on(number, one.begin_m), network.place_on(number, one.end_m)});
    return out;
}

PlaneRing simple(const PlaneRing& ring) {
    std::vector<tile::PlanePoint> line;
    for (const Metres p : ring) line.push_back({p.east_m, p.north_m});
    line.push_back(line.front());
    PlaneRing out;
    for (const tile::PlanePoint p : tile::simplified(line, kToleranceM)) out.push_back({p.x, p.y});
    out.pop_back();
    return out;
}

Ring on_earth(const PlaneRing& ring, const LocalPlane& plane) {
    Ring out;
    for (const Metres p : ring) out.push_back(plane.on_earth(p));
    out.push_back(out.front());
    return out;
}

MultiPolygon ground_around(const std::vector<Segment>& ways, const LocalPlane& plane,
                           double beside_m) {
    std::vector<PlaneRing> outsides, holes;
    for (PlaneRing& ring : contours(DistanceField(ways, beside_m))) {
        const double area_m2 = signed_area_m2(ring);
        if (area_m2 > 0)
            outsides.push_back(std::move(ring));
        else if (area_m2 < -kLeastHoleM2)
            holes.push_back(std::move(ring));
    }
    // The smallest outside around a hole is the one it lies in.
    std::sort(outsides.begin(), outsides.end(), [](const PlaneRing& a, const PlaneRing& b) {
        return signed_area_m2(a) < signed_area_m2(b);
    });
    MultiPolygon out;
    for (const PlaneRing& ring : outsides) out.push_back({{on_earth(simple(ring), plane)}});
    for (const PlaneRing& hole : holes) {
        const Ring ring = on_earth(simple(hole), plane);
        for (Polygon& one : out)
            if (contains(Polygon{{one.rings[0]}}, ring.front())) {
                one.rings.push_back(ring);
                break;
            }
    }
    return out;
}

MultiPolygon circle(Metres place, double radius_m, const LocalPlane& plane) {
    PlaneRing ring;
    for (int i = 0; i < kCirclePoints; ++i) {
        const double turn = 2 * 3.14159265358979323846 * i / kCirclePoints;
        ring.push_back(place + radius_m * Metres{std::cos(turn), std::sin(turn)});
    }
    return {{{on_earth(ring, plane)}}};
}

}  // namespace

std::vector<ReachArea> reach_areas(const WalkingNetwork& network, Wgs84Point point,
                                   std::span<const double> limits_m, const AreaSettings& settings) {
    return reach_areas(network, std::span(&point, 1), limits_m, settings);
}

std::vector<ReachArea> reach_areas(const WalkingNetwork& network,
                                   std::span<const Wgs84Point> points,
                                   std::span<const double> limits_m, const AreaSettings& settings) {
    std::vector<ReachArea> out;
    if (limits_m.empty() || points.empty()) return out;
    const LocalPlane plane = network.empty() ? LocalPlane(points.front()) : network.plane();
    std::vector<std::vector<Segment>> ways(limits_m.size());
    for (const double asked_m : limits_m) out.push_back({std::clamp(asked_m, 0.0, kMostM)});
    const double most_m = std::min(kMostM, *std::max_element(limits_m.begin(), limits_m.end()));
    Walker walker(network);
    for (const Wgs84Point point : points) {
        const Metres place = plane.to_plane(point);
        const auto from = network.foothold(place);
        if (from) walker.walk(*from, most_m);
        for (std::size_t i = 0; i < out.size(); ++i) {
            ReachArea& one = out[i];
            if (from) {
                const auto more = ways_of(network, walker, place, *from, one.metres);
                ways[i].insert(ways[i].end(), more.begin(), more.end());
            } else {
                one.by_network = false;
                const MultiPolygon round = circle(place, one.metres / settings.detour, plane);
                one.area.insert(one.area.end(), round.begin(), round.end());
            }
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (ways[i].empty()) continue;
        for (const auto& [a, b] : ways[i])
            out[i].ways.push_back({plane.on_earth(a), plane.on_earth(b)});
        const MultiPolygon ground = ground_around(ways[i], plane, settings.beside_m);
        out[i].area.insert(out[i].area.end(), ground.begin(), ground.end());
    }
    return out;
}

}  // namespace kongdi::server
