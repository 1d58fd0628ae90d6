// SPDX-License-Identifier: Apache-2.0
// Tables with some bad rows among the good ones: each is told, and none decides for the others.
#include "tests/server/import/made_layer.hpp"

namespace kongdi::server::tests {

namespace {

TEST_F(ImportTest, a_cell_that_is_no_coordinate_is_refused_and_degrees_and_minutes_are_read) {
    const auto file = write("设施.csv",
                            "名称,类型,经度,纬度\n甲,食堂,120°9'18.4″E,30°16'26.76″N\n"
                            "乙,食堂,\"120,1551\",30.2741\n丙,食堂,120.1552,30.27x\n"
                            "丁,食堂,120.1553°,30.2741\n");
    const auto layers = look(file);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(refused_for(layers[0], "no_coordinates"), 2);
    ASSERT_EQ(import(file).size(), 1u);
    const auto found = rows("facility");
    ASSERT_EQ(found.size(), 2u);
    const Box box = box_of(found[0].geometry);
    const Box other = box_of(found[1].geometry);
    EXPECT_NEAR(std::min(box.west, other.west), 120.155111, 1e-6);
    EXPECT_NEAR(std::max(box.west, other.west), 120.1553, 1e-6);
}

TEST_F(ImportTest, a_column_whose_cells_begin_with_a_side_of_the_earth_is_one_of_coordinates) {
    const auto layers = look(write("设施.csv",
                                   "名称,类型,经度,纬度\n甲,食堂,东经120°9'18.4″,北纬30°16'26.76″\n"
                                   "乙,食堂,E120.1552,N30.2741\n"));
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(layers[0].role, "facility");
    EXPECT_EQ(layers[0].crs, "WGS-84");
    EXPECT_EQ(layers[0].features, 2);
}

TEST_F(ImportTest, one_bad_row_at_the_front_does_not_decide_where_a_table_lies) {
    const auto file = write("设施.csv",
                            "名称,类型,经度,纬度\n甲,食堂,40514427,3349880\n"
                            "乙,食堂,120.1552,30.2741\n丙,食堂,120.1553,30.2741\n");
    const auto layers = look(file);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(layers[0].crs, "WGS-84");
    EXPECT_EQ(layers[0].features, 2);
    EXPECT_EQ(refused_for(layers[0], "coordinates_range"), 1);
    const auto strange = look(write("设施.csv",
                                    "名称,类型,经度,纬度\n甲,食堂,514427,3349880\n"
                                    "乙,食堂,520000,3349880\n丙,食堂,120.1553,30.2741\n"));
    ASSERT_EQ(strange.size(), 1u);
    EXPECT_EQ(strange[0].features, 1);
    EXPECT_EQ(refused_for(strange[0], "coordinates_range"), 2) << "metres of nobody knows where";
}

TEST_F(ImportTest, a_code_that_two_facilities_have_is_told) {
    const auto file = write("设施.csv",
                            "编号,名称,类型,经度,纬度\n1,甲,老年食堂,120.1551,30.2741\n"
                            "1,乙,老年食堂,120.1552,30.2741\n2,丙,老年食堂,120.1553,30.2741\n"
                            "2,丙,老年食堂,120.1553,30.2741\n,丁,老年食堂,120.1554,30.2741\n");
    const auto done = import(file);
    ASSERT_EQ(done.size(), 1u);
    EXPECT_EQ(done[0].features, 3) << "the same row again is no second facility";
    EXPECT_EQ(done[0].refused, 1);
    ASSERT_EQ(refused_for(m_layers.at(0), "code_repeated"), 1);
    EXPECT_EQ(m_layers[0].refusals.at(0).rows, std::vector<std::int64_t>{2});
    EXPECT_EQ(m_storage->facilities({})->total, 3);
}

}  // namespace

}  // namespace kongdi::server::tests
