// SPDX-License-Identifier: Apache-2.0
#include "core/model/space_filter.hpp"

#include <gtest/gtest.h>

namespace kongdi {

namespace {

Space a_space() {
    Space space;
    space.state = ReportState::Verified;
    space.type = "I05";
    space.community = "330106001051";
    space.community_name = "翠苑一区社区";
    space.receipt = "翠苑一区 1008";
    space.description = "Old BIKE shed";
    space.received_at_ms = 1000;
    space.point = {120.15, 30.25};
    return space;
}

SpaceFilter of_community(std::string_view digits) {
    SpaceFilter filter;
    filter.community = digits;
    return filter;
}

}  // namespace

TEST(SpaceFilter, without_conditions_lets_everything_through) {
    EXPECT_TRUE(matches({}, a_space()));
    EXPECT_TRUE(matches({}, Space{}));
}

TEST(SpaceFilter, one_of_several_states_and_types_will_do) {
    SpaceFilter filter;
    filter.states = {ReportState::Submitted, ReportState::Verified};
    filter.types = {"I05", "I09"};
    EXPECT_TRUE(matches(filter, a_space()));
    filter.states = {ReportState::Submitted};
    EXPECT_FALSE(matches(filter, a_space()));
    filter.states = {};
    filter.types = {"I0"};
    EXPECT_FALSE(matches(filter, a_space()));
}

TEST(SpaceFilter, a_district_or_street_holds_its_communities) {
    for (const char* digits : {"33", "3301", "330106", "330106001", "330106001051"})
        EXPECT_TRUE(matches(of_community(digits), a_space())) << digits;
    for (const char* digits : {"34", "330107", "330106002", "330106001052", "none"})
        EXPECT_FALSE(matches(of_community(digits), a_space())) << digits;
    Space outside = a_space();
    outside.community.reset();
    EXPECT_TRUE(matches(of_community("none"), outside));
    EXPECT_FALSE(matches(of_community("33"), outside));
}

TEST(SpaceFilter, begins_with_its_first_moment_and_ends_before_its_last) {
    SpaceFilter filter;
    filter.from_ms = 1000;
    filter.before_ms = 1001;
    EXPECT_TRUE(matches(filter, a_space()));
    filter.from_ms = 1001;
    filter.before_ms = 2000;
    EXPECT_FALSE(matches(filter, a_space()));
    filter.from_ms = 0;
    filter.before_ms = 1000;
    EXPECT_FALSE(matches(filter, a_space()));
}

TEST(SpaceFilter, words_are_found_in_three_places_in_either_case) {
    SpaceFilter filter;
    for (const char* text : {"bike", "一区社", "1008", "d b"}) {
        filter.text = text;
        EXPECT_TRUE(matches(filter, a_space())) << text;
    }
    filter.text = "b_ke";
    EXPECT_FALSE(matches(filter, a_space()));
}

TEST(SpaceFilter, a_rectangle_has_its_edges_and_a_ring_its_inside) {
    SpaceFilter filter;
    filter.area = Box{120.15, 30.25, 120.2, 30.3};
    EXPECT_TRUE(matches(filter, a_space()));
    filter.area = Box{120.1500001, 30.25, 120.2, 30.3};
    EXPECT_FALSE(matches(filter, a_space()));
    // A triangle whose rectangle holds the point, and which does not hold it itself.
    filter.area = Ring{{120.1, 30.2}, {120.2, 30.2}, {120.2, 30.3}};
    Space space = a_space();
    space.point = {120.12, 30.28};
    EXPECT_FALSE(matches(filter, space));
    space.point = {120.18, 30.22};
    EXPECT_TRUE(matches(filter, space));
    EXPECT_EQ(box_of(filter.area), (Box{120.1, 30.2, 120.2, 30.3}));
    EXPECT_TRUE(box_of(FilterArea{}).empty());
}

TEST(SpaceFilter, of_chips_stays_in_order) {
    SpaceFilter filter;
    toggle(filter.states, ReportState::Verified);
    toggle(filter.states, ReportState::Submitted);
    EXPECT_EQ(filter.states, (std::vector{ReportState::Submitted, ReportState::Verified}));
    toggle(filter.states, ReportState::Verified);
    EXPECT_EQ(filter.states, (std::vector{ReportState::Submitted}));
    toggle(filter.types, "I09");
    toggle(filter.types, "I05");
    EXPECT_EQ(filter.types, (std::vector<std::string>{"I05", "I09"}));
}

}  // namespace kongdi
