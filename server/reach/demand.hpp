// SPDX-License-Identifier: Apache-2.0
// Where people live, sorted by community and put on the roads.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "server/reach/reach.hpp"

namespace kongdi::server {

/// Points of one community are neighbours; the same points in another order give the same list.
class Demand {
public:
    Demand(const WalkingNetwork& network, std::vector<DemandPoint> points, std::size_t communities);

    std::size_t size() const { return m_points.size(); }
    const DemandPoint& point(std::uint32_t one) const { return m_points[one]; }
    Metres place(std::uint32_t one) const { return m_places[one]; }
    const std::optional<Foothold>& foothold(std::uint32_t one) const { return m_footholds[one]; }
    /// The points of a community: from this one to that of the next.
    std::uint32_t begin_of(std::uint32_t community) const { return m_begins[community]; }
    std::uint32_t end_of(std::uint32_t community) const { return m_begins[community + 1]; }

    /// What a point needs of a kind: its people of the kind's ages ("C", "A", "E" in any number,
    /// "*" for all).
    double need(std::uint32_t one, std::string_view ages) const;

    /// Of those whose way to the road ends on a piece.
    std::span<const std::uint32_t> on_piece(std::uint32_t piece) const;
    /// Visits points in the squares around a place, those far from all roads only or all of them.
    template <class Visit>
    void each_near(Metres place, double within_m, bool far_from_roads, Visit visit) const {
        const Metres margin{within_m, within_m};
        const SegmentGrid& grid = far_from_roads ? m_far_grid : m_grid;
        grid.each_in(place - margin, place + margin,
                     [&](std::uint32_t number) { visit(far_from_roads ? m_far[number] : number); });
    }

private:
    void complete_people(std::size_t communities);

    std::vector<DemandPoint> m_points;
    std::vector<std::uint32_t> m_begins = {};
    std::vector<Metres> m_places = {};
    std::vector<std::optional<Foothold>> m_footholds = {};
    std::vector<std::uint32_t> m_piece_begins = {};
    std::vector<std::uint32_t> m_by_piece = {};
    std::vector<std::uint32_t> m_far = {};
    SegmentGrid m_grid = {};
    SegmentGrid m_far_grid = {};
};

}  // namespace kongdi::server
