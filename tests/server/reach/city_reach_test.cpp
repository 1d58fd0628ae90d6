// SPDX-License-Identifier: Apache-2.0
// What reach takes from a store: the map that is live, the register as it stands.
#include "server/reach/city_reach.hpp"

#include <gtest/gtest.h>

#include "server/reach/map_reader.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kNextCode = "330106001052";
const Actor kLi{Role::Worker, "li"};
const Actor kWang{Role::Worker, "wang"};

std::string facility_id(int number) {
    return "01890000-0000-7000-8000-00000000000" + std::to_string(number);
}

MultiPolygon square(double lon, double lat, double side = 0.0001) {
    return {{{{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}}}}};
}

Feature building(double lon, double lat, Value properties) {
    return {square(lon, lat), std::move(properties)};
}

Feature road(double lon, double lat, double to_lon, double to_lat, Value properties = {}) {
    return {Line{{lon, lat}, {to_lon, to_lat}}, std::move(properties)};
}

/// A canteen for people over 60, 300 metres.
FacilityFacts canteen(double lon, double lat) {
    FacilityFacts out;
    out.kind = "ELD02";
    out.name = "食堂";
    out.community = std::string(kCommunityCode);
    out.point = {lon, lat};
    out.floor_area_m2 = 180;
    return out;
}

/// 翠苑一区 with one road through it; a community beside it without anything.
class CityReachOfStore : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        import("road", "roads", {road(120.15, 30.275, 120.17, 30.275, Value::map())});
        import("community", "next",
               {{ square(120.16, 30.27, 0.01),
                  Value::map({{"name", "翠苑二区社区"},
                              {"code", kNextCode},
                              {"people", 2400},
                              {"people_60_up", 600},
                              { "households",
                                900 }}) }});
    }

    void import(std::string_view role, std::string_view source, std::vector<Feature> features) {
        const auto done = storage().import_features(role, source, features, kNowMs);
        ASSERT_TRUE(done) << done.error().detail;
    }
    void file(int number, const FacilityFacts& facts) {
        ASSERT_TRUE(storage().file_facility(facility_id(number), facts, kLi, kNowMs));
    }
    void move(int number, FacilityMove move, std::int64_t version,
              std::optional<FacilityFacts> facts = {}, const Actor& actor = kWang) {
        const auto moved = storage().move_facility(
            {facility_id(number), move, version, std::move(facts), "因"}, actor, kNowMs);
        ASSERT_TRUE(moved) << moved.error().path << moved.error().detail;
    }
    CityInput input(const CityReachSettings& settings = {}) {
        auto reach = read_city_reach(storage(), catalogue().facilities, settings);
        EXPECT_TRUE(reach);
        return reach ? reach->input() : CityInput();
    }
    static const Service& canteens(const CityInput& input, std::size_t community = 0) {
        for (std::size_t i = 0; i < input.kinds.size(); ++i)
            if (input.kinds[i].code == "ELD02") return input.communities[community].services[i];
        std::abort();
    }
};

TEST_F(CityReachOfStore, buildings_belong_to_the_community_they_name_else_to_the_one_around_them) {
    import("building", "houses",
           {building(120.151, 30.275,
                     Value::map({{"community", kCommunityCode},
                                 {"people", 90},
                                 {"people_0_3", 4},
                                 {"people_3_6", 5},
                                 {"people_6_12", 6},
                                 {"people_12_60", 45},
                                 {"people_60_up", 30},
                                 { "households",
                                   40 }})),
            // In the square of the next one, but it says where it belongs.
            building(120.161, 30.275,
                     Value::map({{"community", kCommunityCode},
                                 { "people_60_up",
                                   7 }})),
            building(120.152, 30.275,
                     Value::map(
                         {{ "people_60_up",
                            3 }})),
            building(121, 31,
                     Value::map({{"people", 5000},
                                 { "people_60_up",
                                   500 }}))});
    const CityInput city = input();
    ASSERT_EQ(city.communities.size(), 2u);
    EXPECT_EQ(city.communities[0].code, kCommunityCode);
    EXPECT_EQ(city.communities[0].name, "翠苑一区社区");
    EXPECT_EQ(city.communities[0].people, 100);
    EXPECT_EQ(city.communities[0].households, 40);
    EXPECT_TRUE(city.communities[0].by_network);
    EXPECT_EQ(canteens(city).need, 40);
}

