// SPDX-License-Identifier: Apache-2.0
// What neighbours write about an idle space: short remarks in Chinese put together by lot.
#pragma once

#include <string>
#include <string_view>

#include "server/demo/random.hpp"
#include "server/demo/town.hpp"

namespace kongdi::server::demo {

/// A remark about a space of a type; empty when the person wrote nothing. At most 500 characters,
/// some with two lines.
std::string remark(const Town& town, std::string_view type, std::string_view near, Random& random);

}  // namespace kongdi::server::demo
