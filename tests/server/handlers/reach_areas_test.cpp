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
        file(40, "ELD01", 120.1551);
    }
    /// Of the kind's tier, on the road.
    void file(std::uint32_t number, std::string kind, double lon) {
        FacilityFacts facts;
        facts.tier = catalogue().facility(kind)->tier;
        facts.kind = std::move(kind);
        facts.name = "翠苑";
        facts.community = kCommunityCode;
        facts.point = {lon, kRoadLat};
        ASSERT_TRUE(
            storage().file_facility(id_of(number), facts, {Role::Worker, "worker"}, kNowMs));
    }
    void verify(std::uint32_t number) {
        FacilityStep step;
        step.id = id_of(number);
        step.move = FacilityMove::Verify;
        step.base_version = 1;
        const auto done = storage().move_facility(step, {Role::Planner, "other"}, kNowMs);
        ASSERT_TRUE(done) << done.error().detail;
    }
    /// A small house on the road, so many metres to the east.
    static Feature house(double metres, std::int64_t people) {
        const double lon = 120.1551 + metres / kMetresOfLon;
        const Polygon ground{{{{lon - 1e-6, kRoadLat - 1e-6},
                               {lon + 1e-6, kRoadLat - 1e-6},
                               {lon + 1e-6, kRoadLat + 1e-6},
                               {lon - 1e-6, kRoadLat + 1e-6}}}};
        return {MultiPolygon{ground}, Value::map({{"people", people}})};
    }
    static constexpr double kRoadLat = 30.2741;
    static constexpr double kMetresOfLon = 96'130;  // of a degree, there
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

TEST_F(ReachAreas, five_ten_and_fifteen_minutes_are_so_many_metres_at_each_of_three_speeds) {
    // domain.md §9: 60 m/min standard, 48 elder, 40 wheelchair.
    const std::vector<std::pair<std::string, std::vector<double>>> metres{
        {"standard", {300, 600, 900}}, {"elder", {240, 480, 720}}, {"wheelchair", {200, 400, 600}}};
    for (const auto& [pace, expected] : metres) {
        std::vector<double> found;
        for (const api::ReachCurve& curve : curves(m_path, pace).curves)
            found.push_back(curve.metres);
        EXPECT_EQ(found, expected) << pace;
    }
}

TEST_F(ReachAreas, people_are_counted_minute_by_minute_at_every_speed) {
    // 230 m: minute 4 at 60 m a minute, 5 at 48, 6 at 40. 700 m: 12, 15, never (600 m in 15).
    import("building", {house(230, 12), house(700, 30)});
    const api::ReachCard card = curves(m_path, "elder");
    EXPECT_TRUE(card.counts_people);
    ASSERT_EQ(card.people.size(), 3u);
    for (const auto& [pace, near, far] :
         {std::tuple(0, 4, 12), std::tuple(1, 5, 15), std::tuple(2, 6, 16)}) {
        const api::PeopleCurve& one = card.people[static_cast<std::size_t>(pace)];
        EXPECT_EQ(one.pace, api::kPaces[static_cast<std::size_t>(pace)]);
        ASSERT_EQ(one.reached.size(), 16u);
        for (int minute = 0; minute < 16; ++minute)
            // Rounded down to fives: 12 are shown as 10, 42 as 40.
            EXPECT_EQ(one.reached[static_cast<std::size_t>(minute)],
                      minute < near ? 0 : (minute < far ? 10 : 40))
                << one.pace << " " << minute;
    }
}

TEST_F(ReachAreas, a_community_has_the_ground_around_all_its_verified_facilities_of_a_kind) {
    const std::string path =
        std::string(api::kCommunities) + "/" + std::string(kCommunityCode) + "/kinds/ELD01/reach";
    api::ReachCard card = curves(path, "elder");
    EXPECT_TRUE(card.curves.empty()) << "the one that is filed is not verified";
    EXPECT_TRUE(card.places.empty());
    ASSERT_FALSE(card.boundary.empty());
    EXPECT_NEAR(box_of(card.boundary).east, 120.16, 1e-9);

    verify(40);
    card = curves(path, "elder");
    const auto wide = [](const api::ReachCurve& curve) {
        const Box box = box_of(curve.area);
        return (box.east - box.west) * kMetresOfLon;
    };
    ASSERT_EQ(card.curves.size(), 3u);
    EXPECT_NEAR(wide(card.curves[0]), 2 * 240 + 60, 40);
    EXPECT_EQ(card.curves[0].area.size(), 1u);

    // A second one 400 m to the east: within 5 minutes of either is one strip along the road, and
    // whoever lives between them counts once. One of another kind changes nothing.
    file(41, "ELD01", 120.1551 + 400 / kMetresOfLon);
    verify(41);
    file(42, "ELD02", 120.1551 - 400 / kMetresOfLon);
    verify(42);
    import("building", {house(200, 20), house(600, 5), house(-600, 40)});
    card = curves(path, "elder");
    EXPECT_EQ(card.places.size(), 2u);
    EXPECT_EQ(card.curves[0].area.size(), 1u);
    EXPECT_NEAR(wide(card.curves[0]), 400 + 2 * 240 + 60, 40);
    ASSERT_EQ(card.people.size(), 3u);
    // At 48 m a minute: 200 m are 4.2 minutes from both, 600 m are 200 m from the second, -600 m
    // are 12.5 minutes from the first.
    const std::vector<double>& elders = card.people[1].reached;
    EXPECT_EQ(elders[4], 0);
    EXPECT_EQ(elders[5], 25);
    EXPECT_EQ(elders[12], 25);
    EXPECT_EQ(elders[13], 65);
}

TEST_F(ReachAreas, a_community_is_asked_for_by_its_code_and_a_kind_there_is) {
    const auto code = [&](const std::string& rest, std::vector<Pair> headers) {
        return tree_of(get(std::string(api::kCommunities) + rest, std::move(headers))).text("code");
    };
    const std::string here = "/" + std::string(kCommunityCode) + "/kinds/";
    EXPECT_EQ(code(here + "ELD01/reach", {}), "login_needed");
    EXPECT_EQ(code(here + "XYZ99/reach", {as(Role::Worker)}), "field_choice");
    EXPECT_EQ(code("/7/kinds/ELD01/reach", {as(Role::Worker)}), "community_code");
    EXPECT_EQ(code(here + "ELD01/reach", {as("east", Role::Worker, Scope{{"330106001052"}})}),
              "access_denied");
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
