// SPDX-License-Identifier: Apache-2.0
#include "core/rules/thresholds.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using tests::catalogue;

Bounds in_force(std::span<const ThresholdChange> changes, std::string_view code, Measure measure) {
    for (const FacilityKind& kind : kinds_in_force(catalogue().facilities, changes))
        if (kind.code == code) return kind.threshold(measure)->bounds;
    return {};
}

}  // namespace

TEST(Thresholds, without_changes_the_defaults_are_in_force) {
    EXPECT_EQ(kinds_in_force(catalogue().facilities, {}), catalogue().facilities);
}

TEST(Thresholds, the_last_change_is_in_force_and_touches_nothing_else) {
    const std::vector<ThresholdChange> changes{
        {"ELD02", Measure::RadiusM, {300, 500}, {400, 600}, "a", "p", 1},
        {"ELD02", Measure::RadiusM, {400, 600}, {450, {}}, "b", "p", 2},
        {"ELD02", Measure::WalkMinutes, {5, 10}, {6, 10}, "c", "p", 3},
    };
    EXPECT_EQ(in_force(changes, "ELD02", Measure::RadiusM), (Bounds{450, {}}));
    EXPECT_EQ(in_force(changes, "ELD02", Measure::WalkMinutes), (Bounds{6, 10}));
    EXPECT_EQ(in_force(changes, "ELD01", Measure::RadiusM), (Bounds{300, {}}));
}

TEST(Thresholds, bounds_are_numbers_in_their_order) {
    EXPECT_FALSE(check_bounds({0, {}}));
    EXPECT_FALSE(check_bounds({300, 300}));
    EXPECT_TRUE(check_bounds({300, 299}));
    EXPECT_TRUE(check_bounds({-1, {}}));
    EXPECT_TRUE(check_bounds({kMostBound * 2, {}}));
    EXPECT_TRUE(check_bounds({std::numeric_limits<double>::quiet_NaN(), {}}));
    EXPECT_TRUE(check_bounds({1, std::numeric_limits<double>::infinity()}));
}

}  // namespace kongdi
