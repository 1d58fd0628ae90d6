// SPDX-License-Identifier: Apache-2.0
// QR codes as rows of modules. With qr_code.cpp the only user of libqrencode.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server {

/// A text of 0 and 1 for each row, 1 being dark, without the quiet zone; error correction M.
/// internal when the text is too long for a code (about 2,300 bytes).
Result<std::vector<std::string>> qr_rows(std::string_view text);

}  // namespace kongdi::server
