// SPDX-License-Identifier: Apache-2.0
// One kind of facility in one community: what its facilities come to together.
#pragma once

#include "core/index/city.hpp"
#include "server/reach/facility_walk.hpp"

namespace kongdi::server {

/// What one facility is to one community.
struct CommunityPart {
    std::uint32_t community = 0;
    std::uint32_t begin = 0;  // of its buildings in KeptFacility::reached
    std::uint32_t end = 0;
    double need_within = 0;  // of the kind, within the radius
};

struct KeptFacility {
    std::string id = {};
    std::size_t kind = 0;
    double probability = 1;
    double room = 0;
    bool by_network = true;
    std::vector<Reached> reached = {};
    std::vector<CommunityPart> parts = {};  // by community
    double need_within = 0;                 // of all parts

    bool is_verified() const { return probability >= 1; }
    const CommunityPart* part(std::uint32_t community) const;
};

/// What is asked of a kind, as numbers.
struct KindReach {
    std::string ages = {};
    double radius_m = 0;
    double fade = 1;
};

/// Divides what a facility reaches by communities.
void set_parts(KeptFacility& facility, const Demand& demand, const KindReach& kind);

/// How well verified facilities reach the buildings of a community.
struct BestReach {
    std::vector<double> share = {};    // of each building's need, in the order of Demand
    std::vector<bool> is_within = {};  // the radius of one of them
};
BestReach best_reach(const Demand& demand, std::uint32_t community, const KindReach& kind,
                     std::span<const KeptFacility* const> facilities);

/// What one more facility would add to that, in one of its parts.
Gain gain_of(const Demand& demand, const KindReach& kind, const KeptFacility& facility,
             const CommunityPart& part, const BestReach& before);

/// Doubts name places in `facilities`, not in CityInput::doubtful. `required` is left alone.
/// Facilities must be by id: sums depend on their order.
Service count_service(const Demand& demand, std::uint32_t community, const KindReach& kind,
                      std::span<const KeptFacility* const> facilities);

}  // namespace kongdi::server