TEST_F(CityReachOfStore, where_no_building_says_how_many_live_in_it_those_of_the_layer_are_spread) {
    import("building", "houses",
           {building(120.161, 30.275, Value::map()), building(120.162, 30.275, Value::map()),
            building(120.169, 30.275, Value::map())});
    file(1, canteen(120.161, 30.275));
    move(1, FacilityMove::Verify, 1);
    const CityInput city = input();
    EXPECT_EQ(city.communities[1].people, 2400);
    EXPECT_EQ(city.communities[1].households, 900);
    EXPECT_EQ(canteens(city, 1).need, 600);
    EXPECT_EQ(canteens(city, 1).reached, 400);
    // 2400 people, 12,000 a canteen of at least 80 m².
    EXPECT_EQ(canteens(city, 1).required, 16);
    EXPECT_EQ(canteens(city, 1).supplied, 180);
}

TEST_F(CityReachOfStore, a_list_of_names_goes_before_the_layer) {
    NewLayer list;
    list.role = std::string(kCodeListRole);
    list.source = "list";
    list.codes = {{std::string(kNextCode), "翠苑第二社区", "", ""}};
    ASSERT_TRUE(storage().import_layers({&list, 1}, kNowMs));
    EXPECT_EQ(input().communities[1].name, "翠苑第二社区");
}

TEST_F(CityReachOfStore, what_was_replaced_or_undone_counts_no_more) {
    const auto with_people = [](int people) {
        return building(120.151, 30.275, Value::map({{"people_60_up", people}}));
    };
    import("building", "houses", {with_people(10)});
    import("building", "more houses", {with_people(100)});
    import("building", "houses", {with_people(20)});
    EXPECT_EQ(canteens(input()).need, 120);
    const auto imports = storage().imports(10);
    ASSERT_TRUE(imports);
    ASSERT_TRUE(storage().undo_import((*imports)[0].id, "", kNowMs));
    EXPECT_EQ(canteens(input()).need, 110);
    ASSERT_TRUE(storage().undo_import((*imports)[1].id, "", kNowMs));
    EXPECT_EQ(canteens(input()).need, 10);
}

TEST_F(CityReachOfStore, motorways_are_no_way_to_anywhere) {
    import("building", "houses",
           {building(120.151, 30.2785,
                     Value::map(
                         {{ "people_60_up",
                            10 }}))});
    import("road", "great",
           {road(120.15, 30.278, 120.17, 30.278,
                 Value::map(
                     {{ "kind",
                        "motorway" }}))});
    EXPECT_FALSE(input().communities[0].by_network);
    import("road", "small",
           {road(120.15, 30.278, 120.17, 30.278,
                 Value::map(
                     {{ "kind",
                        "residential" }}))});
    EXPECT_TRUE(input().communities[0].by_network);
}

TEST_F(CityReachOfStore, what_nobody_has_verified_is_in_doubt_and_what_is_closed_is_not_there) {
    import("building", "houses", {building(120.151, 30.275, Value::map({{ "people_60_up", 10 }}))});
    file(1, canteen(120.151, 30.275));
    CityInput city = input();
    EXPECT_EQ(canteens(city).reached, 0);
    EXPECT_EQ(city.doubtful, (std::vector<DoubtfulFacility>{{facility_id(1), 0.5}}));
    EXPECT_EQ(canteens(city).reached_with, (std::vector<double>{0, 10}));
    CityReachSettings settings;
    settings.odds.filed = 0.25;
    EXPECT_EQ(input(settings).doubtful[0].probability, 0.25);
    move(1, FacilityMove::Verify, 1);
    EXPECT_EQ(canteens(input()).reached, 10);
    move(1, FacilityMove::Close, 2);
    city = input();
    EXPECT_EQ(canteens(city).reached, 0);
    EXPECT_TRUE(city.doubtful.empty());
    move(1, FacilityMove::Reopen, 3, {}, {Role::Planner, "planner"});
    EXPECT_EQ(input().doubtful.size(), 1u);
}

