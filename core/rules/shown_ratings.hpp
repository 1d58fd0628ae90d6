// SPDX-License-Identifier: Apache-2.0
// What of the ratings of one kind of facility may be shown, group by group: by community, by mode
// or by age. What would give away what is kept back is kept back with it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/tally.hpp"
#include "core/rules/small_numbers.hpp"

namespace kongdi {

struct RatingMeasure {
    std::string_view name;
    Moments Tally::*moments;
};
inline constexpr std::array<RatingMeasure, 4> kRatingMeasures{
    {{"satisfaction", &Tally::satisfaction},
     {"importance", &Tally::importance},
     {"minutes", &Tally::minutes},
     {"use", &Tally::use}}};

struct ShownRating {
    std::string group = {};
    /// In the order of the measures; none where it is kept back.
    std::array<std::optional<ShownMoments>, kRatingMeasures.size()> measures = {};
    std::optional<std::int64_t> none_here = {};
    friend bool operator==(const ShownRating&, const ShownRating&) = default;
};

/// One for each group, in their order. All groups must be given, also by whoever shows only some of
/// them: what is kept back is decided among all.
std::vector<ShownRating> shown_ratings(const std::map<std::string, Tally>& groups, Release release);

}  // namespace kongdi
