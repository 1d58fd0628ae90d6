// SPDX-License-Identifier: Apache-2.0
#include "server/http/own_forms.hpp"

#include <gtest/gtest.h>

namespace kongdi::server {

namespace {

struct Case {
    std::string what;
    std::vector<Pair> headers;
    bool is_own;
};

TEST(OwnForms, a_browser_says_where_the_form_stood) {
    const Pair host{"Host", "city.example:8080"};
    const std::vector<Case> cases{
        {"our page", {host, {"Sec-Fetch-Site", "same-origin"}}, true},
        {"typed by hand", {host, {"Sec-Fetch-Site", "none"}}, true},
        {"a neighbour", {host, {"Sec-Fetch-Site", "same-site"}}, false},
        {"a stranger", {host, {"Sec-Fetch-Site", "cross-site"}}, false},
        {"a stranger who names us",
         {host, {"Sec-Fetch-Site", "cross-site"}, {"Origin", "http://city.example:8080"}},
         false},
        {"an older browser", {host, {"Origin", "http://city.example:8080"}}, true},
        {"behind a front", {host, {"Origin", "https://k.cn"}, {"X-Forwarded-Host", "k.cn"}}, true},
        {"another port", {host, {"Origin", "http://city.example"}}, false},
        {"another host", {host, {"Origin", "http://evil.example"}}, false},
        {"our name at the front", {host, {"Origin", "http://city.example:8080.evil.org"}}, false},
        {"nobody", {host, {"Origin", "null"}}, false},
        {"an old browser", {host, {"Referer", "http://city.example:8080/plain/report"}}, true},
        {"an old stranger", {host, {"Referer", "http://evil.example/?city.example:8080"}}, false},
        {"a very old browser", {host}, true},
    };
    for (const Case& one : cases) {
        Request request;
        request.headers = one.headers;
        EXPECT_EQ(is_own_form(request), one.is_own) << one.what;
    }
}

}  // namespace

}  // namespace kongdi::server
