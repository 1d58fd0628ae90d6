// SPDX-License-Identifier: Apache-2.0
// Lines as they were drawn, on a plane: vertices that are one place are one vertex.
#pragma once

#include <unordered_map>

#include "server/reach/walking_network.hpp"

namespace kongdi::server {

/// Nearer than this is the same place: coordinates are rounded. Metres.
inline constexpr double kSamePlaceM = 0.01;

class DrawnLines {
public:
    /// A straight piece of one line.
    struct Stretch {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        int level = 0;
    };

    DrawnLines(std::span<const RoadLine> lines, const LocalPlane& plane);

    std::span<const Metres> vertices() const { return m_vertices; }
    std::span<const Stretch> stretches() const { return m_stretches; }
    /// The vertex at a place, new where there is none.
    std::uint32_t vertex_at(Metres place);

    Segment segment(std::uint32_t stretch) const {
        return {m_vertices[m_stretches[stretch].from], m_vertices[m_stretches[stretch].to]};
    }
    bool has(std::uint32_t stretch, std::uint32_t vertex) const {
        return m_stretches[stretch].from == vertex || m_stretches[stretch].to == vertex;
    }
    /// Where one line ends and no other has a vertex.
    bool is_end(std::uint32_t vertex) const { return m_uses[vertex].stretches == 1; }
    /// Of the line that ends in a vertex.
    int level_of(std::uint32_t vertex) const { return m_uses[vertex].level; }

private:
    struct Use {
        std::uint32_t stretches = 0;  // that begin or end there
        int level = 0;                // of the last of them
    };

    void add(const RoadLine& line, const LocalPlane& plane);
    void add_stretches(std::uint32_t from, std::uint32_t to, int level);

    Wgs84Point m_middle;
    std::vector<Metres> m_vertices = {};
    std::vector<Use> m_uses = {};  // of each vertex
    std::unordered_map<std::uint64_t, std::uint32_t> m_by_place = {};
    std::vector<Stretch> m_stretches = {};
};

}  // namespace kongdi::server
