// SPDX-License-Identifier: Apache-2.0
// Whom this server asks to tell browsers: those of the operator's file and nobody else.
#include "server/push/settings.hpp"

#include <gtest/gtest.h>

#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

using push::load_settings;
using push::origin_of;
using push::Settings;
using push::settings_of;

std::string with_services(const std::string& services) {
    return R"({"contact":"mailto:office@city.example","services":[)" + services + "]}";
}
/// "path: code" of what is wrong; empty when nothing is.
std::string wrong(const std::string& json) {
    const auto read = settings_of(json);
    if (read) return {};
    EXPECT_FALSE(read.error().detail.empty()) << json;
    return read.error().path + ": " + std::string(error_row(read.error().code).name);
}

TEST(PushSettings, the_example_is_read) {
    const auto read = load_settings(kongdi::tests::tests_dir() + "/../server/deploy/push.json");
    ASSERT_TRUE(read) << read.error().path << " " << read.error().detail;
    EXPECT_TRUE(read->contact.starts_with("mailto:"));
    EXPECT_EQ(read->services.size(), 4u);
    EXPECT_TRUE(origin_of(*read, "https://fcm.googleapis.com/fcm/send/a:b"));
    EXPECT_TRUE(origin_of(*read, "https://updates.push.services.mozilla.com/wpush/v2/a"));
    EXPECT_TRUE(origin_of(*read, "https://web.push.apple.com/a"));
    EXPECT_TRUE(origin_of(*read, "https://wns2-par02p.notify.windows.com/w/?token=a"));
    EXPECT_FALSE(load_settings("/nowhere/push.json"));
}

TEST(PushSettings, each_mistake_is_named_where_it_stands) {
    EXPECT_EQ(wrong(with_services(R"("a.example")")), "");
    EXPECT_EQ(wrong(R"({"services":["a.example"]})"), "/contact: field_missing");
    for (const char* contact : {"office@city.example", "mailto:", "mailto:office", "mailto:@a",
                                "mailto:a b@c", "http://city.example", "http://localhost/a"})
        EXPECT_EQ(wrong(R"({"services":["a.example"],"contact":")" + std::string(contact) + "\"}"),
                  "/contact: field_format")
            << contact;
    EXPECT_EQ(wrong(R"({"contact":"https://city.example/","services":["a.example"]})"), "");
    EXPECT_EQ(wrong(R"({"contact":"https://city.example/"})"), "/services: field_missing");
    EXPECT_EQ(wrong(with_services("")), "/services: field_missing");
    for (const char* host :
         {"\"\"", "7", "\"https://a.example\"", "\"a.example/x\"", "\"*\"", "\"*.\"", "\"*.com\"",
          "\"*.*.a.example\"", "\"A.example\"", "\"a..example\"", "\".a.example\"",
          "\"a.example.\"", "\"a.example:\"", "\"a.example:0\"", "\"a.example:65536\"",
          "\"a.example:8a\"", "\"u@a.example\""})
        EXPECT_EQ(wrong(with_services("\"b.example\"," + std::string(host))),
                  "/services/1: field_format")
            << host;
    std::string many = "\"a.example\"";
    for (int i = 0; i < 32; ++i) many += ",\"a.example\"";
    EXPECT_EQ(wrong(with_services(many)), "/services/32: field_too_long");
    EXPECT_EQ(wrong(R"({"contact":"mailto:a@b.c","services":["a.example"],"ca_file":"/no"})"),
              "/ca_file: field_choice");
    EXPECT_EQ(wrong(R"({"contact":"mailto:a@b.c","services":["a.example"],"key":"a"})"),
              "/key: field_unknown");
}

TEST(PushSettings, only_services_of_the_file_are_asked) {
    const Settings settings =
        settings_of(with_services(R"("push.example","*.push.example.org","localhost:8443")"))
            .value();
    const auto origin = [&](const std::string& endpoint) {
        const auto out = origin_of(settings, endpoint);
        return out ? *out : std::string(error_row(out.error().code).name);
    };
    EXPECT_EQ(origin("https://push.example/a?b=c"), "https://push.example");
    EXPECT_EQ(origin("https://a.push.example.org/x"), "https://a.push.example.org");
    EXPECT_EQ(origin("https://b.a.push.example.org/x"), "https://b.a.push.example.org");
    EXPECT_EQ(origin("https://localhost:8443/x"), "https://localhost:8443");
    for (const char* other :
         {"https://push.example.org/x", "https://apush.example.org/x", "https://push.example.com/",
          "https://a.push.example/", "https://push.example:8443/x", "https://localhost/x",
          "https://localhost:8444/x", "https://127.0.0.1/x", "https://127.0.0.1:8443/x",
          "https://169.254.169.254/latest", "https://a.push.example.org:8443/x",
          "https://push.example.org.evil.example/"})
        EXPECT_EQ(origin(other), "field_choice") << other;
    for (const char* broken : {"",
                               "http://push.example/x",
                               "HTTPS://push.example/x",
                               "https://push.example",
                               "https://",
                               "https:///x",
                               "https://u@push.example/x",
                               "https://push.example@evil/x",
                               "https://evil.example\\@push.example/x",
                               "https://push.example\\.evil.example/x",
                               "https://push.example#@evil.example/x",
                               "https://push.example?x=/a",
                               "https://push.example:/x",
                               "https://push.example:443/x",
                               "https://[::1]/x",
                               "https://push.example /x",
                               "https://push.example/x y",
                               "https://push.example/x\ny",
                               "https://PUSH.example/x",
                               "https://pu\xc5\xa1h.example/x",
                               "ftp://push.example/x",
                               "https://%70ush.example/x",
                               "https://push.example:99999/x"})
        EXPECT_EQ(origin(broken), "field_format") << broken;
    EXPECT_EQ(origin("https://push.example/" + std::string(2048, 'a')), "field_too_long");
}

}  // namespace

}  // namespace kongdi::server::tests
