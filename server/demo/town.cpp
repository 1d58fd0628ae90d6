// SPDX-License-Identifier: Apache-2.0
#include "server/demo/town.hpp"

#include <numeric>

#include "server/demo/facilities.hpp"
#include "server/demo/names.hpp"
#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

constexpr double kSetbackM = 15;  // of a block from the edge of the community
constexpr double kPathGapM = 5;   // of a block from a footpath
constexpr double kGreenGapM = 5;
constexpr double kEnclaveGapM = 7;

/// How the blocks of an era look.
struct EraRow {
    double length_m[2];
    double depth_m;
    double pitch_along_m;
    double pitch_across_m;
    int floors[2];
    int households_per_floor[2];
    int built[2];
    double people_per_household;
    std::array<double, 5> age_shares;
};

constexpr std::array<EraRow, 3> kEras{{
    {{42, 48}, 11, 53, 33, {5, 7}, {4, 6}, {1982, 1998}, 2.2, {.017, .021, .045, .590, .327}},
    {{38, 46}, 13, 55, 38, {6, 11}, {4, 6}, {1999, 2010}, 2.5, {.026, .031, .062, .665, .216}},
    {{27, 31}, 16, 47, 48, {11, 26}, {3, 4}, {2011, 2022}, 2.7, {.041, .046, .084, .702, .127}},
}};

/// Twelve directions at equal angles, unit length.
constexpr std::array<Spot, 12> kRound{{{1, 0},
                                       {.8660254, .5},
                                       {.5, .8660254},
                                       {0, 1},
                                       {-.5, .8660254},
                                       {-.8660254, .5},
                                       {-1, 0},
                                       {-.8660254, -.5},
                                       {-.5, -.8660254},
                                       {0, -1},
                                       {.5, -.8660254},
                                       {.8660254, -.5}}};

Outline oval(Spot centre, double along_m, double across_m, Random& random) {
    Outline outline;
    for (const Spot direction : kRound) {
        const double wobble = random.between(.88, 1.08);
        outline.push_back(centre + Spot{direction.east_m * along_m * wobble,
                                        direction.north_m * across_m * wobble});
    }
    return outline;
}

Outline block(Spot centre, const Turn& turn, double length_m, double depth_m) {
    return {centre + turn(-length_m / 2, -depth_m / 2), centre + turn(length_m / 2, -depth_m / 2),
            centre + turn(length_m / 2, depth_m / 2), centre + turn(-length_m / 2, depth_m / 2)};
}

/// Lays out one community; the parts in the order they are needed.
class TownMaker {
public:
    TownMaker(const CityPlan& plan, int community)
        : m_plan(plan),
          m_random(stream_of(plan.seed(), Purpose::Town, static_cast<std::uint64_t>(community))),
          m_outline(plan.outline(community)),
          m_enclave(plan.enclave_in(community)),
          m_middle(plan.middle(community)) {
        m_town.community = community;
        m_town.name = community_name(plan.seed(), community);
        m_town.code = plan.community_code(community);
        m_town.welfare = m_random.normal();
        const double draw = m_random.unit();
        m_town.era = draw < .45 ? Era::Old : draw < .76 ? Era::Middle : Era::New;
        m_turn = Turn::half_tangent(m_random.between(-.09, .09));
        const Cell cell = plan.cell_of(community);
        for (int line = cell.row; line <= cell.row + 1; ++line)
            if (plan.is_river_row(line))
                m_rivers.push_back(plan.eastward_edge({cell.column, line}));
    }

    Town make() {
        add_paths();
        add_green();
        add_blocks();
        return std::move(m_town);
    }

private:
    const EraRow& era() const { return kEras[static_cast<std::size_t>(m_town.era)]; }

    /// Two paths that cross in the middle and end at the roads, and lanes between the rows.
    void add_paths() {
        const Cell cell = m_plan.cell_of(m_town.community);
        const Spot south = m_plan.eastward_edge(cell)[2];
        const Spot north = m_plan.eastward_edge({cell.column, cell.row + 1})[2];
        const Spot west = m_plan.northward_edge(cell)[2];
        const Spot east = m_plan.northward_edge({cell.column + 1, cell.row})[2];
        m_town.paths.push_back({west, m_middle, east});
        Path upright{south};
        for (const Spot end : {m_middle, north}) {
            const Spot start = upright.back();
            for (const double t : {.34, .67}) {
                const Spot corner = start + t * (end - start);
                upright.push_back(corner);
                for (const double side : {-1.0, 1.0})
                    m_lanes.push_back({corner, corner + m_turn(side * 215, 0)});
            }
            upright.push_back(end);
        }
        m_town.paths.push_back(upright);
        for (const Path& lane : m_lanes)
            if (is_clear(lane.back(), kSetbackM)) m_town.paths.push_back(lane);
    }