// domain.md §9: one report .5, three independent ones .8, disputed .3; what is verified counts
// whole.
TEST_F(CityReachOfStore, the_more_persons_state_a_facility_the_likelier_it_is_there) {
    import("building", "houses", {building(120.151, 30.275, Value::map({{ "people_60_up", 10 }}))});
    const auto probability = [this] {
        const CityInput city = input();
        return city.doubtful.size() == 1 ? city.doubtful[0].probability : 0;
    };
    const FacilityFacts facts = canteen(120.151, 30.275);
    const Actor zhao{Role::Planner, "zhao"};
    file(1, facts);
    EXPECT_EQ(probability(), 0.5);
    move(1, FacilityMove::Change, 1, facts);
    move(1, FacilityMove::Change, 2, facts, kLi);
    EXPECT_EQ(probability(), 0.5) << "the same person again";
    move(1, FacilityMove::Change, 3, facts, zhao);
    EXPECT_EQ(probability(), 0.8);
    CityReachSettings settings;
    settings.odds.corroborated_by = 4;
    EXPECT_EQ(input(settings).doubtful[0].probability, 0.5);
    // Once it was closed, what was said before counts no more.
    move(1, FacilityMove::Close, 4, {}, zhao);
    move(1, FacilityMove::Reopen, 5, {}, zhao);
    EXPECT_EQ(probability(), 0.5);
}

TEST_F(CityReachOfStore, a_facility_that_residents_say_is_closed_is_less_likely_there) {
    import("building", "houses", {building(120.151, 30.275, Value::map({{ "people_60_up", 10 }}))});
    const FacilityFacts facts = canteen(120.151, 30.275);
    file(1, facts);
    move(1, FacilityMove::Change, 1, facts);
    move(1, FacilityMove::Change, 2, facts, {Role::Planner, "zhao"});
    EXPECT_EQ(input().doubtful[0].probability, 0.8);
    ASSERT_EQ(post_record(RecordBuilder::closed_facility(facility_id(1)).number(7).bytes()).status,
              201);
    CityInput city = input();
    EXPECT_EQ(city.doubtful, (std::vector<DoubtfulFacility>{{facility_id(1), 0.3}}));
    EXPECT_EQ(canteens(city).reached, 0) << "never in the value itself";
    // A worker was there: what a resident says of it does not undo that.
    move(1, FacilityMove::Verify, 3);
    city = input();
    EXPECT_TRUE(city.doubtful.empty());
    EXPECT_EQ(canteens(city).reached, 10);
}

TEST_F(CityReachOfStore, a_remark_that_was_refused_or_answered_disputes_nothing) {
    import("building", "houses", {building(120.151, 30.275, Value::map({{ "people_60_up", 10 }}))});
    const FacilityFacts facts = canteen(120.151, 30.275);
    file(1, facts);
    RecordBuilder remark = RecordBuilder::closed_facility(facility_id(1)).number(7);
    ASSERT_EQ(post_record(remark.bytes()).status, 201);
    ReportStep refused;
    refused.move = ReportMove::Reject;
    refused.reason = RejectReason::NotThere;
    const auto moved = storage().step_report(remark.build().text("id"), refused, kWang, kNowMs);
    ASSERT_TRUE(moved) << moved.error().detail;
    EXPECT_EQ(input().doubtful[0].probability, 0.5);

    ASSERT_EQ(post_record(RecordBuilder::closed_facility(facility_id(1)).number(8).bytes()).status,
              201);
    EXPECT_EQ(input().doubtful[0].probability, 0.3);
    // A worker states it anew, later than the remark.
    ASSERT_TRUE(storage().move_facility({facility_id(1), FacilityMove::Change, 1, facts, "因"},
                                        kWang, kNowMs + 1000));
    EXPECT_EQ(input().doubtful[0].probability, 0.5);
}

