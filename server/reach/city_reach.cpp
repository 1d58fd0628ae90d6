// SPDX-License-Identifier: Apache-2.0
#include "server/reach/city_reach.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/lifecycle/report_lifecycle.hpp"
#include "server/reach/map_reader.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAtOnce = 2000;  // features
/// A page of the register costs as much as sorting all of it.
constexpr std::int64_t kFacilitiesAtOnce = 20'000;
constexpr std::int64_t kMostImports = 100'000;  // far more than a city will ever have
constexpr std::int64_t kMostRemarks = 100'000;
constexpr int kTries = 3;

struct CityParts {
    CityMap map = {};
    std::vector<ReachFacility> facilities = {};
};

Result<CityMap> read_map(Storage& storage) {
    std::set<std::int64_t> live;
    for (const StoredImport& one : KONGDI_TRY(storage.imports(kMostImports)))
        if (one.state == ImportState::Live) live.insert(one.id);
    MapReader reader;
    for (const CommunityName& one : KONGDI_TRY(storage.known_communities())) reader.name(one);
    std::int64_t id = 0;
    while (true) {
        const auto features = KONGDI_TRY(storage.features_after(id, kAtOnce));
        if (features.empty()) return std::move(reader).finish();
        id = features.back().id;
        for (const StoredFeature& one : features)
            if (live.contains(one.import)) reader.read(one.role, one.feature);
    }
}

Result<std::vector<ReachFacility>> read_facilities(Storage& storage,
                                                   std::span<const FacilityKind> kinds,
                                                   const FacilityOdds& odds) {
    std::vector<ReachFacility> out;
    const Disputes disputes = KONGDI_TRY(disputed_facilities(storage));
    FacilityQuery query;
    query.limit = kFacilitiesAtOnce;
    while (true) {
        const FacilityPage page = KONGDI_TRY(storage.facilities(query));
        for (const Facility& one : page.rows)
            if (auto facility = KONGDI_TRY(reach_facility(storage, one, kinds, odds, disputes)))
                out.push_back(*std::move(facility));
        query.offset += kFacilitiesAtOnce;
        if (query.offset >= page.total) return out;
    }
}

/// Neighbours one after the other: what a walk touches is still at hand for the next.
void sort_by_place(std::vector<ReachFacility>& facilities) {
    constexpr double kStrips = 200;  // of a degree
    const auto place = [](const ReachFacility& one) {
        return std::pair(std::floor(one.point.lat * kStrips), one.point.lon);
    };
    std::sort(facilities.begin(), facilities.end(),
              [&](const ReachFacility& a, const ReachFacility& b) { return place(a) < place(b); });
}

/// All of it as it was at one moment: the version of the map grows with the register, too.
Result<CityParts> read_parts(Storage& storage, std::span<const FacilityKind> kinds,
                             const FacilityOdds& odds) {
    for (int i = 0; i < kTries; ++i) {
        const std::int64_t version = KONGDI_TRY(storage.map_version());
        CityParts out;
        out.map = KONGDI_TRY(read_map(storage));
        out.facilities = KONGDI_TRY(read_facilities(storage, kinds, odds));
        if (KONGDI_TRY(storage.map_version()) == version) return out;
    }
    return Error{ErrorCode::StorageBusy, "", "the map changes while its reach is read"};
}

ReachFacility as_reach_facility(const Facility& facility, const FacilityFacts& facts,
                                std::size_t kind, double probability) {
    return {facility.id,       kind, facts.tier, facts.point, probability, facts.floor_area_m2,
            facts.site_area_m2};
}

/// Persons who say that it is there, each once, since it was closed last.
Result<std::int64_t> persons_who_stated(Storage& storage, const std::string& id) {
    std::vector<FacilityVersion> versions = KONGDI_TRY(storage.facility_versions(id));
    std::sort(versions.begin(), versions.end(),
              [](const auto& a, const auto& b) { return a.version < b.version; });
    std::set<std::string, std::less<>> persons;
    for (const FacilityVersion& one : versions) {
        if (one.move == FacilityMove::Close)
            persons.clear();
        else
            persons.insert(one.by);
    }
    return std::ssize(persons);
}

Result<double> unverified_probability(Storage& storage, const Facility& facility,
                                      const FacilityOdds& odds, const Disputes& disputes) {
    const auto dispute = disputes.find(facility.id);
    if (dispute != disputes.end() && dispute->second >= facility.changed_at_ms)
        return odds.disputed;
    // So many persons make as many versions: most need not be read.
    if (facility.version < odds.corroborated_by) return odds.filed;
    const std::int64_t persons = KONGDI_TRY(persons_who_stated(storage, facility.id));
    return persons >= odds.corroborated_by ? odds.corroborated : odds.filed;
}

}  // namespace

Result<Disputes> disputed_facilities(Storage& storage) {
    RemarkQuery query;
    query.limit = kMostRemarks;
    Disputes out;
    for (const FacilityRemark& one : KONGDI_TRY(storage.facility_remarks(query))) {
        if (one.subject != RemarkSubject::Closed || one.facility.empty()) continue;
        if (!shown_state(one.state)) continue;
        std::int64_t& last = out[one.facility];
        last = std::max(last, one.received_at_ms);
    }
    return out;
}

Result<std::optional<ReachFacility>> reach_facility(Storage& storage, const Facility& facility,
                                                    std::span<const FacilityKind> kinds,
                                                    const FacilityOdds& odds,
                                                    const Disputes& disputes) {
    FacilityFacts facts = facility.facts;
    double probability = 1;
    switch (facility.state) {
        case FacilityState::Verified: break;
        case FacilityState::Changed:
            if (!facility.verified_version) {
                probability = KONGDI_TRY(unverified_probability(storage, facility, odds, disputes));
                break;
            }
            probability = odds.changed;
            if (odds.changed < 1) break;
            for (FacilityVersion& one : KONGDI_TRY(storage.facility_versions(facility.id)))
                if (one.version == *facility.verified_version) facts = std::move(one.facts);
            break;
        case FacilityState::Filed:
            probability = KONGDI_TRY(unverified_probability(storage, facility, odds, disputes));
            break;
        case FacilityState::Closed:
        case FacilityState::Count_: return std::optional<ReachFacility>();
    }
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const FacilityKind& one) { return one.code == facts.kind; });
    if (kind == kinds.end()) return std::optional<ReachFacility>();
    return std::optional(as_reach_facility(
        facility, facts, static_cast<std::size_t>(kind - kinds.begin()), probability));
}

Result<CityReach> read_city_reach(Storage& storage, std::vector<FacilityKind> kinds,
                                  const CityReachSettings& settings) {
    CityParts parts = KONGDI_TRY(read_parts(storage, kinds, settings.odds));
    WalkingNetwork network(parts.map.roads, settings.network);
    CityReach out(std::move(network), std::move(kinds), std::move(parts.map.communities),
                  std::move(parts.map.demand), settings.reach);
    sort_by_place(parts.facilities);
    for (const ReachFacility& one : parts.facilities) out.set_facility(one);
    return out;
}

}  // namespace kongdi::server
