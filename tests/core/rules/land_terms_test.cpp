// SPDX-License-Identifier: Apache-2.0
#include "core/rules/land_terms.hpp"

#include <gtest/gtest.h>

namespace kongdi {

namespace {

FacilityKind kind(const char* code, Tier tier, std::vector<Threshold> thresholds) {
    return {.code = code, .tier = tier, .thresholds = std::move(thresholds)};
}
Threshold threshold(Measure measure, double low, std::optional<double> high = {}) {
    return {measure, {low, high}, "K"};
}

LandFacility of(const FacilityKind& one, std::int64_t households, std::int64_t people) {
    return land_terms(std::vector{one}, households, people).front();
}

}  // namespace

TEST(LandTerms, serve_the_people_of_the_plot_with_as_many_as_it_takes) {
    const FacilityKind nursery =
        kind("EDU01", Tier::T5,
             {threshold(Measure::Persons, 5000, 12000), threshold(Measure::FloorAreaM2, 200)});
    EXPECT_EQ(of(nursery, 1700, 5000),
              (LandFacility{"EDU01", Tier::T5, LandBasis::People, 1, 200.0, {}}));
    EXPECT_EQ(of(nursery, 4000, 12000).count, 1);
    EXPECT_EQ(of(nursery, 4000, 12001).count, 2);
    EXPECT_EQ(of(nursery, 4000, 12001).floor_m2, 400.0);
}

TEST(LandTerms, leave_to_the_plots_around_what_serves_more_people_than_live_here) {
    const FacilityKind clinic =
        kind("HEA02", Tier::T15, {threshold(Measure::Persons, 30000, 100000)});
    EXPECT_EQ(of(clinic, 1000, 3000),
              (LandFacility{"HEA02", Tier::T15, LandBasis::Shared, 0, {}, {}}));
}

TEST(LandTerms, round_down_where_only_the_fewest_are_named) {
    const FacilityKind club = kind("CUL02", Tier::T5, {threshold(Measure::Persons, 5000)});
    EXPECT_EQ(of(club, 5000, 14999).count, 2);
    EXPECT_EQ(of(club, 5000, 15000).count, 3);
}

TEST(LandTerms, take_the_floor_that_the_households_call_for_where_it_is_more) {
    const FacilityKind station =
        kind("GOV01", Tier::T5,
             {threshold(Measure::Persons, 5000, 12000), threshold(Measure::FloorAreaM2, 600),
              threshold(Measure::FloorM2Per100Households, 30, 80),
              threshold(Measure::SiteAreaM2, 500, 800)});
    EXPECT_EQ(of(station, 1800, 5400).floor_m2, 600.0);
    EXPECT_EQ(of(station, 3000, 9000).floor_m2, 900.0);
    EXPECT_EQ(of(station, 3000, 9000).site_m2, 500.0);
    const FacilityKind rooms =
        kind("GOV02", Tier::T5, {threshold(Measure::FloorM2Per100Households, 20)});
    EXPECT_EQ(of(rooms, 450, 1300),
              (LandFacility{"GOV02", Tier::T5, LandBasis::Households, 1, 90.0, {}}));
}

TEST(LandTerms, name_every_kind_in_its_order_and_what_a_planner_has_to_say) {
    const auto terms = land_terms(
        std::vector{kind("CON01", Tier::Plot, {}), kind("SPO01", Tier::T15, {})}, 10, 30);
    ASSERT_EQ(terms.size(), 2U);
    EXPECT_EQ(terms[0].basis, LandBasis::EachPlot);
    EXPECT_EQ(terms[0].count, 1);
    EXPECT_EQ(terms[1].basis, LandBasis::ByPlanner);
    EXPECT_EQ(terms[1].count, 0);
}

}  // namespace kongdi
