// SPDX-License-Identifier: Apache-2.0
#include "core/api/indicator_messages.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class IndicatorsTest : public ServerFixture {
protected:
    api::IndicatorMap map_of(std::string name, std::vector<Pair> headers = {},
                             std::vector<Pair> query = {}) {
        const Response response =
            get("/api/v1/indicators/" + name, std::move(headers), std::move(query));
        EXPECT_EQ(response.status, 200) << response.body;
        const auto map = api::indicator_map_of(tree_of(response));
        EXPECT_TRUE(map);
        return *map;
    }
};

}  // namespace

TEST_F(IndicatorsTest, all_of_the_table_are_listed_and_each_can_be_asked_for) {
    const Response list = get("/api/v1/indicators");
    EXPECT_EQ(list.status, 200);
    const Value tree = tree_of(list);
    ASSERT_EQ(tree.items("indicators").size(), indicators().size());
    for (const Value& one : tree.items("indicators")) {
        const api::IndicatorMap map = map_of(one.text("name"));
        EXPECT_EQ(map.unit, one.text("unit"));
        ASSERT_EQ(map.communities.size(), 1u);
        EXPECT_EQ(map.communities[0].name, "翠苑一区社区");
    }
}

TEST_F(IndicatorsTest, small_numbers_are_for_staff) {
    for (std::uint32_t i = 1; i <= 4; ++i)
        ASSERT_EQ(post_record(RecordBuilder().number(i).bytes()).status, 201);
    EXPECT_EQ(map_of("idle_spaces").communities[0].value.kind, ValueKind::KeptBack);
    EXPECT_TRUE(map_of("idle_spaces").classes.empty());
    EXPECT_EQ(map_of("idle_spaces", {as_device()}).communities[0].value.kind, ValueKind::KeptBack);
    EXPECT_EQ(map_of("idle_spaces", {as(Role::Planner)}).communities[0].value.value, 4);
    EXPECT_EQ(map_of("idle_spaces", {as(Role::Worker)}).communities[0].value.value, 4);
    ASSERT_EQ(post_record(RecordBuilder().number(5).bytes()).status, 201);
    EXPECT_EQ(map_of("idle_spaces").communities[0].value.value, 5);
    EXPECT_EQ(map_of("idle_spaces").classes.size(), 1u);
}

TEST_F(IndicatorsTest, outlines_come_once_and_then_only_when_they_changed) {
    const Response first = get("/api/v1/map/communities");
    ASSERT_EQ(first.status, 200);
    const Value one = tree_of(first).items("communities")[0];
    EXPECT_EQ(one.text("code"), kCommunityCode);
    EXPECT_GE(one.items("rings")[0].if_list()->size(), 8u);
    EXPECT_EQ(one.items("rings")[0].if_list()->front().number_or(0), 120.15);
    const Pair known{"If-None-Match", std::string(first.header("ETag"))};
    EXPECT_EQ(get("/api/v1/map/communities", {known}).status, 304);
    const Feature feature = square_community();
    ASSERT_TRUE(storage().import_features("community", "other", {&feature, 1}, m_now_ms));
    EXPECT_EQ(get("/api/v1/map/communities", {known}).status, 200);
}

TEST_F(IndicatorsTest, a_bad_wish_is_refused_by_its_name) {
    EXPECT_EQ(get("/api/v1/indicators/happiness").status, 404);
    for (const Pair& bad : {Pair{"classes", "1"}, Pair{"classes", "8"}, Pair{"classes", "12"},
                            Pair{"classes", "x"}, Pair{"method", "natural"}}) {
        const Response response = get("/api/v1/indicators/residents", {}, {bad});
        EXPECT_EQ(response.status, 400) << bad.second;
        EXPECT_EQ(tree_of(response).text("path"), "/" + bad.first);
    }
}

}  // namespace kongdi::server::tests
