// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/geodesic.hpp"

#include <cmath>
#include <optional>

namespace kongdi {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kDegree = kPi / 180;
constexpr double kEquatorM = 6378137.0;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kPoleM = kEquatorM * (1 - kFlattening);
constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);

/// T. Vincenty, Survey Review XXIII 176 (1975), inverse formula; none when it does not converge.
std::optional<double> vincenty_m(Wgs84Point a, Wgs84Point b) {
    const double l = (b.lon - a.lon) * kDegree;
    const double u1 = std::atan((1 - kFlattening) * std::tan(a.lat * kDegree));
    const double u2 = std::atan((1 - kFlattening) * std::tan(b.lat * kDegree));
    const double sin_u1 = std::sin(u1), cos_u1 = std::cos(u1);
    const double sin_u2 = std::sin(u2), cos_u2 = std::cos(u2);
    double lambda = l;
    constexpr int kMostRounds = 100;
    for (int i = 0; i < kMostRounds; ++i) {
        const double sin_l = std::sin(lambda), cos_l = std::cos(lambda);
        const double x = cos_u2 * sin_l;
        const double y = cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos_l;
        const double sin_sigma = std::sqrt(x * x + y * y);
        if (sin_sigma == 0) return 0.0;  // the same point
        const double cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cos_l;
        const double sigma = std::atan2(sin_sigma, cos_sigma);
        const double sin_alpha = cos_u1 * cos_u2 * sin_l / sin_sigma;
        const double cos2_alpha = 1 - sin_alpha * sin_alpha;
        // Along the equator there is no middle.
        const double cos_2m = cos2_alpha == 0 ? 0 : cos_sigma - 2 * sin_u1 * sin_u2 / cos2_alpha;
        const double c = kFlattening / 16 * cos2_alpha * (4 + kFlattening * (4 - 3 * cos2_alpha));
        const double before = lambda;
        lambda =
            l + (1 - c) * kFlattening * sin_alpha *
                    (sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2 * cos_2m * cos_2m - 1)));
        if (std::abs(lambda) > kPi) return std::nullopt;
        if (std::abs(lambda - before) > 1e-13) continue;
        const double u_2 =
            cos2_alpha * (kEquatorM * kEquatorM - kPoleM * kPoleM) / (kPoleM * kPoleM);
        const double big_a = 1 + u_2 / 16384 * (4096 + u_2 * (-768 + u_2 * (320 - 175 * u_2)));
        const double big_b = u_2 / 1024 * (256 + u_2 * (-128 + u_2 * (74 - 47 * u_2)));
        const double last =
            big_b / 6 * cos_2m * (4 * sin_sigma * sin_sigma - 3) * (4 * cos_2m * cos_2m - 3);
        const double delta = big_b * sin_sigma *
                             (cos_2m + big_b / 4 * (cos_sigma * (2 * cos_2m * cos_2m - 1) - last));
        return kPoleM * big_a * (sigma - delta);
    }
    return std::nullopt;
}

/// The middle of the way on a sphere.
Wgs84Point middle(Wgs84Point a, Wgs84Point b) {
    const auto x = [](Wgs84Point p) {
        return std::cos(p.lat * kDegree) * std::cos(p.lon * kDegree);
    };
    const auto y = [](Wgs84Point p) {
        return std::cos(p.lat * kDegree) * std::sin(p.lon * kDegree);
    };
    const auto z = [](Wgs84Point p) { return std::sin(p.lat * kDegree); };
    const double sx = x(a) + x(b), sy = y(a) + y(b), sz = z(a) + z(b);
    if (std::hypot(sx, sy) + std::abs(sz) < 1e-9) return {a.lon, 90};  // any way will do
    return {std::atan2(sy, sx) / kDegree, std::atan2(sz, std::hypot(sx, sy)) / kDegree};
}

/// The short way around.
double shorter_turn(double lon) { return std::remainder(lon, 360); }

/// q of the authalic latitude; J. P. Snyder, Map Projections (USGS 1395), formula 3-12.
double authalic_q(double sin_lat) {
    const double e = std::sqrt(kEccentricity2);
    const double es = e * sin_lat;
    return (1 - kEccentricity2) *
           (sin_lat / (1 - es * es) - std::log((1 - es) / (1 + es)) / (2 * e));
}

}  // namespace

double geodesic_m(Wgs84Point a, Wgs84Point b) {
    b.lon = a.lon + shorter_turn(b.lon - a.lon);
    if (const auto direct = vincenty_m(a, b)) return *direct;
    Wgs84Point half = middle(a, b);
    const auto part = [&half](Wgs84Point p) {
        Wgs84Point to = half;
        to.lon = p.lon + shorter_turn(to.lon - p.lon);
        return vincenty_m(p, to).value_or(0);
    };
    return part(a) + part(b);
}

double path_length_m(std::span<const Wgs84Point> path) {
    double sum = 0;
    for (std::size_t i = 1; i < path.size(); ++i) sum += geodesic_m(path[i - 1], path[i]);
    return sum;
}

double ring_length_m(const Ring& ring) {
    if (ring.empty()) return 0;
    return path_length_m(ring) + geodesic_m(ring.back(), ring.front());
}

double ring_area_m2(const Ring& ring) {
    const double q_pole = authalic_q(1);
    const auto half_tangent = [q_pole](Wgs84Point p) {
        const double sine = authalic_q(std::sin(p.lat * kDegree)) / q_pole;
        return std::tan(std::asin(std::fmin(1, std::fmax(-1, sine))) / 2);
    };
    double excess = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const double turn = std::tan(shorter_turn(ring[i].lon - ring[j].lon) * kDegree / 2);
        const double a = half_tangent(ring[j]);
        const double b = half_tangent(ring[i]);
        excess += 2 * std::atan(turn * (a + b) / (1 + a * b));
    }
    return std::abs(excess) * kEquatorM * kEquatorM * q_pole / 2;
}

}  // namespace kongdi
