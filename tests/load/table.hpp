// SPDX-License-Identifier: Apache-2.0
// What was measured, in one table at the end of the run.
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace kongdi::load {

/// Printed when the program ends; `target` is what is aimed at, never a failure.
void add_figure(const std::string& what, const std::string& figure, const std::string& target = {});

inline std::string fixed(double value, int digits = 0) {
    std::string out(64, '\0');
    out.resize(
        static_cast<std::size_t>(std::snprintf(out.data(), out.size(), "%.*f", digits, value)));
    return out;
}

/// The value that a part of all lie at or below; 0 for none.
inline double percentile(std::vector<double>& values, double part) {
    if (values.empty()) return 0;
    const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at),
                     values.end());
    return values[at];
}

}  // namespace kongdi::load
