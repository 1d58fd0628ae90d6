// SPDX-License-Identifier: Apache-2.0
// Do two persons who look at the same space find the same?
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace kongdi {

struct Agreement {
    std::int64_t n = 0;           // that two persons looked at
    std::int64_t same = 0;        // where they found the same
    std::optional<double> kappa;  // at most 1; none when chance alone would agree on all, or n is 0
};

/// Kappa of Fleiss (1971) for two persons each, who need not be the same two everywhere: how far
/// they agree beyond what chance would, with the findings as often as they were. Findings are
/// numbers below `kinds`.
Agreement agreement_of(std::span<const std::pair<std::size_t, std::size_t>> pairs,
                       std::size_t kinds);

}  // namespace kongdi
