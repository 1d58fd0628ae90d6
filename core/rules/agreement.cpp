// SPDX-License-Identifier: Apache-2.0
#include "core/rules/agreement.hpp"

#include <vector>

namespace kongdi {

Agreement agreement_of(std::span<const std::pair<std::size_t, std::size_t>> pairs,
                       std::size_t kinds) {
    Agreement out;
    std::vector<double> often(kinds);
    for (const auto& [one, other] : pairs) {
        ++out.n;
        if (one == other) ++out.same;
        often[one] += 1;
        often[other] += 1;
    }
    if (out.n == 0) return out;
    const auto n = static_cast<double>(out.n);
    double by_chance = 0;
    for (const double count : often) by_chance += count / (2 * n) * (count / (2 * n));
    // Counts of one kind only sum to 1 exactly.
    if (by_chance < 1)
        out.kappa = (static_cast<double>(out.same) / n - by_chance) / (1 - by_chance);
    return out;
}

}  // namespace kongdi
