// SPDX-License-Identifier: Apache-2.0
#include "server/reach/walker.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/detail/d_ary_heap.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/range/iterator_range.hpp>
#include <functional>
#include <limits>

#include "server/reach/network_graph.hpp"

namespace kongdi::server {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

using Index = boost::typed_identity_property_map<std::uint32_t>;
template <class T>
using ByVertex = boost::iterator_property_map<T*, Index>;
using Edge = boost::graph_traits<RoadGraph>::edge_descriptor;
using Queue = boost::d_ary_heap_indirect<std::uint32_t, 4, ByVertex<std::size_t>, ByVertex<double>,
                                         std::less<>>;

/// Ways that do not lead beyond the limit. A vertex is left by its ways when its own distance is
/// final, so the graph that is searched ends where the limit does.
struct WithinLimit {
    const RoadGraph* roads = nullptr;
    const double* distance_m = nullptr;
    double limit_m = 0;

    bool operator()(const Edge& way) const {
        return distance_m[boost::source(way, *roads)] + (*roads)[way].length_m <= limit_m;
    }
};

/// Dijkstra's part of a breadth-first search whose queue gives the nearest vertex first. The ready
/// dijkstra_shortest_paths of the library begins each time with memory for all vertices.
class Shortest : public boost::default_bfs_visitor {
public:
    Shortest(double* distance_m, std::vector<std::uint32_t>& found, Queue& queue)
        : m_distance_m(distance_m), m_found(&found), m_queue(&queue) {}

    template <class Graph>
    void discover_vertex(std::uint32_t vertex, const Graph&) const {
        m_found->push_back(vertex);
    }
    template <class Graph>
    void tree_edge(const Edge& way, const Graph& graph) const {
        m_distance_m[boost::target(way, graph)] = beyond(way, graph);
    }
    template <class Graph>
    void gray_target(const Edge& way, const Graph& graph) const {
        const std::uint32_t vertex = boost::target(way, graph);
        const double distance_m = beyond(way, graph);
        if (distance_m >= m_distance_m[vertex]) return;
        m_distance_m[vertex] = distance_m;
        m_queue->update(vertex);
    }

private:
    template <class Graph>
    double beyond(const Edge& way, const Graph& graph) const {
        return m_distance_m[boost::source(way, graph)] + graph[way].length_m;
    }

    double* m_distance_m;
    std::vector<std::uint32_t>* m_found;
    Queue* m_queue;
};

}  // namespace

struct Walker::Memory {
    std::vector<double> distance_m = {};  // kFar but for those found
    std::vector<boost::default_color_type> colors = {};
    std::vector<std::size_t> in_queue = {};
    std::vector<std::uint32_t> found = {};
    std::vector<bool> is_piece_found = {};
    std::vector<std::uint32_t> pieces = {};
    Foothold from = {};

    void forget() {
        for (const std::uint32_t vertex : found) {
            distance_m[vertex] = kFar;
            colors[vertex] = boost::white_color;
        }
        for (const std::uint32_t piece : pieces) is_piece_found[piece] = false;
        found.clear();
        pieces.clear();
    }

    void find_piece(std::uint32_t piece) {
        if (is_piece_found[piece]) return;
        is_piece_found[piece] = true;
        pieces.push_back(piece);
    }
};

Walker::Walker(const WalkingNetwork& network)
    : m_network(&network), m_memory(std::make_unique<Memory>()) {
    const std::size_t vertices = network.vertices().size();
    m_memory->distance_m.assign(vertices, kFar);
    m_memory->colors.assign(vertices, boost::white_color);
    m_memory->in_queue.assign(vertices, 0);
    m_memory->is_piece_found.assign(network.pieces().size(), false);
}

Walker::~Walker() = default;
Walker::Walker(Walker&&) noexcept = default;

void Walker::walk(const Foothold& from, double limit_m) {
    Memory& memory = *m_memory;
    memory.forget();
    memory.from = from;
    const RoadPiece& piece = m_network->pieces()[from.piece];
    std::vector<std::uint32_t> begins;
    for (const auto& [vertex, way_m] :
         {std::pair(piece.from, from.along_m), std::pair(piece.to, piece.length_m - from.along_m)})
        if (from.gap_m + way_m <= limit_m) {
            memory.distance_m[vertex] = from.gap_m + way_m;
            begins.push_back(vertex);
        }
    const RoadGraph& roads = m_network->graph().roads;
    double* distance_m = memory.distance_m.data();
    Queue queue(ByVertex<double>(distance_m, Index()),
                ByVertex<std::size_t>(memory.in_queue.data(), Index()));
    const boost::filtered_graph<RoadGraph, WithinLimit> near(roads, {&roads, distance_m, limit_m});
    boost::breadth_first_visit(near, begins.begin(), begins.end(), queue,
                               Shortest(distance_m, memory.found, queue),
                               ByVertex<boost::default_color_type>(memory.colors.data(), Index()));
    memory.find_piece(from.piece);
    for (const std::uint32_t vertex : memory.found)
        for (const auto& way : boost::make_iterator_range(boost::out_edges(vertex, roads)))
            memory.find_piece(roads[way].piece);
}

std::span<const std::uint32_t> Walker::vertices() const { return m_memory->found; }
std::span<const std::uint32_t> Walker::pieces() const { return m_memory->pieces; }
double Walker::distance_m(std::uint32_t vertex) const { return m_memory->distance_m[vertex]; }

double Walker::distance_m(const Foothold& to) const {
    const RoadPiece& piece = m_network->pieces()[to.piece];
    double on_road_m = std::min(distance_m(piece.from) + to.along_m,
                                distance_m(piece.to) + piece.length_m - to.along_m);
    const Foothold& from = m_memory->from;
    if (to.piece == from.piece)
        on_road_m = std::min(on_road_m, from.gap_m + std::abs(to.along_m - from.along_m));
    return on_road_m + to.gap_m;
}

}  // namespace kongdi::server
