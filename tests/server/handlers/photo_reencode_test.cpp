// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/photo_reencode.hpp"

#include "core/base/sha256.hpp"
#include "server/handlers/picture.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/phone_photo.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::phone_photo;

TEST(PhotoReencode, nothing_is_left_of_place_time_and_device) {
    const std::string sent = phone_photo(64, 48);
    ASSERT_NE(sent.find("Exif"), std::string::npos);
    ASSERT_NE(sent.find("SECRETPHONE"), std::string::npos);
    ASSERT_NE(sent.find("GPSMAP"), std::string::npos);
    const auto kept = reencode_photo(sent);
    ASSERT_TRUE(kept);
    for (const std::string_view trace : {"Exif", "SECRETPHONE", "GPSMAP"})
        EXPECT_EQ(kept->bytes.find(trace), std::string::npos) << trace;
    EXPECT_EQ(kept->facts.sha256, sha256(kept->bytes));
    EXPECT_EQ(kept->facts.bytes, static_cast<std::int64_t>(kept->bytes.size()));
    EXPECT_EQ(kept->facts.media_type, "image/jpeg");
}

TEST(PhotoReencode, a_phone_held_upright_gives_an_upright_photo) {
    const auto kept = reencode_photo(phone_photo(64, 48));  // turned by its metadata
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->facts.width, 48);
    EXPECT_EQ(kept->facts.height, 64);
}

TEST(PhotoReencode, a_large_photo_gets_smaller_and_a_small_one_stays) {
    const auto large = reencode_photo(phone_photo(2400, 1200));
    ASSERT_TRUE(large);
    EXPECT_EQ(large->facts.height, kKeptPhotoSide);
    EXPECT_EQ(large->facts.width, kKeptPhotoSide / 2);
}

TEST(PhotoReencode, the_same_photo_gives_the_same_bytes) {
    const std::string sent = phone_photo(200, 100);
    EXPECT_EQ(reencode_photo(sent)->bytes, reencode_photo(sent)->bytes);
}

TEST(PhotoReencode, what_is_no_whole_photo_is_refused) {
    const std::string whole = phone_photo(640, 480);
    for (const std::string& bytes :
         {std::string(), std::string("no photo"), whole.substr(0, whole.size() / 2),
          std::string("<svg xmlns='http://www.w3.org/2000/svg'/>")}) {
        const auto kept = reencode_photo(bytes);
        ASSERT_FALSE(kept);
        EXPECT_EQ(kept.error().code, ErrorCode::PhotoFormat);
    }
    const auto long_one = reencode_photo(std::string(12'000'001, 'x'));
    ASSERT_FALSE(long_one);
    EXPECT_EQ(long_one.error().code, ErrorCode::PhotoTooLarge);
}

}  // namespace

}  // namespace kongdi::server::tests
