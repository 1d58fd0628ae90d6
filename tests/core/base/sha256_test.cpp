// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.hpp"

#include <gtest/gtest.h>

#include "core/base/id.hpp"
#include "tests/support/random.hpp"

#if KONGDI_WITH_SODIUM
#include <sodium.h>
#endif

namespace kongdi {

// FIPS 180-4's examples and NIST's CAVP short messages.
TEST(Sha256, the_vectors_of_nist_come_out) {
    struct Case {
        std::string bytes;
        std::string_view hash;
    };
    for (const Case& row : {
             Case{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
             Case{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
             Case{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
             Case{"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                  "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
             Case{"\xD3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"},
             Case{"\x11\xAF", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"},
         })
        EXPECT_EQ(sha256(row.bytes), row.hash);
}

TEST(Sha256, a_million_times_a_comes_out) {
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, the_pieces_do_not_matter) {
    tests::Random random(3);
    for (std::size_t size = 0; size < 300; ++size) {
        std::string bytes;
        for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random.below(256));
        Sha256 pieces;
        for (std::size_t at = 0; at < size;) {
            const std::size_t count = 1 + random.below(80);
            pieces.add(std::string_view(bytes).substr(at, count));
            at += count;
        }
        EXPECT_EQ(pieces.finish(), sha256(bytes)) << size;
        EXPECT_TRUE(is_sha256_text(sha256(bytes)));
    }
}

#if KONGDI_WITH_SODIUM
TEST(Sha256, libsodium_has_the_same_hash_of_any_length_around_a_block) {
    tests::Random random(4);
    for (std::size_t size = 0; size < 400; ++size) {
        std::string bytes;
        for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random.below(256));
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                           bytes.size());
        std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
        sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
        EXPECT_EQ(sha256(bytes), hex.data()) << size;
    }
}
#endif

}  // namespace kongdi
