// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/records.hpp"

#include <thread>

#include "tests/server/server_fixture.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi::server::tests {

namespace {

using RecordsTest = ServerFixture;

std::string nested(int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
}

struct BadRecord {
    std::string name;
    std::string bytes;
    int status;
    std::string code;
    std::string path = "";
};

std::vector<BadRecord> bad_records() {
    const auto with = [](std::string_view field, Value value) {
        return RecordBuilder().with(field, std::move(value)).bytes();
    };
    const auto without = [](std::string_view field) {
        return RecordBuilder().without(field).bytes();
    };
    return {
        {.name = "no JSON", .bytes = "photo!", .status = 400, .code = "body_not_json"},
        {.name = "nothing", .bytes = "", .status = 400, .code = "body_not_json"},
        {.name = "half of it",
         .bytes = RecordBuilder().bytes().substr(0, 200),
         .status = 400,
         .code = "body_not_json"},
        {.name = "two values", .bytes = "{}{}", .status = 400, .code = "body_not_json"},
        {.name = "a list", .bytes = "[]", .status = 400, .code = "body_not_object"},
        {.name = "too large",
         .bytes = with("/body/description", std::string(70'000, 'x')),
         .status = 413,
         .code = "body_too_large"},
        {.name = "deeper than 32",
         .bytes = "{\"body\":" + nested(40) + "}",
         .status = 400,
         .code = "body_too_deep"},
        {.name = "invalid UTF-8",
         .bytes = "{\"id\":\"\xC3\x28\"}",
         .status = 400,
         .code = "body_not_utf8"},
        {.name = "a name twice",
         .bytes = "{\"id\":\"a\",\"id\":\"b\"}",
         .status = 400,
         .code = "body_duplicate_key"},
        {.name = "no id",
         .bytes = without("id"),
         .status = 422,
         .code = "field_missing",
         .path = "/id"},
        {.name = "a number for an id",
         .bytes = with("id", 7),
         .status = 422,
         .code = "field_type",
         .path = "/id"},
        {.name = "an id of another version",
         .bytes = with("id", "0d9a35c4-6f0e-4c2b-8f7c-3f1a6b2c4d5e"),
         .status = 422,
         .code = "field_format",
         .path = "/id"},
        {.name = "an unknown kind",
         .bytes = with("kind", "castle"),
         .status = 422,
         .code = "kind_unknown",
         .path = "/kind"},
        {.name = "an unknown questionnaire version",
         .bytes = with("questionnaire_version", 99),
         .status = 422,
         .code = "questionnaire_unknown",
         .path = "/questionnaire_version"},
        {.name = "a date in the future",
         .bytes = with("created_at", "2027-01-01T00:00:00.000Z"),
         .status = 422,
         .code = "date_future",
         .path = "/created_at"},
        {.name = "a date that is none",
         .bytes = with("created_at", "yesterday"),
         .status = 422,
         .code = "field_format",
         .path = "/created_at"},
        {.name = "coordinates outside the world",
         .bytes = with("/body/place/point/lon", 181.5),
         .status = 422,
         .code = "coordinates_range",
         .path = "/body/place/point/lon"},
        {.name = "a code that is no community",
         .bytes = with("community", "999"),
         .status = 422,
         .code = "community_code",
         .path = "/community"},
        {.name = "an unknown type of space",
         .bytes = with("/body/space_type", "I99"),
         .status = 422,
         .code = "field_choice",
         .path = "/body/space_type"},
        {.name = "no consent",
         .bytes = with("consent", Value::map()),
         .status = 422,
         .code = "consent_missing",
         .path = "/consent/survey"},
        {.name = "a device that is none",
         .bytes = with("device", "me"),
         .status = 422,
         .code = "field_format",
         .path = "/device"},
    };
}

TEST_F(RecordsTest, each_bad_record_is_refused_with_its_reason_and_nothing_is_stored) {
    for (const BadRecord& bad : bad_records()) {
        SCOPED_TRACE(bad.name);
        m_log.clear();
        const Response response = post_record(bad.bytes);
        const Value tree = tree_of(response);
        EXPECT_EQ(response.status, bad.status);
        EXPECT_EQ(tree.text("code"), bad.code) << response.body;
        EXPECT_EQ(tree.text("path"), bad.path);
        EXPECT_EQ(tree.text("key"), "error." + bad.code);
        EXPECT_EQ(tree.text("request_id"), "0123456789abcdef");
        ASSERT_EQ(m_log.size(), 1u);
        EXPECT_NE(m_log[0].find("\"code\":\"" + bad.code + "\""), std::string::npos);
        EXPECT_NE(m_log[0].find("0123456789abcdef"), std::string::npos);
    }
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(RecordsTest, every_file_that_is_no_json_gets_a_4xx) {
    int tried = 0;
    const auto folder = kongdi::tests::shared_data("bad_input/JSONTestSuite/test_parsing");
    for (const auto& path : kongdi::tests::files_of(folder, ".json")) {
        if (!path.filename().string().starts_with("n_")) continue;
        const Response response = post_record(kongdi::tests::file_bytes(path));
        EXPECT_TRUE(response.status >= 400 && response.status < 500)
            << path.filename() << " got " << response.status;
        ++tried;
    }
    EXPECT_TRUE(folder.empty() || tried > 150);
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(RecordsTest, several_mistakes_are_all_named) {
    const Value tree =
        tree_of(post_record(RecordBuilder().with("mode", "x").with("device", "y").bytes()));
    EXPECT_EQ(tree.items("issues").size(), 2u);
    EXPECT_EQ(tree.text("path"), "/device");
}

TEST_F(RecordsTest, a_new_record_gets_201_and_the_same_bytes_get_the_same_answer_with_200) {
    const std::string bytes = RecordBuilder().bytes();
    const Response first = post_record(bytes);
    m_now_ms += 5000;
    const Response second = post_record(bytes);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 200);
    EXPECT_EQ(first.body, second.body);
    const Value tree = tree_of(first);
    EXPECT_EQ(tree.text("receipt"), "翠苑一区 1001");
    EXPECT_EQ(tree.text("sha256"), sha256(bytes));
    EXPECT_EQ(tree.text("received_at"), "2026-11-24T08:00:00.000Z");
}

TEST_F(RecordsTest, other_bytes_under_the_same_id_get_409) {
    ASSERT_EQ(post_record(RecordBuilder().bytes()).status, 201);
    const Response other = post_record(RecordBuilder().with("/body/description", "变").bytes());
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(tree_of(other).text("code"), "id_conflict");
    EXPECT_EQ(storage().record_bytes(RecordBuilder().build().text("id"))->size(), 2u);
}

TEST_F(RecordsTest, eight_requests_at_once_with_one_record_get_one_receipt) {
    const std::string bytes = RecordBuilder().bytes();
    std::vector<std::thread> threads;
    std::array<Response, 8> answers;
    for (Response& answer : answers) threads.emplace_back([&] { answer = post_record(bytes); });
    for (std::thread& thread : threads) thread.join();
    int created = 0;
    for (const Response& answer : answers) {
        created += answer.status == 201 ? 1 : 0;
        EXPECT_EQ(answer.body, answers[0].body);
    }
    EXPECT_EQ(created, 1);
    EXPECT_EQ(record_count(), 1u);
}

TEST_F(RecordsTest, many_lines_get_an_answer_each) {
    const std::string good = RecordBuilder().number(1).bytes();
    const std::string body = good + "\n" + "{}\n" + good + "\r\n\n" +
                             RecordBuilder().number(2).with("community", nullptr).bytes();
    Request request = json_request("/api/v1/records", body);
    request.headers[0].second = "application/x-ndjson";
    const Response response = send(request);
    EXPECT_EQ(response.status, 200);
    std::vector<std::int64_t> statuses;
    std::string_view rest = response.body;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const auto line = parse_own_json(rest.substr(0, end));
        ASSERT_TRUE(line);
        statuses.push_back((*line)["status"].int_or(0));
        rest.remove_prefix(end + 1);
    }
    ASSERT_EQ(statuses.size(), 4u);
    EXPECT_EQ(statuses[0] + statuses[2], 401);  // one was first: 201, the other 200
    EXPECT_EQ(statuses[1], 422);
    EXPECT_EQ(statuses[3], 201);
    EXPECT_EQ(record_count(), 2u);
}

TEST_F(RecordsTest, lines_of_which_none_is_taken_fail_as_a_whole) {
    Request request = json_request("/api/v1/records", "{}\nnull\n");
    request.headers[0].second = "application/x-ndjson";
    EXPECT_EQ(send(request).status, 422);
}

TEST_F(RecordsTest, a_record_that_names_no_community_belongs_to_the_one_around_its_point) {
    ASSERT_EQ(post_record(RecordBuilder().with("community", nullptr).bytes()).status, 201);
    EXPECT_EQ(storage().spaces({})->rows.at(0).community, std::string(kCommunityCode));
    const auto outside =
        RecordBuilder().number(2).with("community", nullptr).with("/body/place/point/lon", 121.5);
    const Response response = post_record(outside.bytes());
    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(tree_of(response).text("receipt"), "空地 1001");
}

TEST_F(RecordsTest, unknown_fields_are_kept_in_the_bytes) {
    const std::string bytes = RecordBuilder().with("weather", "雨").bytes();
    ASSERT_EQ(post_record(bytes).status, 201);
    EXPECT_EQ(storage().record_bytes(RecordBuilder().build().text("id"))->at(0), bytes);
}

TEST_F(RecordsTest, a_record_is_seen_by_its_device_and_staff_and_by_nobody_else) {
    ASSERT_EQ(post_record(RecordBuilder().bytes()).status, 201);
    const std::string path = "/api/v1/records/" + RecordBuilder().build().text("id");
    EXPECT_EQ(get(path, {as_device()}).status, 200);
    EXPECT_EQ(get(path, {as(Role::Worker)}).status, 200);
    EXPECT_EQ(get(path, {as(Role::Planner)}).status, 200);
    EXPECT_EQ(get(path, {as_device(kOtherDevice)}).status, 404);
    EXPECT_EQ(get(path, {as(Role::Resident)}).status, 403);
    EXPECT_EQ(get(path).status, 401);
    EXPECT_EQ(get("/api/v1/records/nothing", {as_device()}).status, 404);
    EXPECT_EQ(tree_of(get("/api/v1/my/records", {as_device()})).items("records").size(), 1u);
    EXPECT_TRUE(
        tree_of(get("/api/v1/my/records", {as_device(kOtherDevice)})).items("records").empty());
}

struct FoundCommunity {
    std::string name;
    Value source;
    Value named;
    double lon;
    std::string filed;
};

/// The square reaches from 120.15 to 120.16.
std::vector<FoundCommunity> found_communities() {
    constexpr double kInside = 120.155;
    constexpr double kOutside = 120.3;
    const std::string other = "330106001052";
    const std::string here(kCommunityCode);
    return {
        {"a boundary that ours contradicts", "boundary", other, kInside, here},
        {"a boundary around nothing", "boundary", other, kOutside, ""},
        {"outside, but inside of ours", "outside", Value(), kInside, here},
        {"outside", "outside", Value(), kOutside, ""},
        {"said by a person", "hand", other, kInside, other},
        {"not told how", Value(), other, kInside, other},
        {"not named", Value(), Value(), kInside, here},
    };
}

TEST_F(RecordsTest, a_community_found_by_boundaries_is_found_anew_by_those_of_the_server) {
    std::uint32_t number = 0;
    for (const FoundCommunity& one : found_communities()) {
        const std::string bytes = RecordBuilder()
                                      .number(++number)
                                      .with("/community", one.named)
                                      .with("/body/place/point/lon", one.lon)
                                      .with("/body/place/point/lat", 30.275)
                                      .with("/body/place/community_source", one.source)
                                      .bytes();
        ASSERT_EQ(post_record(bytes).status, 201) << one.name;
        const std::string id = RecordBuilder().number(number).build().text("id");
        EXPECT_EQ(storage().record_community(id).value(), one.filed) << one.name;
        EXPECT_EQ(storage().record_bytes(id)->at(0), bytes) << one.name;
    }
    const std::string before = storage().derived_text().value();
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(storage().derived_text().value(), before);
}

class MovesTest : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        ASSERT_EQ(post_record(RecordBuilder().bytes()).status, 201);
    }
    Response move(std::string_view word, std::vector<Pair> headers) {
        Request request =
            json_request("/api/v1/records/" + RecordBuilder().build().text("id") + "/events",
                         write_json(Value::map({{"move", word}})));
        request.headers.insert(request.headers.end(), headers.begin(), headers.end());
        request.headers.emplace_back(api::kPageHeader, "1");
        return send(request);
    }
};

TEST_F(MovesTest, a_worker_checks_a_report_and_its_resident_sees_it) {
    m_now_ms += 1000;
    EXPECT_EQ(move("verify", {as(Role::Worker)}).status, 200);
    const Value mine = tree_of(get("/api/v1/my/records", {as_device()}));
    const Value& record = mine.items("records").at(0);
    EXPECT_EQ(record.text("state"), "verified");
    EXPECT_EQ(record.items("history").size(), 2u);
    EXPECT_EQ(record.items("history").at(1).text("at"), "2026-11-24T08:00:01.000Z");
    EXPECT_EQ(move("verify", {as(Role::Worker)}).status, 409);
}

TEST_F(MovesTest, only_the_right_people_may_move_a_report) {
    EXPECT_EQ(move("verify", {as_device()}).status, 409);
    EXPECT_EQ(move("verify", {as(Role::Planner)}).status, 409);
    EXPECT_EQ(move("withdraw", {as(Role::Worker)}).status, 409);
    EXPECT_EQ(move("withdraw", {as_device(kOtherDevice)}).status, 404);
    EXPECT_EQ(move("withdraw", {}).status, 401);
    EXPECT_EQ(move("withdraw", {as_device()}).status, 200);
}

TEST_F(MovesTest, a_move_that_is_none_is_refused) {
    EXPECT_EQ(tree_of(move("fly", {as(Role::Worker)})).text("code"), "field_choice");
    EXPECT_EQ(tree_of(move("submit", {as(Role::Worker)})).text("path"), "/move");
}

}  // namespace

}  // namespace kongdi::server::tests
