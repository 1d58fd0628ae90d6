// SPDX-License-Identifier: Apache-2.0
#include "server/reach/facility_walk.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::server {

namespace {

void add(std::uint32_t demand, double distance_m, double limit_m, FacilityWalk::Found& out) {
    if (distance_m <= limit_m)
        out.reached.push_back({demand, static_cast<std::uint32_t>(std::lround(distance_m * 100))});
}

}  // namespace

FacilityWalk::Found FacilityWalk::from(Wgs84Point point, double limit_m) {
    Found out;
    if (limit_m <= 0) return out;
    const Metres place = m_network->plane().to_plane(point);
    const auto foothold = m_network->foothold(place);
    out.by_network = foothold.has_value();
    if (foothold) along_roads(place, *foothold, limit_m, out);
    in_straight_lines(place, limit_m, foothold.has_value(), out);
    std::sort(out.reached.begin(), out.reached.end(),
              [](const Reached& a, const Reached& b) { return a.demand < b.demand; });
    return out;
}

void FacilityWalk::along_roads(Metres place, const Foothold& from, double limit_m, Found& out) {
    m_walker.walk(from, limit_m);
    for (const std::uint32_t piece : m_walker.pieces())
        for (const std::uint32_t one : m_demand->on_piece(piece)) {
            const Foothold& to = *m_demand->foothold(one);
            double distance_m = m_walker.distance_m(to);
            if (to.piece == from.piece && to.is_left == from.is_left)
                distance_m = std::min(distance_m, m_detour * gap_m(place, m_demand->place(one)));
            add(one, distance_m, limit_m, out);
        }
}

void FacilityWalk::in_straight_lines(Metres place, double limit_m, bool far_from_roads,
                                     Found& out) const {
    m_demand->each_near(place, limit_m / m_detour, far_from_roads, [&](std::uint32_t one) {
        const double distance_m = m_detour * gap_m(place, m_demand->place(one));
        add(one, distance_m, limit_m, out);
    });
}

}  // namespace kongdi::server
