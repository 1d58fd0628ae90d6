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

struct Proposal {
    std::string space = {};  // id of the record
    std::string receipt = {};
    std::string type = {};  // "I05"
    std::string community_name = {};
    bool verified = false;
    std::optional<double> area_low_m2 = {};
    std::string kind = {};
    std::int64_t cost_yuan = 0;
    double people = 0;                                       // newly reached
    std::vector<std::pair<std::string, double>> gives = {};  // community, people
    std::vector<ProposalLine> said = {};
};

struct ProposalCard {
    bool is_best = false;  // proven
    std::int64_t cost_yuan = 0;
    std::int64_t projects = 0;
    std::int64_t spaces = 0;  // that were looked at
    std::vector<Proposal> choices = {};
};

Result<ProposalCard> proposal_card_of(const Value& tree);

}  // namespace kongdi::api
