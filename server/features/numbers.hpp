// SPDX-License-Identifier: Apache-2.0
// Numbers of an address.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace kongdi::server::features {

/// All of the text is one finite decimal number: "-1.5", "3e2".
std::optional<double> number_of(std::string_view text);

/// Separated by commas, at most so many.
std::optional<std::vector<double>> numbers_of(std::string_view text, std::size_t most);

}  // namespace kongdi::server::features
