// SPDX-License-Identifier: Apache-2.0
// GEOS, by way of OGR, leaves the same points.
#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <memory>

#include "core/tile/simplify.hpp"
#include "tests/support/random.hpp"

namespace kongdi::tile {

TEST(SimplifyGeos, leaves_the_points_that_geos_leaves) {
    ASSERT_TRUE(OGRGeometryFactory::haveGEOS()) << "this GDAL has no GEOS";
    tests::Random random(53);
    std::size_t left_out = 0;
    for (int round = 0; round < 1000; ++round) {
        std::vector<PlanePoint> line{{0, 0}};
        for (std::size_t i = 2 + random.below(80); i-- > 0;)
            line.push_back(
                {line.back().x + random.real(-1, 2), line.back().y + random.real(-2, 2)});
        OGRLineString theirs;
        for (const PlanePoint& point : line) theirs.addPoint(point.x, point.y);
        const double tolerance = random.real(0.05, 4);
        const std::unique_ptr<OGRGeometry> less(theirs.Simplify(tolerance));
        ASSERT_TRUE(less);
        const std::vector<PlanePoint> ours = simplified(line, tolerance);
        std::vector<PlanePoint> other;
        for (const OGRPoint& point : *less->toLineString())
            other.push_back({point.getX(), point.getY()});
        ASSERT_EQ(ours, other);
        left_out += line.size() - ours.size();
    }
    EXPECT_GT(left_out, 1000);
}

}  // namespace kongdi::tile
