// SPDX-License-Identifier: Apache-2.0
// What is sent to browsers is sealed and signed as the standards say.
#include "server/push/encryption.hpp"

#include "server/push/vapid.hpp"
#include "tests/server/push/subscriber.hpp"

namespace kongdi::server::tests {

namespace {

using oidc::base64url;
using push::OneTime;
using push::PrivateKey;

std::string bytes_of(std::string_view text) {
    const auto out = oidc::bytes_of_base64url(text);
    EXPECT_TRUE(out) << text;
    return out.value_or("");
}

// RFC 8291, appendix A.
constexpr std::string_view kText = "When I grow up, I want to be a watermelon";
constexpr std::string_view kSenderKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
constexpr std::string_view kSenderPoint =
    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
constexpr std::string_view kReceiverKey = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
constexpr std::string_view kReceiverPoint =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
constexpr std::string_view kAuth = "BTBZMqHH6r4Tts7J_aSIgg";
constexpr std::string_view kSalt = "DGv6ra1nlYgDCS1FRnbzlw";
constexpr std::string_view kBody =
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

TEST(PushEncryption, gives_the_bytes_of_the_example_of_rfc_8291) {
    const auto sender = PrivateKey::of_bytes(bytes_of(kSenderKey));
    ASSERT_TRUE(sender);
    EXPECT_EQ(base64url(sender->point()), kSenderPoint);
    const auto receiver = PrivateKey::of_bytes(bytes_of(kReceiverKey));
    ASSERT_TRUE(receiver);
    EXPECT_EQ(base64url(receiver->point()), kReceiverPoint);
    const auto body = push::sealed(kText, {bytes_of(kReceiverPoint), bytes_of(kAuth)},
                                   {bytes_of(kSalt), *sender}, 0);
    ASSERT_TRUE(body) << body.error().detail;
    EXPECT_EQ(base64url(*body), kBody);
}

TEST(PushEncryption, is_opened_by_its_browser_and_by_no_other) {
    const Subscriber browser;
    const Subscriber other;
    const auto once = OneTime::make();
    ASSERT_TRUE(once);
    const auto body =
        push::sealed(R"({"text":"开"})", {browser.point(), bytes_of(browser.auth())}, *once, 100);
    ASSERT_TRUE(body);
    EXPECT_EQ(browser.tree(*body).text("text"), "开");
    EXPECT_FALSE(other.opened(*body));
    std::string changed = *body;
    changed.back() ^= 1;
    EXPECT_FALSE(browser.opened(changed));
}

TEST(PushEncryption, all_messages_are_of_one_length_and_no_two_are_alike) {
    const Subscriber browser;
    const push::Receiver to{browser.point(), bytes_of(browser.auth())};
    const auto sealed = [&](std::size_t letters) {
        return push::sealed(std::string(letters, 'a'), to, *OneTime::make(), 1024);
    };
    const auto one = sealed(1);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->size(), push::kHeaderBytes + 1024 + 1 + 16);
    for (const std::size_t letters : {0u, 1u, 500u, 1024u})
        EXPECT_EQ(sealed(letters)->size(), one->size());
    EXPECT_NE(*sealed(1), *one);
    EXPECT_EQ(sealed(1025).error().code, ErrorCode::FieldTooLong);
    const auto longest = push::sealed(std::string(4096, 'a'), to, *OneTime::make(), 0);
    EXPECT_EQ(longest.error().code, ErrorCode::FieldTooLong);
}

TEST(PushEncryption, a_point_is_one_of_the_curve_and_nothing_else) {
    const std::string right = bytes_of(kReceiverPoint);
    EXPECT_TRUE(push::is_point(right));
    std::string beside = right;
    beside.back() ^= 1;
    std::string compressed = right.substr(0, 33);
    compressed[0] = '\x02';
    for (const std::string& wrong :
         {std::string(), beside, compressed, right.substr(0, 64), right + "a",
          '\x04' + std::string(64, '\0'), '\x04' + std::string(64, '\xff'),
          '\x06' + right.substr(1), std::string(1, '\0')}) {
        EXPECT_FALSE(push::is_point(wrong));
        EXPECT_FALSE(push::sealed("a", {wrong, bytes_of(kAuth)}, *OneTime::make(), 0));
    }
}

TEST(PushEncryption, a_private_key_is_a_number_below_the_order_of_the_curve) {
    const auto made = PrivateKey::make();
    ASSERT_TRUE(made);
    EXPECT_EQ(PrivateKey::of_bytes(made->scalar())->point(), made->point());
    EXPECT_TRUE(push::is_point(made->point()));
    for (const std::string& wrong : {std::string(), std::string(32, '\0'), std::string(32, '\xff'),
                                     std::string(31, 'a'), std::string(33, 'a')})
        EXPECT_FALSE(PrivateKey::of_bytes(wrong));
}

TEST(PushVapid, a_token_is_signed_for_one_service_and_half_a_day) {
    const auto key = PrivateKey::make();
    ASSERT_TRUE(key);
    constexpr std::int64_t kNow = 1'795'507'200'000;
    for (int again = 0; again < 50; ++again) {
        const auto header =
            push::vapid_of(*key, "https://push.example", "mailto:a@city.example", kNow);
        ASSERT_TRUE(header);
        ASSERT_TRUE(header->starts_with("vapid t=")) << *header;
        const auto comma = header->find(", k=");
        const std::string token = header->substr(8, comma - 8);
        EXPECT_EQ(header->substr(comma + 4), base64url(key->point()));
        EXPECT_TRUE(is_signed(token, key->point()));
        const auto dot = token.find('.');
        const auto last = token.rfind('.');
        EXPECT_EQ(bytes_of(token.substr(0, dot)), R"({"typ":"JWT","alg":"ES256"})");
        const Value claims =
            parse_json(bytes_of(token.substr(dot + 1, last - dot - 1))).value_or(Value());
        EXPECT_EQ(claims.text("aud"), "https://push.example");
        EXPECT_EQ(claims.text("sub"), "mailto:a@city.example");
        EXPECT_EQ(claims["exp"], Value(kNow / 1000 + 12 * 3600));
        EXPECT_FALSE(is_signed(token, PrivateKey::make()->point()));
    }
}

}  // namespace

}  // namespace kongdi::server::tests
