// SPDX-License-Identifier: Apache-2.0
// Who of the staff saw raw reports is written down, and nobody can take that back unseen.
#include "server/handlers/read_audit.hpp"

#include <regex>
#include <set>

#include "server/http/routes.hpp"
#include "server/storage/read_log.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

/// What staff may read that says nothing of what one person sent. A route that is neither here nor
/// in the table fails the test: somebody has to decide.
constexpr std::array<std::string_view, 29> kNotRaw{
    "/api/v1/exports",
    "/api/v1/site_checks/agreement",
    "/api/v1/spaces/{id}/reach",
    "/api/v1/facilities",
    "/api/v1/facilities/{id}",
    "/api/v1/facilities/{id}/reach",
    "/api/v1/communities/{code}/kinds/{kind}/reach",
    "/api/v1/waves",
    "/api/v1/waves/{id}",
    "/api/v1/waves/{id}/progress",
    "/api/v1/waves/{id}/results",
    "/api/v1/index/settings",
    "/api/v1/index/runs",
    "/api/v1/index/runs/{id}",
    "/api/v1/index/runs/{id}/document",
    "/api/v1/index/runs/{id}/proposals",
    "/api/v1/index/runs/{id}/changes/{other}",
    "/api/v1/index/runs/{id}/communities/{code}",
    "/api/v1/plan",
    "/api/v1/plan/{id}",
    "/api/v1/programme",
    "/api/v1/programme/tables",
    "/api/v1/programme/sums",
    "/api/v1/programme/land_terms",
    "/api/v1/programme/entries/{id}",
    "/api/v1/meetings",
    "/api/v1/meetings/{id}/qr",
    "/api/v1/imports",
    "/api/v1/questionnaires/{id}/{version}/form.xlsx",
};

/// What everybody may read and whose source asks who does, that shows staff nothing of one person.
constexpr std::array<std::string_view, 17> kToAllAlike{
    "/api/v1/catalogue",
    "/api/v1/map/communities",
    "/api/v1/indicators",
    "/api/v1/indicators/{name}",
    "/api/v1/facilities/near",
    "/api/v1/facilities/near/{id}",
    "/api/v1/results/{id}",
    "/api/v1/meetings/{id}/summary",
    "/api/v1/join/{code}",
    "/api/v1/questionnaires",
    "/api/v1/questionnaires/{id}/{version}",
    "/ogc",
    "/ogc/api",
    "/ogc/conformance",
    "/ogc/collections",
    "/ogc/collections/{id}",
    "/ogc/collections/{id}/queryables",
};

std::string source_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Patterns of public routes that are answered from a source in which it counts who is logged in.
std::vector<std::string> open_to_all_but_not_alike() {
    const std::filesystem::path server = kongdi::tests::tests_dir() + "/../server";
    const std::regex who(
        "is_staff\\(|is_planner\\(|is_administrator\\(|within_scope|request\\.account");
    std::string telling;  // sources in which it counts
    for (const auto& file : std::filesystem::recursive_directory_iterator(server / "handlers"))
        if (const std::string text = source_of(file.path());
            file.path().extension() == ".cpp" && std::regex_search(text, who))
            telling += text;
    const std::string table = source_of(server / "http" / "routes.cpp");
    const std::regex row("\\{Method::Get,\\s+\"([^\"]+)\",\\s+Public,\\s+(\\w+)");
    std::vector<std::string> out;
    for (std::sregex_iterator one(table.begin(), table.end(), row), end; one != end; ++one)
        if (telling.find("\nResponse " + (*one)[2].str() + "(") != std::string::npos)
            out.push_back((*one)[1]);
    return out;
}

class ReadAudit : public ServerFixture {
protected:
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    Value::List reads(std::vector<Pair> query = {}) {
        const Response answer = get("/api/v1/reads", {as(Role::Administrator)}, std::move(query));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return tree_of(answer).items("reads");
    }
};

TEST_F(ReadAudit, every_route_of_staff_is_written_down_or_shows_nothing_raw) {
    std::set<std::string_view> decided(kNotRaw.begin(), kNotRaw.end());
    for (const AuditedRead& one : audited_reads()) decided.insert(one.pattern);
    for (const Route& route : routes()) {
        const bool is_of_staff = route.access == Access::Staff || route.access == Access::Planner ||
                                 route.access == Access::CityPlanner ||
                                 route.access == Access::DeviceOrStaff;
        if (route.method != Method::Get || !is_of_staff) continue;
        EXPECT_TRUE(decided.contains(route.pattern)) << route.pattern;
    }
    for (const AuditedRead& one : audited_reads()) {
        const auto& all = routes();
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Route& route) {
            return route.pattern == one.pattern;
        })) << one.pattern;
    }
}

TEST_F(ReadAudit, every_public_route_that_tells_staff_more_is_written_down) {
    std::set<std::string_view> decided(kToAllAlike.begin(), kToAllAlike.end());
    for (const AuditedRead& one : audited_reads()) decided.insert(one.pattern);
    const auto found = open_to_all_but_not_alike();
    EXPECT_NE(std::find(found.begin(), found.end(), "/api/v1/map/points"), found.end());
    for (const std::string& pattern : found) EXPECT_TRUE(decided.contains(pattern)) << pattern;
    for (const std::string_view one : kToAllAlike)
        EXPECT_NE(std::find(found.begin(), found.end(), one), found.end()) << one;
}

