// SPDX-License-Identifier: Apache-2.0
// The invented city is laid out on a flat sheet in metres and put on the globe at the end.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/geometry/polygon.hpp"

namespace kongdi::server::demo {

/// Metres from the middle of the city.
struct Spot {
    double east_m = 0;
    double north_m = 0;
    friend bool operator==(const Spot&, const Spot&) = default;
};

using Outline = std::vector<Spot>;  // of an area, not closed
using Path = std::vector<Spot>;

inline Spot operator+(Spot a, Spot b) { return {a.east_m + b.east_m, a.north_m + b.north_m}; }
inline Spot operator-(Spot a, Spot b) { return {a.east_m - b.east_m, a.north_m - b.north_m}; }
inline Spot operator*(double factor, Spot a) { return {factor * a.east_m, factor * a.north_m}; }

/// A direction by the tangent of half its angle: only arithmetic, so the same on every machine.
struct Turn {
    double cosine = 1;
    double sine = 0;

    static Turn half_tangent(double t) { return {(1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)}; }
    Spot operator()(double along_m, double across_m) const {
        return {cosine * along_m - sine * across_m, sine * along_m + cosine * across_m};
    }
};

inline double square_m2(Spot a) { return a.east_m * a.east_m + a.north_m * a.north_m; }
inline double gap_m(Spot a, Spot b) { return std::sqrt(square_m2(a - b)); }

/// From a point to the piece of a line between two others.
inline double gap_to_line_m(Spot p, Spot a, Spot b) {
    const Spot ab = b - a;
    const Spot ap = p - a;
    const double length2 = square_m2(ab);
    const double dot = ap.east_m * ab.east_m + ap.north_m * ab.north_m;
    const double t = length2 > 0 ? std::clamp(dot / length2, 0.0, 1.0) : 0.0;
    return gap_m(p, a + t * ab);
}

inline double gap_to_path_m(Spot p, const Path& path, bool closed) {
    double least = 1e9;
    for (std::size_t i = closed ? 0 : 1; i < path.size(); ++i)
        least = std::min(least, gap_to_line_m(p, path[i == 0 ? path.size() - 1 : i - 1], path[i]));
    return least;
}

inline bool is_inside(const Outline& outline, Spot p) {
    bool inside = false;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const Spot a = outline[i];
        const Spot b = outline[j];
        if ((a.north_m > p.north_m) != (b.north_m > p.north_m) &&
            p.east_m < a.east_m + (p.north_m - a.north_m) / (b.north_m - a.north_m) *
                                      (b.east_m - a.east_m))
            inside = !inside;
    }
    return inside;
}

/// The middle of the sheet, and how many metres a degree has there (6371008.8 m · π / 180, and
/// that times the cosine of the latitude).
inline constexpr Wgs84Point kMiddle{120.15, 30.27};
inline constexpr double kMetresPerDegreeLat = 111195.0802;
inline constexpr double kMetresPerDegreeLon = 96034.6983;

/// Rounded to 1e-7 degrees, about a centimetre.
inline Wgs84Point on_earth(Spot spot) {
    const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
    return {rounded(kMiddle.lon + spot.east_m / kMetresPerDegreeLon),
            rounded(kMiddle.lat + spot.north_m / kMetresPerDegreeLat)};
}

inline Ring on_earth(const Outline& outline) {
    Ring ring;
    ring.reserve(outline.size() + 1);
    for (const Spot spot : outline) ring.push_back(on_earth(spot));
    return ring;
}

}  // namespace kongdi::server::demo
