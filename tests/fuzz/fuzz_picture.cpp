// SPDX-License-Identifier: Apache-2.0
// Any bytes are a photo or none; what is kept of one is a JPEG within its bounds, which is kept as
// it is the second time.
#include "server/handlers/photo_reencode.hpp"
#include "server/handlers/picture.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kongdi;
using namespace kongdi::server;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view photo = fuzz::text_of(bytes, size);
    const auto facts = look_at_picture(photo);
    const auto clean = reencode_photo(photo);
    if (!clean) return 0;
    fuzz::check(facts && facts->width * facts->height <= kMaxPixels);
    fuzz::check(clean->facts.width <= kKeptPhotoSide && clean->facts.height <= kKeptPhotoSide);
    const auto again = look_at_picture(clean->bytes);
    fuzz::check(again && again->media_type == "image/jpeg");
    fuzz::check(again->width == clean->facts.width && again->height == clean->facts.height);
    fuzz::check(clean->bytes.find("Exif") == std::string::npos);
    fuzz::check(make_thumbnail(photo, 64).has_value());
    return 0;
}
