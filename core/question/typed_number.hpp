// SPDX-License-Identifier: Apache-2.0
// A number as people type it.
#pragma once

#include <string_view>

#include "core/base/value.hpp"

namespace kongdi::question {

/// "60", "60.5", full-width digits, a decimal comma, spaces; null for nothing. Anything else stays
/// text, so that the check can say so and nothing is lost.
Value typed_number(std::string_view text);

}  // namespace kongdi::question
