// SPDX-License-Identifier: Apache-2.0
// From one place to everybody who lives near it.
#pragma once

#include "server/reach/demand.hpp"
#include "server/reach/walker.hpp"

namespace kongdi::server {

/// A building within reach of a facility.
struct Reached {
    std::uint32_t demand = 0;
    /// Whole centimetres: a way that is as long as the radius is within it, whatever the order of
    /// the sums that made it.
    std::uint32_t distance_cm = 0;

    double distance_m() const { return distance_cm / 100.0; }
    friend bool operator==(const Reached&, const Reached&) = default;
};

class FacilityWalk {
public:
    /// Both must live as long.
    FacilityWalk(const WalkingNetwork& network, const Demand& demand, double detour)
        : m_network(&network), m_demand(&demand), m_detour(detour), m_walker(network) {}

    struct Found {
        std::vector<Reached> reached = {};  // by demand
        bool by_network = true;             // the place itself has a way to the road
    };

    /// Whom one reaches within a limit: along the roads where both are near one; where one of the
    /// two is not, in a straight line times the detour. Neighbours on one side of one piece of road
    /// need not walk to it if the straight line times the detour is shorter.
    Found from(Wgs84Point point, double limit_m);

private:
    void along_roads(Metres place, const Foothold& from, double limit_m, Found& out);
    void in_straight_lines(Metres place, double limit_m, bool far_from_roads, Found& out) const;

    const WalkingNetwork* m_network;
    const Demand* m_demand;
    double m_detour;
    Walker m_walker;
};

}  // namespace kongdi::server
