// SPDX-License-Identifier: Apache-2.0
// The roads as a graph for people on foot, walked in both directions, in metres of a local plane.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "server/reach/segment_grid.hpp"

namespace kongdi::server {

struct RoadLine {
    std::vector<Wgs84Point> path = {};
    int level = 0;  // road_level()
};

struct NetworkSettings {
    double snap_m = 150;  // the longest way to the nearest road
    double join_m = 1;    // an end of a line so near to another line is joined to it
    /// Roads that hang together over less than this and are not the longest of all are left out:
    /// they are gaps of the layer, and whoever stands beside one would reach nothing.
    double least_island_m = 200;
};

/// A straight piece between two vertices.
struct RoadPiece {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double length_m = 0;
};

/// Where somebody comes to the road.
struct Foothold {
    std::uint32_t piece = 0;
    double along_m = 0;    // from the beginning of the piece
    double gap_m = 0;      // of the way to the road
    bool is_left = false;  // of the direction of the piece
};

struct NetworkGraph;  // of Boost.Graph, see network_graph.hpp

class WalkingNetwork {
public:
    /// Lines of less than two points are left out.
    explicit WalkingNetwork(std::span<const RoadLine> lines, const NetworkSettings& settings = {});
    /// Of a city without roads, whose plane has its origin there.
    static WalkingNetwork without_roads(Wgs84Point middle);
    ~WalkingNetwork();
    WalkingNetwork(WalkingNetwork&&) noexcept;
    WalkingNetwork& operator=(WalkingNetwork&&) noexcept;

    bool empty() const { return m_pieces.empty(); }
    const LocalPlane& plane() const { return m_plane; }
    std::span<const Metres> vertices() const { return m_vertices; }
    std::span<const RoadPiece> pieces() const { return m_pieces; }
    const NetworkGraph& graph() const { return *m_graph; }
    double length_m() const;

    Metres place_on(std::uint32_t piece, double along_m) const;
    /// The nearest place on the nearest road; none beyond snap_m.
    std::optional<Foothold> foothold(Metres place) const;

private:
    WalkingNetwork(std::span<const RoadLine> lines, const NetworkSettings& settings,
                   Wgs84Point middle);

    LocalPlane m_plane;
    double m_snap_m;
    std::vector<Metres> m_vertices = {};
    std::vector<RoadPiece> m_pieces = {};
    SegmentGrid m_grid;
    std::unique_ptr<NetworkGraph> m_graph;
};

}  // namespace kongdi::server
