// SPDX-License-Identifier: Apache-2.0
// Each route of workers and planners, with a subject inside and outside of the scope of whoever
// asks. A route that is not in the table below fails the test: somebody has to decide.
#include "core/base/time.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/codec/meeting_codec.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/codec/wave_codec.hpp"
#include "server/index/reckon.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kElsewhere = "330106001052";

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

/// How a route keeps to a scope.
enum class Keeps {
    Subject,  // what it is about lies in the scope, or it is refused
    List,     // its rows are those of the scope
    Nothing,  // it says nothing of a place, or only what is planned or published for the city
};

struct Case {
    std::string_view method_and_pattern;
    Keeps keeps;
    Value body = {};
    Role role = Role::Worker;
};

class ScopeTest : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        ASSERT_EQ(post_record(RecordBuilder().number(1).photo(std::string(64, 'a')).bytes()).status,
                  201);
        ASSERT_TRUE(
            storage().keep_photo({std::string(64, 'a'), 3, 1, 1, "image/png"}, "one", kNowMs));
        // Two who did not find the same: it is still to be checked.
        for (const auto& [who, finding] :
             {std::pair("a", SiteFinding::Usable), std::pair("b", SiteFinding::InUse)}) {
            ReportStep check{.move = ReportMove::Verify, .two_persons = true};
            check.check = SiteCheck{.finding = finding};
            ASSERT_TRUE(storage().step_report(id_of(1), check, {Role::Worker, who}, kNowMs));
        }
        ASSERT_EQ(post_record(RecordBuilder::missing_facility("ELD02").number(2).bytes()).status,
                  201);
        const CheckedFacility facts = facility_facts_of(canteen(), catalogue());
        ASSERT_TRUE(facts.ok());
        ASSERT_TRUE(storage().file_facility(id_of(3), facts.facts, kOther, kNowMs));
        ASSERT_TRUE(storage().plan_meeting(
            id_of(4), kongdi::tests::meeting_plan(std::string(kCommunityCode)), kOther, kNowMs));
        const CheckedWave plan = wave_plan_of(wave(), catalogue());
        ASSERT_TRUE(plan.ok()) << plan.errors[0].path;
        ASSERT_TRUE(storage().plan_wave(id_of(5), plan.plan, kOther, kNowMs));
        // Somebody lives there, so that it has an index.
        Feature house = square_community();
        house.properties = Value::map({{"community", kCommunityCode}, {"people", 400}});
        ASSERT_TRUE(storage().import_features("building", "test", {&house, 1}, kNowMs));
        const IndexAsked asked{id_of(6), "上半年", "", index_defaults()->settings};
        const auto input = index_input(storage(), catalogue(), asked, index_defaults()->reach);
        ASSERT_TRUE(input) << input.error().detail;
        ASSERT_TRUE(storage().freeze_index(reckoned(asked, *input), kOther, kNowMs));
        const CheckedPlan item = plan_facts_of(plan_item(), catalogue());
        ASSERT_TRUE(item.ok()) << item.errors[0].path;
        ASSERT_TRUE(storage().file_plan_item(id_of(7), item.facts, kOther, kNowMs));
        ASSERT_TRUE(storage().file_programme(id_of(8), ProgrammeKind::Award,
                                             kongdi::tests::programme_facts(ProgrammeKind::Award),
                                             kOther, kNowMs));
    }
    static Value canteen() {
        return Value::map({{"id", id_of(13)},
                           {"kind", "ELD02"},
                           {"name", "翠苑老年食堂"},
                           {"community", kCommunityCode},
                           {"point", Value::map({{"lon", 120.1551}, {"lat", 30.2741}})}});
    }
    static Value plan_item() {
        return Value::map({{"id", id_of(17)},
                           {"year", 2027},
                           {"title", "社区食堂"},
                           {"community", kCommunityCode},
                           {"kinds", Value::list({"ELD02"})}});
    }
    static Value programme_entry() {
        return Value::map({{"id", id_of(18)},
                           {"kind", "case"},
                           {"facts", kongdi::tests::programme_facts(ProgrammeKind::Case)}});
    }
    static Value wave() {
        return Value::map(
            {{"id", id_of(15)},
             {"title", "下半年体检"},
             {"questionnaire", "service_checkup"},
             {"opens_at", format_time(kNowMs)},
             {"closes_at", format_time(kNowMs + 10 * 86'400'000LL)},
             {"targets",
              Value::list({Value::map({{"community", kCommunityCode}, {"households", 60}})})}});
    }
    static Value meeting() {
        Value out = meeting_plan_tree(kongdi::tests::meeting_plan(std::string(kCommunityCode)));
        out.set("id", id_of(14));
        return out;
    }
    static std::vector<Case> cases() {
        const Value change = Value::map({{"move", "verify"}, {"version", 1}});
        const Value remove = Value::map(
            {{"do", "move"}, {"version", 1}, {"move", "remove"}, {"reason", "没有同意"}});
        const Value withdraw =
            Value::map({{"do", "move"}, {"version", 1}, {"move", "withdraw"}, {"reason", "重复"}});
        const Value sheets = Value::map(
            {{"community", kCommunityCode},
             {"buildings", Value::list({Value::map({{"name", "3 幢"}, {"households", 1}})})}});
        return {
            {"GET /api/v1/records/{id}", Keeps::Subject},
            {"POST /api/v1/records/{id}/events", Keeps::Subject, Value::map({{"move", "verify"}})},
            {"GET /api/v1/photos/{sha256}", Keeps::Subject},
            {"POST /api/v1/photos/{sha256}/covers", Keeps::Subject,
             Value::map({{"parts", Value::list({Value::list({0, 0, 0.5, 0.5})})}})},
            {"GET /api/v1/site_checks/agreement", Keeps::List},
            {"GET /api/v1/spaces", Keeps::List},
            {"GET /api/v1/spaces/{id}", Keeps::Subject},
            {"POST /api/v1/spaces/{id}/events", Keeps::Subject,
             Value::map({{"move", "clear_ownership"}})},
            {"GET /api/v1/facilities", Keeps::List},
            {"POST /api/v1/facilities", Keeps::Subject, canteen()},
            // Row by row: changes/facility_changes_test.cpp.
            {"POST /api/v1/facilities/changes", Keeps::Nothing, {}, Role::Planner},
            {"POST /api/v1/facilities/changes/preview", Keeps::Nothing, {}, Role::Planner},
            {"GET /api/v1/facility_remarks", Keeps::List},
            {"GET /api/v1/facilities/{id}", Keeps::Subject},
            {"POST /api/v1/facilities/{id}/events", Keeps::Subject, change},
            {"GET /api/v1/waves", Keeps::Nothing},
            {"POST /api/v1/waves", Keeps::Subject, wave(), Role::Planner},
            {"GET /api/v1/waves/{id}", Keeps::Nothing},
            {"POST /api/v1/waves/{id}/events", Keeps::Subject, Value::map({{"move", "open"}}),
             Role::Planner},
            {"POST /api/v1/waves/{id}/sheets", Keeps::Subject, sheets},
            {"GET /api/v1/waves/{id}/progress", Keeps::List},
            {"GET /api/v1/waves/{id}/results", Keeps::Nothing},
            {"GET /api/v1/index/settings", Keeps::Nothing},
            {"GET /api/v1/index/runs", Keeps::Nothing},
            {"GET /api/v1/index/runs/{id}", Keeps::List},
            {"GET /api/v1/index/runs/{id}/changes/{other}", Keeps::List},
            {"GET /api/v1/index/runs/{id}/communities/{code}", Keeps::Subject},
            {"GET /api/v1/spaces/{id}/reach", Keeps::Subject},
            {"GET /api/v1/facilities/{id}/reach", Keeps::Subject},
            {"GET /api/v1/communities/{code}/kinds/{kind}/reach", Keeps::Subject},
            {"GET /api/v1/plan", Keeps::List},
            {"POST /api/v1/plan", Keeps::Subject, plan_item(), Role::Planner},
            // Row by row: changes/plan_changes_test.cpp.
            {"POST /api/v1/plan/changes", Keeps::Nothing, {}, Role::Planner},
            {"POST /api/v1/plan/changes/preview", Keeps::Nothing, {}, Role::Planner},
            {"GET /api/v1/plan/{id}", Keeps::Subject},
            {"POST /api/v1/plan/{id}/events", Keeps::Subject, remove, Role::Planner},
            {"GET /api/v1/programme", Keeps::List},
            {"POST /api/v1/programme", Keeps::Subject, programme_entry(), Role::Planner},
            // Row by row: changes/programme_changes_test.cpp.
            {"POST /api/v1/programme/changes", Keeps::Nothing, {}, Role::Planner},
            {"POST /api/v1/programme/changes/preview", Keeps::Nothing, {}, Role::Planner},
            {"GET /api/v1/programme/tables", Keeps::Nothing},
            {"GET /api/v1/programme/sums", Keeps::List},
            {"GET /api/v1/programme/land_terms", Keeps::Nothing},
            {"GET /api/v1/programme/entries/{id}", Keeps::Subject},
            {"POST /api/v1/programme/entries/{id}/events", Keeps::Subject, withdraw, Role::Planner},
            {"GET /api/v1/meetings", Keeps::List},
            {"POST /api/v1/meetings", Keeps::Subject, meeting()},
            {"GET /api/v1/meetings/{id}", Keeps::Subject},
            {"POST /api/v1/meetings/{id}/events", Keeps::Subject, Value::map({{"move", "open"}})},
            {"GET /api/v1/meetings/{id}/qr", Keeps::Subject},
            {"GET /api/v1/questionnaires/{id}/{version}/form.xlsx",
             Keeps::Nothing,
             {},
             Role::Planner},
            {"POST /api/v1/questionnaires/xlsform", Keeps::Nothing, {}, Role::Planner},
            {"GET /export/{dataset.format}", Keeps::List},
            // Each account has its own: handlers/exports_test.cpp.
            {"GET /api/v1/exports", Keeps::Nothing},
            {"POST /api/v1/exports/{id}/stop", Keeps::Nothing},
            // What they keep to is held by handlers/sheets_test.cpp, too.
            {"GET /export/chart/{name.format}", Keeps::Subject},
            {"GET /export/sheet/{name.format}", Keeps::Subject},
            {"GET /plain/sheets/{name}", Keeps::Subject},
        };
    }
    static std::string path_of(std::string_view pattern) {
        std::string out(pattern.substr(pattern.find(' ') + 1));
        const auto put = [&](std::string_view mark, const std::string& value) {
            if (const auto at = out.find(mark); at != std::string::npos)
                out.replace(at, mark.size(), value);
        };
        put("{sha256}", std::string(64, 'a'));
        put("{dataset.format}", "spaces.csv");
        put("chart/{name.format}", "chart/map.svg");
        put("{name.format}", "community.pdf");
        put("{name}", "community");
        put("{other}", id_of(6));
        put("{code}", std::string(kCommunityCode));
        put("{kind}", "ELD01");
        const int number = out.find("facilities") != std::string::npos    ? 3
                           : out.find("meetings") != std::string::npos    ? 4
                           : out.find("waves") != std::string::npos       ? 5
                           : out.find("/index/") != std::string::npos     ? 6
                           : out.find("/plan/") != std::string::npos      ? 7
                           : out.find("/programme/") != std::string::npos ? 8
                                                                          : 1;
        put("{id}", id_of(static_cast<std::uint32_t>(number)));
        return out;
    }
    Response ask(const Case& one, const Pair& cookie, const std::string& path) {
        Request asked = json_request(path, write_json(one.body));
        asked.method = one.method_and_pattern.starts_with("GET") ? Method::Get : Method::Post;
        asked.headers.push_back(cookie);
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.emplace_back("Host", "city.example");
        if (path.ends_with("/map.svg") || path.ends_with("/community.pdf") ||
            path.ends_with("/sheets/community"))
            asked.query.emplace_back("community", std::string(kCommunityCode));
        return send(std::move(asked));
    }
    Response ask(const Case& one, const Pair& cookie) {
        return ask(one, cookie, path_of(one.method_and_pattern));
    }
    /// How many rows a list has.
    static std::int64_t rows_in(Response response) {
        if (response.stream) {
            const std::string text = whole_body(response);
            return std::count(text.begin(), text.end(), '\n') - 1;
        }
        const Value whole = tree_of(response);
        const Value& tree = whole["index"].is_null() ? whole : whole["index"];
        for (const std::string_view name : {"rows", "facilities", "remarks", "meetings",
                                            "communities", "items", "entries", "awards"})
            if (tree[name].if_list() != nullptr) return std::ssize(tree.items(name));
        if (tree["n"].if_int() != nullptr) return tree["n"].int_or(0);
        ADD_FAILURE() << response.body;
        return -1;
    }
    Pair inside(const Case& one) { return as("in", one.role, {{std::string(kCommunityCode)}}); }
    Pair outside(const Case& one) { return as("out", one.role, {{std::string(kElsewhere)}}); }

    inline static const Actor kOther{Role::Planner, "somebody else"};
};

