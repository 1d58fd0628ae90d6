// SPDX-License-Identifier: Apache-2.0
// Routes, access and bad input, through the dispatcher and a store in a folder of its own.
#include "server/http/dispatch.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "core/api/messages.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/record_codec.hpp"

namespace kongdi::server {

namespace {

std::int64_t clock_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

class Http : public ::testing::Test {
protected:
    void SetUp() override {
        static int count = 0;
        m_folder = std::filesystem::temp_directory_path() /
                   ("kongdi-http-" + std::to_string(clock_ms()) + "-" + std::to_string(++count));
        auto catalogue = load_catalogue();
        ASSERT_TRUE(catalogue);
        m_catalogue = *std::move(catalogue);
        auto storage = open_storage("sqlite:" + m_folder.string(), m_catalogue);
        ASSERT_TRUE(storage);
        m_storage = *std::move(storage);
        m_services = std::make_unique<Services>(
            Services{*m_storage, m_catalogue, m_throttle, m_meeting_views});
        m_dispatcher = std::make_unique<Dispatcher>(*m_services, m_files, [](std::string_view) {});
    }
    void TearDown() override {
        m_dispatcher.reset();
        m_services.reset();
        m_storage.reset();
        std::filesystem::remove_all(m_folder);
    }

    Response ask(Method method, std::string path, std::string body = {},
                 std::string media_type = "application/json") {
        Request request;
        request.method = method;
        request.path = std::move(path);
        request.body = std::move(body);
        request.address = "127.0.0.1";
        request.now_ms = clock_ms();
        request.headers = {{"Content-Type", std::move(media_type)}, {"X-Kongdi-Page", "1"}};
        return m_dispatcher->answer(std::move(request));
    }
    Response post(std::string body) {
        return ask(Method::Post, "/api/v1/records", std::move(body));
    }

    /// A record as a phone sends it.
    Value record() {
        const ConsentText* consent = m_catalogue.consent("survey");
        return Value::map(
            {{"id", "01890000-0000-7000-8000-000000000001"},
             {"kind", "idle_space"},
             {"questionnaire", "idle_space"},
             {"questionnaire_version", 1},
             {"community", Value()},
             {"created_at", "2026-01-01T00:00:00Z"},
             {"device", std::string(32, 'd')},
             {"mode", "self"},
             {"consent",
              Value::map({{"survey", Value::map({{"version", consent->version},
                                                 {"sha256", sha256(consent->text.in("zh"))}})}})},
             {"photos", Value::list()},
             {"body",
              Value::map({{"place", Value::map({{"point", Value::map({{"lon", 120.16},
                                                                      {"lat", 30.28},
                                                                      {"datum", "WGS-84"},
                                                                      {"source", "hand"}})}})},
                          {"space_type", "I05"}})}});
    }
    std::string code_of(const Response& response) {
        const Result<Value> body = parse_json(response.body);
        return body ? body->text("code") : std::string();
    }

    std::filesystem::path m_folder;
    Catalogue m_catalogue;
    std::unique_ptr<Storage> m_storage;
    LoginThrottle m_throttle;
    MeetingViews m_meeting_views;
    std::unique_ptr<Services> m_services;
    StaticFiles m_files{""};
    std::unique_ptr<Dispatcher> m_dispatcher;
};

TEST_F(Http, the_same_bytes_give_the_same_receipt_and_other_bytes_a_conflict) {
    const std::string bytes = write_json(record());
    const Response first = post(bytes);
    ASSERT_EQ(first.status, 201) << first.body;
    const Result<Value> receipt = parse_json(first.body);
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->text("sha256"), sha256(bytes));
    const Response again = post(bytes);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(parse_json(again.body)->text("receipt"), receipt->text("receipt"));
    Value other = record();
    other.find("body")->set("space_type", "I06");
    const Response conflict = post(write_json(other));
    EXPECT_EQ(conflict.status, 409);
    EXPECT_EQ(code_of(conflict), "id_conflict");
}

TEST_F(Http, bad_bodies_get_a_code_and_a_path_and_nothing_is_stored) {
    struct Case {
        const char* what;
        std::string body;
        int status;
        const char* code;
    };
    const auto with = [this](std::string_view name, Value value) {
        Value tree = record();
        tree.set(name, std::move(value));
        return write_json(tree);
    };
    Value far = record();
    far.find("body")->find("place")->find("point")->set("lon", 181);
    const std::vector<Case> cases{
        {"no JSON", "not json", 400, "body_not_json"},
        {"a list", "[]", 400, "body_not_object"},
        {"too deep", std::string(40, '[') + std::string(40, ']'), 400, "body_too_deep"},
        {"invalid UTF-8", "{\"id\":\"\xff\"}", 400, "body_not_utf8"},
        {"a name twice", R"({"id":1,"id":2})", 400, "body_duplicate_key"},
        {"too large", with("more", std::string(70'000, 'x')), 413, "body_too_large"},
        {"wrong type", with("device", 5), 422, "field_type"},
        {"unknown kind", with("kind", "ufo"), 422, "kind_unknown"},
        {"a date in the future", with("created_at", "2199-01-01T00:00:00Z"), 422, "date_future"},
        {"outside the world", write_json(far), 422, "coordinates_range"},
        {"no consent", with("consent", Value::map()), 422, "consent_missing"},
    };
    for (const Case& one : cases) {
        const Response response = post(one.body);
        EXPECT_EQ(response.status, one.status) << one.what << ": " << response.body;
        EXPECT_EQ(code_of(response), one.code) << one.what;
    }
    EXPECT_EQ(m_storage->spaces({})->total, 0);
}

TEST_F(Http, bad_photos_are_refused) {
    const std::string text = "this is no photo";
    const std::string hash = sha256(text);
    const Response no_photo = ask(Method::Put, "/api/v1/photos/" + hash, text, "image/jpeg");
    EXPECT_EQ(code_of(no_photo), "photo_format") << no_photo.body;
    const Response other =
        ask(Method::Put, "/api/v1/photos/" + std::string(64, 'a'), text, "image/jpeg");
    EXPECT_EQ(code_of(other), "photo_hash") << other.body;
    const Response large = ask(Method::Put, "/api/v1/photos/" + std::string(64, 'b'),
                               std::string(12'000'001, 'x'), "image/jpeg");
    EXPECT_EQ(code_of(large), "photo_too_large") << large.body;
}

TEST_F(Http, a_stranger_gets_no_further_than_the_public_routes) {
    for (const Route& route : routes()) {
        std::string path(route.pattern);
        for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
            path.replace(open, path.find('}') - open + 1, "x");
        const Response response = ask(route.method, path, "{");
        if (route.access == Access::Public || route.access == Access::Form) {
            EXPECT_NE(response.status, 401) << path;
        } else {
            EXPECT_TRUE(response.status == 401 || response.status == 403) << path;
        }
        EXPECT_LT(response.status, 500) << path << ": " << response.body;
    }
}

}  // namespace

}  // namespace kongdi::server
