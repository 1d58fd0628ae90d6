// SPDX-License-Identifier: Apache-2.0
// GEOS, by way of OGR, finds the same points inside of areas with holes and several parts.
#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <cmath>
#include <memory>
#include <numbers>

#include "core/geometry/polygon.hpp"
#include "tests/support/random.hpp"

namespace kongdi {
namespace {

/// A ring that goes around its middle once, within these distances of it.
Ring star(tests::Random& random, Wgs84Point middle, double least, double most) {
    const std::size_t corners = 10 + random.below(30);
    const double step = 2 * std::numbers::pi / static_cast<double>(corners);
    Ring ring;
    for (std::size_t i = 0; i < corners; ++i) {
        const double angle = (static_cast<double>(i) + random.real(-0.4, 0.4)) * step;
        const double away = random.real(least, most);
        ring.push_back({middle.lon + away * std::cos(angle), middle.lat + away * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

/// One part with two holes, or with a large one that has an island; some have a second part.
MultiPolygon area_at_random(tests::Random& random, double size) {
    const Wgs84Point middle{120 + random.real(-1, 1), 30 + random.real(-1, 1)};
    Polygon main{{star(random, middle, 0.6 * size, size)}};
    MultiPolygon area;
    if (random.below(2) == 0) {
        for (const double side : {-0.25, 0.25})
            main.rings.push_back(
                star(random, {middle.lon + side * size, middle.lat}, 0.05 * size, 0.2 * size));
    } else {
        main.rings.push_back(star(random, middle, 0.2 * size, 0.4 * size));
        area.push_back({{star(random, middle, 0.03 * size, 0.1 * size)}});
    }
    area.push_back(std::move(main));
    if (random.below(2) == 0)
        area.push_back({{star(random, {middle.lon + 2.5 * size, middle.lat}, 0.4 * size, size)}});
    return area;
}

OGRMultiPolygon as_ogr(const MultiPolygon& area) {
    OGRMultiPolygon out;
    for (const Polygon& polygon : area) {
        OGRPolygon part;
        for (const Ring& ring : polygon.rings) {
            OGRLinearRing one;
            for (const Wgs84Point& point : ring) one.addPoint(point.lon, point.lat);
            part.addRing(&one);
        }
        out.addGeometry(&part);
    }
    return out;
}

/// Anywhere around the area, or hardly beside one of its edges.
Wgs84Point point_at_random(tests::Random& random, const MultiPolygon& area, double size) {
    if (random.below(2) == 0) {
        const Box box = box_of(area);
        return {random.real(box.west - size / 4, box.east + size / 4),
                random.real(box.south - size / 4, box.north + size / 4)};
    }
    const Polygon& polygon = area[random.below(area.size())];
    const Ring& ring = polygon.rings[random.below(polygon.rings.size())];
    const std::size_t at = random.below(ring.size() - 1);
    const double along = random.real(0, 1);
    const double beside = size * std::pow(10.0, random.real(-6, -2));
    const auto shift = [&] { return random.below(2) == 0 ? beside : -beside; };
    return {ring[at].lon + along * (ring[at + 1].lon - ring[at].lon) + shift(),
            ring[at].lat + along * (ring[at + 1].lat - ring[at].lat) + shift()};
}

}  // namespace

TEST(PolygonGeos, contains_the_points_that_geos_finds_inside) {
    ASSERT_TRUE(OGRGeometryFactory::haveGEOS()) << "this GDAL has no GEOS";
    tests::Random random(59);
    int inside = 0;
    int outside = 0;
    for (int round = 0; round < 600; ++round) {
        const double size = random.real(0.001, 0.1);
        const MultiPolygon area = area_at_random(random, size);
        const OGRMultiPolygon theirs = as_ogr(area);
        ASSERT_TRUE(theirs.IsValid()) << "the test's own area, round " << round;
        for (int i = 0; i < 20; ++i) {
            const Wgs84Point point = point_at_random(random, area, size);
            const OGRPoint other(point.lon, point.lat);
            const bool is_inside = contains(area, point);
            ASSERT_EQ(is_inside, theirs.Contains(&other) != 0)
                << point.lon << " " << point.lat << ", round " << round;
            ++(is_inside ? inside : outside);
        }
    }
    EXPECT_GT(inside, 2000);
    EXPECT_GT(outside, 2000);
}

}  // namespace kongdi
