// SPDX-License-Identifier: Apache-2.0
// Browsers say that they want to be told of what happens to a report, and that they do not.
#include "server/handlers/push.hpp"

#include "server/push/offer.hpp"
#include "server/storage/push_subscriptions.hpp"
#include "tests/server/handlers/plain_fixture.hpp"
#include "tests/server/push/subscriber.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kMyPush = "/api/v1/my/push";
constexpr std::string_view kStop = "/api/v1/my/push/stop";

class PushTest : public PlainFixture {
protected:
    PushTest() { m_services.push = &m_offer; }

    Value subscription(const std::string& name = "a") const {
        return Value::map(
            {{"endpoint", "https://push.example/" + name},
             {"keys", Value::map({{"p256dh", m_browser.p256dh()}, {"auth", m_browser.auth()}})},
             {"lang", "zh"}});
    }
    Response post(std::string_view path, const Value& body, std::string_view device = kDevice) {
        Request asked = json_request(std::string(path), write_json(body));
        if (!device.empty()) asked.headers.push_back(as_device(device));
        return send(std::move(asked));
    }
    Response put(const Value& body, std::string_view device = kDevice) {
        return post(kMyPush, body, device);
    }
    /// "path: code" of each mistake.
    std::string wrong(const Value& body) {
        const Response answer = put(body);
        EXPECT_EQ(answer.status, 422) << answer.body;
        std::string out;
        for (const Error& one : answer.errors)
            out +=
                (out.empty() ? "" : ", ") + one.path + ": " + std::string(error_row(one.code).name);
        return out;
    }
    Value with(const std::string& name, Value value) const {
        return subscription().set(name, std::move(value));
    }
    Value with_key(const std::string& name, Value value) const {
        Value keys = subscription()["keys"];
        return with("keys", keys.set(name, std::move(value)));
    }
    std::vector<PushSubscription> kept() { return storage().push_subscriptions().value(); }

    const ServerKey m_seal = *ServerKey::of_folder(m_folder.path());
    push::Offer m_offer{
        storage(), m_seal, {"mailto:a@city.example", {{"push.example", false, ""}}, ""}};
    Subscriber m_browser;
};

TEST_F(PushTest, everybody_learns_whether_it_is_offered_and_by_which_key) {
    const Response offered = get("/api/v1/push");
    ASSERT_EQ(offered.status, 200);
    EXPECT_EQ(tree_of(offered)["offered"], Value(true));
    const auto key = oidc::bytes_of_base64url(tree_of(offered).text("key"));
    ASSERT_TRUE(key);
    EXPECT_TRUE(push::is_point(*key));
    EXPECT_EQ(get("/api/v1/push").body, offered.body) << "it stays the same";
    push::Offer next_start(storage(), m_seal, m_offer.settings());
    EXPECT_EQ(next_start.key()->point(), *key);
    m_services.push = nullptr;
    EXPECT_EQ(get("/api/v1/push").body, R"({"offered":false})");
    EXPECT_EQ(put(subscription()).status, 404);
}

TEST_F(PushTest, a_browser_is_kept_under_the_hash_of_its_pseudonym) {
    ASSERT_EQ(put(subscription()).status, 204);
    ASSERT_EQ(kept().size(), 1u);
    EXPECT_EQ(kept()[0], (PushSubscription{"https://push.example/a", sha256(kDevice),
                                           m_browser.p256dh(), m_browser.auth(), "zh", kNowMs}));
    EXPECT_EQ(put(subscription(), "").status, 401);
    EXPECT_EQ(put(subscription(), "nobody").status, 401);
}

TEST_F(PushTest, the_same_browser_again_takes_its_own_place_and_of_six_the_oldest_goes) {
    ASSERT_EQ(put(subscription()).status, 204);
    ASSERT_EQ(put(with("lang", "en")).status, 204);
    ASSERT_EQ(kept().size(), 1u);
    EXPECT_EQ(kept()[0].lang, "en");
    for (const char* name : {"b", "c", "d", "e", "f"}) {
        ++m_now_ms;
        ASSERT_EQ(put(subscription(name)).status, 204);
    }
    ASSERT_EQ(kept().size(), 5u);
    EXPECT_EQ(kept()[0].endpoint, "https://push.example/b");
}

