// SPDX-License-Identifier: Apache-2.0
// Is this a photo, and a smaller one of it. With its source file the only user of libvips.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/model/covered_photo.hpp"

namespace kongdi::server {

struct PictureFacts {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string media_type = {};
};

/// More than the sharpest phone takes; beyond it a small file could unpack to all memory.
inline constexpr std::int64_t kMaxPixels = 60'000'000;

/// Decodes every pixel of a JPEG, PNG or WebP. photo_format for anything else, anything broken and
/// anything too large to unpack.
Result<PictureFacts> look_at_picture(std::string_view bytes);

/// The same as a JPEG, upright, without metadata, with these parts painted over: what lay beneath
/// is not in it any more.
Result<std::string> cover_picture(std::string_view bytes, std::span<const PicturePart> parts);

/// A JPEG that fits into a square of this many pixels, upright, without metadata.
Result<std::string> make_thumbnail(std::string_view bytes, int size);

}  // namespace kongdi::server