TEST_F(ReadAudit, says_who_of_the_staff_looked_at_points_and_for_what) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const std::vector<Pair> asked{{"bbox", "120.1,30.2,120.2,30.3"}};
    ASSERT_EQ(get("/api/v1/map/points", {}, asked).status, 200);
    ASSERT_EQ(get("/api/v1/map/points", {as(Role::Resident)}, asked).status, 200);
    EXPECT_TRUE(reads().empty()) << "what everybody sees";
    ASSERT_EQ(get("/api/v1/map/points", {as("ling", Role::Worker, whole_city())},
                  {asked[0], {"text", "空"}})
                  .status,
              200);
    const Value::List rows = reads();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].text("account"), "ling");
    EXPECT_EQ(rows[0].text("what"), "points");
    EXPECT_EQ(rows[0].text("subject"), "bbox=120.1,30.2,120.2,30.3&text=空");
}

TEST_F(ReadAudit, says_who_saw_which_report_when) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const auto ling = as("ling", Role::Worker, whole_city());
    ASSERT_EQ(get("/api/v1/spaces/" + id_of(1), {ling}).status, 200);
    ASSERT_EQ(get("/api/v1/spaces", {ling}, {{"q", "空"}}).status, 200);
    Response file = get("/export/reports.csv", {ling}, {{"state", "submitted"}});
    ASSERT_EQ(file.status, 200);
    const Value::List rows = reads({{"account", "ling"}});
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[2].text("what"), "report");
    EXPECT_EQ(rows[2].text("subject"), id_of(1));
    EXPECT_EQ(rows[2].text("at"), "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(rows[1].text("subject"), "q=空");
    EXPECT_EQ(rows[0].text("subject"), "reports.csv&state=submitted");
    EXPECT_EQ(reads({{"subject", id_of(1)}}).size(), 1u) << "who saw this report";
}

TEST_F(ReadAudit, what_was_refused_or_is_ones_own_is_not_in_it) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    EXPECT_EQ(get("/api/v1/records/" + id_of(1), {as_device()}).status, 200);
    EXPECT_EQ(get("/api/v1/spaces/" + id_of(2), {as(Role::Worker)}).status, 404);
    EXPECT_TRUE(reads().empty());
}

TEST_F(ReadAudit, is_for_administrators_and_says_what_is_wrong_with_a_question) {
    EXPECT_EQ(get("/api/v1/reads", {as(Role::Planner)}).status, 403);
    EXPECT_EQ(get("/api/v1/reads").status, 401);
    for (const char* limit : {"0", "-1", "x", "1x", "10001"})
        EXPECT_EQ(get("/api/v1/reads", {as(Role::Administrator)}, {{"limit", limit}}).status, 422)
            << limit;
}

TEST_F(ReadAudit, loses_nothing_when_the_server_stops_at_once) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const auto worker = as(Role::Worker);
    for (int i = 0; i < 50; ++i) ASSERT_EQ(get("/api/v1/spaces/" + id_of(1), {worker}).status, 200);
    const std::string folder = (m_folder.path() / "data").string();
    m_storage.reset();
    const auto again = open_or_die({.folder = folder});
    EXPECT_EQ(again->read_log({})->size(), 50u);
    const std::string before = *again->derived_text();
    ASSERT_TRUE(again->rebuild());
    EXPECT_EQ(*again->derived_text(), before);
}

TEST_F(ReadAudit, many_reads_share_one_event) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const auto worker = as(Role::Worker);
    const auto events = [&] { return std::ssize(*storage().events_after(0, 10'000)); };
    ASSERT_TRUE(storage().reads().flush());
    const auto before = events();
    for (int i = 0; i < 200; ++i)
        ASSERT_EQ(get("/api/v1/spaces/" + id_of(1), {worker}).status, 200);
    ASSERT_TRUE(storage().reads().flush());
    EXPECT_LT(events() - before, 20);
    EXPECT_EQ(reads({{"limit", "1000"}}).size(), 200u);
}

TEST(ReadChain, shows_what_was_changed_taken_out_or_put_in) {
    const auto row = [](std::int64_t at_ms) {
        return std::vector<ReadRow>{{at_ms, "ling", "report", "x"}};
    };
    const Value one = reads_facts(row(1), "");
    const Value two = reads_facts(row(2), one.text("hash"));
    const Value three = reads_facts(row(3), two.text("hash"));
    const auto broken = [](std::vector<Value> facts) {
        std::string before;
        int out = 0;
        for (const Value& each : facts) out += broken_reads(each, before).empty() ? 0 : 1;
        return out;
    };
    EXPECT_EQ(broken({one, two, three}), 0);
    EXPECT_EQ(broken({one, three}), 1);
    EXPECT_EQ(broken({two, three}), 1);
    EXPECT_EQ(broken({one, three, two}), 2);
    Value changed = two;
    changed.set("reads", three["reads"]);
    EXPECT_EQ(broken({one, changed, three}), 1);
    EXPECT_EQ(broken({one, Value::map({{"erased", true}}), three}), 2);
}

}  // namespace

}  // namespace kongdi::server::tests
