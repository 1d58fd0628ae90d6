// SPDX-License-Identifier: Apache-2.0
#include "server/exports/short_names.hpp"

#include <set>

#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

TEST(ShortNames, keep_a_part_of_every_word) {
    EXPECT_EQ(short_names({"community_code", "community_name", "id", "floor_area_low_m2"}),
              (std::vector<std::string>{"commu_code", "commu_name", "id", "f_ar_lo_m2"}));
}

TEST(ShortNames, that_would_be_the_same_get_a_number) {
    EXPECT_EQ(short_names({"abcdefghijk", "abcdefghijl", "abcdefghij"}),
              (std::vector<std::string>{"abcdefghij", "abcdefghi2", "abcdefghi3"}));
}

using ShortNamesOfSets = ExportFixture;

TEST_F(ShortNamesOfSets, are_short_and_different) {
    for (const DataSet& set : data_sets()) {
        std::vector<std::string> names;
        for (const ColumnFacts& column : facts_of(set).columns) names.emplace_back(column.name);
        std::set<std::string> seen;
        for (const std::string& name : short_names(names)) {
            EXPECT_LE(name.size(), kShortName);
            EXPECT_FALSE(name.empty());
            EXPECT_TRUE(seen.insert(name).second) << name;
        }
    }
}

}  // namespace

}  // namespace kongdi::server::tests
