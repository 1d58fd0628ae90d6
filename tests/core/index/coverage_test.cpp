// SPDX-License-Identifier: Apache-2.0
#include "core/index/coverage.hpp"

#include <gtest/gtest.h>

namespace kongdi {

namespace {

FacilityKind kind_of(std::vector<Threshold> thresholds) {
    FacilityKind kind;
    kind.code = "ELD01";
    kind.thresholds = std::move(thresholds);
    return kind;
}

TEST(Coverage, reach_is_whole_within_the_radius_and_fades_in_a_straight_line) {
    EXPECT_EQ(reach_at(0, 300, 1.5), 1);
    EXPECT_EQ(reach_at(300, 300, 1.5), 1);
    EXPECT_EQ(reach_at(337.5, 300, 1.5), 0.75);
    EXPECT_EQ(reach_at(375, 300, 1.5), 0.5);
    EXPECT_EQ(reach_at(450, 300, 1.5), 0);
    EXPECT_EQ(reach_at(1e9, 300, 1.5), 0);
}

TEST(Coverage, without_a_fade_it_is_all_or_nothing) {
    EXPECT_EQ(reach_at(300, 300, 1), 1);
    EXPECT_EQ(reach_at(300.1, 300, 1), 0);
    EXPECT_EQ(reach_at(300.1, 300, 0.5), 0);
}

TEST(Coverage, a_kind_without_a_radius_is_reached_in_its_minutes) {
    EXPECT_EQ(radius_m_of(kind_of({{Measure::RadiusM, {300, 500}}}), 60), 300);
    EXPECT_EQ(radius_m_of(kind_of({{Measure::WalkMinutes, {5, 10}}}), 60), 300);
    EXPECT_EQ(radius_m_of(kind_of({{Measure::WalkMinutes, {5, {}}}}), 48), 240);
    EXPECT_EQ(
        radius_m_of(kind_of({{Measure::WalkMinutes, {5, {}}}, {Measure::RadiusM, {70, {}}}}), 60),
        70);
    EXPECT_EQ(radius_m_of(kind_of({}), 60), 0);
}

TEST(Coverage, service_stations_are_asked_thirty_square_metres_for_each_hundred_households) {
    // 导则(试行) of January 2024: at least 30 m² for each 100 households.
    const FacilityKind station = kind_of({{Measure::Persons, {5000, 12000}},
                                          {Measure::FloorAreaM2, {600, {}}},
                                          {Measure::FloorM2Per100Households, {30, 80}}});
    EXPECT_EQ(room_unit(station), RoomUnit::FloorM2);
    EXPECT_EQ(required_room(station, 9000, 3000), 900);
    // Nobody knows the households: one station for 12,000 people.
    EXPECT_EQ(required_room(station, 9000, 0), 450);
    EXPECT_EQ(room_of(station, 850.0, {}), 850);
    EXPECT_EQ(room_of(station, {}, 2000.0), 600);
}

TEST(Coverage, a_floor_area_is_asked_for_each_so_many_people_as_one_serves_at_most) {
    const FacilityKind day_care =
        kind_of({{Measure::Persons, {5000, 12000}}, {Measure::FloorAreaM2, {350, 750}}});
    EXPECT_EQ(required_room(day_care, 6000, 2000), 175);
    const FacilityKind without_most =
        kind_of({{Measure::Persons, {5000, {}}}, {Measure::FloorAreaM2, {350, 750}}});
    EXPECT_EQ(required_room(without_most, 6000, 2000), 420);
}

TEST(Coverage, a_kind_of_ground_is_asked_for_ground_and_a_floor_goes_before_it) {
    const FacilityKind court =
        kind_of({{Measure::Persons, {5000, 10000}}, {Measure::SiteAreaM2, {150, {}}}});
    EXPECT_EQ(room_unit(court), RoomUnit::SiteM2);
    EXPECT_EQ(required_room(court, 5000, 0), 75);
    EXPECT_EQ(room_of(court, 999.0, 200.0), 200);
    EXPECT_EQ(room_of(court, 999.0, {}), 150);
    const FacilityKind kindergarten = kind_of({{Measure::SiteAreaM2, {3500, {}}},
                                               {Measure::FloorAreaM2, {2200, {}}},
                                               {Measure::Persons, {4500, 7500}}});
    EXPECT_EQ(room_unit(kindergarten), RoomUnit::FloorM2);
}

TEST(Coverage, where_only_people_are_said_facilities_are_counted) {
    const FacilityKind school = kind_of({{Measure::Persons, {45000, 75000}}});
    EXPECT_EQ(room_unit(school), RoomUnit::Facilities);
    EXPECT_EQ(required_room(school, 37500, 0), 0.5);
    EXPECT_EQ(room_of(school, 5000.0, 9000.0), 1);
}

TEST(Coverage, where_nothing_is_asked_nothing_is_required) {
    EXPECT_EQ(required_room(kind_of({{Measure::RadiusM, {70, {}}}}), 5000, 2000), 0);
    EXPECT_EQ(room_of(kind_of({{Measure::RadiusM, {70, {}}}}), {}, {}), 1);
    // A size without people it is for, and people of whom one facility serves none.
    EXPECT_EQ(required_room(kind_of({{Measure::FloorAreaM2, {100, {}}}}), 5000, 2000), 0);
    EXPECT_EQ(required_room(kind_of({{Measure::Persons, {0, {}}}}), 5000, 2000), 0);
}

TEST(Coverage, the_room_of_a_facility_is_shared_by_need_and_all_of_it_is_given) {
    EXPECT_EQ(shared_room(600, 30, 40), 450);
    EXPECT_EQ(shared_room(600, 30, 40) + shared_room(600, 10, 40), 600);
    EXPECT_EQ(shared_room(600, 0, 0), 0);
}

}  // namespace

}  // namespace kongdi