TEST_F(ScopeTest, every_route_of_staff_keeps_to_their_scope_in_the_way_the_table_says) {
    std::size_t found = 0;
    const std::vector<Case> all = cases();
    for (const Route& route : routes()) {
        if (route.access != Access::Staff && route.access != Access::Planner &&
            route.access != Access::DeviceOrStaff)
            continue;
        const std::string key = std::string(route.method == Method::Get ? "GET " : "POST ") +
                                std::string(route.pattern);
        const auto listed = [&](const Case& one) { return one.method_and_pattern == key; };
        EXPECT_EQ(std::count_if(all.begin(), all.end(), listed), 1) << key;
        ++found;
    }
    EXPECT_EQ(found, all.size());
}

TEST_F(ScopeTest, what_lies_outside_is_refused_and_nothing_is_done) {
    for (const Case& one : cases()) {
        if (one.keeps != Keeps::Subject) continue;
        SCOPED_TRACE(one.method_and_pattern);
        const Pair cookie = outside(one);
        const std::string before = *storage().derived_text();
        const Response response = ask(one, cookie);
        // Whether a photo is there is nobody's business.
        const bool photo = one.method_and_pattern.find("{sha256}") != std::string_view::npos;
        EXPECT_EQ(response.status, photo ? 404 : 403) << response.body;
        // A page says it in words.
        if (!one.method_and_pattern.starts_with("GET /plain/")) {
            EXPECT_EQ(tree_of(response).text("code"), photo ? "not_found" : "access_denied");
        }
        EXPECT_EQ(*storage().derived_text(), before);
    }
}

