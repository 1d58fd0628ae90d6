// SPDX-License-Identifier: Apache-2.0
// Where the communities of the invented city lie: a bent grid whose neighbours share their edges
// point by point, twelve cells to a street, roads along the edges and a river along some of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/demo/spot.hpp"

namespace kongdi::server::demo {

inline constexpr int kMaxCommunities = 1248;
inline constexpr int kStreetColumns = 4;
inline constexpr int kStreetRows = 3;
inline constexpr int kStreetCells = kStreetColumns * kStreetRows;
inline constexpr double kCellWidthM = 600;
inline constexpr double kCellHeightM = 520;
inline constexpr double kRiverHalfWidthM = 21;

/// A cell of the grid, or the grid point at its lower left.
struct Cell {
    int column = 0;
    int row = 0;
    friend bool operator==(const Cell&, const Cell&) = default;
};

class CityPlan {
public:
    /// 1 to kMaxCommunities communities; others are brought into that range.
    CityPlan(std::uint64_t seed, int communities);

    std::uint64_t seed() const { return m_seed; }
    int communities() const { return m_communities; }
    int streets() const { return m_streets; }

    int street_of(int community) const { return community / kStreetCells; }
    int first_of(int street) const { return street * kStreetCells; }
    /// How many communities a street has: all twelve, fewer in the last one.
    int count_of(int street) const;
    Cell cell_of(int community) const;
    /// The community of a cell, none outside the city.
    std::optional<int> community_at(Cell cell) const;

    /// Both codes are of a county that the statistics office has not given to anybody.
    std::string street_code(int street) const;
    std::string community_code(int community) const;

    Spot point(Cell at) const;
    /// From a grid point to its eastern or northern neighbour, both ends included.
    Path eastward_edge(Cell from) const;
    Path northward_edge(Cell from) const;
    bool is_river_row(int row) const;
    bool is_main_row(int row) const { return row % kStreetRows == 0; }
    bool is_main_column(int column) const { return column % kStreetColumns == 0; }

    /// The edge of a community's own cell, anticlockwise.
    Outline outline(int community) const;
    Spot middle(int community) const;
    /// A patch inside a community that belongs to the next one.
    std::optional<Outline> enclave_in(int community) const;
    /// With its hole and its second part where it has them.
    MultiPolygon area(int community) const;
    /// All its cells together.
    MultiPolygon street_area(int street) const;

private:
    double river_bend_m(int row, double east_m) const;

    std::uint64_t m_seed;
    int m_communities;
    int m_streets;
    int m_street_columns = 1;  // of the grid of streets
    int m_street_rows = 1;
};

}  // namespace kongdi::server::demo
