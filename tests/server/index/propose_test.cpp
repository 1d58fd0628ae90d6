// SPDX-License-Identifier: Apache-2.0
// Proposals over HTTP, in a city of two communities of which the eastern one goes on the plan: what
// complexes they make, how to get at the space, what is planned already, what was found on site.
#include "server/index/propose.hpp"

#include <set>

#include "core/codec/matching_codec.hpp"
#include "server/index/reckon.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kEast = "330106001052";
const Actor kPlanner{Role::Planner, "planner"};
const Actor kWorker{Role::Worker, "worker"};
const Actor kFiler{Role::Worker, "filer"};

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

/// A house of 120 households.
Feature block(double lon, std::string_view community) {
    const double half = 1e-4;
    const Polygon house{{{{lon - half, 30.2739},
                          {lon + half, 30.2739},
                          {lon + half, 30.2741},
                          {lon - half, 30.2741}}}};
    return {MultiPolygon{house}, Value::map({{"community", community},
                                             {"households", 120},
                                             {"people", 400},
                                             {"people_60_up", 100},
                                             {"people_12_60", 200},
                                             {"people_0_3", 100}})};
}

class Proposing : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        const Polygon east{{{{120.16, 30.27}, {120.17, 30.27}, {120.17, 30.28}, {120.16, 30.28}}}};
        import("community", {square_community(),
                             { MultiPolygon{east},
                               Value::map({{"name", "东社区"},
                                           {"code", kEast},
                                           { "street",
                                             "翠苑街道" }}) }});
        const Line road{{120.150, 30.274}, {120.170, 30.274}};
        import("road", {{ road, Value::map({{ "kind", "residential" }}) }});
        import("building", {block(120.155, kCommunityCode), block(120.165, kEast)});
        // The western community has something, so that the eastern is the lowest.
        file(40, "ELD01", kCommunityCode, 120.1535, 400);
        m_planner = as("planner", Role::Planner, whole_city());
        const auto defaults = index_defaults();
        ASSERT_TRUE(defaults);
        const IndexAsked asked{.id = id_of(1), .title = "上半年", .settings = defaults->settings};
        const auto input = index_input(storage(), catalogue(), asked, defaults->reach);
        ASSERT_TRUE(input);
        ASSERT_TRUE(storage().freeze_index(reckoned(asked, *input), kPlanner, kNowMs));
    }
    void import(std::string_view role, const std::vector<Feature>& features) {
        const auto done = storage().import_features(role, "test", features, kNowMs);
        ASSERT_TRUE(done) << done.error().detail;
    }
    /// A facility that two people have looked at.
    void file(std::uint32_t number, std::string kind, std::string_view community, double lon,
              double floor_area_m2) {
        FacilityFacts facts;
        facts.kind = std::move(kind);
        facts.name = "翠苑";
        facts.community = community;
        facts.point = {lon, 30.274};
        facts.floor_area_m2 = floor_area_m2;
        ASSERT_TRUE(storage().file_facility(id_of(number), facts, kFiler, kNowMs));
        const FacilityStep step{id_of(number), FacilityMove::Verify, 1, {}, {}};
        ASSERT_TRUE(storage().move_facility(step, kWorker, kNowMs));
    }
    /// Whoever reports it has measured it: the lower end is 95 %.
    void report(std::uint32_t number, std::string_view type, double m2, double lon = 120.1655) {
        const RecordBuilder report =
            RecordBuilder()
                .number(number)
                .with("/community", kEast)
                .with("/body/space_type", type)
                .with("/body/place/point/lon", lon)
                .with("/body/place/point/lat", 30.274)
                .with("/body/floor_area", Value::map({{"value", m2}, {"source", "measured"}}));
        ASSERT_EQ(post_record(RecordBuilder(report).bytes()).status, 201);
    }
    void check_on_site(std::uint32_t number, SiteFacts facts) {
        ReportStep step{.move = ReportMove::Verify};
        step.check = SiteCheck{.facts = std::move(facts)};
        const auto done = storage().step_report(id_of(number), step, kWorker, kNowMs);
        ASSERT_TRUE(done) << done.error().detail;
    }
    /// An item of the plan for the eastern community.
    void plan(std::uint32_t number, std::string kind, std::uint32_t space) {
        PlanFacts facts;
        facts.year = 2027;
        facts.title = "社区食堂";
        facts.community = kEast;
        facts.kinds = {std::move(kind)};
        facts.space = id_of(space);
        const auto filed = storage().file_plan_item(id_of(number), facts, kPlanner, kNowMs);
        ASSERT_TRUE(filed) << filed.error().detail;
    }
    void move(std::uint32_t number, PlanMove move) {
        const auto item = storage().plan_item(id_of(number));
        ASSERT_TRUE(item && *item);
        const PlanStep step{.doing = PlanDoing::Move, .move = move, .reason = "居民要"};
        const auto done =
            storage().step_plan_item(id_of(number), (*item)->version, step, kPlanner, kNowMs);
        ASSERT_TRUE(done) << done.error().detail;
    }
    Value proposals() {
        const Response response = get("/api/v1/index/runs/" + id_of(1) + "/proposals", {m_planner});
        EXPECT_EQ(response.status, 200) << response.body;
        return tree_of(response);
    }
    static std::set<std::string> kinds_in(const Value& proposals) {
        std::set<std::string> out;
        for (const Value& one : proposals.items("choices")) out.insert(one.text("kind"));
        return out;
    }

    Pair m_planner = {};
};

