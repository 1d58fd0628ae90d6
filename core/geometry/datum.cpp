// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/datum.hpp"

#include <cmath>

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kA = 6378245.0;                // Krassowski's semi-major axis, metres
constexpr double kEe = 0.00669342162296594323;  // its first eccentricity squared
constexpr double kBaiduPi = kPi * 3000.0 / 180.0;
constexpr EnumNames<Datum> kNames{"WGS-84", "GCJ-02", "BD-09"};

bool outside_china(Wgs84Point p) {
    return p.lon < 72.004 || p.lon > 137.8347 || p.lat < 0.8293 || p.lat > 55.8271;
}

double waves(double x) {
    return (20.0 * std::sin(6.0 * x * kPi) + 20.0 * std::sin(2.0 * x * kPi)) * 2.0 / 3.0;
}

double shift_lat(double x, double y) {
    return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::fabs(x)) +
           waves(x) + (20.0 * std::sin(y * kPi) + 40.0 * std::sin(y / 3.0 * kPi)) * 2.0 / 3.0 +
           (160.0 * std::sin(y / 12.0 * kPi) + 320.0 * std::sin(y * kPi / 30.0)) * 2.0 / 3.0;
}

double shift_lon(double x, double y) {
    return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::fabs(x)) +
           waves(x) + (20.0 * std::sin(x * kPi) + 40.0 * std::sin(x / 3.0 * kPi)) * 2.0 / 3.0 +
           (150.0 * std::sin(x / 12.0 * kPi) + 300.0 * std::sin(x / 30.0 * kPi)) * 2.0 / 3.0;
}

/// The point whose shift is the given one, by fixed-point iteration.
template <class Before, class After, class Shift>
Before unshifted(After point, Shift shift) {
    constexpr int kRounds = 4;
    Before guess{point.lon, point.lat};
    for (int i = 0; i < kRounds; ++i) {
        const After there = shift(guess);
        guess.lon -= there.lon - point.lon;
        guess.lat -= there.lat - point.lat;
    }
    return guess;
}

}  // namespace

Gcj02Point to_gcj02(Wgs84Point p) {
    if (outside_china(p)) return {p.lon, p.lat};
    const double x = p.lon - 105.0;
    const double y = p.lat - 35.0;
    const double phi = p.lat / 180.0 * kPi;
    const double m = 1.0 - kEe * std::sin(phi) * std::sin(phi);
    const double root = std::sqrt(m);
    const double lat = p.lat + shift_lat(x, y) * 180.0 / (kA * (1.0 - kEe) / (m * root) * kPi);
    const double lon = p.lon + shift_lon(x, y) * 180.0 / (kA / root * std::cos(phi) * kPi);
    return {lon, lat};
}

Wgs84Point to_wgs84(Gcj02Point point) {
    return unshifted<Wgs84Point>(point, [](Wgs84Point guess) { return to_gcj02(guess); });
}

Bd09Point to_bd09(Gcj02Point p) {
    const double z = std::sqrt(p.lon * p.lon + p.lat * p.lat) + 2e-5 * std::sin(p.lat * kBaiduPi);
    const double theta = std::atan2(p.lat, p.lon) + 3e-6 * std::cos(p.lon * kBaiduPi);
    return {z * std::cos(theta) + 0.0065, z * std::sin(theta) + 0.006};
}

Gcj02Point to_gcj02(Bd09Point point) { return unshifted<Gcj02Point>(point, to_bd09); }

Wgs84Point to_wgs84(double lon, double lat, Datum datum) {
    switch (datum) {
        case Datum::Gcj02: return to_wgs84(Gcj02Point{lon, lat});
        case Datum::Bd09: return to_wgs84(to_gcj02(Bd09Point{lon, lat}));
        case Datum::Wgs84:
        case Datum::Count_: break;
    }
    return {lon, lat};
}

std::string_view datum_name(Datum datum) { return name_of<Datum>(kNames, datum); }

std::optional<Datum> datum_from_name(std::string_view name) {
    return from_name<Datum>(kNames, name);
}

bool is_on_earth(double lon, double lat) {
    return std::isfinite(lon) && std::isfinite(lat) && std::fabs(lon) <= 180.0 &&
           std::fabs(lat) <= 90.0;
}

}  // namespace kongdi
