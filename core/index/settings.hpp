// SPDX-License-Identifier: Apache-2.0
// What a planner decides about the index. The defaults stand in a data file
// (web/assets/planning/index.json), as nobody has confirmed them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kongdi {

/// How many communities a share of them is, when it comes to a part of one.
enum class CutRounding : std::uint8_t { Up, Down, Count_ };
std::string_view cut_rounding_name(CutRounding rounding);
std::optional<CutRounding> cut_rounding_from_name(std::string_view name);

struct IndexSettings {
    /// The part of a service's points that reach and room alone give; the rest is satisfaction.
    double access_share = 0;
    double bottom_share = 0;  // of the communities goes on the plan
    CutRounding bottom_rounding = CutRounding::Up;
    /// Between these probabilities of being among them a community is to be surveyed first.
    double unsure_low = 0;
    double unsure_high = 1;
    int draws = 0;
    std::int64_t seed = 0;
    double other_weight = 1;  // of kinds that `weights` does not name
    std::vector<std::pair<std::string, double>> weights = {};  // by code of the kind

    double weight_of(std::string_view kind) const {
        for (const auto& [code, weight] : weights)
            if (code == kind) return weight;
        return other_weight;
    }
    friend bool operator==(const IndexSettings&, const IndexSettings&) = default;
};

inline constexpr int kMostDraws = 10'000;

}  // namespace kongdi
