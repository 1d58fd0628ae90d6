// SPDX-License-Identifier: Apache-2.0
// The vote of the owners on what belongs to all of them: 民法典 (Civil Code) §278, in whole
// numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi {

/// Do all owners of an estate own it in common? Unknown where it may be theirs or not.
enum class Known : std::uint8_t { Unknown, Yes, No };

/// What is voted on. Special is §278 (6) to (8): raising repair funds, rebuilding, and changing the
/// use of common parts or trading in them.
enum class VoteMatter : std::uint8_t { Ordinary, Special, Count_ };

/// People and the floor area that is theirs alone (专有部分).
struct Voices {
    std::int64_t owners = 0;
    std::int64_t area_cm2 = 0;
    friend bool operator==(const Voices&, const Voices&) = default;
};

struct OwnersVote {
    VoteMatter matter = VoteMatter::Special;
    Voices all = {};
    Voices voting = {};     // who took part, whatever they said
    Voices in_favour = {};  // of those voting
    friend bool operator==(const OwnersVote&, const OwnersVote&) = default;
};

/// What staff noted of whose a space is: what was found out, and how the owners voted on what.
struct OwnersNoted {
    std::optional<bool> common_parts = {};
    std::optional<OwnersVote> vote = {};
    std::vector<std::string> voted_kinds = {};  // of facilities
    friend bool operator==(const OwnersNoted&, const OwnersNoted&) = default;
};

/// Each of the four must hold: by number and by area, of those who vote and of those in favour.
enum class VoteTest : std::uint8_t {
    TurnoutByNumber,
    TurnoutByArea,
    ConsentByNumber,
    ConsentByArea,
    Count_
};

std::string_view vote_matter_name(VoteMatter matter);
std::optional<VoteMatter> vote_matter_from_name(std::string_view name);
std::string_view vote_test_name(VoteTest test);
/// The number of the vote that a test finds too low: "/voting/owners".
std::string_view vote_test_path(VoteTest test);

struct VoteOutcome {
    std::vector<VoteTest> failed = {};  // in the order of the enum
    bool passed() const { return failed.empty(); }
    friend bool operator==(const VoteOutcome&, const VoteOutcome&) = default;
};

/// At least two thirds of all must vote; of those voting more than half must be in favour, in a
/// special matter at least three quarters. Exact for any numbers that fit. Refused with the field
/// named: none or fewer than none, more voting than there are, more in favour than vote.
Result<VoteOutcome> count_vote(const OwnersVote& vote);

}  // namespace kongdi
