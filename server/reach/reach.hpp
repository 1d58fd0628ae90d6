// SPDX-License-Identifier: Apache-2.0
// Whom the facilities of a city reach on foot: all of core/index/city.hpp but what people say.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/city.hpp"
#include "core/model/facility_kind.hpp"
#include "server/reach/walking_network.hpp"

namespace kongdi::server {

struct ReachSettings {
    double fade = 1.5;              // times the radius: where reach has faded to nothing
    double detour = 1.3;            // straight lines are so much shorter than ways
    double walk_m_per_minute = 60;  // for kinds that say minutes and no metres
    double most_straight = 0.1;     // of a community's people, before it is not by_network
};

/// Where people live: a building.
struct DemandPoint {
    Wgs84Point point = {};
    std::uint32_t community = 0;  // place in the list of communities
    double people = 0;            // of all ages; the sum of the ages where it is not said
    double children = 0;          // up to 12 (C)
    double adults = 0;            // 12 to 60 (A)
    double elders = 0;            // from 60 (E)
    friend bool operator==(const DemandPoint&, const DemandPoint&) = default;
};

struct ReachCommunity {
    std::string code = {};
    std::string name = {};
    double people = 0;
    double households = 0;
    friend bool operator==(const ReachCommunity&, const ReachCommunity&) = default;
};

struct ReachFacility {
    std::string id = {};
    std::size_t kind = 0;  // place in the list of kinds
    Tier tier = Tier::T5;  // it counts for nobody when it is not that of the kind
    Wgs84Point point = {};
    double probability = 1;  // that it is there; 1: verified
    std::optional<double> floor_area_m2 = {};
    std::optional<double> site_area_m2 = {};
    friend bool operator==(const ReachFacility&, const ReachFacility&) = default;
};

/// What a new facility at some place would change for one community.
struct Gain {
    std::uint32_t community = 0;  // place in the list of communities
    double reached = 0;           // of the need, beyond what verified facilities reach
    double strictly_reached = 0;
    double within = 0;  // of the need within its radius, reached by others or not
    friend bool operator==(const Gain&, const Gain&) = default;
};

/// The result depends on what is there, not on the order in which it came: facilities set one by
/// one give the same numbers, to the bit, as all at once. Not for several threads at once.
class CityReach {
public:
    /// Communities by code; demand points of a community that is not in the list are left out.
    /// Where no building of a community says how many live in it, each counts 1; where none says
    /// their ages, all its people stand for each age.
    CityReach(WalkingNetwork network, std::vector<FacilityKind> kinds,
              std::vector<ReachCommunity> communities, std::vector<DemandPoint> demand,
              const ReachSettings& settings = {});
    ~CityReach();
    CityReach(CityReach&&) noexcept;
    CityReach& operator=(CityReach&&) noexcept;

    /// New, or in place of the one of this id. One of a kind that is not in the list is taken away.
    void set_facility(const ReachFacility& facility);
    /// False when there is none of this id.
    bool remove_facility(std::string_view id);

    /// Everything but satisfaction and importance; the weights are 1. Computes what has changed.
    CityInput input();

    /// Whom a facility of a kind and of the kind's tier would reach here, community by community.
    std::vector<Gain> gains(Wgs84Point point, std::size_t kind);

    const WalkingNetwork& network() const;
    std::size_t facilities() const;
    /// Pairs of a facility and a building that are kept, of 8 bytes each.
    std::size_t pairs() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace kongdi::server
