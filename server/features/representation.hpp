// SPDX-License-Identifier: Apache-2.0
// In which form an answer is wanted.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/result.hpp"

namespace kongdi::server::features {

enum class Form : std::uint8_t { Json, Html };

/// `f` of the address, else the header Accept: a page for whoever would rather have one, JSON for
/// everybody else. request_format (/f).
Result<Form> form_asked(std::string_view f, std::string_view accept);

}  // namespace kongdi::server::features
