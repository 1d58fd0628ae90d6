// SPDX-License-Identifier: Apache-2.0
// A photo is named by the hash of what a phone sent; what is kept was made anew from its pixels and
// has another one. That stands beside it, as a picture made of it would.
#pragma once

#include <string_view>

namespace kongdi::server {

/// The variant that holds the SHA-256 of the kept bytes, as 64 hex digits.
inline constexpr std::string_view kPhotoSum = "sha256";

}  // namespace kongdi::server