TEST_F(PushTest, each_mistake_is_named_at_its_field) {
    EXPECT_EQ(wrong(Value::map()),
              "/endpoint: field_missing, /keys: field_missing, "
              "/lang: field_missing");
    EXPECT_EQ(wrong(with("endpoint", 7)), "/endpoint: field_type");
    EXPECT_EQ(wrong(with("endpoint", "http://push.example/a")), "/endpoint: field_format");
    EXPECT_EQ(wrong(with("endpoint", "https://127.0.0.1/a")), "/endpoint: field_choice");
    EXPECT_EQ(wrong(with("endpoint", "https://push.example:8443/a")), "/endpoint: field_choice");
    EXPECT_EQ(wrong(with("endpoint", "https://push.example/" + std::string(2028, 'a'))),
              "/endpoint: field_too_long");
    EXPECT_EQ(put(with("endpoint", "https://push.example/" + std::string(2027, 'a'))).status, 204);
    EXPECT_EQ(wrong(with("keys", 7)), "/keys: field_type");
    EXPECT_EQ(wrong(with("keys", Value::map())),
              "/keys/p256dh: field_missing, /keys/auth: field_missing");
    EXPECT_EQ(wrong(with_key("p256dh", 7)), "/keys/p256dh: field_type");
    EXPECT_EQ(wrong(with_key("p256dh", m_browser.auth())), "/keys/p256dh: field_format");
    EXPECT_EQ(wrong(with_key("p256dh", std::string(200, 'A'))), "/keys/p256dh: field_too_long");
    std::string point = m_browser.point();
    point[40] ^= 1;
    EXPECT_EQ(wrong(with_key("p256dh", oidc::base64url(point))), "/keys/p256dh: field_format");
    EXPECT_EQ(wrong(with_key("p256dh", m_browser.p256dh() + "=")), "/keys/p256dh: field_format");
    EXPECT_EQ(wrong(with_key("auth", oidc::base64url("fifteen bytes.."))),
              "/keys/auth: field_format");
    EXPECT_EQ(wrong(with_key("auth", "????????????????")), "/keys/auth: field_format");
    EXPECT_EQ(wrong(with("lang", "fr")), "/lang: field_choice");
    EXPECT_EQ(wrong(with("lang", Value::list())), "/lang: field_type");
    EXPECT_EQ(put(Value::list()).status, 400);
}

TEST_F(PushTest, is_stopped_by_whose_it_is_and_again_without_harm) {
    ASSERT_EQ(put(subscription()).status, 204);
    const Value body = Value::map({{"endpoint", "https://push.example/a"}});
    EXPECT_EQ(post(kStop, body, "").status, 401);
    EXPECT_EQ(post(kStop, Value::map()).status, 422);
    EXPECT_EQ(post(kStop, body, kOtherDevice).status, 204);
    EXPECT_EQ(kept().size(), 1u) << "somebody else's";
    m_services.push = nullptr;
    EXPECT_EQ(post(kStop, body).status, 204) << "also where nothing is offered any more";
    EXPECT_EQ(kept().size(), 0u);
    EXPECT_EQ(post(kStop, body).status, 204);
}

TEST_F(PushTest, is_among_what_is_kept_of_somebody_and_goes_with_all_of_it) {
    ASSERT_EQ(put(subscription()).status, 204);
    ASSERT_EQ(put(subscription("b"), kOtherDevice).status, 204);
    const Response own = get("/api/v1/my/data", {as_device()});
    ASSERT_EQ(tree_of(own).items("push").size(), 1u);
    EXPECT_EQ(tree_of(own).items("push")[0].text("endpoint"), "https://push.example/a");
    EXPECT_EQ(own.body.find(m_browser.auth()), std::string::npos);
    EXPECT_NE(page("/plain/data", {{"lang", "en"}}).body.find("happens to your reports: 1"),
              std::string::npos);
    const Response gone = post("/api/v1/my/erasure", Value::map({{"device", kDevice}}));
    ASSERT_EQ(gone.status, 200);
    EXPECT_EQ(tree_of(gone)["records"], Value(0));
    ASSERT_EQ(kept().size(), 1u);
    EXPECT_EQ(kept()[0].endpoint, "https://push.example/b");
    EXPECT_EQ(tree_of(get("/api/v1/my/data", {as_device()})).items("push").size(), 0u);
}

}  // namespace

}  // namespace kongdi::server::tests
