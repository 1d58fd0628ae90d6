// SPDX-License-Identifier: Apache-2.0
#include "core/rules/likely_same.hpp"

#include <gtest/gtest.h>

namespace kongdi {
namespace {

struct Reach {
    const char* type;
    std::optional<double> accuracy_m;
    double metres;
};

TEST(LikelySame, the_distance_grows_with_the_type_and_with_how_inaccurate_the_fix_was) {
    const Reach rows[] = {
        {"I01", std::nullopt, 40},      // a room, and what public coordinates are rounded to
        {"I01", 0.0, 40},               // an exact fix
        {"I01", 18.5, 58.5},            // a usual one
        {"I09", std::nullopt, 60},      // a leftover corner
        {"I09", 20.0, 80},              // both
        {"I03", std::nullopt, 90},      // an old school
        {"I10", 5.0, 95},               // under a bridge
        {"I11", 100.0, 190},            // vacant land
        {"I13", std::nullopt, 90},      // a factory
        {"I13", 3000.0, 190},           // no more than a hundred metres for a fix
        {"I01", 3000.0, 140},           // the same of a room
        {"I01", -5.0, 40},              // never nearer than the rounding
        {"", std::nullopt, 90},         // not said yet: the widest
        {"nothing", std::nullopt, 40},  // of no list: a room
    };
    for (const Reach& row : rows)
        EXPECT_DOUBLE_EQ(likely_same_m(row.type, row.accuracy_m), row.metres)
            << row.type << " " << row.accuracy_m.value_or(-1);
}

}  // namespace
}  // namespace kongdi
