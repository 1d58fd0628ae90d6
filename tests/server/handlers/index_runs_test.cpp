// SPDX-License-Identifier: Apache-2.0
// Index runs over HTTP, in a city of two communities and one road: what is reached, what people
// say, freezing, publishing, comparing, downloading.
#include <map>

#include "core/api/index_messages.hpp"
#include "core/base/sha256.hpp"
#include "server/handlers/download.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/csv_reader.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kWorker{Role::Worker, "worker"};
const Actor kFiler{Role::Worker, "filer"};

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

Feature block(double lon, std::string_view community, std::int64_t people) {
    const double half = 1e-4;
    const Polygon house{{{{lon - half, 30.2739},
                          {lon + half, 30.2739},
                          {lon + half, 30.2741},
                          {lon - half, 30.2741}}}};
    return {MultiPolygon{house}, Value::map({{"community", community},
                                             {"households", people / 3},
                                             {"people", people},
                                             {"people_60_up", people / 4},
                                             {"people_12_60", people / 2},
                                             {"people_0_3", people / 4}})};
}

class IndexRuns : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        const Polygon east{{{{120.16, 30.27}, {120.17, 30.27}, {120.17, 30.28}, {120.16, 30.28}}}};
        std::vector<Feature> areas{square_community()};
        areas.push_back(
            {MultiPolygon{east},
             Value::map({{"name", "东社区"}, {"code", kEast}, {"street", "翠苑街道"}})});
        import("community", areas);
        import("road",
               {{ Line{{120.150, 30.274},
                       { 120.170,
                         30.274 }},
                  Value::map(
                      {{ "kind",
                         "residential" }}) }});
        import("building", {block(120.152, kCommunityCode, 400),
                            block(120.155, kCommunityCode, 400), block(120.165, kEast, 400)});
        // A day-care centre in the first community that two people have looked at.
        file(id_of(40), "ELD01", 120.1535, true);
        m_planner = as("planner", Role::Planner, whole_city());
    }
    void import(std::string_view role, const std::vector<Feature>& features) {
        const auto done = storage().import_features(role, "test", features, kNowMs);
        ASSERT_TRUE(done) << done.error().detail;
    }
    void file(const std::string& id, std::string kind, double lon, bool verified) {
        FacilityFacts facts;
        facts.kind = std::move(kind);
        facts.name = "翠苑";
        facts.community = kCommunityCode;
        facts.point = {lon, 30.274};
        facts.floor_area_m2 = 400;
        ASSERT_TRUE(storage().file_facility(id, facts, kFiler, kNowMs));
        if (!verified) return;
        const FacilityStep step{id, FacilityMove::Verify, 1, {}, {}};
        ASSERT_TRUE(storage().move_facility(step, kWorker, kNowMs));
    }
    Response post(std::string path, const Value& body) {
        Request asked = json_request(std::move(path), write_json(body));
        asked.headers.push_back(m_planner);
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.emplace_back("Host", "city.example");
        return send(std::move(asked));
    }
    Response freeze(std::uint32_t number, Value settings = Value::map()) {
        return post("/api/v1/index/runs", Value::map({{"id", id_of(number)},
                                                      {"title", "上半年"},
                                                      {"settings", std::move(settings)}}));
    }
    Value read(const std::string& path) {
        const Response response = get("/api/v1/index/runs/" + path, {m_planner});
        EXPECT_EQ(response.status, 200) << response.body;
        return tree_of(response);
    }
    /// Of the download of the first run, by community.
    std::map<std::string, std::string> ranking_column(std::string_view name) {
        Response csv = get("/export/index.csv", {m_planner}, {{"run", id_of(1)}});
        EXPECT_EQ(csv.status, 200);
        std::map<std::string, std::string> out;
        const auto rows = kongdi::tests::read_csv(whole_body(csv));
        const auto column = std::find(rows.at(0).begin(), rows.at(0).end(), name);
        EXPECT_NE(column, rows[0].end()) << name;
        if (column == rows[0].end()) return out;
        for (const auto& row : rows)
            out[row.front()] = row.at(static_cast<std::size_t>(column - rows[0].begin()));
        return out;
    }
    std::string refused_at(const Value& body) {
        const Response response = post("/api/v1/index/runs", body);
        EXPECT_EQ(response.status, 422) << response.status << response.body;
        return tree_of(response).text("path");
    }

    static constexpr std::string_view kEast = "330106001052";
    Pair m_planner = {};
};

