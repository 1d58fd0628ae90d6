// SPDX-License-Identifier: Apache-2.0
#include "core/model/map_role.hpp"

#include <gtest/gtest.h>

namespace kongdi::tests {

namespace {

TEST(MapRole, every_role_is_found_by_its_name_and_no_other_word_is_one) {
    for (const MapRoleRow& row : kMapRoles) {
        EXPECT_EQ(map_role_from_name(row.name), row.role);
        EXPECT_EQ(map_role_name(row.role), row.name);
    }
    for (const std::string_view word : {"", "map", "Community", "community "})
        EXPECT_FALSE(map_role_from_name(word)) << word;
}

TEST(MapRole, what_shows_is_in_the_nearest_tiles_at_least) {
    for (const MapRoleRow& row : kMapRoles) {
        EXPECT_GE(row.least_zoom, kLeastTileZoom) << row.name;
        EXPECT_LE(row.least_zoom, kMostTileZoom) << row.name;
        EXPECT_NE(row.takes, 0) << row.name;
    }
}

}  // namespace

}  // namespace kongdi::tests
