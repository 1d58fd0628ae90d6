// SPDX-License-Identifier: Apache-2.0
#include "server/exports/dictionary.hpp"

#include "core/codec/csv.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using Dictionary = ExportFixture;
using Rows = std::vector<std::vector<std::string>>;

const std::vector<std::string>* row_of(const Rows& rows, std::string_view column,
                                       std::string_view code = {}) {
    for (const auto& row : rows)
        if (row.at(0) == column && row.at(5) == code) return &row;
    return nullptr;
}

TEST_F(Dictionary, of_each_data_set_is_to_be_had_alone_and_names_every_column) {
    for (const DataSet& set : data_sets()) {
        Response response = download(std::string(set.name) + ".dictionary.csv", {{"bom", "0"}});
        ASSERT_EQ(response.status, 200) << response.body;
        const TableFacts facts = facts_of(set);
        EXPECT_EQ(response.header("X-Total-Count"), std::to_string(facts.columns.size()));
        const Rows rows = kongdi::tests::read_csv(whole_body(response));
        for (const ColumnFacts& column : facts.columns) {
            const auto* row = row_of(rows, column.name);
            ASSERT_NE(row, nullptr) << column.name;
            EXPECT_FALSE(row->at(1).empty());
            EXPECT_FALSE(row->at(3).empty());
            EXPECT_EQ(row->at(3).find('{'), std::string::npos) << row->at(3);
        }
    }
}

TEST_F(Dictionary, says_what_a_column_means_its_unit_and_its_codes) {
    const Rows zh = kongdi::tests::read_csv(bytes_of("spaces.dictionary.csv", {{"bom", "0"}}));
    EXPECT_EQ(*row_of(zh, "floor_area_low_m2"),
              (std::vector<std::string>{"floor_area_low_m2", "数", "m2", "面积的下限，随估法而定",
                                        "", "", ""}));
    EXPECT_EQ(row_of(zh, "created_at")->at(2), "UTC");
    EXPECT_EQ(row_of(zh, "type", "I05")->at(6), "车棚");
    const Rows en =
        kongdi::tests::read_csv(bytes_of("spaces.dictionary.csv", {{"bom", "0"}, {"lang", "en"}}));
    EXPECT_EQ(row_of(en, "state", "verified")->at(6), "Checked");
    EXPECT_EQ(row_of(en, "lon")->at(3), "Longitude, EPSG:4326, WGS 84");
}

TEST_F(Dictionary, names_the_coordinates_that_were_asked_for) {
    const Rows rows = kongdi::tests::read_csv(bytes_of(
        "facilities.dictionary.csv", {{"bom", "0"}, {"lang", "en"}, {"crs", "EPSG:4549"}}));
    EXPECT_EQ(row_of(rows, "lon"), nullptr);
    EXPECT_EQ(row_of(rows, "east_m")->at(3),
              "Easting, EPSG:4549, CGCS2000 / 3-degree Gauss-Kruger CM 120E");
    EXPECT_EQ(row_of(rows, "north_m")->at(2), "m");
    EXPECT_NE(row_of(rows, "crs"), nullptr);
}

}  // namespace

}  // namespace kongdi::server::tests
