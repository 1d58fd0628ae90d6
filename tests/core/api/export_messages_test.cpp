// SPDX-License-Identifier: Apache-2.0
#include "core/api/export_messages.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"

namespace kongdi::api {

TEST(ExportMessages, come_back_as_they_were) {
    const std::vector<ExportProgress> running{{"3", "spaces.csv", 0, -1},
                                              {"4", "reports.xlsx", 12, 400}};
    const auto back = export_progress_of(to_value(running));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, running);
    EXPECT_TRUE(export_progress_of(to_value(std::vector<ExportProgress>()))->empty());
}

TEST(ExportMessages, what_is_none_is_refused_with_its_place) {
    const auto place_of = [](std::string_view text) {
        const auto read = export_progress_of(parse_json(text).value());
        return read ? std::string("none") : read.error().path;
    };
    EXPECT_EQ(place_of("{}"), "/exports");
    EXPECT_EQ(place_of(R"({"exports":{}})"), "/exports");
    EXPECT_EQ(place_of(R"({"exports":[7]})"), "/exports/0");
    EXPECT_EQ(place_of(R"({"exports":[{"id":"1","rows":2},{"id":"","rows":2}]})"), "/exports/1");
    EXPECT_EQ(place_of(R"({"exports":[{"id":"1","rows":-2}]})"), "/exports/0");
    EXPECT_EQ(place_of(R"({"exports":[{"id":"1","rows":"2"}]})"), "/exports/0");
}

}  // namespace kongdi::api
