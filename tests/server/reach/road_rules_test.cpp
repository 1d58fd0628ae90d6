// SPDX-License-Identifier: Apache-2.0
#include "server/reach/road_rules.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::tests {

namespace {

Value road(std::initializer_list<Value::Member> members) { return Value::map(members); }

TEST(RoadRules, people_walk_on_every_road_but_those_for_cars_alone) {
    for (const char* kind : {"main", "residential", "footpath", "footway", "steps", "service",
                             "primary", "街坊路", ""})
        EXPECT_TRUE(is_walked(road({{"kind", kind}}))) << kind;
    for (const char* kind :
         {"motorway", "motorway_link", "trunk", "trunk_link", "construction", "快速路"})
        EXPECT_FALSE(is_walked(road({{"kind", kind}}))) << kind;
    EXPECT_FALSE(is_walked(road({{"highway", "motorway"}})));
    EXPECT_TRUE(is_walked(road({})));
}

TEST(RoadRules, what_a_road_says_of_people_on_foot_goes_before_its_kind) {
    EXPECT_TRUE(is_walked(road({{"highway", "trunk"}, {"foot", "yes"}})));
    EXPECT_TRUE(is_walked(road({{"highway", "service"}, {"access", "no"}, {"foot", "yes"}})));
    EXPECT_FALSE(is_walked(road({{"highway", "service"}, {"access", "no"}})));
    EXPECT_FALSE(is_walked(road({{"highway", "primary"}, {"foot", "no"}})));
    EXPECT_TRUE(is_walked(road({{"highway", "service"}, {"access", "permissive"}})));
}

TEST(RoadRules, bridges_lie_above_the_ground_and_tunnels_below) {
    EXPECT_EQ(road_level(road({})), 0);
    EXPECT_EQ(road_level(road({{"bridge", "yes"}})), 1);
    EXPECT_EQ(road_level(road({{"bridge", "no"}})), 0);
    EXPECT_EQ(road_level(road({{"tunnel", "yes"}})), -1);
    EXPECT_EQ(road_level(road({{"tunnel", "building_passage"}})), 0);
    EXPECT_EQ(road_level(road({{"layer", "2"}, {"bridge", "yes"}})), 2);
    EXPECT_EQ(road_level(road({{"layer", -1}})), -1);
    EXPECT_EQ(road_level(road({{"layer", "above"}, {"bridge", "yes"}})), 1);
}

}  // namespace

}  // namespace kongdi::server::tests
