// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/attempt.hpp"

#include <gtest/gtest.h>

#include "server/oidc/base64url.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

TEST(OidcAttempt, the_challenge_is_that_of_the_standard) {
    // RFC 7636, appendix B.
    const oidc::Attempt attempt{.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"};
    EXPECT_EQ(attempt.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(OidcAttempt, only_the_same_key_opens_it_and_only_for_ten_minutes) {
    const TemporaryFolder folder;
    const TemporaryFolder other_folder;
    const ServerKey key = ServerKey::of_folder(folder.path()).value();
    const ServerKey other = ServerKey::of_folder(other_folder.path()).value();
    const oidc::Attempt attempt = oidc::new_attempt("/facilities", kNowMs);
    const std::string sealed = oidc::sealed(attempt, key);
    const auto opened = oidc::opened(sealed, key, kNowMs + oidc::kAttemptMs - 1);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->state, attempt.state);
    EXPECT_EQ(opened->nonce, attempt.nonce);
    EXPECT_EQ(opened->verifier, attempt.verifier);
    EXPECT_EQ(opened->back, "/facilities");
    EXPECT_FALSE(oidc::opened(sealed, key, kNowMs + oidc::kAttemptMs));
    EXPECT_FALSE(oidc::opened(sealed, key, kNowMs - 61'000));
    EXPECT_FALSE(oidc::opened(sealed, other, kNowMs));
    EXPECT_FALSE(oidc::opened(sealed.substr(2), key, kNowMs));
    EXPECT_FALSE(oidc::opened("", key, kNowMs));
    EXPECT_FALSE(oidc::opened(key.seal("ling", "{}"), key, kNowMs)) << "a second factor is none";
}

TEST(OidcAttempt, one_goes_back_to_own_paths_only) {
    for (const char* own : {"/", "/worker", "/plan?year=2027", "/index/why/330106001051#a"})
        EXPECT_EQ(oidc::own_path(own), own);
    for (const char* other :
         {"", "worker", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil",
          "/a b", "/a\nb", "/a\"b", "/a<b", "/oidc/start", "/login", "/api/v1/logout", "/中"})
        EXPECT_EQ(oidc::own_path(other), "") << other;
    EXPECT_EQ(oidc::own_path("/" + std::string(256, 'a')), "");
}

TEST(OidcAttempt, base64url_is_read_as_it_is_written_and_in_no_other_way) {
    // RFC 4648, section 10, without padding.
    for (const auto& [bytes, text] :
         std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                          {"f", "Zg"},
                                                          {"fo", "Zm8"},
                                                          {"foo", "Zm9v"},
                                                          {"foob", "Zm9vYg"},
                                                          {"\xff\xef\xbe", "_---"}}) {
        EXPECT_EQ(oidc::base64url(bytes), text);
        EXPECT_EQ(oidc::bytes_of_base64url(text), bytes);
    }
    for (const char* wrong : {"Z", "Zg==", "Zh", "Zm9=", "Zm+v", "Zm9v\n", "Zm8 "})
        EXPECT_FALSE(oidc::bytes_of_base64url(wrong)) << wrong;
}

}  // namespace

}  // namespace kongdi::server::tests
