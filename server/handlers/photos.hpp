// SPDX-License-Identifier: Apache-2.0
// Photos, sent apart from the record that lists them, whole or in pieces.
#pragma once

#include <array>
#include <string>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// Sides of the two smaller pictures: for a list, and to look at.
inline constexpr std::array<int, 2> kPictureSizes{320, 1280};
/// Under which name one is kept beside its photo.
inline std::string picture_variant(int size) { return std::to_string(size) + ".jpg"; }

/// `Upload-Offset` says how many bytes are safe, `Upload-Complete` whether that is all of them.
/// 404 when nothing of the photo is here.
Response show_photo_offset(const Services& services, const Request& request);
/// The whole photo, or with `Content-Range: bytes a-b/total` the piece that comes next: 202 while
/// bytes are missing, 201 when it is complete, 200 when it was here before.
Response take_photo(const Services& services, const Request& request);
/// A whole photo that came with something else, on the way of any: made anew from its pixels, with
/// its smaller pictures. photo_too_large, photo_format; known ones cost nothing.
Result<StoredPhoto> keep_whole_photo(const Services& services, std::string_view bytes,
                                     std::int64_t now_ms);
/// For staff and for devices whose record lists it; `?size=320` for a smaller one: as
/// server/handlers/seen_photo.hpp gives it.
Response show_photo(const Services& services, const Request& request);

}  // namespace kongdi::server
