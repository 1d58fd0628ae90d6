// SPDX-License-Identifier: Apache-2.0
// Small cities whose reach can be reckoned by hand: one road of two kilometres, houses beside it.
#include "server/reach/reach.hpp"

#include <gtest/gtest.h>

#include "tests/server/reach/small_city.hpp"

namespace kongdi::server::tests {

namespace {

constexpr double kNear = 1e-4;

TEST(CityReach, reach_fades_with_the_way_to_the_nearest_facility) {
    // 300 metres whole, 450 nothing.
    SmallCity city;
    for (const double metres : {0, 100, 300, 375, 450, 500}) city.house(metres, 10);
    city.facility("f", 0);
    const Service service = city.input().communities[0].services[0];
    EXPECT_EQ(service.need, 60);
    EXPECT_NEAR(service.reached, 35, kNear);
    EXPECT_EQ(service.strictly_reached, 30);
    EXPECT_EQ(service.buildings, 6);
    EXPECT_EQ(service.buildings_reached, 3);
    EXPECT_TRUE(service.doubts.empty());
    EXPECT_TRUE(service.reached_with.empty());
}

TEST(CityReach, of_several_facilities_the_best_one_counts_and_the_rest_add_nothing) {
    SmallCity city;
    city.house(0, 10);
    city.facility("near", 375);
    city.facility("nearer", 330);
    city.facility("far", 400);
    EXPECT_NEAR(city.input().communities[0].services[0].reached, 8, kNear);
}

TEST(CityReach, a_facility_of_another_tier_or_kind_counts_for_nobody) {
    SmallCity city;
    city.house(0, 10);
    ReachFacility great = city.facility_at("great", 0);
    great.tier = Tier::T15;
    city.facilities.push_back(great);
    ReachFacility unknown = city.facility_at("unknown", 0);
    unknown.kind = 99;
    city.facilities.push_back(unknown);
    ReachFacility other = city.facility_at("other", 0);
    other.kind = 1;
    other.tier = Tier::T15;
    city.facilities.push_back(other);
    const CityInput input = city.input();
    EXPECT_EQ(input.communities[0].services[0].reached, 0);
    EXPECT_EQ(input.communities[0].services[0].supplied, 0);
    EXPECT_EQ(input.communities[0].services[1].reached, 10);
}

TEST(CityReach, a_facility_in_doubt_counts_in_the_draws_and_not_in_the_value) {
    SmallCity city;
    city.house(0, 10);
    city.house(1000, 30);
    city.facility("b", 1000);
    city.facility("c", 1375, 0.8);
    city.facility("a", 0, 0.5);
    const CityInput input = city.input();
    ASSERT_EQ(input.doubtful, (std::vector<DoubtfulFacility>{{"a", 0.5}, {"c", 0.8}}));
    const Service& service = input.communities[0].services[0];
    EXPECT_EQ(service.reached, 30);
    EXPECT_EQ(service.supplied, 350);
    // c would reach 30 people by half, a 10 people whole; what c would reach is reached already.
    ASSERT_EQ(service.doubts.size(), 2u);
    EXPECT_EQ(service.doubts[0], (Doubt{1, 0}));
    EXPECT_EQ(service.doubts[1], (Doubt{0, 350}));
    EXPECT_EQ(service.reached_with, (std::vector<double>{30, 30, 40, 40}));
}

TEST(CityReach, doubts_together_reach_what_the_best_of_them_reaches) {
    SmallCity city;
    city.house(0, 100);
    city.facility("sure", 435);
    city.facility("one", 390, 0.5);
    city.facility("two", 345, 0.5);
    city.facility("three", 420, 0.5);
    const Service service = city.input().communities[0].services[0];
    ASSERT_EQ(service.reached_with.size(), 8u);
    const std::vector<double> expected{10, 70, 40, 70, 20, 70, 40, 70};
    for (std::size_t i = 0; i < 8; ++i) EXPECT_NEAR(service.reached_with[i], expected[i], kNear);
    EXPECT_EQ(service.reached_with[0], service.reached);
}

TEST(CityReach, of_many_doubts_those_that_would_reach_most_are_followed) {
    SmallCity city;
    for (const double metres : {0, 600, 1200, 1800}) city.house(metres, 10 + metres / 100);
    for (const double metres : {0, 600, 1200, 1800})
        city.facility("at" + std::to_string(static_cast<int>(metres)), metres, 0.5);
    const CityInput input = city.input();
    ASSERT_EQ(input.doubtful.size(), 3u);
    EXPECT_EQ(input.doubtful[0].id, "at1200");
    EXPECT_EQ(input.doubtful[1].id, "at1800");
    EXPECT_EQ(input.doubtful[2].id, "at600");
    EXPECT_EQ(input.communities[0].services[0].doubts,
              (std::vector<Doubt>{{1, 350}, {0, 350}, {2, 350}}));
}

TEST(CityReach, the_room_of_a_facility_is_shared_by_the_need_within_its_radius) {
    SmallCity city(3);
    city.house(200, 30, 0);
    city.house(400, 10, 1);
    city.house(720, 50, 2);  // reached by 420 metres in part, but not within the radius
    ReachFacility facility = city.facility_at("f", 300);
    facility.floor_area_m2 = 600;
    city.facilities.push_back(facility);
    city.facility("size not said", 300);
    const CityInput input = city.input();
    EXPECT_EQ(input.communities[0].services[0].supplied, 0.75 * (600 + 350));
    EXPECT_EQ(input.communities[1].services[0].supplied, 0.25 * (600 + 350));
    EXPECT_EQ(input.communities[2].services[0].supplied, 0);
    EXPECT_NEAR(input.communities[2].services[0].reached, 10, kNear);
}

TEST(CityReach, what_is_required_follows_from_the_people_of_the_community) {
    SmallCity city;
    city.communities[0].people = 6000;
    city.communities[0].households = 2000;
    const CityInput input = city.input();
    EXPECT_EQ(input.communities[0].services[0].required, 175);
    EXPECT_EQ(input.communities[0].people, 6000);
    EXPECT_EQ(input.communities[0].households, 2000);
    EXPECT_EQ(input.communities[0].services[0].need, 0);
}

TEST(CityReach, a_kind_counts_people_of_its_ages) {
    SmallCity city;
    city.kinds[0].ages = "E";
    city.kinds[1].ages = "CE";
    city.demand.push_back({square_at(0, 0), 0, 100, 20, 50, 30});
    const CityInput input = city.input();
    EXPECT_EQ(input.communities[0].services[0].need, 30);
    EXPECT_EQ(input.communities[0].services[1].need, 50);
}

TEST(CityReach, where_nobody_says_ages_all_people_count_and_where_nobody_says_people_buildings) {
    SmallCity city(2);
    city.kinds[0].ages = "E";
    city.house(0, 70, 0);
    city.house(100, 0, 0);
    city.house(0, 0, 1);
    city.house(500, 0, 1);
    city.facility("f", 0);
    const CityInput input = city.input();
    EXPECT_EQ(input.communities[0].services[0].need, 70);
    EXPECT_EQ(input.communities[0].services[0].reached, 70);
    EXPECT_EQ(input.communities[1].services[0].need, 2);
    EXPECT_EQ(input.communities[1].services[0].reached, 1);
}

TEST(CityReach, the_sum_of_the_ages_stands_for_people_that_are_not_said) {
    SmallCity city;
    city.demand.push_back({square_at(0, 0), 0, 0, 20, 50, 30});
    EXPECT_EQ(city.input().communities[0].services[0].need, 100);
}

TEST(CityReach, without_roads_ways_are_straight_lines_times_the_detour) {
    SmallCity city;
    city.roads.clear();
    city.house(0, 10);
    city.house(200, 10);
    city.house(300, 10);
    city.facility("f", 0);
    const CityInput input = city.input();
    EXPECT_FALSE(input.communities[0].by_network);
    // 260 and 390 metres: whole, and 0.4.
    EXPECT_NEAR(input.communities[0].services[0].reached, 24, kNear);
    EXPECT_EQ(input.communities[0].services[0].strictly_reached, 20);
}

TEST(CityReach, only_a_community_that_lies_far_from_the_roads_is_marked) {
    SmallCity city(2);
    city.house(0, 95, 0);
    city.demand.push_back({square_at(0, 20), 0, 5});  // 200 metres from the road
    city.demand.push_back({square_at(20, 20), 1, 5});
    city.house(200, 5, 1);
    city.facility("f", 0);
    const CityInput input = city.input();
    EXPECT_TRUE(input.communities[0].by_network);
    EXPECT_FALSE(input.communities[1].by_network);
    // 260 metres by the detour.
    EXPECT_NEAR(input.communities[0].services[0].reached, 100, kNear);
}

TEST(CityReach,
     a_facility_far_from_the_roads_is_reached_in_a_straight_line_and_marks_whom_it_reaches) {
    SmallCity city(2);
    city.house(0, 10, 0);
    city.house(1500, 10, 1);
    ReachFacility facility = city.facility_at("f", 0);
    facility.point = square_at(0, 20);
    city.facilities.push_back(facility);
    CityReach reach = city.reach();
    EXPECT_FALSE(reach.input().communities[0].by_network);
    EXPECT_TRUE(reach.input().communities[1].by_network);
    EXPECT_EQ(reach.input().communities[0].services[0].reached, 10);
    EXPECT_TRUE(reach.remove_facility("f"));
    EXPECT_TRUE(reach.input().communities[0].by_network);
}

TEST(CityReach, a_radius_larger_than_the_city_costs_no_more_than_the_city) {
    SmallCity city;
    city.kinds[0].thresholds[0].bounds.low = 1e7;  // the most that a planner may set
    city.house(0, 10);
    city.demand.push_back({square_at(20, 20), 0, 10});
    city.facility("f", 2000);
    ReachFacility far = city.facility_at("far", 0);
    far.point = {0, -30};
    city.facilities.push_back(far);
    EXPECT_EQ(city.input().communities[0].services[0].strictly_reached, 20);
}

TEST(CityReach, neighbours_on_one_side_of_a_road_need_not_go_around_by_it) {
    SmallCity city;
    city.kinds[0].thresholds[0].bounds.low = 70;  // as of a place for waste
    city.settings.fade = 1;
    city.demand.push_back({square_at(10, 8), 0, 10});   // 80 metres north of the road
    city.demand.push_back({square_at(10, -8), 0, 20});  // and south of it
    ReachFacility facility = city.facility_at("f", 0);
    facility.point = square_at(12, 8);
    city.facilities.push_back(facility);
    EXPECT_EQ(city.input().communities[0].services[0].reached, 10);
}

TEST(CityReach, a_facility_that_moves_leaves_nothing_behind) {
    SmallCity city(2);
    city.house(0, 10, 0);
    city.house(1500, 10, 1);
    CityReach reach = city.reach();
    const CityInput before = reach.input();
    reach.set_facility(city.facility_at("f", 0));
    EXPECT_EQ(reach.input().communities[0].services[0].reached, 10);
    reach.set_facility(city.facility_at("f", 1500));
    EXPECT_EQ(reach.input().communities[0].services[0].reached, 0);
    EXPECT_EQ(reach.input().communities[0].services[0].supplied, 0);
    EXPECT_EQ(reach.input().communities[1].services[0].reached, 10);
    EXPECT_EQ(reach.facilities(), 1u);
    EXPECT_TRUE(reach.remove_facility("f"));
    EXPECT_FALSE(reach.remove_facility("f"));
    EXPECT_EQ(reach.input(), before);
}

TEST(CityReach, what_a_new_facility_would_add_is_what_it_adds_once_it_is_there) {
    SmallCity city(2);
    city.house(0, 10, 0);
    city.house(300, 20, 0);
    city.house(600, 40, 1);
    city.facility("there", 0);
    city.facility("in doubt", 600, 0.5);
    CityReach reach = city.reach();
    const auto gains = reach.gains(square_at(67.5, 0), 0);
    ASSERT_EQ(gains.size(), 2u);
    EXPECT_EQ(gains[0].community, 0u);
    EXPECT_EQ(gains[0].reached, 0);
    EXPECT_EQ(gains[0].within, 0);
    EXPECT_EQ(gains[1], (Gain{1, 40, 40, 40}));
    reach.set_facility(city.facility_at("new", 675));
    EXPECT_EQ(reach.input().communities[1].services[0].reached, 40);
}

}  // namespace

}  // namespace kongdi::server::tests
