// SPDX-License-Identifier: Apache-2.0
#include "server/demo/spaces.hpp"

#include <array>
#include <span>

namespace kongdi::server::demo {

namespace {

enum class Lie : std::uint8_t { In, Beside, Between, Road };

/// How likely a space has what a resident can tick.
using FactChances = std::array<double, 8>;
constexpr std::array<std::string_view, 8> kFacts{"step_free", "lift", "water",    "sewer",
                                                 "power",     "flue", "daylight", "fire_exits"};
constexpr FactChances kIndoor{.5, .12, .65, .55, .85, .08, .75, .4};
constexpr FactChances kKitchen{.6, .02, .75, .6, .7, .6, .5, .35};
constexpr FactChances kHalf{.8, .02, .2, .25, .5, 0, .9, .3};
constexpr FactChances kUnder{.15, .25, .3, .25, .8, 0, .05, .4};
constexpr FactChances kOpen{.75, 0, .12, .12, .15, 0, 0, 0};

struct TypeRow {
    std::string_view type;
    std::array<double, 3> weights;  // by era
    double area_m2[2];
    Lie lie;
    const FactChances& facts;
    std::string_view confused_with;
};

const std::array<TypeRow, 15> kTypes{{
    {"I01", {8, 9, 7}, {40, 400}, Lie::In, kIndoor, "I02"},
    {"I02", {7, 8, 9}, {30, 220}, Lie::In, kIndoor, "I01"},
    {"I03", {2, 1, 0}, {600, 2500}, Lie::Between, kIndoor, "I13"},
    {"I04", {9, 3, 0}, {60, 300}, Lie::Beside, kKitchen, "I12"},
    {"I05", {18, 10, 2}, {25, 180}, Lie::Beside, kHalf, "I12"},
    {"I06", {1, 9, 20}, {60, 420}, Lie::In, kHalf, "I05"},
    {"I07", {3, 8, 14}, {100, 1500}, Lie::In, kUnder, "I06"},
    {"I08", {4, 6, 9}, {100, 800}, Lie::In, kOpen, "I06"},
    {"I09", {16, 14, 10}, {15, 150}, Lie::Between, kOpen, "I11"},
    {"I10", {3, 4, 5}, {200, 2000}, Lie::Road, kOpen, "I09"},
    {"I11", {3, 5, 9}, {600, 6000}, Lie::Between, kOpen, "I09"},
    {"I12", {9, 3, 0}, {50, 600}, Lie::Beside, kIndoor, "I04"},
    {"I13", {5, 4, 2}, {400, 5000}, Lie::Between, kIndoor, "I12"},
    {"I14", {8, 4, 2}, {40, 90}, Lie::In, kIndoor, "I01"},
    {"I15", {4, 6, 8}, {60, 900}, Lie::Road, kIndoor, "I01"},
}};

const TypeRow& row_of(std::string_view type) {
    for (const TypeRow& row : kTypes)
        if (row.type == type) return row;
    return kTypes[0];
}

const TypeRow& draw_type(Era era, Random& random) {
    const auto at = static_cast<std::size_t>(era);
    double all = 0;
    for (const TypeRow& row : kTypes) all += row.weights[at];
    double draw = random.unit() * all;
    for (const TypeRow& row : kTypes) {
        draw -= row.weights[at];
        if (draw < 0) return row;
    }
    return kTypes[0];
}

Spot place(const Town& town, const Building& building, Lie lie, Random& random) {
    const Outline& corners = building.corners;
    const Spot along = corners[1] - corners[0];
    const Spot across = corners[3] - corners[0];
    switch (lie) {
        case Lie::In: return corners[0] + random.between(.1, .9) * along + .5 * across;
        case Lie::Beside: return corners[0] + random.between(1.04, 1.08) * along + .5 * across;
        case Lie::Between: return corners[0] + random.between(.2, .8) * along + (-.7) * across;
        case Lie::Road: break;
    }
    // A corner of the crossing paths' ends, inside the edge.
    const Path& path = town.paths[random.below(2)];
    const bool at_start = random.chance(.5);
    const Spot end = at_start ? path.front() : path.back();
    const Spot inner = at_start ? path[1] : path[path.size() - 2];
    return end + .12 * (inner - end) + Spot{random.between(-6, 6), random.between(-6, 6)};
}

}  // namespace

SpaceSite draw_space(const Town& town, Random& random) {
    const TypeRow& row = draw_type(town.era, random);
    SpaceSite site;
    site.type = row.type;
    if (town.buildings.empty()) {
        site.at = town.paths[0][1];
        site.near = "路口";
    } else {
        // Enclaves are the neighbour's; a few draws find a block of our own.
        const Building* building = &random.pick(town.buildings);
        for (int i = 0; i < 8 && building->community != town.community; ++i)
            building = &random.pick(town.buildings);
        site.at = place(town, *building, row.lie, random);
        site.near = building->name;
    }
    // Small ones are common: the square of an even draw.
    const double draw = random.unit();
    site.area_m2 = row.area_m2[0] + (row.area_m2[1] - row.area_m2[0]) * draw * draw;
    for (std::size_t i = 0; i < kFacts.size(); ++i)
        if (random.chance(row.facts[i])) site.facts.push_back(kFacts[i]);
    return site;
}

std::string_view confused_with(std::string_view type) { return row_of(type).confused_with; }

int draw_space_count(Era era, Random& random) {
    switch (era) {
        case Era::Old: return random.within(3, 7);
        case Era::Middle: return random.within(2, 5);
        case Era::New: return random.within(1, 3);
    }
    return 0;
}

}  // namespace kongdi::server::demo
