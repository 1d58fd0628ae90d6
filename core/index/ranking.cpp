// SPDX-License-Identifier: Apache-2.0
#include "core/index/ranking.hpp"

#include <algorithm>
#include <tuple>

namespace kongdi {

bool ranks_before(const CommunityIndex& a, const CommunityIndex& b) {
    if (a.has_index != b.has_index) return a.has_index;
    return std::tie(a.index, a.standard, a.code) < std::tie(b.index, b.standard, b.code);
}

CityIndex city_index(const CityInput& city, const IndexSettings& settings) {
    const SatisfactionModel model = satisfaction_model(city);
    std::vector<CommunityScore> scores;
    scores.reserve(city.communities.size());
    for (const CommunityInput& community : city.communities)
        scores.push_back(score_of(community, city, model, settings));
    const std::vector<Spread> spreads = drawn(city, scores, settings);

    CityIndex out;
    std::vector<std::size_t> order;  // the lowest first
    for (std::size_t c = 0; c < scores.size(); ++c) {
        CommunityIndex one;
        one.code = city.communities[c].code;
        one.name = city.communities[c].name;
        one.has_index = scores[c].has_index;
        if (one.has_index) {
            one.index = as_printed(scores[c].index);
            one.standard = as_printed(scores[c].standard);
            one.low = std::min(one.index, as_printed(spreads[c].low));
            one.high = std::max(one.index, as_printed(spreads[c].high));
            one.best_rank = spreads[c].best_rank;
            one.worst_rank = spreads[c].worst_rank;
            one.probability = spreads[c].bottom;
            one.survey_first =
                one.probability > settings.unsure_low && one.probability < settings.unsure_high;
            out.survey_first += one.survey_first ? 1 : 0;
            order.push_back(c);
        }
        out.communities.push_back(std::move(one));
    }
    std::vector<CommunityIndex>& all = out.communities;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return ranks_before(all[a], all[b]); });
    out.ranked = static_cast<std::int64_t>(order.size());
    const std::int64_t bottom = bottom_count(out.ranked, settings);
    for (std::size_t at = 0; at < order.size(); ++at) {
        CommunityIndex& one = all[order[at]];
        one.bottom = static_cast<std::int64_t>(at) < bottom || (bottom > 0 && one.index == out.cut);
        if (!one.bottom) continue;
        out.cut = one.index;
        ++out.bottom;
    }
    for (std::size_t at = order.size(); at-- > 0;) {
        const bool same = at + 1 < order.size() && all[order[at]].index == all[order[at + 1]].index;
        all[order[at]].rank =
            same ? all[order[at + 1]].rank : static_cast<std::int64_t>(order.size() - at);
    }
    return out;
}

}  // namespace kongdi
