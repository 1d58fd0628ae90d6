// SPDX-License-Identifier: Apache-2.0
// Reading a request's body as a tree, with errors that name the field.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// body_not_object for another tree.
Result<Value> body_map(const Request& request);
/// Words of why something is done (/reason): trimmed, empty when there are none and none are
/// needed. field_missing, field_type, field_too_long, field_format.
Result<std::string> reason_member(const Value& tree, bool needed);
/// field_missing, field_type, field_too_long.
Result<std::string> text_member(const Value& tree, std::string_view name, std::size_t max_bytes);

}  // namespace kongdi::server
