// SPDX-License-Identifier: Apache-2.0
// The duties of privacy, one test each, as far as the server can show them; where other tests go
// into it, they are named. The screening of 7, and 1 and 3 by each way in: ways_in_test.cpp.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/model/indicator.hpp"
#include "server/http/routes.hpp"
#include "server/storage/own_records.hpp"
#include "server/storage/read_log.hpp"
#include "server/storage/retention.hpp"
#include "tests/server/handlers/plain_fixture.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

class PrivacyRequirements : public ServerFixture {
protected:
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    /// What a stranger gets from every public route that needs no name, and from each indicator.
    std::vector<std::pair<std::string, std::string>> seen_by_strangers() {
        std::vector<std::string> paths;
        for (const Route& route : routes())
            if (route.method == Method::Get && route.access == Access::Public &&
                route.pattern.find('{') == std::string_view::npos)
                paths.emplace_back(route.pattern);
        const Value known = tree_of(get("/api/v1/indicators"));
        for (const Value& one : known.items("indicators"))
            paths.push_back("/api/v1/indicators/" + one.text("name"));
        for (const char* set : {"spaces", "facilities", "communities"})
            paths.push_back("/ogc/collections/" + std::string(set) + "/items");
        paths.emplace_back("/open311/v2/requests.json");
        std::vector<std::pair<std::string, std::string>> out;
        for (const std::string& path : paths) {
            Response answer = get(path, {}, {{"bbox", "120,30,121,31"}});
            if (answer.status == 200) out.emplace_back(path, whole_body(answer));
        }
        return out;
    }
    static std::string paper(const std::string& name) {
        std::ifstream file(kongdi::tests::tests_dir() + "/../server/deploy/" + name);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

/// See also Open311Test: names, addresses and numbers of others' programs are dropped unread.
TEST_F(PrivacyRequirements,
       requirement_1_no_record_has_a_field_for_a_name_or_a_number_of_somebody) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(RecordKind::Count_); ++i) {
        const auto kind = std::string(record_kind_name(static_cast<RecordKind>(i)));
        const Response schema = get("/api/v1/schema/" + kind + ".json");
        ASSERT_EQ(schema.status, 200) << kind;
        ASSERT_NE(schema.body.find("\"device\""), std::string::npos) << "the pseudonym is there";
        for (const char* field : {"\"phone\"", "\"openid\"", "\"id_number\"", "\"email\"",
                                  "\"person\"", "\"first_name\"", "\"last_name\""})
            EXPECT_EQ(schema.body.find(field), std::string::npos) << kind << field;
    }
}

TEST_F(PrivacyRequirements, requirement_2_each_purpose_is_agreed_to_by_the_hash_of_its_text) {
    EXPECT_EQ(post_record(RecordBuilder().without("/consent").bytes()).status, 422);
    const std::string wrong(64, '0');
    EXPECT_EQ(
        post_record(RecordBuilder()
                        .with("/consent/survey", Value::map({{"version", 1}, {"sha256", wrong}}))
                        .bytes())
            .status,
        422);
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const Value kept = *parse_own_json(storage().record_bytes(id_of(1))->at(0));
    EXPECT_EQ(kept["consent"]["survey"].text("sha256").size(), 64u);
    EXPECT_TRUE(kept["consent"]["location"].is_null()) << "nobody asked for where they are";
}

TEST_F(PrivacyRequirements, requirement_3_it_works_without_the_position_of_the_phone) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    EXPECT_EQ((*storage().space_card(id_of(1)))->space.point_source, "hand");
    const Value fix = Value::map({{"lon", 120.1551}, {"lat", 30.2741}, {"datum", "WGS-84"}});
    EXPECT_EQ(
        post_record(
            RecordBuilder().number(2).with("/body/place/point", Value::list({fix, fix})).bytes())
            .status,
        422)
        << "one place, and no way that somebody went";
}

