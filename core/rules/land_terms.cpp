// SPDX-License-Identifier: Apache-2.0
#include "core/rules/land_terms.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi {

namespace {

/// How many of a kind that serves so many persons.
std::int64_t count_for(std::int64_t people, const Bounds& serves) {
    const auto of = static_cast<double>(people);
    if (serves.high && *serves.high > 0)
        return static_cast<std::int64_t>(std::ceil(of / *serves.high));
    return static_cast<std::int64_t>(std::floor(of / std::max(1.0, serves.low)));
}

LandFacility terms_of(const FacilityKind& kind, std::int64_t households, std::int64_t people) {
    LandFacility out{.kind = kind.code, .tier = kind.tier};
    const auto per_100 = kind.least(Measure::FloorM2Per100Households);
    if (const Threshold* serves = kind.threshold(Measure::Persons)) {
        if (static_cast<double>(people) < serves->bounds.low) {
            out.basis = LandBasis::Shared;
            return out;
        }
        out.basis = LandBasis::People;
        out.count = count_for(people, serves->bounds);
    } else if (per_100) {
        out.basis = LandBasis::Households;
        out.count = 1;
    } else if (kind.tier == Tier::Plot) {
        out.basis = LandBasis::EachPlot;
        out.count = 1;
    } else {
        return out;
    }
    const auto count = static_cast<double>(out.count);
    if (const auto floor = kind.least(Measure::FloorAreaM2)) out.floor_m2 = count * *floor;
    if (per_100)
        out.floor_m2 =
            std::max(out.floor_m2.value_or(0), *per_100 * static_cast<double>(households) / 100);
    if (const auto site = kind.least(Measure::SiteAreaM2)) out.site_m2 = count * *site;
    return out;
}

}  // namespace

std::vector<LandFacility> land_terms(std::span<const FacilityKind> kinds, std::int64_t households,
                                     std::int64_t people) {
    std::vector<LandFacility> out;
    for (const FacilityKind& kind : kinds) out.push_back(terms_of(kind, households, people));
    return out;
}

}  // namespace kongdi