TEST_F(IndexRuns, a_run_counts_whom_a_verified_facility_reaches_on_foot) {
    const Response made = freeze(1);
    ASSERT_EQ(made.status, 201) << made.body;
    const Value run = tree_of(made);
    EXPECT_EQ(run.text("state"), "frozen");
    EXPECT_EQ(run["ranked"], Value(2));
    const Value community = read(id_of(1) + "/communities/" + std::string(kCommunityCode));
    bool found = false;
    for (const Value& row : community.items("services")) {
        if (row.text("kind") != "ELD01") {
            EXPECT_EQ(row["coverage"].number_or(1), 0) << row.text("kind");
            continue;
        }
        found = true;
        // Both houses lie some 145 m from it, and elders are a quarter of 800.
        EXPECT_EQ(row["coverage"].number_or(0), 1);
        EXPECT_EQ(row["strict_coverage"].number_or(0), 1);
        EXPECT_EQ(row["building_coverage"].number_or(0), 1);
        EXPECT_EQ(row["need"].number_or(0), 200);
    }
    EXPECT_TRUE(found);
    const Value ranking = read(id_of(1))["index"];
    ASSERT_EQ(ranking.items("communities").size(), 2u);
    EXPECT_GT(ranking.items("communities")[0]["index"].number_or(0), 0);
    EXPECT_EQ(ranking.items("communities")[1]["index"].number_or(1), 0);
    EXPECT_TRUE(ranking.items("communities")[1]["bottom"].bool_or(false));
}

TEST_F(IndexRuns, what_nobody_verified_counts_in_the_interval_only) {
    file(id_of(41), "ELD01", 120.1652, false);
    ASSERT_EQ(freeze(1).status, 201);
    const Value east = read(id_of(1))["index"].items("communities")[1];
    EXPECT_EQ(east["index"].number_or(1), 0);
    EXPECT_GT(east["high"].number_or(0), 0);
    const double chance = east["probability"].number_or(0);
    EXPECT_GT(chance, 0.5) << "with it the two communities are much alike";
    EXPECT_LT(chance, 1);
}

TEST_F(IndexRuns, a_run_stays_as_it_was_whatever_happens_to_the_city) {
    ASSERT_EQ(freeze(1).status, 201);
    const Value before = read(id_of(1));
    file(id_of(41), "ELD01", 120.1652, true);
    EXPECT_EQ(read(id_of(1)), before);
    // Sent again, as its answer was lost.
    EXPECT_EQ(freeze(1).status, 200);
    EXPECT_EQ(read(id_of(1)), before);
    ASSERT_EQ(freeze(2).status, 201);
    EXPECT_NE(read(id_of(2))["index"], before["index"]);
    const Response document = get("/api/v1/index/runs/" + id_of(1) + "/document", {m_planner});
    EXPECT_EQ(sha256(document.body), before["run"].text("document_sha256"));
    const auto frozen = frozen_run_of(document.body);
    ASSERT_TRUE(frozen);
    EXPECT_EQ(
        sha256(result_document(city_index(frozen->city, frozen->settings), sha256(document.body))),
        before["run"].text("result_sha256"));
}

TEST_F(IndexRuns, two_runs_are_compared_with_what_moved_them) {
    ASSERT_EQ(freeze(1).status, 201);
    file(id_of(41), "ELD01", 120.1652, true);
    ASSERT_EQ(freeze(2).status, 201);
    const Value changes = read(id_of(2) + "/changes/" + id_of(1));
    ASSERT_EQ(changes.items("communities").size(), 2u);
    const Value& east = changes.items("communities")[1];
    EXPECT_EQ(east.text("code"), kEast);
    EXPECT_EQ(east.text("moved_most"), "ELD01");
    EXPECT_GT(east["by_access"].number_or(0), 1);
    EXPECT_NEAR(east["by_access"].number_or(0),
                east["after"].number_or(0) - east["before"].number_or(0), 0.02);
}

TEST_F(IndexRuns, a_published_run_takes_the_place_of_the_one_before) {
    ASSERT_EQ(freeze(1).status, 201);
    ASSERT_EQ(freeze(2).status, 201);
    const Value publish = Value::map({{"move", "publish"}});
    EXPECT_EQ(post("/api/v1/index/runs/" + id_of(1) + "/events", publish).status, 200);
    EXPECT_EQ(post("/api/v1/index/runs/" + id_of(2) + "/events", publish).status, 200);
    const Response again = post("/api/v1/index/runs/" + id_of(1) + "/events", publish);
    EXPECT_EQ(tree_of(again).text("code"), "move_illegal");
    const Value runs = tree_of(get("/api/v1/index/runs", {m_planner}));
    EXPECT_EQ(runs.items("runs")[0].text("state"), "published");
    EXPECT_EQ(runs.items("runs")[1].text("state"), "superseded");
    EXPECT_EQ(
        post("/api/v1/index/runs/" + id_of(1) + "/events", Value::map({{"move", "supersede"}}))
            .status,
        422);
}

