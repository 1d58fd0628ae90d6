// SPDX-License-Identifier: Apache-2.0
// Small numbers are kept back wherever results are shown.
#pragma once

#include <cstdint>

namespace kongdi {

/// Fewer people or reports than this are never told apart.
inline constexpr std::int64_t kLeastShown = 5;

/// Is a total, of itself, fit to be shown?
constexpr bool may_show(std::int64_t n) { return n >= kLeastShown; }

/// A count that goes on changing: who looks twice would see the one that came or went between.
constexpr std::int64_t rounded_down(std::int64_t n) { return n - n % kLeastShown; }

}  // namespace kongdi
