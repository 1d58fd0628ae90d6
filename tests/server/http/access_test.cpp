// SPDX-License-Identifier: Apache-2.0
// Every route, tried by everybody who could come: by their access, their scope, and with a cookie
// that another site makes the browser send.
#include <set>

#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

/// Everybody who could come, as the table of accesses sees them.
enum class Who {
    Stranger,
    Device,
    Resident,
    Worker,
    CityWorker,
    Planner,
    CityPlanner,
    Administrator,
    OwesCode,
    OwesSetup,
    Count_
};

struct Person {
    Who who = Who::Stranger;
    std::string name = {};
    std::vector<Pair> headers = {};
};

bool is_let_in(Access access, Who who) {
    const bool staff = who == Who::Worker || who == Who::CityWorker || who == Who::Planner ||
                       who == Who::CityPlanner;
    const bool whole = staff || who == Who::Resident || who == Who::Administrator;
    switch (access) {
        case Access::Public:
        case Access::Form: return true;
        case Access::Device: return who == Who::Device;
        case Access::DeviceOrStaff: return staff || who == Who::Device;
        case Access::SecondStep: return who == Who::OwesCode;
        case Access::AccountOrSetup: return whole || who == Who::OwesSetup;
        case Access::Account: return whole;
        case Access::Staff: return staff;
        case Access::Planner: return who == Who::Planner || who == Who::CityPlanner;
        case Access::CityPlanner: return who == Who::CityPlanner;
        case Access::Administrator: return who == Who::Administrator;
        case Access::Operator: return false;  // no log-in; tests/server/handlers/metrics_test.cpp
    }
    return false;
}

std::string path_with_examples(std::string_view pattern) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        out += pattern[i] == '{' ? "example" : std::string(1, pattern[i]);
        if (pattern[i] == '{') i = pattern.find('}', i);
    }
    return out;
}

