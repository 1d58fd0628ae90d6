// SPDX-License-Identifier: Apache-2.0
#include "server/reach/walking_network.hpp"

#include <algorithm>

#include "server/reach/network_graph.hpp"
#include "server/reach/network_lines.hpp"

namespace kongdi::server {

namespace {

constexpr double kCellM = 100;
constexpr double kFirstLookM = 30;  // most people live nearer to a road than this

std::vector<Wgs84Point> beginnings(std::span<const RoadLine> lines) {
    std::vector<Wgs84Point> out;
    for (const RoadLine& line : lines)
        if (!line.path.empty()) out.push_back(line.path.front());
    return out;
}

RoadGraph graph_of(const std::vector<RoadPiece>& pieces, std::size_t vertices) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ways;
    std::vector<WayAlong> properties;
    ways.reserve(2 * pieces.size());
    properties.reserve(2 * pieces.size());
    for (std::uint32_t i = 0; i < pieces.size(); ++i) {
        ways.emplace_back(pieces[i].from, pieces[i].to);
        ways.emplace_back(pieces[i].to, pieces[i].from);
        properties.insert(properties.end(), 2, WayAlong{pieces[i].length_m, i});
    }
    return RoadGraph(boost::edges_are_unsorted_multi_pass, ways.begin(), ways.end(),
                     properties.begin(), static_cast<std::uint32_t>(vertices));
}

}  // namespace

WalkingNetwork::WalkingNetwork(std::span<const RoadLine> lines, const NetworkSettings& settings)
    : WalkingNetwork(lines, settings, middle_of(beginnings(lines))) {}

WalkingNetwork WalkingNetwork::without_roads(Wgs84Point middle) { return {{}, {}, middle}; }

WalkingNetwork::WalkingNetwork(std::span<const RoadLine> lines, const NetworkSettings& settings,
                               Wgs84Point middle)
    : m_plane(middle), m_snap_m(settings.snap_m) {
    JoinedLines joined =
        without_islands(join_lines(DrawnLines(lines, m_plane), settings), settings.least_island_m);
    m_vertices = std::move(joined.vertices);
    m_pieces = std::move(joined.pieces);
    std::vector<Segment> segments;
    for (const RoadPiece& piece : m_pieces)
        segments.push_back({m_vertices[piece.from], m_vertices[piece.to]});
    m_grid = SegmentGrid(segments, kCellM);
    m_graph = std::make_unique<NetworkGraph>(NetworkGraph{graph_of(m_pieces, m_vertices.size())});
}

WalkingNetwork::~WalkingNetwork() = default;
WalkingNetwork::WalkingNetwork(WalkingNetwork&&) noexcept = default;
WalkingNetwork& WalkingNetwork::operator=(WalkingNetwork&&) noexcept = default;

double WalkingNetwork::length_m() const {
    double sum = 0;
    for (const RoadPiece& piece : m_pieces) sum += piece.length_m;
    return sum;
}

Metres WalkingNetwork::place_on(std::uint32_t piece, double along_m) const {
    const RoadPiece& one = m_pieces[piece];
    const Metres a = m_vertices[one.from];
    return a + (along_m / one.length_m) * (m_vertices[one.to] - a);
}

std::optional<Foothold> WalkingNetwork::foothold(Metres place) const {
    std::optional<Foothold> nearest;
    for (const double within_m : {std::min(kFirstLookM, m_snap_m), m_snap_m}) {
        const Metres margin{within_m, within_m};
        m_grid.each_in(place - margin, place + margin, [&](std::uint32_t number) {
            const RoadPiece& piece = m_pieces[number];
            const Metres a = m_vertices[piece.from];
            const Metres b = m_vertices[piece.to];
            const double part = nearest_part(place, a, b);
            const double gap = gap_m(place, a + part * (b - a));
            const bool is_nearer = !nearest || gap < nearest->gap_m ||
                                   (gap == nearest->gap_m && number < nearest->piece);
            if (gap <= m_snap_m && is_nearer)
                nearest = {number, part * piece.length_m, gap, cross(b - a, place - a) > 0};
        });
        if (nearest && nearest->gap_m <= within_m) break;
    }
    return nearest;
}

}  // namespace kongdi::server
