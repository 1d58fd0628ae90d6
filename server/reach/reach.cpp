// SPDX-License-Identifier: Apache-2.0
#include "server/reach/reach.hpp"

#include <algorithm>
#include <map>

#include "core/index/coverage.hpp"
#include "server/reach/service_count.hpp"

namespace kongdi::server {

namespace {

using Facilities = std::map<std::string, std::unique_ptr<KeptFacility>, std::less<>>;
using ById = std::vector<const KeptFacility*>;

ById::iterator place_of(ById& facilities, std::string_view id) {
    return std::lower_bound(
        facilities.begin(), facilities.end(), id,
        [](const KeptFacility* one, std::string_view name) { return one->id < name; });
}

/// A network without roads does not know where the city lies.
WalkingNetwork placed(WalkingNetwork network, const std::vector<DemandPoint>& demand) {
    if (!network.empty()) return network;
    std::vector<Wgs84Point> points;
    for (const DemandPoint& one : demand) points.push_back(one.point);
    return WalkingNetwork::without_roads(middle_of(points));
}

}  // namespace

struct CityReach::State {
    State(WalkingNetwork roads, std::vector<FacilityKind> all_kinds,
          std::vector<ReachCommunity> all_communities, std::vector<DemandPoint> points,
          const ReachSettings& chosen)
        : settings(chosen),
          network(placed(std::move(roads), points)),
          kinds(std::move(all_kinds)),
          communities(std::move(all_communities)),
          demand(network, std::move(points), communities.size()),
          walk(network, demand, settings.detour),
          by_service(communities.size() * kinds.size()),
          services(by_service.size()),
          is_stale(by_service.size(), true),
          straight(demand.size(), 0) {
        for (const FacilityKind& kind : kinds)
            reaches.push_back(
                {kind.ages, radius_m_of(kind, settings.walk_m_per_minute), settings.fade});
    }

    std::size_t service_at(std::uint32_t community, std::size_t kind) const {
        return community * kinds.size() + kind;
    }
    double limit_m(std::size_t kind) const {
        return reaches[kind].radius_m * std::max(1.0, settings.fade);
    }

    bool remove(std::string_view id);
    void add(const ReachFacility& facility);
    void count_straight(const KeptFacility& facility, int more);
    void recount();
    bool is_by_network(std::uint32_t community) const;
    std::vector<DoubtfulFacility> doubtful() const;

    ReachSettings settings;
    WalkingNetwork network;
    std::vector<FacilityKind> kinds;
    std::vector<KindReach> reaches = {};
    std::vector<ReachCommunity> communities;
    Demand demand;
    FacilityWalk walk;
    Facilities facilities = {};
    std::vector<ById> by_service;        // facilities that reach somebody, community by community
    std::vector<Service> services;       // doubts are places in by_service
    std::vector<bool> is_stale;          // services to be counted again
    std::vector<std::int32_t> straight;  // of each demand: by how many it is reached in a line
};

bool CityReach::State::remove(std::string_view id) {
    const auto found = facilities.find(id);
    if (found == facilities.end()) return false;
    const KeptFacility& facility = *found->second;
    for (const CommunityPart& part : facility.parts) {
        const std::size_t at = service_at(part.community, facility.kind);
        by_service[at].erase(place_of(by_service[at], id));
        is_stale[at] = true;
    }
    count_straight(facility, -1);
    facilities.erase(found);
    return true;
}

void CityReach::State::add(const ReachFacility& facility) {
    const FacilityKind& kind = kinds[facility.kind];
    auto kept = std::make_unique<KeptFacility>();
    kept->id = facility.id;
    kept->kind = facility.kind;
    kept->probability = facility.probability;
    kept->room = room_of(kind, facility.floor_area_m2, facility.site_area_m2);
    FacilityWalk::Found found = walk.from(facility.point, limit_m(facility.kind));
    kept->by_network = found.by_network;
    kept->reached = std::move(found.reached);
    kept->reached.shrink_to_fit();
    set_parts(*kept, demand, reaches[facility.kind]);
    for (const CommunityPart& part : kept->parts) {
        const std::size_t at = service_at(part.community, facility.kind);
        by_service[at].insert(place_of(by_service[at], kept->id), kept.get());
        is_stale[at] = true;
    }
    count_straight(*kept, 1);
    facilities.emplace(facility.id, std::move(kept));
}

void CityReach::State::count_straight(const KeptFacility& facility, int more) {
    if (facility.by_network) return;
    for (const Reached& one : facility.reached) straight[one.demand] += more;
}

void CityReach::State::recount() {
    for (std::uint32_t community = 0; community < communities.size(); ++community)
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            const std::size_t at = service_at(community, kind);
            if (!is_stale[at]) continue;
            services[at] = count_service(demand, community, reaches[kind], by_service[at]);
            services[at].required = required_room(kinds[kind], communities[community].people,
                                                  communities[community].households);
            is_stale[at] = false;
        }
}

