// SPDX-License-Identifier: Apache-2.0
// Many points as few circles with counts. The points lie sorted along a Morton curve, so that each
// square of each zoom is one range of them and the whole hierarchy costs one sort. Which circles
// come out depends on the points and the zoom alone, not on the order the points came in.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/mercator.hpp"
#include "core/tile/tile_id.hpp"

namespace kongdi::tile {

struct Cluster {
    World at = {};  // the mean of its points
    std::uint32_t count = 0;
    /// Of the Morton order, each from its first place to before its last; see members_of().
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges = {};
};

class ClusterIndex {
public:
    ClusterIndex() = default;
    /// Begins anew; the points are taken with step().
    explicit ClusterIndex(std::vector<World> points);

    /// Goes on with the work for some thousand points; true when the index is ready.
    bool step(std::size_t points);
    bool ready() const { return m_stage == Stage::Ready; }
    std::size_t size() const { return m_points.size(); }

    /// The circles of a rectangle at a level, where squares are 2^-level of the world wide. Each
    /// full square takes in those of its neighbours whose middles are nearer than `reach` squares
    /// (0 to 1). Those whose mean lies in the rectangle are given, the fullest first.
    std::vector<Cluster> clusters(const WorldBox& box, int level, double reach) const;
    /// Numbers of the points given, of a cluster, in Morton order; at most `most`.
    std::vector<std::uint32_t> members_of(const Cluster& cluster, std::size_t most) const;
    /// The number of the point given at a place of the Morton order.
    std::uint32_t point_at(std::uint32_t place) const { return m_order[place]; }
    World position(std::uint32_t point) const { return m_points[point]; }

    static constexpr int kMostLevel = 28;

private:
    enum class Stage : std::uint8_t { Keys, Sort, Sums, Ready };
    struct Square {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        std::uint64_t code = 0;
    };
    void squares(const WorldBox& box, int level, std::vector<Square>& out) const;
    void sort_digit();

    std::vector<World> m_points;
    std::vector<std::uint64_t> m_codes;     // sorted
    std::vector<std::uint32_t> m_order;     // the point of each code
    std::vector<World> m_sums;              // of all points before each place
    std::vector<std::uint64_t> m_codes_to;  // while sorting
    std::vector<std::uint32_t> m_order_to;
    Stage m_stage = Stage::Ready;
    std::size_t m_done = 0;
    int m_digit = 0;
};

}  // namespace kongdi::tile