/// See also Guardian of the record check, and MeetingsTest, where one agrees.
TEST_F(PrivacyRequirements, requirement_4_of_a_child_nothing_is_kept_unless_a_guardian_agrees) {
    const ConsentText& own = *catalogue().consent("survey");
    EXPECT_NE(own.label.in("zh").find("已满 14 周岁"), std::string_view::npos);
    EXPECT_NE(own.label.in("en").find("14 or older"), std::string_view::npos);
    // Every form without script, of others' programs and of ours asks by that text.
    const std::string text(own.text.in("zh"));
    const auto asks_again = [&](const char* path, FormBody form) {
        Request sent = request(Method::Post, path, form.without("consent.survey").bytes());
        sent.headers.emplace_back("Content-Type", FormBody::kType);
        return send(std::move(sent)).body;
    };
    EXPECT_NE(asks_again("/plain/report", report_form()).find(text), std::string::npos);
    EXPECT_NE(asks_again("/plain/rate", rating_form()).find(text), std::string::npos);
    EXPECT_NE(get("/open311/v2/services/I05.json").body.find(own.hashes.front()),
              std::string::npos);
    for (const char* form : {"idle_space/1", "service_checkup/2"}) {
        const Response shown = get("/openrosa/forms/" + std::string(form) + ".xml");
        EXPECT_NE(shown.body.find(own.hashes.front()), std::string::npos) << form;
        EXPECT_EQ(shown.body.find("/data/consent/guardian"), std::string::npos) << form;
    }
    // A guardian's word counts for nothing outside a meeting, whoever sends it.
    RecordBuilder child;
    child.with("/consent", Value::map()).consent(kGuardian).with("/mode", "assisted");
    Request staff = json_request("/api/v1/records", child.bytes());
    staff.headers.push_back(as(Role::Worker));
    staff.headers.emplace_back(api::kPageHeader, "1");
    for (const Response& answer : {post_record(child.bytes()), send(std::move(staff))}) {
        EXPECT_EQ(answer.status, 422);
        EXPECT_NE(answer.body.find("/consent/guardian"), std::string::npos) << answer.body;
    }
    EXPECT_FALSE(storage().record(id_of(1))->has_value());
    // What is said in meetings leaves as sums, so that no download says who of them is a child.
    const Response rows =
        get("/export/answers.csv", {as(Role::Planner)}, {{"questionnaire", "meeting"}});
    EXPECT_EQ(rows.status, 404);
}

/// That nothing is left of metadata: PhotosTest.
TEST_F(PrivacyRequirements, requirement_5_no_photo_is_in_anything_public) {
    const std::string photo(64, 'a');
    ASSERT_TRUE(storage().keep_photo({photo, 3, 1, 1, "image/png"}, "one", kNowMs));
    ASSERT_EQ(post_record(RecordBuilder().number(1).photo(photo).bytes()).status, 201);
    EXPECT_NE(get("/api/v1/spaces/" + id_of(1), {as(Role::Worker)}).body.find(photo),
              std::string::npos);
    for (const auto& [path, body] : seen_by_strangers())
        EXPECT_EQ(body.find(photo), std::string::npos) << path;
    EXPECT_NE(get("/api/v1/photos/" + photo).status, 200);
}

/// See also small_numbers_test.cpp here, which asks every route twice, and the one of core.
TEST_F(PrivacyRequirements, requirement_6_strangers_see_no_number_below_five) {
    for (std::uint32_t n = 1; n < kLeastShown; ++n)
        ASSERT_EQ(post_record(RecordBuilder().number(n).bytes()).status, 201);
    const std::string few = "\"value\":" + std::to_string(kLeastShown - 1);
    EXPECT_NE(get("/api/v1/indicators/idle_spaces", {as(Role::Planner)}).body.find(few),
              std::string::npos)
        << "staff see what there is";
    std::size_t looked_at = 0;
    for (const auto& [path, body] : seen_by_strangers()) {
        ++looked_at;
        for (std::int64_t n = 1; n < kLeastShown; ++n)
            for (const char* name : {"value", "answered", "people", "reports", "n"})
                for (const char* end : {",", "}"}) {
                    const std::string cell =
                        "\"" + std::string(name) + "\":" + std::to_string(n) + end;
                    EXPECT_EQ(body.find(cell), std::string::npos) << path << " " << cell;
                }
    }
    EXPECT_GT(looked_at, 20u);
}

TEST_F(PrivacyRequirements,
       requirement_8_what_is_too_old_goes_by_itself_and_the_log_says_how_much) {
    ASSERT_EQ(
        post_record(RecordBuilder().number(1).with("/body/description", "门牌").bytes()).status,
        201);
    ASSERT_TRUE(storage().move(id_of(1), ReportMove::Withdraw, {Role::Resident, ""}, kNowMs));
    ASSERT_TRUE(retain(storage(), *retention_rules(), kNowMs + 400 * 86'400'000LL, false));
    EXPECT_FALSE(storage().record(id_of(1))->has_value());
    const auto log = storage().deletion_log(10).value();
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].rule, "report_closed");
    const std::string all = *storage().derived_text();
    EXPECT_EQ(all.find("门牌"), std::string::npos);
    EXPECT_EQ(all.find(kDevice), std::string::npos);
}

