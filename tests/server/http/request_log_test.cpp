// SPDX-License-Identifier: Apache-2.0
// What the log must never hold, tried on every route: it is read by people who are not to see
// residents' words, and kept where nothing is ever deleted on request.
#include "server/http/request_log.hpp"

#include <glib.h>

#include <set>

#include "server/handlers/quiet_libraries.hpp"
#include "server/http/routes.hpp"
#include "server/metrics/library_notices.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/form_body.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kWords = "秘密的话";
constexpr std::string_view kSecret = "s3cr3t-t0ken-0123456789abcdef";
constexpr std::string_view kPhone = "13812345678";

class RequestLog : public ServerFixture {
protected:
    static std::string path_of(std::string_view pattern) {
        std::string out;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            out += pattern[i] == '{' ? std::string(kSecret) : std::string(1, pattern[i]);
            if (pattern[i] == '{') i = pattern.find('}', i);
        }
        return out;
    }
    /// With a secret wherever there is room for one.
    Request asked(const Route& route, const std::string& body, const Pair& who) {
        Request out = json_request(path_of(route.pattern), body);
        out.method = route.method;
        if (route.body.limit > 0) out.headers[0].second = route.body.media_types[0];
        out.headers.push_back(who);
        out.headers.emplace_back(api::kPageHeader, "1");
        out.headers.emplace_back("Authorization", "Bearer " + std::string(kSecret));
        out.headers.emplace_back("User-Agent", "Phone of " + std::string(kWords));
        out.headers.emplace_back("Content-Range", "bytes " + std::string(kSecret));
        for (const char* name : {"bbox", "q", "near", "lon", "lat", "token", "code", "filter",
                                 "community", "state", "limit", "datetime", "jurisdiction_id"})
            out.query.emplace_back(name, "120.155123,30.274156 " + std::string(kWords));
        return out;
    }
};

TEST_F(RequestLog, holds_no_body_token_coordinate_address_or_query_on_any_route) {
    const std::string words(kWords);
    const std::vector<std::string> bodies{
        "{\"phone\":\"" + std::string(kPhone) + "\",\"password\":\"" + std::string(kSecret) +
            "\",\"name\":\"" + words + "\",\"lon\":120.155123,\"lat\":30.274156}",
        RecordBuilder()
            .with("/body/description", words + std::string(kPhone))
            .with("/body/place/point/lon", 120.155123)
            .bytes(),
        RecordBuilder().with("/body/place/point/lat", 95.274156).with("/device", words).bytes(),
        words + std::string(kSecret),
        "{\"" + std::string(kPhone) + "\":1,\"" + std::string(kPhone) + "\":2}",
    };
    std::size_t asked_for = 0;
    for (const Route& route : routes())
        for (const Role role : {Role::Resident, Role::Planner, Role::Administrator})
            for (const std::string& body : bodies) {
                if (route.pattern == "/api/v1/logout") continue;
                send(asked(route, body, as(role)));
                ++asked_for;
            }
    send(request(Method::Get, "/" + std::string(kSecret) + ".png"));
    send(request(Method::Get, "/api/v1/" + std::string(kSecret)));
    asked_for += 2;
    ASSERT_EQ(m_log.size(), asked_for) << "one line for each";
    for (const std::string& line : m_log) {
        const auto tree = parse_own_json(line);
        ASSERT_TRUE(tree) << line;
        for (const std::string_view secret :
             {kWords, kSecret, kPhone, std::string_view("120.155"), std::string_view("274156"),
              std::string_view("192.0.2.1")})
            EXPECT_EQ(line.find(secret), std::string::npos) << secret << " in " << line;
    }
}

TEST_F(RequestLog, a_long_number_that_a_sender_used_as_a_name_is_not_told) {
    Response response = refused(Error{ErrorCode::FieldType, "/body/13812345678/3/12345", "at 7"});
    const std::string line = log_line(request(Method::Post, "/"), "/", response, 1);
    EXPECT_NE(line.find("\"path\":\"/body/#/3/12345\",\"detail\":\"at 7\""), std::string::npos)
        << line;
}

