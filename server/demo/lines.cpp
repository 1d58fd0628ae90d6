// SPDX-License-Identifier: Apache-2.0
#include "server/demo/lines.hpp"

#include "server/demo/names.hpp"

namespace kongdi::server::demo {

namespace {

constexpr double kBankPathM = 7;  // from the water to the middle of the path
constexpr double kBankFromM = 2;  // the strip of green
constexpr double kBankToM = 12;

/// A piece of a line of the grid.
struct Run {
    Path path = {};
    int line = 0;
    bool eastward = true;
};

Cell cell_on(bool eastward, int line, int step) {
    return eastward ? Cell{step, line} : Cell{line, step};
}

/// Edges belong to the community above or to the right of them, at the rim of the city to the
/// other.
std::optional<int> owner_of(const CityPlan& plan, bool eastward, int line, int step) {
    if (const auto owner = plan.community_at(cell_on(eastward, line, step))) return owner;
    return plan.community_at(cell_on(eastward, line - 1, step));
}

void append(Path& path, const Path& edge) {
    path.insert(path.end(), edge.begin() + (path.empty() ? 0 : 1), edge.end());
}

void add_runs(const CityPlan& plan, int street, bool eastward, std::vector<Run>& runs) {
    const Cell corner = plan.cell_of(plan.first_of(street));
    const int first_line = eastward ? corner.row : corner.column;
    const int lines = (eastward ? kStreetRows : kStreetColumns) + 1;
    const int first_step = eastward ? corner.column : corner.row;
    const int steps = eastward ? kStreetColumns : kStreetRows;
    for (int line = first_line; line < first_line + lines; ++line) {
        Run run{{}, line, eastward};
        for (int step = first_step; step <= first_step + steps; ++step) {
            const auto owner =
                step < first_step + steps ? owner_of(plan, eastward, line, step) : std::nullopt;
            if (owner && plan.street_of(*owner) == street) {
                const Cell from = cell_on(eastward, line, step);
                append(run.path, eastward ? plan.eastward_edge(from) : plan.northward_edge(from));
            } else if (!run.path.empty()) {
                runs.push_back(run);
                run.path.clear();
            }
        }
    }
}

std::vector<Run> runs_of(const CityPlan& plan, int street) {
    std::vector<Run> runs;
    add_runs(plan, street, true, runs);
    add_runs(plan, street, false, runs);
    return runs;
}

bool is_river(const CityPlan& plan, const Run& run) {
    return run.eastward && plan.is_river_row(run.line);
}

Path shifted(const Path& path, double north_m) {
    Path out;
    for (const Spot spot : path) out.push_back(spot + Spot{0, north_m});
    return out;
}

Outline strip(const Path& path, double south_m, double north_m) {
    Outline outline = shifted(path, south_m);
    const Path upper = shifted(path, north_m);
    outline.insert(outline.end(), upper.rbegin(), upper.rend());
    return outline;
}

/// From the bridge at one end of a run along the bank to the bridge at the other.
Path bank_path(const Path& river, double north_m) {
    Path path = shifted(river, north_m);
    path.insert(path.begin(), river.front());
    path.push_back(river.back());
    return path;
}

}  // namespace

std::vector<Road> roads_of(const CityPlan& plan, int street) {
    std::vector<Road> roads;
    for (const Run& run : runs_of(plan, street)) {
        if (is_river(plan, run)) {
            const std::string name = river_name(plan.seed(), run.line) + "滨河步道";
            for (const double side : {-1.0, 1.0})
                roads.push_back({bank_path(run.path, side * (kRiverHalfWidthM + kBankPathM)), name,
                                 "footpath"});
            continue;
        }
        const bool is_main =
            run.eastward ? plan.is_main_row(run.line) : plan.is_main_column(run.line);
        roads.push_back({run.path, road_name(plan.seed(), run.line, run.eastward, is_main),
                         is_main ? "main" : "residential"});
    }
    return roads;
}

std::vector<NamedArea> rivers_of(const CityPlan& plan, int street) {
    std::vector<NamedArea> rivers;
    for (const Run& run : runs_of(plan, street))
        if (is_river(plan, run))
            rivers.push_back({strip(run.path, -kRiverHalfWidthM, kRiverHalfWidthM),
                              river_name(plan.seed(), run.line)});
    return rivers;
}

std::vector<NamedArea> river_banks_of(const CityPlan& plan, int street) {
    std::vector<NamedArea> banks;
    for (const Run& run : runs_of(plan, street)) {
        if (!is_river(plan, run)) continue;
        const double from_m = kRiverHalfWidthM + kBankFromM;
        const double to_m = kRiverHalfWidthM + kBankToM;
        const std::string name = river_name(plan.seed(), run.line) + "绿带";
        banks.push_back({strip(run.path, from_m, to_m), name});
        banks.push_back({strip(run.path, -to_m, -from_m), name});
    }
    return banks;
}

}  // namespace kongdi::server::demo
