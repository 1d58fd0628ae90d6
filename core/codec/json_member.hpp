// SPDX-License-Identifier: Apache-2.0
// One member of a JSON text, without the tree of all of it.
#pragma once

#include <string_view>

#include "core/base/value.hpp"

namespace kongdi {

/// A number, a text or a truth that the outermost map has under this name; null for anything else.
/// Reads no further than to it: of a text of our own, which is whole.
Value member_of_own_json(std::string_view text, std::string_view name);

}  // namespace kongdi