TEST_F(RequestLog, a_name_that_a_sender_made_up_is_not_told) {
    const auto path_in = [&](std::string path) {
        const Response response = refused(Error{ErrorCode::FieldType, std::move(path)});
        const Value line = *parse_own_json(log_line(request(Method::Post, "/"), "/", response, 1));
        return line.text("path");
    };
    EXPECT_EQ(path_in("/consent/王小明/sha256"), "/consent/#/sha256");
    EXPECT_EQ(path_in("/body/Wang Xiaoming"), "/body/#");
    EXPECT_EQ(path_in("/" + std::string(33, 'a') + "/" + std::string(32, 'a')),
              "/#/" + std::string(32, 'a'));
    EXPECT_EQ(path_in("/body/place/point/accuracy_m"), "/body/place/point/accuracy_m");
    EXPECT_EQ(path_in("/pages/1/questions/12"), "/pages/1/questions/12");
    EXPECT_EQ(path_in("/Content-Type"), "/Content-Type");
    EXPECT_EQ(path_in("/"), "/");
    post_record(RecordBuilder().with("/consent/王小明", Value::map()).bytes());
    post_record(RecordBuilder().with("/body/王小明", 1).bytes());
    // It may look as ours do.
    post_record(RecordBuilder().with("/body/wang_xiaoming", Value::list()).bytes());
    ASSERT_EQ(m_log.size(), 3u);
    for (const std::string& line : m_log) {
        EXPECT_NE(line.find("/#"), std::string::npos) << line;
        EXPECT_EQ(line.find("王小明"), std::string::npos) << line;
        EXPECT_EQ(line.find("wang_xiaoming"), std::string::npos) << line;
    }
}

TEST_F(RequestLog, what_a_library_says_of_a_file_that_was_sent_is_not_told) {
    Request asked = request(
        Method::Post, "/api/v1/imports/preview",
        kongdi::tests::FormBody().file("file", "王小明的名单.xls", "Alice,13812345678").bytes());
    asked.headers = {{"Content-Type", std::string(kongdi::tests::FormBody::kType)},
                     as(Role::Planner),
                     {std::string(api::kPageHeader), "1"}};
    const Response answer = send(std::move(asked));
    EXPECT_EQ(tree_of(answer).text("code"), "layer_unreadable") << answer.body;
    const std::string line = m_log.back();
    EXPECT_NE(line.find("layer_unreadable"), std::string::npos) << line;
    EXPECT_EQ(line.find("王小明"), std::string::npos) << line;
    EXPECT_EQ(line.find("detail"), std::string::npos) << line;
}

TEST_F(RequestLog, a_place_and_the_values_of_a_database_are_not_told) {
    const auto detail_in = [&](const char* detail) {
        const Response response = refused(Error{ErrorCode::Internal, {}, detail});
        const Value line = *parse_own_json(log_line(request(Method::Post, "/"), "/", response, 1));
        return line.text("detail");
    };
    EXPECT_EQ(detail_in("at 120.1551,30.2741"), "at #,#");
    EXPECT_EQ(detail_in("point (120.155 -30.274)"), "point (# -#)");
    EXPECT_EQ(detail_in("version 3.6 of 12.50, line 7."), "version 3.6 of 12.50, line 7.");
    EXPECT_EQ(detail_in("120.1551"), "#");
    EXPECT_EQ(detail_in("1234567.5 and 5."), "# and 5.");
    EXPECT_EQ(detail_in("duplicate key\nDETAIL: Key (name)=(王小明)"), "duplicate key");
}

TEST_F(RequestLog, libraries_and_databases_say_nothing_on_their_own) {
    quiet_libraries();
    const std::int64_t before = notices_of(NoticeOf::GLib);
    testing::internal::CaptureStderr();
    g_log("VIPS", G_LOG_LEVEL_WARNING, "%s of %s", "王小明", "120.155123");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(notices_of(NoticeOf::GLib), before + 1);
    Metrics metrics(row_names(), m_now_ms);
    m_services.metrics = &metrics;
    Request asked = request(Method::Get, "/metrics");
    asked.from_this_machine = true;
    EXPECT_NE(send(asked).body.find("kongdi_library_notices_total{library=\"glib\"} " +
                                    std::to_string(before + 1)),
              std::string::npos);
}

TEST_F(RequestLog, a_line_has_these_members_and_no_others) {
    post_record("{");
    get("/api/v1/spaces", {as(Role::Planner)});
    const std::set<std::string> known{"at",   "request_id", "method",    "route", "status",
                                      "us",   "bytes_in",   "bytes_out", "role",  "code",
                                      "path", "detail",     "errors"};
    for (const std::string& line : m_log) {
        const Value tree = parse_own_json(line).value();
        for (const auto& [name, value] : *tree.if_map()) EXPECT_TRUE(known.contains(name)) << name;
    }
    EXPECT_EQ(m_log.size(), 2u);
}

}  // namespace

}  // namespace kongdi::server::tests
