// SPDX-License-Identifier: Apache-2.0
// The fields of a form out of a body of multipart/form-data (RFC 7578).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// No form of ours has as many.
inline constexpr std::size_t kMaxFormParts = 256;

/// None when the body is not whole, or is none at all. In time proportional to its length.
std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type,
                                                    std::string_view body);

}  // namespace kongdi::server
