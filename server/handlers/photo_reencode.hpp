// SPDX-License-Identifier: Apache-2.0
// A photo as it may be kept, whatever way it came: without its metadata (place, time, device).
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// Pixels of the longer side; as the page sends them.
inline constexpr int kKeptPhotoSide = 1600;

struct CleanPhoto {
    StoredPhoto facts = {};
    std::string bytes = {};
};

/// An upright JPEG of at most kKeptPhotoSide, with nothing in it but pixels; the same bytes for the
/// same photo. photo_too_large past kMaxPhotoBytes; photo_format for what is no whole JPEG, PNG or
/// WebP, or has more than kMaxPixels.
Result<CleanPhoto> reencode_photo(std::string_view bytes);

}  // namespace kongdi::server