TEST_F(ScopeTest, what_lies_inside_is_done) {
    for (const Case& one : cases()) {
        if (one.keeps != Keeps::Subject) continue;
        SCOPED_TRACE(one.method_and_pattern);
        const Response response = ask(one, inside(one));
        EXPECT_TRUE(response.status == 200 || response.status == 201)
            << response.status << response.body;
    }
}

TEST_F(ScopeTest, lists_hold_what_lies_inside) {
    for (const Case& one : cases()) {
        if (one.keeps != Keeps::List) continue;
        SCOPED_TRACE(one.method_and_pattern);
        EXPECT_EQ(rows_in(ask(one, inside(one))), 1);
        EXPECT_EQ(rows_in(ask(one, outside(one))), 0);
        EXPECT_EQ(rows_in(ask(one, as("all", one.role, whole_city()))), 1);
        EXPECT_EQ(rows_in(ask(one, as("none", one.role, {}))), 0);
    }
    const Case facilities{"GET /export/{dataset.format}", Keeps::List};
    EXPECT_EQ(rows_in(ask(facilities, inside(facilities), "/export/facilities.csv")), 1);
    EXPECT_EQ(rows_in(ask(facilities, outside(facilities), "/export/facilities.csv")), 0);
}

TEST_F(ScopeTest, who_planned_a_meeting_leads_it_wherever_they_act) {
    const Pair maker = as("maker", Role::Worker, {{std::string(kCommunityCode)}});
    ASSERT_EQ(ask({"POST /api/v1/meetings", Keeps::Subject, meeting()}, maker).status, 201);
    const Pair moved = as("maker", Role::Worker, {{std::string(kElsewhere)}});
    const Case open{"POST /api/v1/meetings/{id}/events", Keeps::Subject,
                    Value::map({{"move", "open"}})};
    EXPECT_EQ(ask(open, moved, "/api/v1/meetings/" + id_of(14) + "/events").status, 200);
    EXPECT_EQ(ask(open, moved, "/api/v1/meetings/" + id_of(4) + "/events").status, 403);
}

