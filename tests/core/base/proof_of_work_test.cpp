// SPDX-License-Identifier: Apache-2.0
#include "core/base/proof_of_work.hpp"

#include <gtest/gtest.h>

#include "core/base/sha256.hpp"

namespace kongdi {

namespace {

constexpr std::string_view kBody = R"({"kind":"idle_space"})";

Work work_of(int bits, std::string_view body = kBody) {
    return {"0123456789abcdef", bits, sha256(body)};
}

}  // namespace

// By Python: hashlib.sha256(f"0123456789abcdef:{sha256 of the body}:{n}".encode()), n from 0 on.
TEST(ProofOfWork, the_first_number_is_that_of_another_program) {
    struct Case {
        int bits;
        std::uint64_t n;
    };
    for (const Case& row : {Case{8, 124}, Case{12, 5102}, Case{16, 11583}}) {
        SCOPED_TRACE(row.bits);
        Work work = work_of(row.bits);
        ASSERT_TRUE(search(work, 1U << 20U));
        EXPECT_EQ(work.n, row.n);
        EXPECT_TRUE(is_done(work));
        EXPECT_EQ(sha256("0123456789abcdef:" + work.body_sha256 + ":124"),
                  "0070bc9828d061ed94d91ca1bb1e03decca47848aa52d71df35502bbe7713da1");
    }
}

TEST(ProofOfWork, a_number_has_as_many_bits_as_its_hash_begins_with_and_no_more) {
    Work work = work_of(8);
    work.n = 124;  // 00 70…: nine zero bits
    for (const int bits : {0, 1, 8, 9}) {
        work.bits = bits;
        EXPECT_TRUE(is_done(work)) << bits;
    }
    for (const int bits : {10, 16, 32}) {
        work.bits = bits;
        EXPECT_FALSE(is_done(work)) << bits;
    }
}

TEST(ProofOfWork, what_is_not_found_goes_on_where_it_stopped) {
    Work work = work_of(12);
    int turns = 1;
    while (!search(work, 1000)) {
        EXPECT_EQ(work.n, 1000U * static_cast<unsigned>(turns));
        ++turns;
    }
    EXPECT_EQ(work.n, 5102u);
    EXPECT_EQ(turns, 6);
    Work none = work_of(12);
    EXPECT_FALSE(search(none, 0));
    EXPECT_EQ(none.n, 0u);
}

TEST(ProofOfWork, it_is_for_its_body_and_its_challenge_alone) {
    Work work = work_of(16);
    ASSERT_TRUE(search(work, 1U << 20U));
    Work other = work;
    other.body_sha256 = sha256("another");
    EXPECT_FALSE(is_done(other));
    other = work;
    other.challenge.back() = '0';
    EXPECT_FALSE(is_done(other));
}

TEST(ProofOfWork, the_first_bits_of_a_hash_are_those_of_the_whole) {
    for (const std::string_view bytes : {"", "abc", "a body"}) {
        const std::string whole = sha256(bytes);
        EXPECT_EQ(Sha256().add(bytes).finish_first(),
                  static_cast<std::uint32_t>(std::stoul(whole.substr(0, 8), nullptr, 16)));
    }
}

}  // namespace kongdi