TEST_F(IndexRuns, bad_requests_name_the_field) {
    const auto body = [](std::string_view name, Value value) {
        Value out = Value::map({{"id", id_of(1)}, {"title", "上半年"}});
        out.set(name, std::move(value));
        return out;
    };
    EXPECT_EQ(refused_at(Value::map({{"title", "上半年"}})), "/id");
    EXPECT_EQ(refused_at(body("id", "7")), "/id");
    EXPECT_EQ(refused_at(body("title", " ")), "/title");
    EXPECT_EQ(refused_at(body("title", std::string(61, 'x'))), "/title");
    EXPECT_EQ(refused_at(body("title", "a\nb")), "/title");
    EXPECT_EQ(refused_at(body("wave", "7")), "/wave");
    EXPECT_EQ(refused_at(body("settings", Value::map({{"bottom_share", 1.5}}))),
              "/settings/bottom_share");
    EXPECT_EQ(post("/api/v1/index/runs", body("wave", id_of(77))).status, 404);
    EXPECT_EQ(get("/api/v1/index/runs/" + id_of(77), {m_planner}).status, 404);
    EXPECT_EQ(get("/api/v1/index/runs/7", {m_planner}).status, 404);
    ASSERT_EQ(freeze(1).status, 201);
    EXPECT_EQ(get("/api/v1/index/runs/" + id_of(1) + "/communities/7", {m_planner}).status, 422);
    EXPECT_EQ(
        get("/api/v1/index/runs/" + id_of(1) + "/communities/330106001099", {m_planner}).status,
        404);
    EXPECT_EQ(post("/api/v1/index/runs", body("title", "另一个")).status, 409);
}

TEST_F(IndexRuns, a_reported_space_is_proposed_for_what_a_community_on_the_plan_lacks) {
    ASSERT_EQ(freeze(1).status, 201);
    const std::string path = "/api/v1/index/runs/" + id_of(1) + "/proposals";
    EXPECT_EQ(tree_of(get(path, {m_planner})).items("choices").size(), 0u) << "nothing is reported";
    // A former office of the street, beside the houses of the second community.
    const RecordBuilder report =
        RecordBuilder()
            .number(50)
            .with("/community", kEast)
            .with("/body/space_type", "I01")
            .with("/body/place/point/lon", 120.1655)
            .with("/body/place/point/lat", 30.274)
            .with("/body/floor_area", Value::map({{"value", 700}, {"source", "measured"}}));
    ASSERT_EQ(post_record(RecordBuilder(report).bytes()).status, 201);
    const Response response = get(path, {m_planner});
    ASSERT_EQ(response.status, 200) << response.body;
    const Value tree = tree_of(response);
    EXPECT_TRUE(tree["is_best"].bool_or(false));
    ASSERT_GE(tree.items("choices").size(), 1u) << response.body;
    const Value& choice = tree.items("choices")[0];
    EXPECT_EQ(choice["space"].text("id"), id_of(50));
    EXPECT_GT(choice["people"].number_or(0), 0);
    EXPECT_EQ(choice.items("gives")[0].text("community"), kEast);
    EXPECT_FALSE(choice.items("said").empty());
    const Value none = tree_of(get(path, {m_planner}, {{"projects", "0"}}));
    EXPECT_EQ(none.items("choices").size(), 0u);
    for (const char* bad : {"-1", "x", "1e3", "99999999999999999999"}) {
        const Response refused = get(path, {m_planner}, {{"budget_yuan", bad}});
        EXPECT_EQ(refused.status, 400) << bad;
        EXPECT_EQ(tree_of(refused).text("path"), "/budget_yuan");
    }
}

TEST_F(IndexRuns, a_shed_whose_owners_voted_against_a_use_is_not_proposed_for_it) {
    ASSERT_EQ(freeze(1).status, 201);
    const RecordBuilder report =
        RecordBuilder()
            .number(50)
            .with("/community", kEast)
            .with("/body/space_type", "I05")
            .with("/body/place/point/lon", 120.1655)
            .with("/body/place/point/lat", 30.274)
            .with("/body/floor_area", Value::map({{"value", 900}, {"source", "measured"}}));
    ASSERT_EQ(post_record(RecordBuilder(report).bytes()).status, 201);
    const auto kind_proposed = [&]() -> std::string {
        const Value tree =
            tree_of(get("/api/v1/index/runs/" + id_of(1) + "/proposals", {m_planner}));
        return tree.items("choices").empty() ? std::string()
                                             : tree.items("choices")[0].text("kind");
    };
    const std::string kind = kind_proposed();
    ASSERT_FALSE(kind.empty());
    const Actor planner{Role::Planner, "planner"};
    PlanFacts facts;
    facts.year = 2027;
    facts.title = "车棚改造";
    facts.community = kEast;
    facts.kinds = {kind};
    facts.space = id_of(50);
    ASSERT_TRUE(storage().file_plan_item(id_of(60), facts, planner, kNowMs));
    SpaceStep asked{.move = SpaceMove::Consult};
    asked.owners_vote = OwnersVote{.all = {6, 600}, .voting = {6, 600}, .in_favour = {1, 100}};
    ASSERT_TRUE(storage().step_space(id_of(50), asked, planner, kNowMs));
    ASSERT_TRUE(storage().step_plan_item(
        id_of(60), 1,
        {.doing = PlanDoing::Move, .move = PlanMove::Remove, .reason = "业主没有同意"}, planner,
        kNowMs));
    const std::string other = kind_proposed();
    EXPECT_NE(other, kind) << "they said no to that";
    EXPECT_FALSE(other.empty()) << "and nothing of other uses";
}

