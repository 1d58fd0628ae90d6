// SPDX-License-Identifier: Apache-2.0
// How far an idle space is on its way from a report to a service, and what staff find out about it
// meanwhile. Which moves are legal: core/lifecycle/space_lifecycle.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/owners_vote.hpp"

namespace kongdi {

/// In the order of the way; of the pairs one holds.
enum class SpaceStage : std::uint8_t {
    Candidate,    // reported
    SiteChecked,  // somebody was there, and it can be used
    OwnershipClear,
    OwnershipDisputed,
    Feasible,
    Infeasible,  // with a reason
    Matched,     // an item of the plan means to use it
    Consulted,   // the residents were asked
    Approved,
    Works,
    InUse,
    Released,  // given back: what was built there has ended
    Count_
};

/// What staff do. That it was checked, matched, built and opened follows from the report and the
/// plan.
enum class SpaceMove : std::uint8_t {
    ClearOwnership,
    DisputeOwnership,
    FindFeasible,
    FindInfeasible,
    Consult,
    Approve,
    Release,
    TakeBack,  // what was found or decided last
    Count_
};

/// Whose it is: not known, known, or claimed by several.
enum class Ownership : std::uint8_t { Unknown, Clear, Disputed, Count_ };

enum class InfeasibleReason : std::uint8_t {
    TooSmall,
    Unsafe,    // of the building
    FireRisk,  // no second way out, no water
    NoAccess,  // no way in without steps, no daylight, no water or drain
    Zoning,    // planning does not allow the use
    Cost,
    Other,  // said in words
    Count_
};

std::string_view space_stage_name(SpaceStage stage);
std::optional<SpaceStage> space_stage_from_name(std::string_view name);
std::string_view space_move_name(SpaceMove move);
std::optional<SpaceMove> space_move_from_name(std::string_view name);
std::string_view ownership_name(Ownership ownership);
std::optional<Ownership> ownership_from_name(std::string_view name);
std::string_view infeasible_reason_name(InfeasibleReason reason);
std::optional<InfeasibleReason> infeasible_reason_from_name(std::string_view name);

/// How the residents answered when they were asked about the use, and how the owners voted on it
/// if they did: a special matter, as it changes what is theirs in common.
struct Consultation {
    std::string item = {};  // of the plan, that they were asked about
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::optional<OwnersVote> owners_vote = {};
    friend bool operator==(const Consultation&, const Consultation&) = default;
};

struct SpaceStep {
    SpaceMove move = SpaceMove::TakeBack;
    std::string words = {};                       // whose it is, who disputes it, why
    std::optional<InfeasibleReason> reason = {};  // of FindInfeasible
    std::int64_t in_favour = 0;                   // of Consult
    std::int64_t against = 0;
    std::optional<OwnersVote> owners_vote = {};  // of Consult
    std::optional<bool> common_parts = {};       // of ClearOwnership: all owners own it in common
    friend bool operator==(const SpaceStep&, const SpaceStep&) = default;
};

/// What staff have found and decided. Approval and release are of one item of the plan.
struct SpaceStanding {
    Ownership ownership = Ownership::Unknown;
    std::string ownership_words = {};
    std::optional<bool> common_parts = {};  // none: as its type usually is
    std::optional<bool> feasible = {};
    std::optional<InfeasibleReason> reason = {};
    std::string feasible_words = {};
    std::optional<Consultation> consultation = {};
    std::string approved_item = {};
    std::string released_item = {};
    friend bool operator==(const SpaceStanding&, const SpaceStanding&) = default;
};

}  // namespace kongdi
