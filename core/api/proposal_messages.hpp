// SPDX-License-Identifier: Apache-2.0
// Proposals on the wire, as the desk reads them: which idle space could hold which service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/local_text.hpp"
#include "core/model/plan_item.hpp"

namespace kongdi::api {

/// A text with what goes into it; `as` says what a value stands for: "number", "yuan", "space" (an
/// id), "kind", "community" (codes), "texts" (keys).
struct ProposalValue {
    std::string name = {};
    std::string as = {};
    Value value = {};
    std::string label = {};  // of a space: its receipt
};
struct ProposalLine {
    std::string key = {};
    std::vector<ProposalValue> values = {};
};

/// How one could get at the space, and what that takes.
struct ProposalWay {
    AcquisitionWay way = AcquisitionWay::Vacate;
    bool usual = false;  // for this type of space
    LocalText rights = {};
    LocalText certificate = {};
    LocalText consent = {};
};

struct Proposal {
    std::string space = {};  // id of the record
    std::string receipt = {};
    std::string type = {};  // "I05"
    std::string community_name = {};
    bool verified = false;
    std::optional<double> area_low_m2 = {};
    std::string kind = {};
    bool priority = false;  // of those that come first in a complex, and where units are scattered
    std::int64_t cost_yuan = 0;
    double people = 0;                                       // newly reached
    std::vector<std::pair<std::string, double>> gives = {};  // community, people
    std::vector<ProposalLine> said = {};
    std::vector<ProposalWay> ways = {};  // the usual ones first
};

/// A space that would hold several services, or is large enough to: what it wants of a complex of
/// embedded services.
struct ProposalComplex {
    std::string space = {};
    std::string receipt = {};
    std::string type = {};
    std::optional<double> area_low_m2 = {};
    std::vector<std::string> kinds = {};
    bool is_complex = false;
    std::int64_t functions = 0;
    std::int64_t priority = 0;
    std::int64_t households = 0;
    double other_floor_m2 = 0;  // that the communities have already
    std::optional<double> m2_per_100_households = {};
    std::vector<std::string> failed = {};   // names of ComplexTest: must be
    std::vector<std::string> advised = {};  // should be
};

struct ProposalCard {
    bool is_best = false;  // proven
    std::int64_t cost_yuan = 0;
    std::int64_t projects = 0;
    std::int64_t spaces = 0;   // that were looked at
    std::int64_t planned = 0;  // services of the plan that count as there already
    std::vector<Proposal> choices = {};
    std::vector<ProposalComplex> complexes = {};
};

Result<ProposalCard> proposal_card_of(const Value& tree);

}  // namespace kongdi::api