TEST_F(IndexRuns, the_ranking_is_downloaded_with_its_run) {
    ASSERT_EQ(freeze(1).status, 201);
    Response csv = get("/export/index.csv", {m_planner}, {{"run", id_of(1)}});
    ASSERT_EQ(csv.status, 200);
    const std::string text = whole_body(csv);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
    EXPECT_NE(text.find("community_code,community_name,index,index_low"), std::string::npos);
    EXPECT_NE(text.find(std::string(kEast) + ",东社区,0"), std::string::npos) << text;
    Response geojson = get("/export/index.geojson", {m_planner});
    const auto tree = parse_own_json(whole_body(geojson));
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->items("features").size(), 2u);
    EXPECT_EQ(get("/export/index.csv", {m_planner}, {{"run", id_of(7)}}).status, 404);
}

TEST_F(IndexRuns, a_community_without_roads_is_marked_in_the_ranking_and_in_its_download) {
    // A house in the middle of nowhere, which belongs to the second community.
    import("building", {block(120.152, kCommunityCode, 400), block(120.40, kEast, 400)});
    ASSERT_EQ(freeze(1).status, 201);
    EXPECT_EQ(read(id_of(1))["straight"], Value::list({kEast}));
    const auto column = ranking_column("is_by_network");
    EXPECT_EQ(column.at(std::string(kCommunityCode)), "1");
    EXPECT_EQ(column.at(std::string(kEast)), "0");
}

TEST_F(IndexRuns, people_and_buildings_that_are_covered_are_downloaded_beside_each_other) {
    import("building", {block(120.152, kCommunityCode, 400), block(120.155, kCommunityCode, 400),
                        block(120.159, kCommunityCode, 800), block(120.165, kEast, 400)});
    ASSERT_EQ(freeze(1).status, 201);
    // Of 20 kinds, 8 of which weigh 2, there is one of weight 2: it reaches half of the people, who
    // live in two of three houses, so 2·1/2 / 28 and 2·2/3 / 28.
    const std::string first(kCommunityCode);
    EXPECT_EQ(ranking_column("people_covered").at(first), "0.036");
    EXPECT_EQ(ranking_column("buildings_covered").at(first), "0.048");
    EXPECT_EQ(ranking_column("people_covered").at(std::string(kEast)), "0");
    EXPECT_EQ(ranking_column("buildings_covered").at(std::string(kEast)), "0");
}

TEST_F(IndexRuns, the_download_has_the_order_of_the_ranking) {
    CityIndex index;
    const auto add = [&](std::string_view code, double value, double standard) {
        CommunityIndex one;
        one.code = code;
        one.has_index = true;
        one.index = value;
        one.standard = standard;
        index.communities.push_back(one);
    };
    add("330106001001", 50, 70);
    index.communities.push_back({.code = "330106001002"});
    add("330106001003", 50, 60);
    add("330106001004", 40, 90);
    NewIndexRun run;
    run.id = id_of(1);
    run.title = "同分";
    run.document = "{}";
    run.document_sha256 = "1";
    run.result = write_json(Value::map({{"index", city_index_tree(index)}}));
    ASSERT_TRUE(storage().freeze_index(run, {Role::Planner, "planner"}, kNowMs));
    Response csv = get("/export/index.csv", {m_planner}, {{"run", id_of(1)}});
    ASSERT_EQ(csv.status, 200);
    const std::string text = whole_body(csv);
    std::size_t last = 0;
    for (const char* code : {"330106001004", "330106001003", "330106001001", "330106001002"}) {
        const std::size_t at = text.find(code);
        ASSERT_NE(at, std::string::npos) << code;
        EXPECT_GT(at, last) << code;
        last = at;
    }
}

TEST_F(IndexRuns, without_a_run_there_is_nothing_to_download) {
    EXPECT_EQ(get("/export/index.csv", {m_planner}).status, 404);
    EXPECT_EQ(tree_of(get("/api/v1/index/runs", {m_planner})).items("runs").size(), 0u);
}

}  // namespace

}  // namespace kongdi::server::tests
