// SPDX-License-Identifier: Apache-2.0
// Which parts of the map are read around several places.
#include "server/reach/roads_around.hpp"

#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr double kMetres = 900;

bool holds(const Box& box, const Box& other) {
    return box.contains({other.west, other.south}) && box.contains({other.east, other.north});
}

}  // namespace

TEST(RoadsAround, places_near_one_another_share_a_box_and_one_far_away_has_its_own) {
    // The first two are two kilometres apart, the third joins them; the last is in another city.
    const std::vector<Wgs84Point> points{
        {120.10, 30.27}, {120.12, 30.27}, {120.11, 30.27}, {121.47, 31.23}};
    const std::vector<Box> boxes = boxes_around(points, kMetres);
    ASSERT_EQ(boxes.size(), 2u);
    for (std::size_t i = 0; i < points.size(); ++i)
        EXPECT_TRUE(holds(boxes[i < 3 ? 0 : 1], box_around(points[i], kMetres))) << i;
    EXPECT_FALSE(boxes[0].touches(boxes[1]));
    EXPECT_LT(boxes[0].east, 120.14) << "nothing between the cities is read";
}

class RowsAround : public ServerFixture {};

TEST_F(RowsAround, what_lies_in_two_boxes_comes_once_and_what_lies_between_them_not) {
    const auto road = [](double west, double east) {
        return Feature{Line{{west, 30.27}, {east, 30.27}},
                       Value::map({{"kind", "residential"}, {"name", std::to_string(west)}})};
    };
    const std::vector<Feature> roads{road(120.10, 120.30), road(120.19, 120.21),
                                     road(120.28, 120.29)};
    ASSERT_TRUE(storage().import_features("road", "test", roads, kNowMs));
    const std::vector<Wgs84Point> points{{120.10, 30.27}, {120.30, 30.27}};
    const auto boxes = boxes_around(points, 3'000);
    ASSERT_EQ(boxes.size(), 2u);
    const auto rows = rows_in(storage(), "road", boxes, 10);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->size(), 2u) << "the long one once, and the one at the second place";
}

}  // namespace kongdi::server::tests
