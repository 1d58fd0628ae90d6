// SPDX-License-Identifier: Apache-2.0
#include "server/features/crs.hpp"

#include <gtest/gtest.h>

#include "server/features/gauss_kruger.hpp"

namespace kongdi::server::features {

namespace {

struct Known {
    double lon, lat, meridian, east, north;
};

// By PROJ 9.1 (gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4549 and kin).
constexpr Known kKnown[]{
    {120.1551, 30.2741, 120, 514923.734290448, 3350508.86984957},
    {117.0, 30.2741, 120, 211274.600754593, 3354311.55987863},
    {126.65, 45.75, 120, 1017415.01569284, 5089854.94545341},
    {109.5, 18.2, 120, -615806.853813864, 2045308.53600707},
    {126.65, 45.75, 123, 784006.867738781, 5074782.91394687},
    {109.5, 18.2, 135, -2271949.2712393, 2215418.17406988},
    {135, 30, 135, 500000, 3320113.39784502},
};

TEST(Crs, the_grid_agrees_with_another_library_to_a_millimetre) {
    for (const Known& known : kKnown) {
        const auto grid = on_grid({known.lon, known.lat}, known.meridian);
        ASSERT_TRUE(grid);
        EXPECT_NEAR(grid->east_m, known.east, 1e-3) << known.lon;
        EXPECT_NEAR(grid->north_m, known.north, 1e-3) << known.lon;
    }
}

TEST(Crs, the_grid_ends_where_its_series_would) {
    EXPECT_FALSE(on_grid({89, 30}, 120));
    EXPECT_FALSE(on_grid({-120, 30}, 120));
    EXPECT_TRUE(on_grid({120, 90}, 120));
}

TEST(Crs, each_system_has_its_own_order_of_axes) {
    constexpr Wgs84Point kPoint{120.1551, 30.2741};
    const std::string epsg = "http://www.opengis.net/def/crs/EPSG/0/";
    EXPECT_EQ(in_crs(usual_crs(), kPoint), (Position{120.1551, 30.2741}));
    for (const std::string code : {"4326", "4490"})
        EXPECT_EQ(in_crs(*crs_of_uri(epsg + code), kPoint), (Position{30.2741, 120.1551}));
    const auto grid = in_crs(*crs_of_uri(epsg + "4549"), kPoint);
    EXPECT_NEAR(grid->x, 3350508.870, 1e-3) << "north comes first";
    EXPECT_NEAR(grid->y, 514923.734, 1e-3);
}

TEST(Crs, a_system_that_is_not_here_is_none) {
    EXPECT_EQ(crs_of_uri("http://www.opengis.net/def/crs/EPSG/0/3857"), nullptr);
    EXPECT_EQ(crs_of_uri(""), nullptr);
    EXPECT_EQ(usual_crs().uri, "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
}

TEST(Crs, coordinates_are_as_fine_as_they_are_known) {
    std::string out;
    append_position(out, usual_crs(), {120.15510000001, 30.5});
    append_position(out, *crs_of_uri("http://www.opengis.net/def/crs/EPSG/0/4549"),
                    {3350508.86984957, 514923.7});
    EXPECT_EQ(out, "[120.1551,30.5][3350508.87,514923.7]");
}

}  // namespace

}  // namespace kongdi::server::features