TEST_F(Proposing, a_space_of_700_square_metres_with_several_services_is_judged_as_a_complex) {
    report(50, "I02", 700);
    // A small station of the community: its floor counts, whatever it has room for.
    file(41, "GOV01", kEast, 120.165, 110);
    const Value tree = proposals();
    ASSERT_EQ(tree.items("complexes").size(), 1u) << write_json(tree);
    const Value& found = tree.items("complexes")[0];
    EXPECT_EQ(found["space"].text("id"), id_of(50));
    EXPECT_EQ(found.items("kinds").size(), tree.items("choices").size());
    EXPECT_EQ(found["functions"], Value(std::ssize(found.items("kinds"))));
    EXPECT_GE(found["functions"].int_or(0), 3);
    EXPECT_GE(found["priority"].int_or(0), 2);
    EXPECT_TRUE(found["is_complex"].bool_or(false));
    EXPECT_TRUE(found.items("failed").empty());
    // 95 % of 700 m² are below the 800 that are advised.
    EXPECT_EQ(found.items("advised").at(0), Value("advised_area"));
    EXPECT_EQ(found["households"], Value(120));
    EXPECT_EQ(found["other_floor_m2"].number_or(0), 110);
    EXPECT_NEAR(found["m2_per_100_households"].number_or(0), (665 + 110) / 1.2, 0.01);
}

TEST_F(Proposing, several_services_in_a_small_space_make_no_complex) {
    report(50, "I02", 300);
    const Value tree = proposals();
    ASSERT_GE(tree.items("choices").size(), 2u);
    ASSERT_EQ(tree.items("complexes").size(), 1u);
    EXPECT_FALSE(tree.items("complexes")[0]["is_complex"].bool_or(true));
    EXPECT_EQ(tree.items("complexes")[0].items("failed").at(0), Value("least_area"));
}

TEST_F(Proposing, of_the_services_that_come_first_each_proposal_says_so) {
    report(50, "I02", 300);
    const std::set<std::string> first{"ELD01", "EDU01", "EDU04", "ELD02"};
    const Value tree = proposals();
    EXPECT_TRUE(kinds_in(tree).contains("ELD02"));
    EXPECT_TRUE(kinds_in(tree).contains("HEA02"));
    for (const Value& one : tree.items("choices"))
        EXPECT_EQ(one["priority"].bool_or(false), first.contains(one.text("kind")));
}

