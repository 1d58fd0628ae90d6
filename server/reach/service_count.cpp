// SPDX-License-Identifier: Apache-2.0
#include "server/reach/service_count.hpp"

#include <algorithm>

#include "core/index/coverage.hpp"

namespace kongdi::server {

namespace {

std::span<const Reached> reached_in(const KeptFacility& facility, const CommunityPart& part) {
    return std::span(facility.reached).subspan(part.begin, part.end - part.begin);
}

double reach_of(const Reached& one, const KindReach& kind) {
    return reach_at(one.distance_m(), kind.radius_m, kind.fade);
}

struct Candidate {
    std::size_t facility = 0;
    const CommunityPart* part = nullptr;
    double would_reach = 0;  // alone
};

/// The doubtful ones that reach most; of the same reach the first.
std::vector<Candidate> strongest(std::vector<Candidate> doubtful) {
    std::stable_sort(doubtful.begin(), doubtful.end(), [](const Candidate& a, const Candidate& b) {
        return a.would_reach > b.would_reach;
    });
    if (doubtful.size() > kMostDoubts) doubtful.resize(kMostDoubts);
    return doubtful;
}

}  // namespace

const CommunityPart* KeptFacility::part(std::uint32_t community) const {
    const auto found = std::lower_bound(
        parts.begin(), parts.end(), community,
        [](const CommunityPart& one, std::uint32_t number) { return one.community < number; });
    return found != parts.end() && found->community == community ? &*found : nullptr;
}

void set_parts(KeptFacility& facility, const Demand& demand, const KindReach& kind) {
    facility.parts.clear();
    facility.need_within = 0;
    for (std::uint32_t i = 0; i < facility.reached.size(); ++i) {
        const Reached& one = facility.reached[i];
        const std::uint32_t community = demand.point(one.demand).community;
        if (facility.parts.empty() || facility.parts.back().community != community)
            facility.parts.push_back({community, i, i, 0});
        CommunityPart& part = facility.parts.back();
        part.end = i + 1;
        if (one.distance_m() <= kind.radius_m)
            part.need_within += demand.need(one.demand, kind.ages);
    }
    for (const CommunityPart& part : facility.parts) facility.need_within += part.need_within;
}

BestReach best_reach(const Demand& demand, std::uint32_t community, const KindReach& kind,
                     std::span<const KeptFacility* const> facilities) {
    const std::uint32_t first = demand.begin_of(community);
    const std::uint32_t count = demand.end_of(community) - first;
    BestReach out{std::vector<double>(count, 0), std::vector<bool>(count, false)};
    for (const KeptFacility* facility : facilities) {
        const CommunityPart* part = facility->is_verified() ? facility->part(community) : nullptr;
        if (part == nullptr) continue;
        for (const Reached& to : reached_in(*facility, *part)) {
            double& there = out.share[to.demand - first];
            there = std::max(there, reach_of(to, kind));
            if (to.distance_m() <= kind.radius_m) out.is_within[to.demand - first] = true;
        }
    }
    return out;
}

Gain gain_of(const Demand& demand, const KindReach& kind, const KeptFacility& facility,
             const CommunityPart& part, const BestReach& before) {
    const std::uint32_t first = demand.begin_of(part.community);
    Gain out{part.community, 0, 0, part.need_within};
    for (const Reached& to : reached_in(facility, part)) {
        const double need = demand.need(to.demand, kind.ages);
        const double share = before.share[to.demand - first];
        out.reached += need * (std::max(share, reach_of(to, kind)) - share);
        if (to.distance_m() <= kind.radius_m && !before.is_within[to.demand - first])
            out.strictly_reached += need;
    }
    return out;
}

Service count_service(const Demand& demand, std::uint32_t community, const KindReach& kind,
                      std::span<const KeptFacility* const> facilities) {
    const std::uint32_t first = demand.begin_of(community);
    const std::uint32_t count = demand.end_of(community) - first;
    std::vector<double> need(count);
    for (std::uint32_t i = 0; i < count; ++i) need[i] = demand.need(first + i, kind.ages);
    const auto room = [&](const KeptFacility& facility, const CommunityPart& part) {
        return shared_room(facility.room, part.need_within, facility.need_within);
    };

    Service out;
    const BestReach best = best_reach(demand, community, kind, facilities);
    for (std::uint32_t i = 0; i < count; ++i) {
        out.need += need[i];
        out.reached += need[i] * best.share[i];
        if (best.is_within[i]) out.strictly_reached += need[i];
        if (need[i] <= 0) continue;
        ++out.buildings;
        if (best.is_within[i]) ++out.buildings_reached;
    }
    std::vector<Candidate> doubtful;
    for (std::size_t i = 0; i < facilities.size(); ++i) {
        const CommunityPart* part = facilities[i]->part(community);
        if (part == nullptr) continue;
        if (facilities[i]->is_verified()) {
            out.supplied += room(*facilities[i], *part);
            continue;
        }
        Candidate one{i, part, 0};
        for (const Reached& to : reached_in(*facilities[i], *part))
            one.would_reach += need[to.demand - first] * reach_of(to, kind);
        if (one.would_reach > 0) doubtful.push_back(one);
    }

    doubtful = strongest(std::move(doubtful));
    if (doubtful.empty()) return out;
    for (const Candidate& one : doubtful)
        out.doubts.push_back({one.facility, room(*facilities[one.facility], *one.part)});
    for (std::size_t set = 0; set < std::size_t{1} << doubtful.size(); ++set) {
        std::vector<double> with = best.share;
        for (std::size_t i = 0; i < doubtful.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            for (const Reached& to :
                 reached_in(*facilities[doubtful[i].facility], *doubtful[i].part)) {
                double& there = with[to.demand - first];
                there = std::max(there, reach_of(to, kind));
            }
        }
        double sum = 0;
        for (std::uint32_t i = 0; i < count; ++i) sum += need[i] * with[i];
        out.reached_with.push_back(sum);
    }
    return out;
}

}  // namespace kongdi::server
