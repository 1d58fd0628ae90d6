// SPDX-License-Identifier: Apache-2.0
// How far one comes on foot from a facility or a space, over HTTP.
#include <algorithm>

#include "core/api/reach_messages.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

class ReachAreas : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        import("community", {square_community()});
        // One road from west to east past the facility, which goes on for more than an hour.
        import("road",
               {{ Line{{120.10, 30.2741},
                       { 120.20,
                         30.2741 }},
                  Value::map(
                      {{ "kind",
                         "residential" }}) }});
        FacilityFacts facts;
        facts.kind = "ELD01";
        facts.name = "翠苑";
        facts.community = kCommunityCode;
        facts.point = {120.1551, 30.2741};
        ASSERT_TRUE(storage().file_facility(id_of(40), facts, {Role::Worker, "worker"}, kNowMs));
    }
    void import(std::string_view role, const std::vector<Feature>& features) {
        ASSERT_TRUE(storage().import_features(role, "test", features, kNowMs));
    }
    api::ReachCard curves(const std::string& path, std::string pace = {}) {
        std::vector<Pair> query;
        if (!pace.empty()) query.emplace_back("pace", pace);
        const Response response = get(path, {as(Role::Worker)}, query);
        EXPECT_EQ(response.status, 200) << response.body;
        const auto card = api::reach_card_of(tree_of(response));
        EXPECT_TRUE(card);
        return card.value_or(api::ReachCard{});
    }
    const std::string m_path = "/api/v1/facilities/" + id_of(40) + "/reach";
};

TEST_F(ReachAreas, the_curves_lie_along_the_road_one_in_the_other) {
    const api::ReachCard card = curves(m_path);
    EXPECT_EQ(card.pace, "standard");
    EXPECT_TRUE(card.by_network);
    ASSERT_EQ(card.curves.size(), 3u);
    double before = 0;
    for (const api::ReachCurve& curve : card.curves) {
        EXPECT_EQ(curve.metres, static_cast<double>(curve.minutes) * card.metres_per_minute);
        ASSERT_FALSE(curve.area.empty());
        const Box box = box_of(Geometry(curve.area));
        // A degree of longitude is some 96.1 km there; 30 m of ground lie beside the way.
        const double wide = (box.east - box.west) * 96'100;
        EXPECT_NEAR(wide, 2 * curve.metres + 60, 40) << curve.minutes;
        EXPECT_LT((box.north - box.south) * 111'000, 100) << "there is one road only";
        EXPECT_GT(wide, before);
        before = wide;
    }
}

TEST_F(ReachAreas, elders_come_less_far_and_wheelchairs_least) {
    const double standard = curves(m_path, "standard").curves.back().metres;
    const double elder = curves(m_path, "elder").curves.back().metres;
    const double wheelchair = curves(m_path, "wheelchair").curves.back().metres;
    EXPECT_GT(standard, elder);
    EXPECT_GT(elder, wheelchair);
    EXPECT_GT(wheelchair, 0);
}

TEST_F(ReachAreas, a_space_has_curves_and_away_from_roads_they_are_circles_that_say_so) {
    ASSERT_EQ(post_record(RecordBuilder().number(5).bytes()).status, 201);
    const std::string path = "/api/v1/spaces/" + id_of(5) + "/reach";
    EXPECT_TRUE(curves(path).by_network);
    import("road", {});
    const api::ReachCard card = curves(path);
    EXPECT_FALSE(card.by_network);
    ASSERT_EQ(card.curves.size(), 3u);
    const Box box = box_of(Geometry(card.curves.back().area));
    const double wide = (box.east - box.west) * 96'100;
    const double high = (box.north - box.south) * 111'000;
    EXPECT_NEAR(wide, high, 20) << "round";
    EXPECT_LT(wide, 2 * card.curves.back().metres) << "a straight line is not walked";
}

TEST_F(ReachAreas, who_may_not_see_it_or_asks_wrongly_is_told) {
    const auto code = [&](const std::string& path, std::vector<Pair> headers,
                          std::vector<Pair> query = {}) {
        return tree_of(get(path, std::move(headers), std::move(query))).text("code");
    };
    EXPECT_EQ(code(m_path, {}), "login_needed");
    EXPECT_EQ(code(m_path, {as("east", Role::Worker, Scope{{"330106001052"}})}), "access_denied");
    EXPECT_EQ(code(m_path, {as(Role::Worker)}, {{"pace", "run"}}), "field_choice");
    EXPECT_EQ(code("/api/v1/facilities/7/reach", {as(Role::Worker)}), "not_found");
    EXPECT_EQ(code("/api/v1/spaces/" + id_of(99) + "/reach", {as(Role::Worker)}), "not_found");
}

}  // namespace

}  // namespace kongdi::server::tests