TEST_F(CityReachOfStore, while_a_change_waits_to_be_verified_what_was_verified_before_counts) {
    import("building", "houses",
           {building(120.151, 30.275,
                     Value::map(
                         {{ "people_60_up",
                            10 }})),
            building(120.159, 30.275,
                     Value::map(
                         {{ "people_60_up",
                            30 }}))});
    file(1, canteen(120.151, 30.275));
    move(1, FacilityMove::Verify, 1);
    move(1, FacilityMove::Change, 2, canteen(120.159, 30.275));
    EXPECT_EQ(canteens(input()).reached, 10);
    // A planner may have it otherwise: as it stands, and in doubt.
    CityReachSettings settings;
    settings.odds.changed = 0.8;
    const CityInput city = input(settings);
    EXPECT_EQ(city.doubtful, (std::vector<DoubtfulFacility>{{facility_id(1), 0.8}}));
    EXPECT_EQ(canteens(city).reached_with, (std::vector<double>{0, 30}));
}

TEST_F(CityReachOfStore, one_facility_that_changes_gives_what_reading_it_all_again_would) {
    import("building", "houses", {building(120.151, 30.275, Value::map({{ "people_60_up", 10 }}))});
    auto reach = read_city_reach(storage(), catalogue().facilities);
    ASSERT_TRUE(reach);
    file(1, canteen(120.151, 30.275));
    move(1, FacilityMove::Verify, 1);
    const auto stored = storage().facility(facility_id(1));
    ASSERT_TRUE(stored && *stored);
    const auto facility = reach_facility(storage(), **stored, catalogue().facilities);
    ASSERT_TRUE(facility && *facility);
    reach->set_facility(**facility);
    EXPECT_EQ(reach->input(), input());
    EXPECT_EQ(canteens(reach->input()).reached, 10);
}

TEST(MapReader, the_middle_of_an_area_is_that_of_its_ground) {
    // A hook: its rectangle's middle lies outside.
    const MultiPolygon hook{{{{{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 3}, {0, 3}}}}};
    const Wgs84Point middle = middle_of(Geometry(hook));
    EXPECT_NEAR(middle.lon, 1.1, 1e-12);
    EXPECT_NEAR(middle.lat, 1.1, 1e-12);
    // Two parts, one closed and turned the other way, weigh by their size.
    const MultiPolygon two{{{{{0, 0}, {2, 0}, {2, 2}, {0, 2}}}},
                           {{{{10, 0}, {10, 1}, {11, 1}, {11, 0}, {10, 0}}}}};
    EXPECT_NEAR(middle_of(Geometry(two)).lon, (4 * 1 + 10.5) / 5, 1e-12);
    EXPECT_EQ(middle_of(Geometry(Line{{0, 0}, {4, 2}})), (Wgs84Point{2, 1}));
    EXPECT_EQ(middle_of(Geometry(MultiPolygon{{{{{5, 5}, {7, 7}, {5, 5}}}}})), (Wgs84Point{6, 6}));
}

TEST(MapReader, people_that_are_no_number_of_people_are_not_counted) {
    const DemandPoint people = people_of(Value::map(
        {{"people", "many"}, {"people_0_3", -4}, {"people_3_6", 2}, {"people_60_up", 5.5}}));
    EXPECT_EQ(people.children, 2);
    EXPECT_EQ(people.elders, 5.5);
    EXPECT_EQ(people.people, 7.5);
}

}  // namespace

}  // namespace kongdi::server::tests
