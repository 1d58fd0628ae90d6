// SPDX-License-Identifier: Apache-2.0
// Which passwords are taken: long ones that are not the first to be tried.
#pragma once

#include <string_view>

#include "core/base/error.hpp"

namespace kongdi::server {

/// At /password: field_missing, field_range (too short), field_too_long, field_choice (among the
/// most common, or made of the name alone).
Errors password_errors(std::string_view password, std::string_view account);

}  // namespace kongdi::server
