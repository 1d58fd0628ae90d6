// SPDX-License-Identifier: Apache-2.0
#include "server/index/planned.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace kongdi::server {

namespace {

constexpr std::int64_t kFacilitiesAtOnce = 20'000;

/// It is decided, and nobody looks for it in the register yet.
bool counts(const PlanStanding& standing) {
    switch (standing.state) {
        case PlanState::Listed:
        case PlanState::Scheme:
        case PlanState::Funded:
        case PlanState::Building:
        case PlanState::Done:
        case PlanState::Accepted:
        case PlanState::CarriedOver: return true;
        case PlanState::Proposed:
        case PlanState::EffectMeasured:
        case PlanState::Removed:
        case PlanState::Count_: break;
    }
    return false;
}

/// As for the index: what was verified before it was changed counts.
bool is_verified(const Facility& one) {
    return one.state == FacilityState::Verified ||
           (one.state == FacilityState::Changed && one.verified_version);
}

/// The last digits of m² × 100 are the double's, not the floor's.
std::int64_t dm2_of(double m2) { return static_cast<std::int64_t>(std::floor(m2 * 100 + 1e-6)); }

/// Those that an item of the plan uses.
Result<std::map<std::string, Space, std::less<>>> used_spaces(Storage& storage) {
    api::SpaceQuery query;
    query.filter.stages = {SpaceStage::Matched, SpaceStage::Consulted, SpaceStage::Approved,
                           SpaceStage::Works, SpaceStage::InUse};
    const auto cursor = KONGDI_TRY(storage.open_spaces(query));
    std::map<std::string, Space, std::less<>> out;
    Space row;
    while (KONGDI_TRY(cursor->next(row))) out[row.id] = row;
    return out;
}

}  // namespace

Result<std::vector<ReachFacility>> planned_services(Storage& storage,
                                                    std::span<const FacilityKind> kinds) {
    const auto spaces = KONGDI_TRY(used_spaces(storage));
    std::vector<ReachFacility> out;
    for (const PlanItem& item : KONGDI_TRY(storage.plan_items({}))) {
        if (!counts(item.standing)) continue;
        const auto space = spaces.find(item.facts.space);
        if (space == spaces.end()) continue;
        for (const std::string& code : item.facts.kinds) {
            const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                           [&](const FacilityKind& k) { return k.code == code; });
            if (kind == kinds.end()) continue;
            // No facility of the register is called so: those are plain UUIDs.
            out.push_back({.id = "plan/" + item.id + "/" + code,
                           .kind = static_cast<std::size_t>(kind - kinds.begin()),
                           .tier = kind->tier,
                           .point = space->second.point});
        }
    }
    return out;
}

Result<std::vector<CommunityStock>> community_stock(Storage& storage, const CityInput& city,
                                                    std::span<const std::string> kinds) {
    std::vector<CommunityStock> out;
    std::map<std::string, std::size_t, std::less<>> places;
    for (const CommunityInput& one : city.communities) {
        places[one.code] = out.size();
        out.push_back({one.code, std::llround(one.households)});
    }
    for (const std::string& kind : kinds) {
        FacilityQuery query;
        query.kind = kind;
        query.limit = kFacilitiesAtOnce;
        for (std::int64_t total = 1; query.offset < total; query.offset += kFacilitiesAtOnce) {
            const FacilityPage page = KONGDI_TRY(storage.facilities(query));
            total = page.total;
            for (const Facility& one : page.rows)
                if (const auto at = places.find(one.facts.community);
                    at != places.end() && is_verified(one))
                    out[at->second].floor_dm2 += dm2_of(one.facts.floor_area_m2.value_or(0));
        }
    }
    return out;
}

}  // namespace kongdi::server
