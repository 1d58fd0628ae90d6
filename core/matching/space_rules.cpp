// SPDX-License-Identifier: Apache-2.0
// THE table of hard rules of domain.md §8: what each asks of a space for a kind of facility.
#include <algorithm>
#include <array>

#include "core/matching/suitability.hpp"

namespace kongdi {

namespace {

using enum SpaceRule;

bool among(const std::vector<std::string>& facts, std::string_view name) {
    return std::find(facts.begin(), facts.end(), name) != facts.end();
}

Finding kind_suits_idle(const SpaceCase& one) {
    return one.demands.suits_idle ? Finding::Met : Finding::Broken;
}

Finding type_suits(const SpaceCase& one) {
    for (const TypeFit& fit : one.traits.fits)
        if (fit.kind == one.kind.code && fit.fit != Fit::Never) return Finding::Met;
    return Finding::Broken;
}

/// Half open (a shed, a storey on pillars) holds what is out of doors; for rooms it must first be
/// closed in.
Finding indoor(const SpaceCase& one) {
    const std::string& roof = one.type.indoor;
    if (one.demands.setting == Setting::Either || roof == "either") return Finding::Met;
    if (one.demands.setting == Setting::Indoor)
        return roof == "yes" ? Finding::Met : roof == "half" ? Finding::Unclear : Finding::Broken;
    return roof == "yes" ? Finding::Broken : Finding::Met;
}

Finding area_known(const SpaceCase& one) {
    if (least_area_dm2(one.kind, one.demands.setting) == 0) return Finding::NotAsked;
    return one.space.area_low_dm2 ? Finding::Met : Finding::Broken;
}

Finding least_area(const SpaceCase& one) {
    const std::int64_t least = least_area_dm2(one.kind, one.demands.setting);
    if (least == 0 || !one.space.area_low_dm2) return Finding::NotAsked;
    return *one.space.area_low_dm2 >= least ? Finding::Met : Finding::Broken;
}

Finding above_ground(const SpaceCase& one) {
    if (one.demands.below_ground) return Finding::NotAsked;
    // A shop may lie in a basement, too: whoever was there says so.
    const bool below = one.traits.below_ground || among(one.space.has, "below_ground");
    return below ? Finding::Broken : Finding::Met;
}

Finding ownership(const SpaceCase& one) {
    switch (one.space.ownership) {
        case Ownership::Clear: return Finding::Met;
        case Ownership::Disputed: return Finding::Broken;
        case Ownership::Unknown:
        case Ownership::Count_: break;
    }
    return Finding::Unclear;
}

Finding owners_vote(const SpaceCase& one) {
    const Known common =
        one.space.common_parts != Known::Unknown ? one.space.common_parts : one.traits.common_parts;
    if (common == Known::No) return Finding::NotAsked;
    if (!one.space.vote) return Finding::Unclear;
    // A vote on some ordinary matter does not change what common parts are used for.
    if (one.space.vote->matter != VoteMatter::Special) return Finding::Unclear;
    // Nor does one on another use.
    if (!one.space.voted_kinds.empty() && !among(one.space.voted_kinds, one.kind.code))
        return Finding::Unclear;
    const Result<VoteOutcome> outcome = count_vote(*one.space.vote);
    if (!outcome) return Finding::Unclear;
    return outcome->passed() ? Finding::Met : Finding::Broken;
}

/// One of the facts must be so. Nobody said so: to be clarified. Known not to be so: broken.
Finding fact(const SpaceCase& one, SpaceRule rule, std::initializer_list<std::string_view> names) {
    const auto needs = [rule](const std::vector<SpaceRule>& list) {
        return std::find(list.begin(), list.end(), rule) != list.end();
    };
    if (!needs(one.demands.needs) && !needs(one.traits.needs)) return Finding::NotAsked;
    bool all_lacking = true;
    for (const std::string_view name : names) {
        if (among(one.space.has, name)) return Finding::Met;
        all_lacking = all_lacking && among(one.space.lacks, name);
    }
    return all_lacking ? Finding::Broken : Finding::Unclear;
}

using Case = const SpaceCase&;

constexpr std::array<SpaceRuleRow, kSpaceRules> kRules{{
    {KindSuitsIdle, "kind_suits_idle", kind_suits_idle},
    {TypeSuits, "type_suits", type_suits},
    {Indoor, "indoor", indoor},
    {AreaKnown, "area_known", area_known},
    {LeastArea, "least_area", least_area},
    {AboveGround, "above_ground", above_ground},
    {SpaceRule::Ownership, "ownership", ownership},
    {SpaceRule::OwnersVote, "owners_vote", owners_vote},
    {Flue, "flue", [](Case one) { return fact(one, Flue, {"flue"}); }},
    {StepFree, "step_free",
     [](Case one) {
         return fact(one, StepFree, {"step_free", "lift"});
     }},
    {FireExits, "fire_exits", [](Case one) { return fact(one, FireExits, {"fire_exits"}); }},
    {Daylight, "daylight", [](Case one) { return fact(one, Daylight, {"daylight"}); }},
    {Water, "water", [](Case one) { return fact(one, Water, {"water"}); }},
    {Sewer, "sewer", [](Case one) { return fact(one, Sewer, {"sewer"}); }},
    {Power, "power", [](Case one) { return fact(one, Power, {"power"}); }},
    {FireSignOff, "fire_sign_off",
     [](Case one) { return fact(one, FireSignOff, {"fire_sign_off"}); }},
    {OutdoorSpace, "outdoor_space",
     [](Case one) { return fact(one, OutdoorSpace, {"outdoor_space"}); }},
    {LoadAndRail, "load_and_rail",
     [](Case one) { return fact(one, LoadAndRail, {"load_and_rail"}); }},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kRules.size(); ++i)
        if (kRules[i].rule != static_cast<SpaceRule>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each rule, in the order of the enum");

}  // namespace

std::span<const SpaceRuleRow> space_rules() { return kRules; }

std::string_view space_rule_name(SpaceRule rule) {
    return kRules[static_cast<std::size_t>(rule)].name;
}
std::optional<SpaceRule> space_rule_from_name(std::string_view name) {
    for (const SpaceRuleRow& row : kRules)
        if (row.name == name) return row.rule;
    return std::nullopt;
}

}  // namespace kongdi
