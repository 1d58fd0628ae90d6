// SPDX-License-Identifier: Apache-2.0
#include "server/features/bbox.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::features {

namespace {

const Crs& epsg(const std::string& code) {
    return *crs_of_uri("http://www.opengis.net/def/crs/EPSG/0/" + code);
}

bool meets_point(std::string_view text, Wgs84Point point, const Crs& crs = usual_crs()) {
    const auto box = asked_box_of(text, crs);
    EXPECT_TRUE(box) << text;
    return box && meets(*box, Geometry(point));
}

TEST(Bbox, four_numbers_are_a_rectangle_with_its_edges) {
    EXPECT_TRUE(meets_point("120,30,121,31", {120.5, 30.5}));
    EXPECT_TRUE(meets_point("120,30,121,31", {120, 31}));
    EXPECT_FALSE(meets_point("120,30,121,31", {121.0001, 30.5}));
}

TEST(Bbox, of_six_numbers_the_heights_do_not_count) {
    EXPECT_TRUE(meets_point("120,30,-5,121,31,100", {120.5, 30.5}));
    EXPECT_FALSE(meets_point("120,30,-5,121,31,100", {122, 30.5}));
}

TEST(Bbox, a_rectangle_over_the_180th_meridian_has_its_west_in_the_east) {
    EXPECT_TRUE(meets_point("170,-20,-170,20", {175, 0}));
    EXPECT_TRUE(meets_point("170,-20,-170,20", {-175, 0}));
    EXPECT_FALSE(meets_point("170,-20,-170,20", {120, 0}));
    EXPECT_TRUE(meets_point("-20,170,20,-170", {-175, 0}, epsg("4326")));
    EXPECT_EQ(around(*asked_box_of("170,-20,-170,20", usual_crs())), (Box{-180, -20, 180, 20}));
}

TEST(Bbox, its_numbers_are_in_the_order_of_its_systems_axes) {
    EXPECT_TRUE(meets_point("30,120,31,121", {120.5, 30.5}, epsg("4490")));
    EXPECT_FALSE(meets_point("120,30,121,31", {120.5, 30.5}, epsg("4490")));
    EXPECT_EQ(around(*asked_box_of("30,120,31,121", epsg("4490"))), (Box{120, 30, 121, 31}));
    // North and east in metres: the point lies at 3350508.870, 514923.734.
    EXPECT_TRUE(meets_point("3350508,514923,3350509,514924", {120.1551, 30.2741}, epsg("4549")));
    EXPECT_FALSE(meets_point("3350508,514924,3350509,514925", {120.1551, 30.2741}, epsg("4549")));
    EXPECT_FALSE(around(*asked_box_of("1,1,2,2", epsg("4549"))));
}

TEST(Bbox, areas_meet_it_when_they_overlap) {
    const MultiPolygon area{{{{{120, 30}, {120.2, 30}, {120.2, 30.2}, {120, 30.2}}}}};
    EXPECT_TRUE(meets(*asked_box_of("120.1,30.1,121,31", usual_crs()), Geometry(area)));
    EXPECT_TRUE(meets(*asked_box_of("120.05,30.05,120.1,30.1", usual_crs()), Geometry(area)));
    EXPECT_FALSE(meets(*asked_box_of("120.3,30.1,121,31", usual_crs()), Geometry(area)));
}

TEST(Bbox, anything_else_is_refused_by_its_name) {
    for (const std::string_view text :
         {"", "1,2,3", "1,2,3,4,5", "1,2,3,4,5,6,7", "a,b,c,d", "1,2,3,", ",1,2,3", "1 ,2,3,4",
          "nan,0,1,1", "inf,0,1,1", "0,0,1e999,1", "0,10,1,5", "1,2,9,3,4,5", "0x1,0,2,2"}) {
        const auto box = asked_box_of(text, usual_crs());
        ASSERT_FALSE(box) << text;
        EXPECT_EQ(box.error(), (Error{ErrorCode::RequestFormat, "/bbox"}));
    }
    EXPECT_FALSE(asked_box_of("31,120,30,121", epsg("4326"))) << "south above north";
    EXPECT_FALSE(asked_box_of("2,1,1,2", epsg("4549"))) << "a grid has no 180th meridian";
}

}  // namespace

}  // namespace kongdi::server::features
