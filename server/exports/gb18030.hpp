// SPDX-License-Identifier: Apache-2.0
// The encoding that older programs of offices expect; it has all characters of Unicode.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace kongdi::server {

/// Of whole characters. internal for what is no UTF-8.
Result<std::string> to_gb18030(std::string_view utf8);

}  // namespace kongdi::server