/// See also ErasureContract and OwnData.
TEST_F(PrivacyRequirements, requirement_9_all_of_a_pseudonym_is_copied_and_deleted_by_one_request) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    EXPECT_EQ(tree_of(get("/api/v1/my/data", {as_device()})).items("records").size(), 1u);
    Request wish =
        json_request("/api/v1/my/erasure", write_json(Value::map({{"device", kDevice}})));
    wish.headers.push_back(as_device());
    EXPECT_EQ(send(std::move(wish)).status, 200);
    EXPECT_EQ(tree_of(get("/api/v1/my/data", {as_device()})).items("records").size(), 0u);
    EXPECT_EQ(storage().tombstones()->size(), 1u) << "for older copies";
}

/// See also ReadAudit, AccessTest and ScopeTest.
TEST_F(PrivacyRequirements, requirement_10_who_saw_a_raw_report_is_known) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    EXPECT_EQ(get("/api/v1/spaces/" + id_of(1), {as("ling", Role::Worker, whole_city())}).status,
              200);
    ASSERT_TRUE(storage().reads().flush());
    const auto rows = storage().read_log({.subject = id_of(1)}).value();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].account, "ling");
}

TEST_F(PrivacyRequirements, requirement_11_a_page_asks_nobody_else_and_the_log_names_nobody) {
    const Response page = get("/");
    const std::string policy(page.header("Content-Security-Policy"));
    EXPECT_NE(policy.find("default-src 'self';"), std::string::npos) << policy;
    EXPECT_EQ(policy.find("http:"), std::string::npos) << policy;
    EXPECT_EQ(policy.find("https:"), std::string::npos) << policy;
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    get("/api/v1/my/records", {as_device()});
    get("/api/v1/my/data", {as_device()});
    ASSERT_GE(m_log.size(), 4u);
    for (const std::string& line : m_log) {
        EXPECT_EQ(line.find(kDevice), std::string::npos) << line;
        EXPECT_EQ(line.find(id_of(1)), std::string::npos) << line;
        EXPECT_EQ(line.find("192.0.2.1"), std::string::npos) << line;
    }
}

TEST_F(PrivacyRequirements, requirement_12_the_papers_are_shipped_and_name_what_is_done) {
    for (const char* const name : {"impact-assessment.md", "processing-record.md"}) {
        const std::string text = paper(name);
        for (const char* part : {"/api/v1/my/data", "/api/v1/my/erasure", "kongdi retain"})
            EXPECT_NE(text.find(part), std::string::npos) << name << " " << part;
        for (const char* left : {"未实现", "No automatic", "not done yet"})
            EXPECT_EQ(text.find(left), std::string::npos) << name << " " << left;
    }
    const std::string record = paper("processing-record.md");
    const auto rules = retention_rules();
    ASSERT_TRUE(rules);
    for (const RetentionRule& rule : *rules)
        EXPECT_NE(record.find("`" + rule.name + "`"), std::string::npos)
            << rule.name << ": how long is it kept?";
}

/// `Suite.name`, `Suite` or a file below tests: whatever stands in the last column.
TEST_F(PrivacyRequirements, requirement_12_each_test_that_the_threat_model_names_is_there) {
    const std::string model = paper("threat-model.md");
    const auto words =
        std::count_if(model.begin(), model.end(), [](char c) { return c == ' ' || c == '\n'; });
    EXPECT_LT(words, 1'100) << "two pages";
    const std::filesystem::path tests = kongdi::tests::tests_dir();
    std::string all;
    for (const char* part : {"core", "server", "shell", "load"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(tests / part)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream file(entry.path());
            all.append(std::istreambuf_iterator<char>(file), {});
        }
    // A long name stands on a line of its own.
    std::erase_if(all, [](char c) { return c == ' ' || c == '\n'; });
    const auto is_there = [&](const std::string& suite, const std::string& name) {
        for (const char* macro : {"TEST(", "TEST_F(", "TEST_P("})
            if (all.find(macro + suite + "," + name) != std::string::npos) return true;
        return false;
    };
    std::size_t named = 0;
    std::istringstream lines(model);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| ") || line.starts_with("| who")) continue;
        std::string last = line.substr(line.rfind('|', line.size() - 2) + 1);
        while (last.find('`') != std::string::npos) {
            last.erase(0, last.find('`') + 1);
            const std::string test = last.substr(0, last.find('`'));
            last.erase(0, last.find('`') + 1);
            ++named;
            const std::size_t dot = test.find('.');
            if (test.find('/') != std::string::npos)
                EXPECT_TRUE(std::filesystem::exists(tests / test)) << test;
            else if (dot == std::string::npos)
                EXPECT_TRUE(is_there(test, "")) << test;
            else
                EXPECT_TRUE(is_there(test.substr(0, dot), test.substr(dot + 1) + ")")) << test;
        }
    }
    EXPECT_GT(named, 40u);
}

}  // namespace

}  // namespace kongdi::server::tests