TEST_F(ScopeTest, who_helps_in_a_meeting_is_of_its_community) {
    ASSERT_TRUE(
        storage().step_meeting(id_of(4), MoveMeeting{MeetingMove::Open}, "ABC29Z", kOther, kNowMs));
    const Case join{"POST /api/v1/join/{code}", Keeps::Subject,
                    Value::map({{"device", kDevice}, {"assisted", true}})};
    EXPECT_EQ(ask(join, outside(join), "/api/v1/join/ABC29Z").status, 403);
    EXPECT_EQ(ask(join, inside(join), "/api/v1/join/ABC29Z").status, 201);
    const Case summary{"GET /api/v1/meetings/{id}/summary", Keeps::Subject};
    ASSERT_TRUE(
        storage().step_meeting(id_of(4), MoveMeeting{MeetingMove::Close}, "", kOther, kNowMs));
    EXPECT_EQ(ask(summary, outside(summary)).status, 404) << "not published yet";
    EXPECT_EQ(ask(summary, inside(summary)).status, 200);
}

TEST_F(ScopeTest, a_facility_is_not_moved_out_of_the_scope_nor_into_it) {
    Value facts = canteen();
    facts.set("community", kElsewhere);
    const Case change{"POST /api/v1/facilities/{id}/events", Keeps::Subject,
                      Value::map({{"move", "change"}, {"version", 1}, {"facts", facts}})};
    EXPECT_EQ(ask(change, inside(change)).status, 403);
    EXPECT_EQ(ask(change, outside(change)).status, 403);
    EXPECT_EQ(storage().facility(id_of(3)).value()->version, 1);
    EXPECT_EQ(ask(change, as("all", Role::Worker, {{"330106"}})).status, 200);
}

TEST_F(ScopeTest, what_lies_in_no_community_is_for_those_of_the_whole_city) {
    const auto nowhere =
        RecordBuilder().number(9).with("/community", Value()).with("/body/place/point/lon", 120.3);
    ASSERT_EQ(post_record(RecordBuilder(nowhere).bytes()).status, 201);
    const Case show{"GET /api/v1/records/{id}", Keeps::Subject};
    const std::string path = "/api/v1/records/" + id_of(9);
    EXPECT_EQ(ask(show, as("d", Role::Worker, {{"330106"}}), path).status, 403);
    EXPECT_EQ(ask(show, as("c", Role::Worker, whole_city()), path).status, 200);
}

}  // namespace

}  // namespace kongdi::server::tests
