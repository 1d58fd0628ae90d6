// SPDX-License-Identifier: Apache-2.0
#include "server/features/gauss_kruger.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace kongdi::server::features {

namespace {

constexpr double kRadiusM = 6378137.0;
constexpr double kFlattening = 1 / 298.257222101;
constexpr double kFalseEastingM = 500'000;
constexpr double kFurthestDegrees = 30;
constexpr double kRadians = std::numbers::pi / 180;

// The third flattening and the series of Krüger (1912) in it.
constexpr double kN = kFlattening / (2 - kFlattening);
constexpr double kN2 = kN * kN;
constexpr double kN3 = kN2 * kN;
constexpr double kN4 = kN3 * kN;
constexpr double kMeridianM = kRadiusM / (1 + kN) * (1 + kN2 / 4 + kN4 / 64);
constexpr std::array<double, 4> kAlpha{
    kN / 2 - 2 * kN2 / 3 + 5 * kN3 / 16 + 41 * kN4 / 180,
    13 * kN2 / 48 - 3 * kN3 / 5 + 557 * kN4 / 1440,
    61 * kN3 / 240 - 103 * kN4 / 140,
    49561 * kN4 / 161280,
};

}  // namespace

std::optional<GridPoint> on_grid(Wgs84Point point, double central_meridian) {
    const double away = point.lon - central_meridian;
    if (std::abs(away) > kFurthestDegrees || std::abs(point.lat) > 90) return std::nullopt;
    static const double kEccentricity = std::sqrt(kFlattening * (2 - kFlattening));
    const double sine = std::sin(point.lat * kRadians);
    // Conformal latitude, as its tangent.
    const double t = std::sinh(std::atanh(sine) - kEccentricity * std::atanh(kEccentricity * sine));
    const double longitude = away * kRadians;
    const double xi = std::atan2(t, std::cos(longitude));
    const double eta = std::asinh(std::sin(longitude) / std::hypot(t, std::cos(longitude)));
    double north = xi;
    double east = eta;
    for (std::size_t j = 0; j < kAlpha.size(); ++j) {
        const double times = 2 * static_cast<double>(j + 1);
        north += kAlpha[j] * std::sin(times * xi) * std::cosh(times * eta);
        east += kAlpha[j] * std::cos(times * xi) * std::sinh(times * eta);
    }
    return GridPoint{kMeridianM * north, kFalseEastingM + kMeridianM * east};
}

}  // namespace kongdi::server::features
