// SPDX-License-Identifier: Apache-2.0
// Straight pieces by the squares of a grid they touch, to find those that are near.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "server/reach/local_plane.hpp"

namespace kongdi::server {

struct Segment {
    Metres a = {};
    Metres b = {};
};

/// Only squares that hold something take room, so that a stray line far away costs nothing.
class SegmentGrid {
public:
    SegmentGrid() = default;
    /// Points are segments of no length.
    SegmentGrid(std::span<const Segment> segments, double cell_m);

    /// Numbers of the segments in the squares that a rectangle touches, each once for each square
    /// they share; of all squares when the rectangle is larger than what there is.
    template <class Visit>
    void each_in(Metres low, Metres high, Visit visit) const {
        const auto squares =
            (high.east_m - low.east_m) / m_cell_m * ((high.north_m - low.north_m) / m_cell_m);
        if (squares > static_cast<double>(m_keys.size())) {
            for (const std::uint32_t one : m_numbers) visit(one);
            return;
        }
        const std::int64_t east_end = cell_of(high.east_m);
        const std::int64_t north_end = cell_of(high.north_m);
        for (std::int64_t east = cell_of(low.east_m); east <= east_end; ++east)
            for (std::int64_t north = cell_of(low.north_m); north <= north_end; ++north)
                for (const std::uint32_t one : in_cell(east, north)) visit(one);
    }

private:
    std::int64_t cell_of(double metres) const;
    std::span<const std::uint32_t> in_cell(std::int64_t east, std::int64_t north) const;

    double m_cell_m = 1;
    std::vector<std::uint64_t> m_keys = {};    // of squares, ascending
    std::vector<std::uint32_t> m_begins = {};  // of each square in m_numbers, and the end
    std::vector<std::uint32_t> m_numbers = {};
};

}  // namespace kongdi::server
