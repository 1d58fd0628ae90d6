// SPDX-License-Identifier: Apache-2.0
// Could this idle space hold that service: the hard rules of domain.md §8, and how well it suits.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/matching/matching_rules.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/owners_vote.hpp"
#include "core/model/report_step.hpp"
#include "core/model/space.hpp"
#include "core/model/space_stage.hpp"

namespace kongdi {

/// What is known of an idle space when a service is sought for it.
struct MatchSpace {
    std::string id = {};
    std::string type = {};                          // "I05"
    std::optional<std::int64_t> area_low_dm2 = {};  // lower end of the interval, rounded down
    std::vector<std::string> has = {};              // facts known to be so
    std::vector<std::string> lacks = {};            // facts known not to be so
    Ownership ownership = Ownership::Unknown;
    Known common_parts = Known::Unknown;  // Unknown: what the type says
    std::optional<OwnersVote> vote = {};
    std::vector<std::string> voted_kinds = {};  // what it was on; empty: whatever it becomes
    friend bool operator==(const MatchSpace&, const MatchSpace&) = default;
};

/// A report's facts are those ticked: what is not ticked is unknown. What was found on site goes
/// before it, and there alone "it has none" is said.
MatchSpace match_space_of(const Space& space, const SiteFacts& found = {},
                          const OwnersNoted& owners = {});

/// What is to be checked about one space for one kind.
struct SpaceCase {
    const MatchSpace& space;
    const SpaceType& type;
    const TypeTraits& traits;
    const FacilityKind& kind;
    const KindDemands& demands;
};

enum class Finding : std::uint8_t { NotAsked, Met, Unclear, Broken };

struct SpaceRuleRow {
    SpaceRule rule;
    std::string_view name;  // also of its text: matching.rule.NAME
    Finding (*check)(const SpaceCase&);
};

/// THE table of hard rules, in the order of the enum.
std::span<const SpaceRuleRow> space_rules();

struct Suitability {
    bool fits = false;           // nothing is broken
    double suitability = 0;      // by type and kind; also told of one that does not fit
    double size_fit = 0;         // min(1, area_low / area wanted); 1 where no area is asked
    std::int64_t least_dm2 = 0;  // what the kind takes of the space, 0 where nothing is asked
    std::vector<SpaceRule> refused_by = {};
    std::vector<SpaceRule> to_clarify = {};
    friend bool operator==(const Suitability&, const Suitability&) = default;
};

/// `type` is that of the space. The area wanted is the advised one where the catalogue has one,
/// else the least. A type or kind that the rules do not know fits nothing.
Suitability judge(const MatchSpace& space, const SpaceType& type, const FacilityKind& kind,
                  const MatchingRules& rules);

/// The least area of a kind in dm², of floor or of site as its setting has it, rounded up; 0 where
/// nothing is asked.
std::int64_t least_area_dm2(const FacilityKind& kind, Setting setting);

/// A first estimate: what it costs to convert what the kind takes of the space (all of it where
/// nothing is asked), rounded up to whole thousands of yuan.
inline constexpr std::int64_t kYuanStep = 1000;
std::int64_t conversion_yuan(const MatchSpace& space, const TypeTraits& traits,
                             std::int64_t least_dm2);

}  // namespace kongdi