    void add_green() {
        const double along_m = m_random.between(30, 52);
        const double across_m = m_random.between(24, 38);
        const Spot centre =
            m_middle + Spot{m_random.between(-115, -75), m_random.between(-90, -60)};
        const std::string stem = m_town.name.substr(0, 6);
        m_town.green.push_back({oval(centre, along_m, across_m, m_random), stem + "中心绿地"});
        if (m_random.chance(.3))
            m_town.ponds.push_back(
                {oval(centre, along_m * .5, across_m * .45, m_random), stem + "池"});
        if (m_random.chance(.35)) {
            const Spot corner =
                m_middle + Spot{m_random.between(90, 150), m_random.between(-140, -100)};
            m_town.green.push_back(
                {oval(corner, m_random.between(22, 40), m_random.between(18, 28), m_random),
                 stem + "口袋公园"});
        }
    }

    void add_blocks() {
        const EraRow& row = era();
        int number = 0;
        int enclave_number = 0;
        for (int j = 8; j >= -8; --j) {
            for (int i = -7; i <= 7; ++i) {
                const double length_m = m_random.between(row.length_m[0], row.length_m[1]);
                const double shift_m = m_random.between(-2, 2);
                const Spot centre = m_middle + m_turn((i + .5) * row.pitch_along_m + shift_m,
                                                      (j + .5) * row.pitch_across_m);
                Building building;
                building.corners = block(centre, m_turn, length_m, row.depth_m);
                building.centre = centre;
                const auto community = owner_of(building.corners);
                if (!community || !fits(building.corners)) continue;
                if (m_random.chance(.04)) {
                    if (*community == m_town.community) m_town.vacant.push_back(building.corners);
                    continue;
                }
                building.community = *community;
                building.number = *community == m_town.community ? ++number : ++enclave_number;
                building.name = std::to_string(building.number) + " 幢";
                people_in(building);
                m_town.buildings.push_back(std::move(building));
            }
        }
    }

    void people_in(Building& building) {
        const EraRow& row = era();
        building.use = "residential";
        building.floors = m_random.within(row.floors[0], row.floors[1]);
        building.built = m_random.within(row.built[0], row.built[1]);
        building.households = building.floors * m_random.within(row.households_per_floor[0],
                                                                row.households_per_floor[1]);
        const double people = building.households * row.people_per_household;
        for (std::size_t age = 0; age < building.people.size(); ++age)
            building.people[age] = static_cast<int>(
                people * row.age_shares[age] * m_random.between(.7, 1.3) + m_random.unit());
    }

    bool is_clear(Spot spot, double setback_m) const {
        return is_inside(m_outline, spot) && gap_to_path_m(spot, m_outline, true) >= setback_m &&
               gap_to_river_m(spot) >= setback_m;
    }

    double gap_to_river_m(Spot spot) const {
        double least = 1e9;
        for (const Path& river : m_rivers)
            least = std::min(least, gap_to_path_m(spot, river, false) - kRiverHalfWidthM);
        return least;
    }

    /// The community a block stands in, none when it stands across the edge of an enclave.
    std::optional<int> owner_of(const Outline& corners) const {
        if (!m_enclave) return m_town.community;
        std::size_t inside = 0;
        for (const Spot corner : corners) {
            if (gap_to_path_m(corner, *m_enclave, true) < kEnclaveGapM) return std::nullopt;
            if (is_inside(*m_enclave, corner)) ++inside;
        }
        for (const Spot corner : *m_enclave)
            if (is_inside(corners, corner)) return std::nullopt;
        if (inside == 0) return m_town.community;
        if (inside == corners.size()) return m_town.community + 1;
        return std::nullopt;
    }

    bool fits(const Outline& corners) const {
        for (std::size_t side = 0; side < 4; side += 2) {
            for (int step = 0; step <= 4; ++step) {
                const Spot a = corners[side];
                const Spot spot = a + step / 4.0 * (corners[side + 1] - a);
                if (!is_clear(spot, kSetbackM)) return false;
                for (const Path& path : m_town.paths)
                    if (gap_to_path_m(spot, path, false) < kPathGapM) return false;
                for (const NamedArea& green : m_town.green)
                    if (is_inside(green.outline, spot) ||
                        gap_to_path_m(spot, green.outline, true) < kGreenGapM)
                        return false;
            }
        }
        return true;
    }

    const CityPlan& m_plan;
    Random m_random;
    Outline m_outline;
    std::optional<Outline> m_enclave;
    Spot m_middle;
    Turn m_turn;
    std::vector<Path> m_rivers;  // along the edge of the cell
    std::vector<Path> m_lanes;
    Town m_town;
};

}  // namespace

const FacilitySite* Town::facility(std::string_view kind) const {
    for (const FacilitySite& site : facilities)
        if (site.kind == kind) return &site;
    return nullptr;
}

int Town::households() const {
    return std::accumulate(buildings.begin(), buildings.end(), 0,
                           [](int sum, const Building& one) { return sum + one.households; });
}

Town make_town(const CityPlan& plan, const Catalogue& catalogue, int community) {
    Town town = TownMaker(plan, community).make();
    add_facilities(plan, catalogue, town);
    return town;
}

}  // namespace kongdi::server::demo
