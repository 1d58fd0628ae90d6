// SPDX-License-Identifier: Apache-2.0
// Lengths and areas beside those of PROJ's geodesic routines (C. F. F. Karney).
#include <geodesic.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/geometry/distance.hpp"
#include "core/geometry/geodesic.hpp"
#include "tests/support/random.hpp"

namespace kongdi {

namespace {

const geod_geodesic& wgs84() {
    static const geod_geodesic kEllipsoid = [] {
        geod_geodesic out{};
        geod_init(&out, 6378137.0, 1 / 298.257223563);
        return out;
    }();
    return kEllipsoid;
}

double proj_m(Wgs84Point a, Wgs84Point b) {
    double length = 0;
    geod_inverse(&wgs84(), a.lat, a.lon, b.lat, b.lon, &length, nullptr, nullptr);
    return length;
}

double proj_m2(const Ring& ring) {
    std::vector<double> lats, lons;
    for (const Wgs84Point point : ring) {
        lats.push_back(point.lat);
        lons.push_back(point.lon);
    }
    double area = 0, around = 0;
    geod_polygonarea(&wgs84(), lats.data(), lons.data(), static_cast<int>(ring.size()), &area,
                     &around);
    return std::abs(area);
}

/// A ring that does not cross itself, so many metres across.
Ring random_ring(tests::Random& random, Wgs84Point middle, double reach_m) {
    const std::size_t corners = 3 + random.below(20);
    std::vector<double> turns;
    for (std::size_t i = 0; i < corners; ++i) turns.push_back(random.real(0, 6.2831853));
    std::sort(turns.begin(), turns.end());
    Ring ring;
    for (const double turn : turns) {
        const double r = random.real(reach_m / 4, reach_m);
        ring.push_back(moved_m(middle, r * std::cos(turn), r * std::sin(turn)));
    }
    return ring;
}

}  // namespace

TEST(GeodesicProj, lengths_agree_to_a_millimetre) {
    tests::Random random(40);
    for (int i = 0; i < 20'000; ++i) {
        const Wgs84Point a{random.real(-180, 180), random.real(-89, 89)};
        const double reach = std::pow(10.0, random.real(0, 6.9));
        const double turn = random.real(0, 6.2831853);
        Wgs84Point b = moved_m(a, reach * std::cos(turn) / 2, reach * std::sin(turn) / 2);
        b.lat = std::clamp(b.lat, -90.0, 90.0);
        ASSERT_NEAR(geodesic_m(a, b), proj_m(a, b), 1e-3)
            << a.lon << ' ' << a.lat << ' ' << b.lon << ' ' << b.lat;
    }
}

TEST(GeodesicProj, lengths_to_the_other_side_of_the_earth_are_right_to_some_kilometres) {
    tests::Random random(41);
    for (int i = 0; i < 1'000; ++i) {
        const Wgs84Point a{random.real(-180, 180), random.real(-80, 80)};
        const Wgs84Point b{a.lon + 180 + random.real(-.3, .3), -a.lat + random.real(-.3, .3)};
        ASSERT_NEAR(geodesic_m(a, b), proj_m(a, b), 30'000) << a.lon << ' ' << a.lat;
    }
}

TEST(GeodesicProj, areas_agree_to_a_ten_billionth_of_the_cube_across) {
    tests::Random random(42);
    for (int i = 0; i < 6'000; ++i) {
        const Wgs84Point middle{random.real(75, 135), random.real(18, 53)};
        const double reach = std::pow(10.0, random.real(1, 4.7));
        const Ring ring = random_ring(random, middle, reach);
        ASSERT_NEAR(ring_area_m2(ring), proj_m2(ring), std::pow(2 * reach, 3) * 1e-10 + .01)
            << middle.lon << ' ' << middle.lat << ' ' << reach;
    }
}

}  // namespace kongdi
