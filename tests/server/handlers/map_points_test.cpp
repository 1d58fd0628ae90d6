// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/map_points.hpp"

#include "core/api/map_points.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class MapPointsTest : public ServerFixture {
protected:
    api::MapPoints points(std::vector<Pair> headers = {}, std::string box = "120,30,121,31",
                          std::vector<Pair> more = {}) {
        more.emplace_back("bbox", std::move(box));
        const Response response = get("/api/v1/map/points", std::move(headers), std::move(more));
        EXPECT_EQ(response.status, 200) << response.body;
        api::MapPointsReader reader(response.body);
        while (!reader.step(1000)) {
        }
        EXPECT_FALSE(reader.error());
        return reader.take();
    }
    std::string post(RecordBuilder builder) {
        EXPECT_EQ(post_record(builder.bytes()).status, 201);
        return builder.build().text("id");
    }
    Response move(std::string_view id, std::string_view word, Pair who) {
        Request asked = json_request("/api/v1/records/" + std::string(id) + "/events",
                                     R"({"move":")" + std::string(word) + R"("})");
        asked.headers.push_back(std::move(who));
        asked.headers.emplace_back(std::string(api::kPageHeader), "1");
        return send(std::move(asked));
    }
    /// Agreed to the first text, which said that only totals are published.
    static RecordBuilder with_the_first_text() {
        const ConsentText& first = catalogue().consents.front();
        EXPECT_EQ(first.version, 1);
        return RecordBuilder().with("/consent/survey",
                                    Value::map({{"version", 1}, {"sha256", first.hashes[0]}}));
    }
};

}  // namespace

TEST_F(MapPointsTest, everybody_sees_kind_state_and_rough_place_of_what_was_agreed_to_be_shown) {
    const std::string id =
        post(RecordBuilder().with("/body/place/point/lon", 120.155123456).number(1));
    const api::MapPoints seen = points();
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen.id(0), id);
    EXPECT_EQ(seen.points[0].lon, 120.1551);
    EXPECT_EQ(seen.types[seen.type[0]], "I05");
    EXPECT_EQ(seen.states[seen.state[0]], "submitted");
    EXPECT_NEAR(points({as(Role::Planner)}).points[0].lon, 120.155123, 2e-6);
}

TEST_F(MapPointsTest, what_was_reported_under_the_text_of_totals_only_is_for_staff) {
    post(with_the_first_text().number(1));
    EXPECT_EQ(points().size(), 0u);
    EXPECT_EQ(points({as_device()}).size(), 0u);
    EXPECT_EQ(points({as(Role::Worker)}).size(), 1u);
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(points().size(), 0u);
}

TEST_F(MapPointsTest, what_was_withdrawn_is_no_longer_shown) {
    const std::string id = post(RecordBuilder().number(1));
    ASSERT_EQ(move(id, "withdraw", as_device()).status, 200);
    EXPECT_EQ(points().size(), 0u);
    EXPECT_EQ(points({as(Role::Worker)}).size(), 1u);
}

TEST_F(MapPointsTest, rectangle_and_filters_choose) {
    post(RecordBuilder().number(1));
    post(RecordBuilder().number(2).with("/body/space_type", "I09"));
    EXPECT_EQ(points().size(), 2u);
    EXPECT_EQ(points({}, "120.2,30,121,31").size(), 0u);
    EXPECT_EQ(points({}, "120,30,121,31", {{"type", "I09"}}).size(), 1u);
    EXPECT_EQ(get("/api/v1/map/points").status, 400);
    EXPECT_EQ(get("/api/v1/map/points", {}, {{"bbox", "121,30,120,31"}}).status, 422);
}

TEST_F(MapPointsTest, the_same_said_by_others_counts_once_a_device_and_never_for_oneself) {
    const std::string id = post(RecordBuilder().number(1));
    const std::string second(32, 'b');
    const std::string third(32, 'c');
    EXPECT_EQ(move(id, "corroborate", as_device()).status, 409);
    for (const std::string& device : {second, third, second})
        EXPECT_EQ(move(id, "corroborate", as_device(device)).status, 200);
    const Response card = get("/api/v1/spaces/" + id, {as(Role::Worker)});
    EXPECT_EQ(parse_json(card.body)->find("corroborations")->int_or(0), 2);
    // Who reported it sees what became of it, not who else knows it.
    EXPECT_EQ(storage().record(id).value()->state.history.size(), 1u);
    EXPECT_EQ(move(std::string(36, '0'), "corroborate", as_device(second)).status, 404);
}

}  // namespace kongdi::server::tests