class AccessTest : public ServerFixture {
protected:
    Pair half(LoginStage stage) {
        std::ignore = as("half", Role::Planner, whole_city());
        const std::string token = make_token();
        EXPECT_TRUE(
            storage().open_session(sha256(token), "half", m_now_ms + 60'000, m_now_ms, stage));
        return {"Cookie", std::string(kSessionCookie) + "=" + token};
    }
    std::vector<Person> everybody() {
        const Scope district{{"330106"}};
        return {{Who::Stranger, "a stranger", {}},
                {Who::Device, "a device", {as_device()}},
                {Who::Resident, "a resident", {as(Role::Resident)}},
                {Who::Worker, "a worker", {as("w", Role::Worker, district)}},
                {Who::CityWorker, "a worker of the city", {as(Role::Worker)}},
                {Who::Planner, "a planner", {as("p", Role::Planner, district)}},
                {Who::CityPlanner, "a planner of the city", {as(Role::Planner)}},
                {Who::Administrator, "an administrator", {as(Role::Administrator)}},
                {Who::OwesCode, "one who owes a code", {half(LoginStage::Second)}},
                {Who::OwesSetup, "one who must set up", {half(LoginStage::Setup)}}};
    }
    Request asked(const Route& route, const Person& person, bool by_page = true) {
        Request out = json_request(path_with_examples(route.pattern), "{}");
        out.method = route.method;
        if (route.body.limit > 0) out.headers[0].second = route.body.media_types[0];
        out.headers.insert(out.headers.end(), person.headers.begin(), person.headers.end());
        if (by_page) out.headers.emplace_back(api::kPageHeader, "1");
        return out;
    }
};

TEST_F(AccessTest, every_route_lets_in_whom_its_access_names_and_nobody_else) {
    std::set<std::pair<Access, Who>> tried;
    for (const Route& route : routes()) {
        // A log-out ends the session it comes with.
        if (route.pattern == "/api/v1/logout") continue;
        for (const Person& person : everybody()) {
            SCOPED_TRACE(std::string(route.pattern) + " for " + person.name);
            const Response response = send(asked(route, person));
            const std::string code = tree_of(response).text("code");
            const bool refused = response.status == 401 || response.status == 403;
            // A page of staff says it in words.
            const bool is_page =
                route.access == Access::Staff && route.pattern.starts_with("/plain");
            const bool turned_away =
                is_page ? refused : code == "login_needed" || code == "access_denied";
            EXPECT_EQ(turned_away, !is_let_in(route.access, person.who)) << response.body;
            EXPECT_TRUE(!turned_away || refused) << response.status;
            tried.insert({route.access, person.who});
        }
    }
    EXPECT_EQ(tried.size(), 12u * static_cast<std::size_t>(Who::Count_));
}

TEST_F(AccessTest, no_route_that_writes_takes_a_cookie_from_another_site) {
    int tried = 0;
    int wanted = 0;
    const std::vector<Person> people = everybody();
    const std::string before = *storage().derived_text();
    for (const Route& route : routes()) {
        if (route.method != Method::Post) continue;
        // All but the stranger and the device bring a cookie; a form needs none.
        wanted += static_cast<int>(people.size()) - (route.access == Access::Form ? 0 : 2);
        for (const Person& person : people) {
            SCOPED_TRACE(std::string(route.pattern) + " for " + person.name);
            const bool cookie = !person.headers.empty() && person.headers[0].first == "Cookie";
            Request forged = asked(route, person, false);
            if (route.access == Access::Form)
                forged.headers.emplace_back("Sec-Fetch-Site", "cross-site");
            else if (!cookie)
                continue;
            const Response response = send(forged);
            EXPECT_EQ(response.status, 403);
            ++tried;
        }
    }
    EXPECT_EQ(tried, wanted);
    EXPECT_GT(wanted, 200);
    EXPECT_EQ(*storage().derived_text(), before);
    for (const Person& person : people)
        if (person.who == Who::CityWorker) {
            EXPECT_EQ(get("/api/v1/me", person.headers).status, 200) << "not logged out either";
        }
}

TEST_F(AccessTest, only_posts_and_uploads_change_anything) {
    // A browser asks before it sends a PUT to another site, and is never answered that it may.
    for (const Route& route : routes())
        if (route.method == Method::Put) {
            EXPECT_EQ(route.pattern, "/api/v1/photos/{sha256}");
        }
    const std::vector<Person> people = everybody();
    const std::string before = *storage().derived_text();
    for (const Route& route : routes())
        if (route.method == Method::Get || route.method == Method::Head)
            for (const Person& person : people) std::ignore = send(asked(route, person));
    // But for what tells who of the staff saw something: the last of the tables.
    const std::string after = *storage().derived_text();
    EXPECT_EQ(after.substr(0, after.find("\nread_log\n")),
              before.substr(0, before.find("\nread_log\n")));
}

TEST_F(AccessTest, a_stolen_cookie_is_worth_the_role_it_was_made_for_and_ends_with_it) {
    const Pair stolen = as("w", Role::Worker, {{"330106"}});
    EXPECT_EQ(get("/api/v1/spaces", {stolen}).status, 200);
    EXPECT_EQ(get("/api/v1/imports", {stolen}).status, 403);
    EXPECT_EQ(get("/api/v1/accounts", {stolen}).status, 403);
    // Another device's name beside it opens nothing of that device.
    EXPECT_EQ(get("/api/v1/accounts", {stolen, as_device()}).status, 403);
    ASSERT_TRUE(storage().end_sessions("w", {Role::Administrator, "ada"}, m_now_ms));
    EXPECT_EQ(get("/api/v1/spaces", {stolen}).status, 401);
}

TEST_F(AccessTest, guessed_cookies_open_nothing) {
    const Pair real = as(Role::Planner);
    const std::string token = real.second.substr(real.second.find('=') + 1);
    const std::vector<std::string> guesses{sha256(token), make_token(),  token.substr(1),
                                           token + "0",   std::string(), "' OR 1=1 --"};
    for (const std::string& guess : guesses)
        EXPECT_EQ(get("/api/v1/me", {{"Cookie", std::string(kSessionCookie) + "=" + guess}}).status,
                  401);
}

}  // namespace

}  // namespace kongdi::server::tests
