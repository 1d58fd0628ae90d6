// SPDX-License-Identifier: Apache-2.0
// The index of all communities of a city: in order, with how sure it is, and which of them go on
// the improvement plan.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/index/draws.hpp"

namespace kongdi {

struct CommunityIndex {
    std::string code = {};
    std::string name = {};
    bool has_index = false;  // false: nobody there needs anything; all that follows is empty
    double index = 0;        // 0 to 100, to hundredths
    double standard = 0;     // the official-like number: as if everybody were content
    /// 95 %. What is not verified yet counts here and not in the index, so that the interval is
    /// widened to hold it.
    double low = 0;
    double high = 0;
    std::int64_t rank = 0;  // 1 is the highest; the same index has the same rank
    std::int64_t best_rank = 0;
    std::int64_t worst_rank = 0;
    bool bottom = false;        // goes on the plan
    double probability = 0;     // of being among the lowest
    bool survey_first = false;  // too unsure to decide

    friend bool operator==(const CommunityIndex&, const CommunityIndex&) = default;
};

struct CityIndex {
    std::vector<CommunityIndex> communities = {};  // in the order of the input
    std::int64_t ranked = 0;
    std::int64_t bottom = 0;  // on the plan, with ties at the cut
    double cut = 0;           // the highest index that is on it
    std::int64_t survey_first = 0;

    friend bool operator==(const CityIndex&, const CityIndex&) = default;
};

/// THE order of a ranking, the lowest first: index, official-like number, code. Communities without
/// an index come last.
bool ranks_before(const CommunityIndex& a, const CommunityIndex& b);

/// The lowest go on the plan: as many as the share asks for, in the order of index, official-like
/// number and code, and with them whoever has the same printed index as the last of them.
CityIndex city_index(const CityInput& city, const IndexSettings& settings);

}  // namespace kongdi
