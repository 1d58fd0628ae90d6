// SPDX-License-Identifier: Apache-2.0
// What may be shown of how many: small numbers are kept back, and what would give them away by a
// subtraction is kept back with them. Every output of results goes through here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/model/least_shown.hpp"
#include "core/model/tally.hpp"

namespace kongdi {

/// Parts of a total that is shown too: which of them may be shown. Nought may, a small one may not;
/// and where what is kept back could be found as total minus what is shown (a single part, or parts
/// that come to fewer than kLeastShown), the next smallest goes, too.
std::vector<bool> shown_parts(std::span<const std::int64_t> parts);

/// What of a sum of ratings is shown. While answers still come in, who looks twice would see the
/// one that came between: the number is rounded down to a multiple of kLeastShown and the mean to a
/// tenth, and there is no variance.
struct ShownMoments {
    std::int64_t n = 0;
    double mean = 0;
    std::optional<double> variance = {};
    friend bool operator==(const ShownMoments&, const ShownMoments&) = default;
};
enum class Release : std::uint8_t { Running, Final };
std::optional<ShownMoments> shown(const Moments& moments, Release release);

/// A count beside them, by the same rules: nought for what is too small.
std::int64_t shown_count(std::int64_t n, Release release);

/// How many of a whole are there, in per cent, rounded down to a multiple of `step`; none for a
/// small number, or of nothing. It goes by the count rounded down, so that one answer more or less
/// moves it no sooner than it moves that.
std::optional<std::int64_t> shown_percent(std::int64_t n, std::int64_t whole, std::int64_t step);

}  // namespace kongdi
