// SPDX-License-Identifier: Apache-2.0
// What others are told says what happened to what, and nothing that anybody wrote.
#include "server/webhooks/notice.hpp"

#include <gtest/gtest.h>

#include <array>

#include "server/webhooks/settings.hpp"

namespace kongdi::server::tests {

namespace {

using webhooks::notice_of;

constexpr std::string_view kId = "01890a5d-ac96-774b-bcce-b302099a8057";

std::string told(std::string_view kind, std::string_view facts) {
    const auto notice =
        notice_of({7, 1'795'507'200'000, std::string(kind), std::string(kId), std::string(facts)});
    return notice ? notice->event + " " + notice->move + " " + notice->path : "nothing";
}

TEST(NoticeTest, each_kind_of_event_has_a_name_a_move_and_an_address) {
    const std::string id(kId);
    EXPECT_EQ(told("record", R"({"stem":"翠苑","number":1001})"),
              "record.received receive /api/v1/records/" + id);
    EXPECT_EQ(told("move", R"({"move":"reject","reason":"张三 的","by":"ling"})"),
              "report.changed reject /api/v1/records/" + id);
    EXPECT_EQ(told("space", R"({"move":"survey","words":"张三的","role":"worker","by":"ling"})"),
              "space.changed survey /api/v1/spaces/" + id);
    EXPECT_EQ(told("meeting", R"({"move":"open","code":"ABCDEF","by":"ling"})"),
              "meeting.changed open /api/v1/meetings/" + id);
    EXPECT_EQ(told("facility", R"({"move":"verify","by":"ling"})"),
              "facility.changed verify /api/v1/facilities/" + id);
    EXPECT_EQ(told("plan_item", R"({"do":"move","move":"list"})"),
              "plan_item.changed list /api/v1/plan/" + id);
    EXPECT_EQ(told("plan_item", R"({"do":"progress","progress":{}})"),
              "plan_item.changed progress /api/v1/plan/" + id);
    EXPECT_EQ(told("programme", R"({"do":"file"})"),
              "programme.changed file /api/v1/programme/entries/" + id);
    EXPECT_EQ(told("index_run", R"({"move":"publish"})"),
              "index_run.published publish /api/v1/index/runs/" + id);
    EXPECT_EQ(told("wave", R"({"move":"open"})"), "wave.changed open /api/v1/waves/" + id);
}

TEST(NoticeTest, nobody_is_told_of_the_rest) {
    EXPECT_EQ(told("record", R"({"wave":3})"), "nothing") << "counted, not looked at";
    EXPECT_EQ(told("record", R"({"meeting":3})"), "nothing");
    EXPECT_EQ(told("record", R"({"erased":true})"), "nothing");
    EXPECT_EQ(told("wave", R"({"plan":{}})"), "nothing");
    EXPECT_EQ(told("wave", R"({"community":"330106001051","hashes":[]})"), "nothing");
    EXPECT_EQ(told("index_run", R"({"title":"上半年"})"), "nothing") << "not published";
    EXPECT_EQ(told("meeting", R"({"seat":"abc","voice":"d"})"), "nothing") << "who came";
    EXPECT_EQ(told("meeting", R"({"question":"room","set":"open"})"), "nothing");
    EXPECT_EQ(told("meeting", R"({"plan":{}})"), "nothing");
    for (const char* kind : {"account", "invitation", "reads", "photo", "erasure"})
        EXPECT_EQ(told(kind, R"({"move":"x","do":"x"})"), "nothing") << kind;
    EXPECT_EQ(told("move", "{"), "nothing");
}

TEST(NoticeTest, its_bytes_hold_these_members_and_no_other) {
    const auto notice = notice_of({7, 1'795'507'200'000, "move", std::string(kId),
                                   R"({"move":"reject","reason":"张三","by":"ling"})"});
    ASSERT_TRUE(notice);
    EXPECT_EQ(
        webhooks::body_of(*notice, "https://city.example"),
        R"({"id":7,"event":"report.changed","subject":"01890a5d-ac96-774b-bcce-b302099a8057",)"
        R"("move":"reject","at":"2026-11-24T08:00:00.000Z",)"
        R"("address":"https://city.example/api/v1/records/)"
        R"(01890a5d-ac96-774b-bcce-b302099a8057"})");
}

/// One target, in which a part is replaced.
std::string document(std::string part, std::string with) {
    std::string out = R"({"address":"https://city.example/","targets":[{"name":"gis",)"
                      R"("url":"https://gis.example/hook","secret_env":"KONGDI_TEST_SECRET",)"
                      R"("events":["report.changed"]}]})";
    if (const auto at = out.find(part); !part.empty() && at != std::string::npos)
        out.replace(at, part.size(), with);
    return out;
}

TEST(WebhookSettingsTest, a_file_names_targets_and_where_their_secrets_are) {
    setenv("KONGDI_TEST_SECRET", "sixteen letters!", 1);
    const auto settings = webhooks::settings_of(document("", ""));
    ASSERT_FALSE(settings) << "a blank is no letter";
    setenv("KONGDI_TEST_SECRET", "sixteen_letters!", 1);
    const auto read = webhooks::settings_of(document("", ""));
    ASSERT_TRUE(read) << read.error().path << read.error().detail;
    EXPECT_EQ(read->address, "https://city.example");
    EXPECT_EQ(read->targets.at(0).secret, "sixteen_letters!");
    for (const char* url : {"http://127.0.0.1:9000/x", "http://localhost/x"})
        EXPECT_TRUE(webhooks::settings_of(document("https://gis.example/hook", url))) << url;
    for (const char* url : {"http://10.1.2.3/x", "http://172.31.0.1:80", "http://192.168.0.5/x"}) {
        EXPECT_FALSE(webhooks::settings_of(document("https://gis.example/hook", url))) << url;
        EXPECT_TRUE(webhooks::settings_of(
            document("https://gis.example/hook\"", std::string(url) + "\",\"plain_http\":true")))
            << url;
    }
    for (const char* url : {"http://gis.example/x", "http://8.8.8.8/x", "http://172.32.0.1/x"})
        EXPECT_FALSE(webhooks::settings_of(
            document("https://gis.example/hook\"", std::string(url) + "\",\"plain_http\":true")))
            << url;
}

TEST(WebhookSettingsTest, what_is_wrong_in_it_is_said_at_its_member) {
    setenv("KONGDI_TEST_SECRET", "sixteen_letters!", 1);
    struct Case {
        std::string part, with, path;
    };
    const std::array<Case, 13> cases{{
        {"https://city.example/", "city", "/address"},
        {"\"address\"", "\"adress\"", "/adress"},
        {"\"gis\"", "\"GIS\"", "/targets/0/name"},
        {"\"name\":\"gis\",", "", "/targets/0/name"},
        {"https://gis.example/hook", "gis.example", "/targets/0/url"},
        {"https://gis.example/hook", "ftp://gis.example", "/targets/0/url"},
        {"https://gis.example/hook", "https://user@gis.example", "/targets/0/url"},
        {"KONGDI_TEST_SECRET", "KONGDI_NO_SUCH", "/targets/0/secret_env"},
        {"\"secret_env\":\"KONGDI_TEST_SECRET\"", "\"secret\":\"x\"", "/targets/0/secret"},
        {"\"secret_env\":", "\"secret_file\":\"/x\",\"secret_env\":", "/targets/0/secret_file"},
        {"report.changed", "account.changed", "/targets/0/events"},
        {"[\"report.changed\"]", "[]", "/targets/0/events"},
        {"}]}",
         R"(},{"name":"gis","url":"https://b.example","secret_env":"KONGDI_TEST_SECRET",)"
         R"("events":["wave.changed"]}]})",
         "/targets/1/name"},
    }};
    for (const Case& one : cases) {
        const auto read = webhooks::settings_of(document(one.part, one.with));
        ASSERT_FALSE(read) << one.with;
        EXPECT_EQ(read.error().path, one.path) << one.with;
        EXPECT_FALSE(read.error().detail.empty()) << one.with;
    }
}

}  // namespace

}  // namespace kongdi::server::tests
