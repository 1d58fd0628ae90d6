// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/base_map_settings.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"

namespace kongdi::server {
namespace {

/// Settings that are good, with one member put in its place or taken out (null).
std::string with(std::string_view name = {}, const Value& value = {}) {
    Value tree = Value::map({{"tiles", "https://tiles.example.org/{z}/{x}/{y}.png?key=1"},
                             {"review_no", "GS（2023）1234号"},
                             {"source", Value::map({{"zh", "天地图"}, {"en", "Tianditu"}})},
                             {"datum", "GCJ-02"},
                             {"min_zoom", 3},
                             {"max_zoom", 18}});
    if (!name.empty() && value.is_null()) tree.erase(name);
    if (!value.is_null()) tree.set(name, value);
    return write_json(tree);
}

TEST(BaseMapSettings, a_template_and_a_file_are_read) {
    const auto far = base_map_settings_of(with());
    ASSERT_TRUE(far) << far.error().detail;
    EXPECT_TRUE(far->is_template());
    EXPECT_EQ(far->datum, Datum::Gcj02);
    EXPECT_EQ(far->most_zoom, 18);
    EXPECT_EQ(far->source.in("en"), "Tianditu");
    const auto near =
        base_map_settings_of(R"({"tiles":"city.mbtiles","review_no":"审图号：浙S（2024）12号",)"
                             R"("source":"自绘","datum":"CGCS2000"})");
    ASSERT_TRUE(near) << near.error().detail;
    EXPECT_FALSE(near->is_template());
    EXPECT_EQ(near->review_no, "浙S（2024）12号");
    EXPECT_EQ(near->datum, Datum::Wgs84);
    EXPECT_EQ(near->source.in("en"), "自绘");
}

struct Bad {
    const char* member;
    Value value;  // null: taken out
    const char* path;
};

TEST(BaseMapSettings, each_mistake_is_refused_with_its_member_and_a_reason) {
    const Bad all[] = {
        {"review_no", {}, "/review_no"},
        {"review_no", "", "/review_no"},
        {"review_no", "  ", "/review_no"},
        {"review_no", "approved", "/review_no"},
        {"source", {}, "/source"},
        {"source", "", "/source"},
        {"source", Value::map(), "/source"},
        {"source", Value::map({{"zh", "天地图"}, {"en", " "}}), "/source/en"},
        {"source", std::string(90, 'a'), "/source"},
        {"tiles", {}, "/tiles"},
        {"tiles", "https://tiles.example.org/{z}/{x}.png", "/tiles"},
        {"tiles", "https://tiles.example.org/tiles.png", "/tiles"},
        {"tiles", "https://tiles.example.org/{z}/{x}/{y}/{s}.png", "/tiles"},
        {"tiles", "https://tiles.example.org/{z}/{x}/{y}/{y}.png", "/tiles"},
        {"tiles", "file:///etc/{z}/{x}/{y}", "/tiles"},
        {"tiles", "https:///{z}/{x}/{y}", "/tiles"},
        {"tiles", "https://{z}.example.org/{x}/{y}", "/tiles"},
        {"tiles", "https://tiles.example.org/a b/{z}/{x}/{y}", "/tiles"},
        {"tiles", "//tiles.example.org/{z}/{x}/{y}", "/tiles"},
        {"datum", {}, "/datum"},
        {"datum", "EPSG:3857", "/datum"},
        {"datum", "BD-09", "/datum"},
        {"min_zoom", {}, "/min_zoom"},
        {"max_zoom", 2, "/max_zoom"},
        {"max_zoom", 25, "/max_zoom"},
        {"max_zoom", "18", "/max_zoom"},
        {"reviewno", "GS（2023）1234号", "/reviewno"},
    };
    for (const Bad& one : all) {
        const auto read = base_map_settings_of(with(one.member, one.value));
        ASSERT_FALSE(read) << one.member << " " << write_json(one.value);
        EXPECT_EQ(read.error().path, one.path) << write_json(one.value);
        EXPECT_FALSE(read.error().detail.empty());
    }
    EXPECT_FALSE(base_map_settings_of(""));
    EXPECT_FALSE(base_map_settings_of("[]"));
}

TEST(BaseMapSettings, a_file_says_its_own_zooms) {
    const auto read = base_map_settings_of(with("tiles", "city.mbtiles"));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().path, "/min_zoom");
}

}  // namespace
}  // namespace kongdi::server
