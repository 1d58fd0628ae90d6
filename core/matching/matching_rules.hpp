// SPDX-License-Identifier: Apache-2.0
// What is usual and what is asked when an idle space is given to a service: data of
// web/assets/planning/matching.json and catalogue/space_types.json. Each number has its mark.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/local_text.hpp"
#include "core/model/owners_vote.hpp"
#include "core/model/plan_item.hpp"

namespace kongdi {

/// What can be asked of a space. THE table of how each is checked: core/matching/space_rules.cpp.
enum class SpaceRule : std::uint8_t {
    KindSuitsIdle,  // kinds that need a building made for them
    TypeSuits,      // the table of types and kinds
    Indoor,         // under a roof, or in the open
    AreaKnown,      // where the kind has a least area
    LeastArea,      // the lower end of the interval holds it
    AboveGround,    // no nursery and no elder care in a basement
    Ownership,      // clear, disputed, or not looked into
    OwnersVote,     // what belongs to all owners changes its use by their vote only
    Flue,           // from here on: facts about the space
    StepFree,
    FireExits,
    Daylight,
    Water,
    Sewer,
    Power,
    FireSignOff,
    OutdoorSpace,
    LoadAndRail,
    Count_
};
inline constexpr std::size_t kSpaceRules = static_cast<std::size_t>(SpaceRule::Count_);

std::string_view space_rule_name(SpaceRule rule);
std::optional<SpaceRule> space_rule_from_name(std::string_view name);

/// Where a kind may be: under a roof, in the open, or both.
enum class Setting : std::uint8_t { Indoor, Outdoor, Either, Count_ };
std::optional<Setting> setting_from_name(std::string_view name);

struct MarkedNumber {
    double value = 0;
    std::string mark = {};
    friend bool operator==(const MarkedNumber&, const MarkedNumber&) = default;
};

/// How well a type of space suits a kind.
enum class Fit : std::uint8_t { Never, Poor, Possible, Typical, Count_ };

struct KindDemands {
    std::string kind = {};
    Setting setting = Setting::Either;
    bool suits_idle = true;
    bool below_ground = true;           // may lie in a basement
    std::vector<SpaceRule> needs = {};  // of the facts
    std::string mark = {};
    friend bool operator==(const KindDemands&, const KindDemands&) = default;
};

struct TypeFit {
    std::string kind = {};
    Fit fit = Fit::Never;
    friend bool operator==(const TypeFit&, const TypeFit&) = default;
};

struct TypeWay {
    AcquisitionWay way = AcquisitionWay::Vacate;
    bool usual = false;
    friend bool operator==(const TypeWay&, const TypeWay&) = default;
};

struct TypeTraits {
    std::string type = {};
    bool below_ground = false;
    Known common_parts = Known::Unknown;
    MarkedNumber yuan_per_m2 = {};  // to convert it; a default for a first estimate
    std::vector<SpaceRule> needs = {};
    std::vector<TypeFit> fits = {};  // none: never
    std::vector<TypeWay> ways = {};  // the usual ones first
    std::string mark = {};
    friend bool operator==(const TypeTraits&, const TypeTraits&) = default;
};

/// What a way of getting at a space takes.
struct WayDemands {
    AcquisitionWay way = AcquisitionWay::Demolish;
    LocalText label = {};
    LocalText rights = {};
    LocalText certificate = {};
    LocalText consent = {};
    std::string mark = {};
    friend bool operator==(const WayDemands&, const WayDemands&) = default;
};

/// 社区嵌入式服务综合体, domain.md §6. Areas in hundredths of m² (dm²).
struct ComplexRules {
    std::int64_t least_dm2 = 0;
    std::int64_t advised_dm2 = 0;
    std::int64_t least_functions = 0;
    std::int64_t least_priority = 0;
    std::vector<std::string> priority = {};  // kinds
    std::vector<std::string> normal = {};    // one of these is normally among them
    std::vector<std::string> counted = {};   // their floor counts where it is there already
    std::int64_t least_dm2_per_100_households = 0;
    std::int64_t advised_dm2_per_100_households = 0;
    std::string mark = {};
    friend bool operator==(const ComplexRules&, const ComplexRules&) = default;
};

struct MatchingRules {
    std::array<MarkedNumber, static_cast<std::size_t>(Fit::Count_)> suitability = {};  // by Fit
    std::vector<KindDemands> kinds = {};
    std::vector<TypeTraits> types = {};
    std::array<WayDemands, static_cast<std::size_t>(AcquisitionWay::Count_)> ways = {};
    ComplexRules complex = {};

    const KindDemands* kind(std::string_view code) const;
    const TypeTraits* type(std::string_view code) const;
    friend bool operator==(const MatchingRules&, const MatchingRules&) = default;
};

}  // namespace kongdi
