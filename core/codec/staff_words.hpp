// SPDX-License-Identifier: Apache-2.0
// What staff and residents write beside a decision.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/error.hpp"

namespace kongdi {

/// A text of some lines, at most so many code points. Adds field_too_long, field_format (control
/// characters) or personal_number at the path.
void check_words(const std::string& words, std::size_t most, const char* path, Errors& errors);

}  // namespace kongdi
