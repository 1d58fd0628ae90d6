// SPDX-License-Identifier: Apache-2.0
#include "server/auth/totp.hpp"

#include <gtest/gtest.h>

#include <set>

namespace kongdi::server::tests {

namespace {

/// The secret of the test vectors of RFC 4226 and RFC 6238.
constexpr std::string_view kSecret = "12345678901234567890";

struct TotpVector {
    std::int64_t seconds;
    std::string_view code;
};

TEST(Totp, the_vectors_of_rfc_6238_come_out) {
    // Appendix B, the rows of SHA-1.
    for (const TotpVector& one :
         {TotpVector{59, "94287082"}, TotpVector{1111111109, "07081804"},
          TotpVector{1111111111, "14050471"}, TotpVector{1234567890, "89005924"},
          TotpVector{2000000000, "69279037"}, TotpVector{20000000000, "65353130"}})
        EXPECT_EQ(hotp_code(kSecret, static_cast<std::uint64_t>(one.seconds / 30), 8), one.code)
            << one.seconds;
}

TEST(Totp, the_vectors_of_rfc_4226_come_out) {
    // Appendix D.
    const std::vector<std::string> codes{"755224", "287082", "359152", "969429", "338314",
                                         "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(hotp_code(kSecret, i), codes[i]);
}

TEST(Totp, clocks_may_differ_by_one_step_and_no_more) {
    constexpr std::int64_t kNow = 1'234'567'890'000;
    const std::int64_t step = kNow / kTotpMs;
    for (std::int64_t off = -3; off <= 3; ++off) {
        const std::string code = hotp_code(kSecret, static_cast<std::uint64_t>(step + off));
        const auto found = totp_step_of(kSecret, code, kNow);
        if (off >= -1 && off <= 1)
            EXPECT_EQ(found, step + off);
        else
            EXPECT_FALSE(found) << off;
    }
    EXPECT_FALSE(totp_step_of(kSecret, "", kNow));
    EXPECT_FALSE(totp_step_of(kSecret, "00592", kNow));
    EXPECT_FALSE(totp_step_of(kSecret, "89005924", kNow));
}

TEST(Totp, base32_is_that_of_rfc_4648) {
    // Section 10, without the padding.
    EXPECT_EQ(base32(""), "");
    EXPECT_EQ(base32("f"), "MY");
    EXPECT_EQ(base32("fo"), "MZXQ");
    EXPECT_EQ(base32("foo"), "MZXW6");
    EXPECT_EQ(base32("foob"), "MZXW6YQ");
    EXPECT_EQ(base32("fooba"), "MZXW6YTB");
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(Totp, an_app_reads_the_secret_from_a_url) {
    EXPECT_EQ(otpauth_url("Kongdi", "林 凌", kSecret),
              "otpauth://totp/Kongdi:%E6%9E%97%20%E5%87%8C?secret="
              "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kongdi");
    EXPECT_EQ(make_totp_secret().size(), 20u);
    EXPECT_NE(make_totp_secret(), make_totp_secret());
}

TEST(Totp, a_code_for_a_lost_phone_can_be_typed_as_it_comes) {
    std::set<std::string> codes;
    for (int i = 0; i < 100; ++i) codes.insert(make_recovery_code());
    EXPECT_EQ(codes.size(), 100u);
    EXPECT_EQ(codes.begin()->size(), 19u);
    EXPECT_EQ(recovery_hash("ling", "abcd-efgh ijklmnop"),
              recovery_hash("ling", "ABCD-EFGH-IJKL-MNOP"));
    EXPECT_NE(recovery_hash("ling", "ABCD"), recovery_hash("bo", "ABCD"));
}

}  // namespace

}  // namespace kongdi::server::tests