bool CityReach::State::is_by_network(std::uint32_t community) const {
    if (network.empty()) return false;
    double all = 0;
    double in_lines = 0;
    for (std::uint32_t i = demand.begin_of(community); i < demand.end_of(community); ++i) {
        const double people = demand.point(i).people;
        all += people;
        if (!demand.foothold(i) || straight[i] > 0) in_lines += people;
    }
    return in_lines <= settings.most_straight * all;
}

/// By id, those only that some service names.
std::vector<DoubtfulFacility> CityReach::State::doubtful() const {
    std::map<std::string_view, double> named;
    for (std::size_t at = 0; at < services.size(); ++at)
        for (const Doubt& doubt : services[at].doubts) {
            const KeptFacility& facility = *by_service[at][doubt.facility];
            named.emplace(facility.id, facility.probability);
        }
    std::vector<DoubtfulFacility> out;
    for (const auto& [id, probability] : named) out.push_back({std::string(id), probability});
    return out;
}

CityReach::CityReach(WalkingNetwork network, std::vector<FacilityKind> kinds,
                     std::vector<ReachCommunity> communities, std::vector<DemandPoint> demand,
                     const ReachSettings& settings)
    : m_state(std::make_unique<State>(std::move(network), std::move(kinds), std::move(communities),
                                      std::move(demand), settings)) {}

CityReach::~CityReach() = default;
CityReach::CityReach(CityReach&&) noexcept = default;
CityReach& CityReach::operator=(CityReach&&) noexcept = default;

void CityReach::set_facility(const ReachFacility& facility) {
    m_state->remove(facility.id);
    if (facility.kind >= m_state->kinds.size() || facility.probability <= 0 ||
        facility.tier != m_state->kinds[facility.kind].tier)
        return;
    m_state->add(facility);
}

bool CityReach::remove_facility(std::string_view id) { return m_state->remove(id); }

CityInput CityReach::input() {
    State& state = *m_state;
    state.recount();
    CityInput out;
    for (const FacilityKind& kind : state.kinds) out.kinds.push_back({kind.code, 1});
    out.doubtful = state.doubtful();
    out.communities.reserve(state.communities.size());
    for (std::uint32_t i = 0; i < state.communities.size(); ++i) {
        const ReachCommunity& community = state.communities[i];
        CommunityInput one{community.code,       community.name, community.people,
                           community.households, true,           {}};
        one.by_network = state.is_by_network(i);
        for (std::size_t kind = 0; kind < state.kinds.size(); ++kind) {
            const std::size_t at = state.service_at(i, kind);
            Service service = state.services[at];
            for (Doubt& doubt : service.doubts) {
                const std::string& id = state.by_service[at][doubt.facility]->id;
                const auto found = std::lower_bound(
                    out.doubtful.begin(), out.doubtful.end(), id,
                    [](const DoubtfulFacility& a, const std::string& b) { return a.id < b; });
                doubt.facility = static_cast<std::size_t>(found - out.doubtful.begin());
            }
            one.services.push_back(std::move(service));
        }
        out.communities.push_back(std::move(one));
    }
    return out;
}

std::vector<Gain> CityReach::gains(Wgs84Point point, std::size_t kind) {
    State& state = *m_state;
    KeptFacility here;
    here.kind = kind;
    here.reached = state.walk.from(point, state.limit_m(kind)).reached;
    const KindReach& reach = state.reaches[kind];
    set_parts(here, state.demand, reach);
    std::vector<Gain> out;
    for (const CommunityPart& part : here.parts) {
        const BestReach before =
            best_reach(state.demand, part.community, reach,
                       state.by_service[state.service_at(part.community, kind)]);
        out.push_back(gain_of(state.demand, reach, here, part, before));
    }
    return out;
}

const WalkingNetwork& CityReach::network() const { return m_state->network; }
std::size_t CityReach::facilities() const { return m_state->facilities.size(); }

std::size_t CityReach::pairs() const {
    std::size_t sum = 0;
    for (const auto& [id, facility] : m_state->facilities) sum += facility->reached.size();
    return sum;
}

}  // namespace kongdi::server
