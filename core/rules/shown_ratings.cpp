// SPDX-License-Identifier: Apache-2.0
#include "core/rules/shown_ratings.hpp"

namespace kongdi {

std::vector<ShownRating> shown_ratings(const std::map<std::string, Tally>& groups,
                                       Release release) {
    std::array<std::vector<bool>, kRatingMeasures.size()> shows;
    for (std::size_t m = 0; m < kRatingMeasures.size(); ++m) {
        std::vector<std::int64_t> parts;
        for (const auto& [name, tally] : groups)
            parts.push_back((tally.*kRatingMeasures[m].moments).n);
        shows[m] = shown_parts(parts);
    }
    std::vector<std::int64_t> none_here;
    for (const auto& [name, tally] : groups) none_here.push_back(tally.none_here);
    const std::vector<bool> shows_none = shown_parts(none_here);

    std::vector<ShownRating> out;
    for (const auto& [name, tally] : groups) {
        const std::size_t at = out.size();
        ShownRating row;
        row.group = name;
        for (std::size_t m = 0; m < kRatingMeasures.size(); ++m)
            if (shows[m][at]) row.measures[m] = shown(tally.*kRatingMeasures[m].moments, release);
        if (shows_none[at]) row.none_here = shown_count(tally.none_here, release);
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace kongdi
