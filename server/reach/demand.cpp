// SPDX-License-Identifier: Apache-2.0
#include "server/reach/demand.hpp"

#include <algorithm>
#include <tuple>

namespace kongdi::server {

namespace {

constexpr double kCellM = 200;

double ages_of(const DemandPoint& point) { return point.children + point.adults + point.elders; }

SegmentGrid grid_of(const std::vector<Metres>& places) {
    std::vector<Segment> points;
    points.reserve(places.size());
    for (const Metres place : places) points.push_back({place, place});
    return SegmentGrid(points, kCellM);
}

}  // namespace

Demand::Demand(const WalkingNetwork& network, std::vector<DemandPoint> points,
               std::size_t communities)
    : m_points(std::move(points)) {
    std::erase_if(m_points, [&](const DemandPoint& one) { return one.community >= communities; });
    const auto order = [](const DemandPoint& one) {
        return std::tie(one.community, one.point.lon, one.point.lat, one.people, one.children,
                        one.adults, one.elders);
    };
    std::sort(m_points.begin(), m_points.end(),
              [&](const DemandPoint& a, const DemandPoint& b) { return order(a) < order(b); });
    m_begins.assign(communities + 1, 0);
    for (const DemandPoint& one : m_points) ++m_begins[one.community + 1];
    for (std::size_t i = 0; i < communities; ++i) m_begins[i + 1] += m_begins[i];
    complete_people(communities);

    std::vector<Metres> far_places;
    m_piece_begins.assign(network.pieces().size() + 1, 0);
    for (std::uint32_t i = 0; i < m_points.size(); ++i) {
        m_places.push_back(network.plane().to_plane(m_points[i].point));
        m_footholds.push_back(network.foothold(m_places[i]));
        if (m_footholds[i]) {
            ++m_piece_begins[m_footholds[i]->piece + 1];
        } else {
            m_far.push_back(i);
            far_places.push_back(m_places[i]);
        }
    }
    for (std::size_t i = 1; i < m_piece_begins.size(); ++i)
        m_piece_begins[i] += m_piece_begins[i - 1];
    m_by_piece.resize(m_points.size() - m_far.size());
    std::vector<std::uint32_t> next = m_piece_begins;
    for (std::uint32_t i = 0; i < m_points.size(); ++i)
        if (m_footholds[i]) m_by_piece[next[m_footholds[i]->piece]++] = i;
    m_grid = grid_of(m_places);
    m_far_grid = grid_of(far_places);
}

/// See CityReach: 1 each where nobody says how many people, all of them where nobody says how old.
void Demand::complete_people(std::size_t communities) {
    for (std::uint32_t community = 0; community < communities; ++community) {
        const auto here = std::span(m_points).subspan(begin_of(community),
                                                      end_of(community) - begin_of(community));
        double people = 0;
        double ages = 0;
        for (DemandPoint& one : here) {
            if (one.people <= 0) one.people = ages_of(one);
            people += one.people;
            ages += ages_of(one);
        }
        for (DemandPoint& one : here) {
            if (people <= 0) one.people = 1;
            if (ages <= 0) one.children = one.adults = one.elders = -1;
        }
    }
}

double Demand::need(std::uint32_t one, std::string_view ages) const {
    const DemandPoint& point = m_points[one];
    if (point.children < 0) return point.people;
    double sum = 0;
    for (const char age : ages) {
        if (age == '*') return point.people;
        if (age == 'C') sum += point.children;
        if (age == 'A') sum += point.adults;
        if (age == 'E') sum += point.elders;
    }
    return sum;
}

std::span<const std::uint32_t> Demand::on_piece(std::uint32_t piece) const {
    return std::span(m_by_piece)
        .subspan(m_piece_begins[piece], m_piece_begins[piece + 1] - m_piece_begins[piece]);
}

}  // namespace kongdi::server
