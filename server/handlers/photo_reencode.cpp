// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/photo_reencode.hpp"

#include "core/base/sha256.hpp"
#include "core/rules/record_check.hpp"
#include "server/handlers/picture.hpp"

namespace kongdi::server {

Result<CleanPhoto> reencode_photo(std::string_view bytes) {
    if (static_cast<std::int64_t>(bytes.size()) > kMaxPhotoBytes)
        return Error{ErrorCode::PhotoTooLarge};
    // All of it is decoded first: a smaller picture of half a file would be half grey.
    KONGDI_TRY(look_at_picture(bytes));
    CleanPhoto out;
    out.bytes = KONGDI_TRY(make_thumbnail(bytes, kKeptPhotoSide));
    const PictureFacts made = KONGDI_TRY(look_at_picture(out.bytes));
    out.facts = {sha256(out.bytes), static_cast<std::int64_t>(out.bytes.size()), made.width,
                 made.height, made.media_type};
    return out;
}

}  // namespace kongdi::server