TEST_F(Proposing, each_proposal_tells_the_ways_to_its_space_the_usual_ones_first) {
    report(50, "I01", 700);
    const Value tree = proposals();
    ASSERT_FALSE(tree.items("choices").empty());
    const auto rules = load_matching_rules(catalogue());
    ASSERT_TRUE(rules);
    for (const Value& choice : tree.items("choices")) {
        const Value::List& ways = choice.items("ways");
        ASSERT_EQ(ways.size(), 2u);
        EXPECT_EQ(ways[0].text("way"), "integrate");
        EXPECT_TRUE(ways[0]["usual"].bool_or(false));
        EXPECT_EQ(ways[1].text("way"), "swap");
        EXPECT_FALSE(ways[1]["usual"].bool_or(true));
        const WayDemands& needs = rules->ways[static_cast<std::size_t>(AcquisitionWay::Integrate)];
        EXPECT_EQ(ways[0]["rights"].text("zh"), needs.rights.in("zh"));
        EXPECT_EQ(ways[0]["certificate"].text("en"), needs.certificate.in("en"));
        EXPECT_EQ(ways[0]["consent"].text("zh"), needs.consent.in("zh"));
    }
}

TEST_F(Proposing, what_the_plan_builds_already_is_not_proposed_for_the_same_gap_again) {
    report(50, "I02", 700);
    report(51, "I02", 1500, 120.1652);  // room for all but a service station
    ASSERT_TRUE(kinds_in(proposals()).contains("ELD02"));
    plan(60, "ELD02", 50);
    const Value filed = proposals();
    EXPECT_TRUE(kinds_in(filed).contains("ELD02")) << "nobody has decided on it yet";
    EXPECT_EQ(filed["planned"], Value(0));
    move(60, PlanMove::ListByReason);
    const Value listed = proposals();
    EXPECT_FALSE(kinds_in(listed).contains("ELD02"));
    EXPECT_TRUE(kinds_in(listed).contains("HEA02")) << "other gaps are open";
    EXPECT_EQ(listed["planned"], Value(1));
    for (const PlanMove one : {PlanMove::Design, PlanMove::CarryOver, PlanMove::Resume}) {
        move(60, one);
        EXPECT_FALSE(kinds_in(proposals()).contains("ELD02")) << plan_move_name(one);
    }
    move(60, PlanMove::Remove);
    EXPECT_TRUE(kinds_in(proposals()).contains("ELD02")) << "its gap is open again";
}

TEST_F(Proposing, a_room_whose_flue_is_known_to_be_missing_gets_no_canteen) {
    report(50, "I02", 400);
    const auto clarifies = [](const Value& tree, std::string_view key) {
        for (const Value& choice : tree.items("choices"))
            for (const Value& line : choice.items("said"))
                if (line.text("key") == key) return true;
        return false;
    };
    const Value before = proposals();
    ASSERT_TRUE(kinds_in(before).contains("ELD02"));
    EXPECT_TRUE(clarifies(before, "matching.clarify.flue"));
    check_on_site(50, {.has = {"water", "sewer"}, .lacks = {"flue"}});
    const Value after = proposals();
    EXPECT_FALSE(kinds_in(after).contains("ELD02"));
    EXPECT_FALSE(clarifies(after, "matching.clarify.water")) << "somebody saw that it has some";
    EXPECT_TRUE(kinds_in(after).contains("CON01")) << write_json(after);
}

TEST_F(Proposing, a_shop_that_lies_below_ground_gets_no_elder_care_and_no_nursery) {
    report(50, "I02", 400);
    ASSERT_TRUE(kinds_in(proposals()).contains("ELD02"));
    check_on_site(50, {.has = {"below_ground"}});
    const std::set<std::string> kinds = kinds_in(proposals());
    for (const char* kind : {"ELD01", "ELD02", "EDU01", "EDU04"})
        EXPECT_FALSE(kinds.contains(kind)) << kind;
    EXPECT_TRUE(kinds.contains("CON01"));
}

}  // namespace

}  // namespace kongdi::server::tests
