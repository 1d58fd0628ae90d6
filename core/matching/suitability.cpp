// SPDX-License-Identifier: Apache-2.0
#include "core/matching/suitability.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi {

namespace {

Fit fit_of(const TypeTraits& traits, std::string_view kind) {
    for (const TypeFit& one : traits.fits)
        if (one.kind == kind) return one.fit;
    return Fit::Never;
}

/// The last digits of m² × 100 are the doubles', not the area's.
std::int64_t dm2_up(double m2) { return static_cast<std::int64_t>(std::ceil(m2 * 100 - 1e-6)); }
std::int64_t dm2_down(double m2) { return static_cast<std::int64_t>(std::floor(m2 * 100 + 1e-6)); }

std::int64_t wanted_dm2(const FacilityKind& kind, Setting setting) {
    const std::int64_t least = least_area_dm2(kind, setting);
    if (setting == Setting::Outdoor) return least;
    return std::max(least, dm2_up(kind.least(Measure::AdvisedFloorAreaM2).value_or(0)));
}

}  // namespace

MatchSpace match_space_of(const Space& space, const SiteFacts& found, const OwnersNoted& owners) {
    MatchSpace out;
    out.id = space.id;
    out.type = space.type;
    if (space.floor_area) out.area_low_dm2 = dm2_down(space.floor_area->low_m2);
    out.has = found.has;
    out.lacks = found.lacks;
    for (const std::string& fact : space.facts)
        if (std::find(out.has.begin(), out.has.end(), fact) == out.has.end() &&
            std::find(out.lacks.begin(), out.lacks.end(), fact) == out.lacks.end())
            out.has.push_back(fact);
    if (space.stage == SpaceStage::OwnershipClear || space.stage == SpaceStage::Feasible)
        out.ownership = Ownership::Clear;
    if (space.stage == SpaceStage::OwnershipDisputed) out.ownership = Ownership::Disputed;
    if (owners.common_parts) out.common_parts = *owners.common_parts ? Known::Yes : Known::No;
    out.vote = owners.vote;
    out.voted_kinds = owners.voted_kinds;
    return out;
}

std::int64_t least_area_dm2(const FacilityKind& kind, Setting setting) {
    const std::optional<double> floor = kind.least(Measure::FloorAreaM2);
    const std::optional<double> site = kind.least(Measure::SiteAreaM2);
    if (setting == Setting::Outdoor) return dm2_up(site.value_or(0));
    if (setting == Setting::Indoor) return dm2_up(floor.value_or(0));
    return dm2_up(floor ? *floor : site.value_or(0));
}

std::int64_t conversion_yuan(const MatchSpace& space, const TypeTraits& traits,
                             std::int64_t least_dm2) {
    const std::int64_t dm2 = least_dm2 > 0 ? least_dm2 : space.area_low_dm2.value_or(0);
    const double yuan = static_cast<double>(dm2) / 100 * traits.yuan_per_m2.value;
    return static_cast<std::int64_t>(std::ceil(yuan / kYuanStep - 1e-9)) * kYuanStep;
}

Suitability judge(const MatchSpace& space, const SpaceType& type, const FacilityKind& kind,
                  const MatchingRules& rules) {
    Suitability out;
    const TypeTraits* traits = rules.type(space.type);
    const KindDemands* demands = rules.kind(kind.code);
    if (traits == nullptr || demands == nullptr || type.code != space.type) {
        out.refused_by.push_back(SpaceRule::TypeSuits);
        return out;
    }
    out.least_dm2 = least_area_dm2(kind, demands->setting);
    const std::int64_t wanted = wanted_dm2(kind, demands->setting);
    if (wanted > 0)
        out.size_fit = std::min(
            1.0, static_cast<double>(space.area_low_dm2.value_or(0)) / static_cast<double>(wanted));
    else
        out.size_fit = 1;
    const Fit fit = fit_of(*traits, kind.code);
    out.suitability = rules.suitability[static_cast<std::size_t>(fit)].value;

    const SpaceCase one{space, type, *traits, kind, *demands};
    for (const SpaceRuleRow& row : space_rules()) {
        const Finding finding = row.check(one);
        if (finding == Finding::Broken) out.refused_by.push_back(row.rule);
        if (finding == Finding::Unclear) out.to_clarify.push_back(row.rule);
    }
    out.fits = out.refused_by.empty();
    return out;
}

}  // namespace kongdi
