// SPDX-License-Identifier: Apache-2.0
#include "core/api/import_messages.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"

namespace kongdi::tests {

namespace {

TEST(ImportMessages, a_report_arrives_as_it_was_sent) {
    api::ImportLayer layer;
    layer.file = "楼.csv";
    layer.role = "building";
    layer.crs_suggested = "GCJ-02";
    layer.crs_off_m = 512.5;
    layer.box = {120, 30, 121, 31};
    layer.rows = 9;
    layer.columns = {{"名称", "name"}, {"备注", ""}};
    layer.first_rows = {{"一", "二"}};
    layer.refusals = {{"no_geometry", 2, {3, 4}}};
    layer.unmatched = {{"翠苑", "翠苑街道", 1, true, {{"330106001051", "翠苑一区", "翠苑街道"}}}};
    layer.replaces = api::ImportReplaced{1795507200000, 12};
    const api::ImportEntry entry{7, 1795507200000, "building", "楼.csv", "planner", 7, 2, "live"};
    const auto text = write_json(api::to_value(api::ImportReport{{layer}, {entry}}));
    const auto read = api::import_report_of(*parse_own_json(text));
    ASSERT_TRUE(read);
    EXPECT_EQ(write_json(api::to_value(*read)), text);
    EXPECT_EQ(read->layers[0].unmatched[0].candidates[0].code, "330106001051");
    ASSERT_TRUE(read->layers[0].replaces);
    EXPECT_EQ(read->layers[0].replaces->at_ms, 1795507200000);
    EXPECT_EQ(read->layers[0].replaces->features, 12);
    EXPECT_EQ(read->imports[0].at_ms, 1795507200000);
}

TEST(ImportMessages, what_is_no_report_is_refused) {
    for (const std::string text : {"{}", R"({"layers":[]})", R"({"layers":[],"imports":[{}]})",
                                   R"({"layers":[],"imports":[{"id":1,"at":"today"}]})"})
        EXPECT_FALSE(api::import_report_of(*parse_own_json(text))) << text;
}

}  // namespace

}  // namespace kongdi::tests
