// SPDX-License-Identifier: Apache-2.0
#include "core/base/id.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/random.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi {

// RFC 9562, appendix A.6: 2022-02-22T19:22:22Z, rand_a 0xCC3, rand_b 0b01 and 0x8C4DC0C0C07398F.
constexpr std::string_view kRfcUuid = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
constexpr std::int64_t kRfcUuidMs = 1'645'557'742'000;

TEST(Uuid, the_vector_of_the_rfc_is_made_and_read) {
    const std::array<std::uint8_t, 10> random{0x0C, 0xC3, 0x18, 0xC4, 0xDC,
                                              0x0C, 0x0C, 0x07, 0x39, 0x8F};
    EXPECT_EQ(make_uuid_v7(kRfcUuidMs, random), kRfcUuid);
    EXPECT_TRUE(is_uuid_v7(kRfcUuid));
    EXPECT_EQ(uuid_v7_ms(kRfcUuid), kRfcUuidMs);
}

TEST(Uuid, version_and_variant_win_over_the_random_bits) {
    for (const std::uint8_t byte : std::array<std::uint8_t, 3>{0x00, 0xFF, 0xA5}) {
        std::array<std::uint8_t, 10> random{};
        random.fill(byte);
        EXPECT_TRUE(is_uuid_v7(make_uuid_v7(0, random)));
        EXPECT_TRUE(is_uuid_v7(make_uuid_v7((std::int64_t{1} << 48) - 1, random)));
    }
}

TEST(Uuid, a_later_one_sorts_after_an_earlier_one) {
    tests::Random random(1);
    std::array<std::uint8_t, 10> high{};
    high.fill(0xFF);
    const std::array<std::uint8_t, 10> low{};
    for (int i = 0; i < 1000; ++i) {
        const std::int64_t ms = random.between(0, (std::int64_t{1} << 47));
        EXPECT_LT(make_uuid_v7(ms, high), make_uuid_v7(ms + 1, low));
        EXPECT_EQ(uuid_v7_ms(make_uuid_v7(ms, high)), ms);
    }
}

TEST(Uuid, only_the_canonical_text_of_version_7_is_one) {
    for (const std::string_view bad : {
             "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",  // short
             "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",    // long
             "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",     // upper case
             "017f22e279b07cc398c4dc0c0c07398f",         // no hyphens
             "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",   // braces
             "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",     // version 4
             "017f22e2-79b0-8cc3-98c4-dc0c0c07398f",     // version 8
             "017f22e2-79b0-7cc3-78c4-dc0c0c07398f",     // variant 0
             "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f",     // variant 2
             "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",     // no hex
             "017f22e2_79b0-7cc3-98c4-dc0c0c07398f",     // other separator
             "017f22e2-79b0-7cc3-98c4dc-0c0c07398f",     // hyphen elsewhere
             "00000000-0000-0000-0000-000000000000",     // nil
             "ffffffff-ffff-ffff-ffff-ffffffffffff",     // max
         })
        EXPECT_FALSE(is_uuid_v7(bad)) << bad;
    for (const char variant : {'8', '9', 'a', 'b'}) {
        std::string good(kRfcUuid);
        good[19] = variant;
        EXPECT_TRUE(is_uuid_v7(good)) << good;
    }
}

TEST(Device, a_pseudonym_is_32_lower_case_hex_digits) {
    std::array<std::uint8_t, 16> random{};
    for (std::size_t i = 0; i < random.size(); ++i) random[i] = static_cast<std::uint8_t>(17 * i);
    EXPECT_EQ(make_device(random), "00112233445566778899aabbccddeeff");
    EXPECT_TRUE(is_device(make_device(random)));
    EXPECT_FALSE(is_device(""));
    EXPECT_FALSE(is_device("00112233445566778899aabbccddeef"));
    EXPECT_FALSE(is_device("00112233445566778899aabbccddeeff0"));
    EXPECT_FALSE(is_device("00112233445566778899AABBCCDDEEFF"));
    EXPECT_FALSE(is_device("00112233-4455-6677-8899-aabbccdd"));
}

TEST(Sha256Text, is_64_lower_case_hex_digits) {
    const std::string good(64, 'a');
    EXPECT_TRUE(is_sha256_text(good));
    EXPECT_FALSE(is_sha256_text(good.substr(1)));
    EXPECT_FALSE(is_sha256_text(good + "a"));
    EXPECT_FALSE(is_sha256_text(std::string(64, 'A')));
    EXPECT_FALSE(is_sha256_text(std::string(63, 'a') + "g"));
    EXPECT_FALSE(is_sha256_text(std::string(63, 'a') + '\0'));
}

// 统计用区划代码: levels 4 and 5 each run from 001 to 599 in ranges of their own meaning.
TEST(CommunityCode, each_range_of_the_office_is_in_and_what_lies_beside_is_out) {
    struct Case {
        std::string_view what;
        std::string_view code;
        bool is_one;
    };
    for (const Case& row : {
             Case{"first street office, first residents' committee", "330102001001", true},
             Case{"last street office", "330102099001", true},
             Case{"first town", "330102100001", true},
             Case{"last town", "330102199001", true},
             Case{"first township", "330102200001", true},
             Case{"last township", "330102399001", true},
             Case{"first of similar units", "330102400001", true},
             Case{"last of similar units", "330102599001", true},
             Case{"last residents' committee", "330102001199", true},
             Case{"first villagers' committee", "330102001200", true},
             Case{"last villagers' committee", "330102001399", true},
             Case{"first like a residents' committee", "330102001400", true},
             Case{"virtual community", "330102001498", true},
             Case{"first like a villagers' committee", "330102001500", true},
             Case{"virtual living area", "330102001598", true},
             Case{"last of all", "330102001599", true},
             Case{"no street", "330102000001", false},
             Case{"street past the ranges", "330102600001", false},
             Case{"no committee", "330102001000", false},
             Case{"committee past the ranges", "330102001600", false},
             Case{"no province", "000102001001", false},
             Case{"province before 11", "100102001001", false},
             Case{"province after 82", "830102001001", false},
             Case{"eleven digits", "33010200105", false},
             Case{"thirteen digits", "3301020010511", false},
             Case{"a letter", "33010200105a", false},
             Case{"a space", "330102001 51", false},
             Case{"a sign", "+30102001051", false},
             Case{"full-width digits", "３３０１", false},
             Case{"nothing", "", false},
         })
        EXPECT_EQ(is_community_code(row.code), row.is_one) << row.what << ' ' << row.code;
}

TEST(CommunityCode, all_3320_committees_of_hangzhou_have_one) {
    const auto path = tests::shared_data("hangzhou_admin/villages_3301.csv");
    if (path.empty()) return;
    std::istringstream lines(tests::file_bytes(path));
    std::string line;
    std::getline(lines, line);
    int count = 0;
    for (; std::getline(lines, line); ++count)
        EXPECT_TRUE(is_community_code(line.substr(0, line.find(',')))) << line;
    EXPECT_EQ(count, 3320);
}

}  // namespace kongdi
