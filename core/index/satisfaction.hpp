// SPDX-License-Identifier: Apache-2.0
// Satisfaction drawn towards what is usual, in two levels: few raters say little, and a community
// where one service is liked tends to be one where others are liked, too.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/model/tally.hpp"

namespace kongdi {

/// Of one kind of facility over all communities, ratings as 0 to 1.
struct KindSpread {
    double mean = 0;     // of all ratings
    double within = 0;   // variance of ratings of one community
    double between = 0;  // variance of a community's own deviation in this kind
};

struct SatisfactionModel {
    std::vector<KindSpread> kinds = {};
    double shared = 0;  // variance of what all kinds of a community have in common
};

/// The model behind it: y = mean of the kind + u of the community + v of both + e of the rater.
/// The variances by the method of moments (domain.md §9). `cells` has a row of `kinds` cells for
/// each community; `satisfaction` of 1 to 5. A kind that nobody rated has the mean of the others,
/// and 0.5 where nobody rated anything.
SatisfactionModel satisfaction_model(std::span<const Moments> cells, std::size_t kinds);

/// What is known of one service: θ = mean + u + share·(r - u), of 0 to 1.
struct Satisfaction {
    double value = 0;
    double own = 0;       // how much its own raters count in it, 0 (none) to 1
    double variance = 0;  // of what is left of v
};

struct CommunitySatisfaction {
    std::vector<Satisfaction> services = {};
    double shared_variance = 0;  // of u, which all services have in common but for `own`
};

/// `cells` of one community, in the order of the model's kinds.
CommunitySatisfaction satisfaction_of(const SatisfactionModel& model,
                                      std::span<const Moments> cells);

}  // namespace kongdi
