// SPDX-License-Identifier: Apache-2.0
#include "server/demo/plan.hpp"

#include <cstdio>

#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

constexpr int kRiverEvery = 9;  // rows
constexpr int kRiverFrom = 3;
constexpr int kEdgeParts = 4;
constexpr double kEnclaveInsetM = 20;
constexpr const char* kCounty = "339900";

/// A hash as a number within ±1.
double swing(std::uint64_t hash) { return static_cast<double>(hash >> 11) * 0x1p-52 - 1; }

std::uint64_t key(Cell at) {
    return static_cast<std::uint64_t>(at.column) * 4096 + static_cast<std::uint64_t>(at.row);
}

std::string with_digits(const char* front, int a) {
    char digits[8];
    std::snprintf(digits, sizeof digits, "%03d", a);
    return std::string(front) + digits;
}

/// Between two ends with a bend to the side, largest in the middle.
Path bent(Spot from, Spot to, double bend_m, bool eastward) {
    Path path;
    for (int i = 0; i <= kEdgeParts; ++i) {
        const double t = static_cast<double>(i) / kEdgeParts;
        Spot spot = from + t * (to - from);
        (eastward ? spot.north_m : spot.east_m) += bend_m * 4 * t * (1 - t);
        path.push_back(spot);
    }
    path.front() = from;
    path.back() = to;
    return path;
}

double bend_of(std::uint64_t hash) {
    // Every second edge is straight, the others bend by up to 24 m.
    return hash % 2 == 0 ? 0 : 24 * swing(mixed(hash));
}

}  // namespace

CityPlan::CityPlan(std::uint64_t seed, int communities)
    : m_seed(seed),
      m_communities(std::clamp(communities, 1, kMaxCommunities)),
      m_streets((m_communities + kStreetCells - 1) / kStreetCells) {
    const auto rows = [this](int columns) { return (m_streets + columns - 1) / columns; };
    while (m_street_columns * kStreetColumns * kCellWidthM <
           rows(m_street_columns) * kStreetRows * kCellHeightM)
        ++m_street_columns;
    m_street_rows = rows(m_street_columns);
}

int CityPlan::count_of(int street) const {
    return std::min(kStreetCells, m_communities - first_of(street));
}

Cell CityPlan::cell_of(int community) const {
    const int street = street_of(community);
    const int within = community % kStreetCells;
    return {street % m_street_columns * kStreetColumns + within % kStreetColumns,
            street / m_street_columns * kStreetRows + within / kStreetColumns};
}

std::optional<int> CityPlan::community_at(Cell cell) const {
    if (cell.column < 0 || cell.row < 0) return std::nullopt;
    const int street_column = cell.column / kStreetColumns;
    if (street_column >= m_street_columns) return std::nullopt;
    const int street = cell.row / kStreetRows * m_street_columns + street_column;
    const int community = street * kStreetCells + cell.row % kStreetRows * kStreetColumns +
                          cell.column % kStreetColumns;
    if (community >= m_communities) return std::nullopt;
    return community;
}

std::string CityPlan::street_code(int street) const {
    // 001-099 are sub-districts, 100-199 towns.
    return with_digits(kCounty, street + 1);
}

std::string CityPlan::community_code(int community) const {
    return with_digits(street_code(street_of(community)).c_str(), community % kStreetCells + 1);
}

bool CityPlan::is_river_row(int row) const { return row % kRiverEvery == kRiverFrom; }

double CityPlan::river_bend_m(int row, double east_m) const {
    // Smooth noise: random heights every 700 m, eased between them.
    const double at = east_m / 700 + 1000;
    const auto step = static_cast<std::int64_t>(at);
    const double t = at - static_cast<double>(step);
    const double eased = t * t * (3 - 2 * t);
    const auto height = [&](std::int64_t i) {
        return swing(seed_of(m_seed, Purpose::River, static_cast<std::uint64_t>(row),
                             static_cast<std::uint64_t>(i)));
    };
    return 70 * (height(step) + eased * (height(step + 1) - height(step)));
}

Spot CityPlan::point(Cell at) const {
    Random random = stream_of(m_seed, Purpose::Vertex, key(at));
    Spot spot{(at.column - m_street_columns * kStreetColumns / 2.0) * kCellWidthM +
                  random.between(-65, 65),
              (at.row - m_street_rows * kStreetRows / 2.0) * kCellHeightM};
    const double jitter_m = random.between(-55, 55);
    spot.north_m += is_river_row(at.row) ? river_bend_m(at.row, spot.east_m) : jitter_m;
    return spot;
}

