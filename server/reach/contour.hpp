// SPDX-License-Identifier: Apache-2.0
// The lines along which a field of distances has one value, by marching squares.
#pragma once

#include <cstdint>
#include <vector>

#include "server/reach/segment_grid.hpp"

namespace kongdi::server {

/// Distances to the nearest of some segments, at the nodes of a square lattice around them.
class DistanceField {
public:
    /// Reaches a little further than `within_m` from every segment, beyond which nothing is asked.
    /// The lattice is wider than a third of that where it would have more than four million nodes,
    /// and what is near then, too.
    DistanceField(const std::vector<Segment>& segments, double within_m);

    double cell_m() const { return m_cell_m; }
    /// At least two cells, so that all corners of a square with a segment in it are nearer.
    double within_m() const { return m_within_m; }
    std::int64_t columns() const { return m_columns; }
    std::int64_t rows() const { return m_rows; }
    double at(std::int64_t column, std::int64_t row) const {
        return m_distances[static_cast<std::size_t>(row * m_columns + column)];
    }
    Metres node(std::int64_t column, std::int64_t row) const {
        return m_corner +
               Metres{m_cell_m * static_cast<double>(column), m_cell_m * static_cast<double>(row)};
    }

private:
    void come_near(const Segment& segment);

    Metres m_corner = {};
    double m_cell_m = 1;
    double m_within_m = 0;
    std::int64_t m_columns = 0;
    std::int64_t m_rows = 0;
    std::vector<float> m_distances = {};
};

using PlaneRing = std::vector<Metres>;  // not closed

/// Rings around everything nearer than the field's within_m(), which lies on their left: outsides
/// run against the clock, holes with it.
std::vector<PlaneRing> contours(const DistanceField& field);

/// Square metres, negative of a ring that runs with the clock.
double signed_area_m2(const PlaneRing& ring);

}  // namespace kongdi::server
