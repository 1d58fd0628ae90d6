// SPDX-License-Identifier: Apache-2.0
#include "core/rules/small_numbers.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi {

std::vector<bool> shown_parts(std::span<const std::int64_t> parts) {
    std::vector<bool> out(parts.size(), true);
    std::int64_t hidden = 0;
    std::size_t count = 0;
    const auto hide = [&](std::size_t i) {
        out[i] = false;
        hidden += parts[i];
        ++count;
    };
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i] > 0 && !may_show(parts[i])) hide(i);
    while (count > 0 && (count == 1 || !may_show(hidden))) {
        std::optional<std::size_t> least;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (out[i] && parts[i] > 0 && (!least || parts[i] < parts[*least])) least = i;
        if (!least) break;
        hide(*least);
    }
    return out;
}

std::int64_t shown_count(std::int64_t n, Release release) {
    if (!may_show(n)) return 0;
    return release == Release::Running ? rounded_down(n) : n;
}

std::optional<std::int64_t> shown_percent(std::int64_t n, std::int64_t whole, std::int64_t step) {
    if (!may_show(n) || whole <= 0) return std::nullopt;
    // More may answer than a plan knew of.
    const std::int64_t percent = std::min<std::int64_t>(100, rounded_down(n) * 100 / whole);
    return percent - percent % step;
}

std::optional<ShownMoments> shown(const Moments& moments, Release release) {
    if (!may_show(moments.n)) return std::nullopt;
    ShownMoments out{shown_count(moments.n, release), *moments.mean(), moments.variance()};
    if (release == Release::Running) {
        out.mean = std::floor(out.mean * 10 + 0.5) / 10;
        out.variance.reset();
    }
    return out;
}

}  // namespace kongdi
