// SPDX-License-Identifier: Apache-2.0
// Which idle space could hold which missing service: the communities of a run's plan, the spaces
// residents have reported, and the best choice under a budget and a number of projects.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/value.hpp"
#include "core/matching/chosen_complexes.hpp"
#include "core/matching/explain.hpp"
#include "core/matching/offers.hpp"
#include "core/model/index_run.hpp"
#include "server/matching/solve.hpp"
#include "server/reach/city_reach.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// Whoever asks waits no longer for the proof that a choice is the best.
inline constexpr double kMostProposalSeconds = 20;

struct Proposals {
    std::vector<Space> spaces = {};  // that were looked at: reported and not withdrawn
    Matching matching = {};
    std::vector<Explanation> explanations = {};  // of the choice, in its order
    std::vector<ChosenComplex> complexes = {};
    MatchingRules rules = {};
    std::int64_t planned = 0;  // services of the plan that count as there already
};

/// For the communities of the run that go on the plan and the kinds they need, as far as verified
/// facilities, and what the plan builds already, do not reach everybody by now. One search at a
/// time.
Result<Proposals> propose(Storage& storage, const Catalogue& catalogue, const std::string& run_id,
                          const CityReachSettings& reach, const MatchingLimits& limits);

/// For the page: each choice with its space, whom it serves, why, in texts with values, and the
/// ways to get at the space, the usual ones first; and which spaces would be complexes.
Value proposals_tree(const Proposals& proposals);

}  // namespace kongdi::server
