// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/key_set.hpp"

#include "server/oidc/base64url.hpp"
#include "tests/server/oidc/signing_key.hpp"

namespace kongdi::server::tests {

namespace {

std::string set_of(const Value::List& keys) { return write_json(Value::map({{"keys", keys}})); }

Value with(Value key, const char* member, const Value& value) {
    key.set(member, value);
    return key;
}

TEST(OidcKeySet, keys_that_may_not_sign_are_left_out) {
    const Value good = first_key().published();
    const Value::List others = {
        with(good, "use", "enc"),
        with(good, "key_ops", Value::list({"encrypt"})),
        with(good, "n", "AQAB"),
        with(good, "kty", "oct"),
        SigningKey::secret("s", "a secret of 32 letters, or so!!!").published(),
        SigningKey::rsa("weak", 1024).published(),
        Value("no key"),
        Value::map()};
    for (const Value& other : others) {
        EXPECT_FALSE(oidc::KeySet::of_json(set_of({other}))) << write_json(other);
        const auto both = oidc::KeySet::of_json(set_of({other, good}));
        ASSERT_TRUE(both);
        EXPECT_EQ((*both)->size(), 1u);
    }
}

/// Each of them ended the server: the library asserts what it reads.
TEST(OidcKeySet, keys_and_tokens_that_are_no_base64url_are_left_out) {
    const Value rsa = first_key().published();
    const Value curve = curve_key().published();
    std::string padded = rsa.text("n");
    padded[25] = '=';
    for (const Value& broken : {with(rsa, "n", padded), with(rsa, "e", "A=AB"), with(rsa, "e", ""),
                                with(rsa, "n", Value()), with(curve, "x", "f83O=3D2"),
                                with(curve, "y", Value()), with(curve, "crv", "P-999")})
        EXPECT_FALSE(oidc::KeySet::of_json(set_of({broken}))) << write_json(broken);
    // What no public key has is not handed on.
    EXPECT_TRUE(oidc::KeySet::of_json(set_of({with(rsa, "d", "A=AB")})));
    const std::string head = oidc::base64url(R"({"alg":"RS256"})");
    EXPECT_TRUE(oidc::head_of(head + ".e30.AAAA"));
    for (const char* rest : {".e=30.AAAA", ".e30.A=AA", ".e30.AAA=", ".e30.A"})
        EXPECT_FALSE(oidc::head_of(head + rest)) << rest;
}

TEST(OidcKeySet, what_is_no_set_is_refused) {
    for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", "\xff"}) {
        const auto read = oidc::KeySet::of_json(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::StorageBusy);
    }
    EXPECT_FALSE(oidc::KeySet::of_json(set_of(Value::List(65, first_key().published()))));
}

TEST(OidcKeySet, a_key_signs_only_in_its_own_way) {
    const auto set = oidc::KeySet::of_json(
        set_of({with(first_key().published(), "alg", "RS256"), curve_key().published()}));
    ASSERT_TRUE(set);
    EXPECT_TRUE((*set)->has_key_for({"RS256", "first"}));
    EXPECT_FALSE((*set)->has_key_for({"PS256", "first"}));
    EXPECT_TRUE((*set)->has_key_for({"ES256", "curve"}));
    EXPECT_FALSE((*set)->has_key_for({"ES256", "first"}));
    EXPECT_FALSE((*set)->has_key_for({"RS256", "curve"}));
    EXPECT_FALSE((*set)->has_key_for({"HS256", "first"}));
    EXPECT_TRUE((*set)->has_key_for({"RS256", ""}));
}

TEST(OidcKeySet, of_two_keys_none_is_guessed) {
    const auto set =
        oidc::KeySet::of_json(set_of({first_key().published(), second_key().published()}));
    ASSERT_TRUE(set);
    EXPECT_FALSE((*set)->has_key_for({"RS256", ""}));
    EXPECT_TRUE((*set)->has_key_for({"RS256", "second"}));
}

}  // namespace

}  // namespace kongdi::server::tests