Path CityPlan::eastward_edge(Cell from) const {
    const Spot a = point(from);
    const Spot b = point({from.column + 1, from.row});
    if (!is_river_row(from.row))
        return bent(a, b, bend_of(seed_of(m_seed, Purpose::EastwardEdge, key(from))), true);
    Path path = bent(a, b, 0, true);
    const double level_m = (from.row - m_street_rows * kStreetRows / 2.0) * kCellHeightM;
    for (std::size_t i = 1; i + 1 < path.size(); ++i)
        path[i].north_m = level_m + river_bend_m(from.row, path[i].east_m);
    return path;
}

Path CityPlan::northward_edge(Cell from) const {
    return bent(point(from), point({from.column, from.row + 1}),
                bend_of(seed_of(m_seed, Purpose::NorthwardEdge, key(from))), false);
}

Outline CityPlan::outline(int community) const {
    const Cell cell = cell_of(community);
    const Path south = eastward_edge(cell);
    const Path east = northward_edge({cell.column + 1, cell.row});
    const Path north = eastward_edge({cell.column, cell.row + 1});
    const Path west = northward_edge(cell);
    Outline outline(south.begin(), south.end() - 1);
    outline.insert(outline.end(), east.begin(), east.end() - 1);
    outline.insert(outline.end(), north.rbegin(), north.rend() - 1);
    outline.insert(outline.end(), west.rbegin(), west.rend() - 1);
    return outline;
}

Spot CityPlan::middle(int community) const {
    const Cell cell = cell_of(community);
    return 0.25 * (point(cell) + point({cell.column + 1, cell.row}) +
                   point({cell.column, cell.row + 1}) + point({cell.column + 1, cell.row + 1}));
}

std::optional<Outline> CityPlan::enclave_in(int community) const {
    // One in each street, in a cell whose eastern neighbour is of the same street.
    const int street = street_of(community);
    Random random = stream_of(m_seed, Purpose::Enclave, static_cast<std::uint64_t>(street));
    const int cell =
        random.within(0, kStreetRows - 1) * kStreetColumns + random.within(0, kStreetColumns - 2);
    if (community != first_of(street) + cell || community + 1 >= m_communities) return std::nullopt;
    const Turn turn = Turn::half_tangent(random.between(-0.08, 0.08));
    const Spot centre = middle(community) + Spot{random.between(125, 145), random.between(55, 75)};
    const double half_along_m = random.between(62, 80);
    const double half_across_m = random.between(38, 48);
    const double cut_m = random.between(8, 22);
    Outline patch{centre + turn(-half_along_m, -half_across_m),
                  centre + turn(half_along_m - cut_m, -half_across_m),
                  centre + turn(half_along_m, cut_m - half_across_m),
                  centre + turn(half_along_m, half_across_m),
                  centre + turn(-half_along_m, half_across_m)};
    const Outline around = outline(community);
    for (const Spot corner : patch)
        if (!is_inside(around, corner) || gap_to_path_m(corner, around, true) < kEnclaveInsetM)
            return std::nullopt;
    return patch;
}

MultiPolygon CityPlan::area(int community) const {
    Polygon own{{on_earth(outline(community))}};
    if (const auto hole = enclave_in(community)) {
        Ring ring = on_earth(*hole);
        // Holes run clockwise (RFC 7946).
        own.rings.emplace_back(ring.rbegin(), ring.rend());
    }
    MultiPolygon area{own};
    if (community % kStreetCells != 0)
        if (const auto part = enclave_in(community - 1)) area.push_back({{on_earth(*part)}});
    return area;
}

MultiPolygon CityPlan::street_area(int street) const {
    // The cells fill the rows from below, each from the west, so the edge is the lower side, then
    // the eastern ends of the rows as steps, the upper sides back, and the western side down.
    const Cell corner = cell_of(first_of(street));
    const int count = count_of(street);
    const int full_rows = count / kStreetColumns;
    const int rest = count % kStreetColumns;
    const auto columns_of = [&](int row) {
        return row < full_rows ? kStreetColumns : row == full_rows ? rest : 0;
    };
    Outline edge;
    const auto add = [&edge](const Path& path) {
        edge.insert(edge.end(), path.begin(), path.end() - 1);
    };
    const auto add_back = [&edge](const Path& path) {
        edge.insert(edge.end(), path.rbegin(), path.rend() - 1);
    };
    for (int i = 0; i < columns_of(0); ++i) add(eastward_edge({corner.column + i, corner.row}));
    for (int row = 0; columns_of(row) > 0; ++row) {
        add(northward_edge({corner.column + columns_of(row), corner.row + row}));
        for (int i = columns_of(row) - 1; i >= columns_of(row + 1); --i)
            add_back(eastward_edge({corner.column + i, corner.row + row + 1}));
    }
    for (int row = full_rows + (rest > 0 ? 1 : 0) - 1; row >= 0; --row)
        add_back(northward_edge({corner.column, corner.row + row}));
    return {{{on_earth(edge)}}};
}

}  // namespace kongdi::server::demo
