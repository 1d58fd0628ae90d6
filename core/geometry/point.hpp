// SPDX-License-Identifier: Apache-2.0
// One point type for each datum, so that a shifted coordinate cannot be taken for a true one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kongdi {

/// Degrees, east and north positive. CGCS2000 is treated as equal (it differs by centimetres).
struct Wgs84Point {
    double lon = 0;
    double lat = 0;
    friend bool operator==(const Wgs84Point&, const Wgs84Point&) = default;
};

/// As Chinese map services show it, several hundred metres off.
struct Gcj02Point {
    double lon = 0;
    double lat = 0;
    friend bool operator==(const Gcj02Point&, const Gcj02Point&) = default;
};

/// Baidu's, shifted once more.
struct Bd09Point {
    double lon = 0;
    double lat = 0;
    friend bool operator==(const Bd09Point&, const Bd09Point&) = default;
};

enum class Datum : std::uint8_t { Wgs84, Gcj02, Bd09, Count_ };

/// "WGS-84", "GCJ-02", "BD-09".
std::string_view datum_name(Datum datum);
std::optional<Datum> datum_from_name(std::string_view name);

/// Longitude within ±180 and latitude within ±90, both finite.
bool is_on_earth(double lon, double lat);

}  // namespace kongdi
