// SPDX-License-Identifier: Apache-2.0
// One straight road of two kilometres to the east, and whatever a test puts on it.
#pragma once

#include "server/reach/reach.hpp"
#include "tests/server/reach/drawn_roads.hpp"

namespace kongdi::server::tests {

struct SmallCity {
    explicit SmallCity(std::size_t how_many = 1) {
        for (std::size_t i = 0; i < how_many; ++i)
            communities.push_back({"33010600105" + std::to_string(i), "社区", 0, 0});
        RoadLine road;
        for (double metres = 0; metres <= 2000; metres += 250)
            road.path.push_back(square_at(metres / kSquareM, 0));
        roads.push_back(road);

        FacilityKind day_care;
        day_care.code = "ELD01";
        day_care.tier = Tier::T5;
        day_care.ages = "*";
        day_care.thresholds = {{Measure::RadiusM, {300, {}}},
                               {Measure::Persons, {5000, 12000}},
                               {Measure::FloorAreaM2, {350, 750}}};
        FacilityKind school;
        school.code = "EDU03";
        school.tier = Tier::T15;
        school.ages = "*";
        school.thresholds = {{Measure::WalkMinutes, {10, {}}}, {Measure::Persons, {1000, {}}}};
        kinds = {day_care, school};
    }

    void house(double metres, double people, std::uint32_t community = 0) {
        demand.push_back({square_at(metres / kSquareM, 0), community, people});
    }
    /// A verified day-care centre.
    static ReachFacility facility_at(std::string id, double metres) {
        return {std::move(id), 0, Tier::T5, square_at(metres / kSquareM, 0)};
    }
    void facility(std::string id, double metres, double probability = 1) {
        facilities.push_back(facility_at(std::move(id), metres));
        facilities.back().probability = probability;
    }

    CityReach reach() const {
        CityReach out(WalkingNetwork(roads), kinds, communities, demand, settings);
        for (const ReachFacility& one : facilities) out.set_facility(one);
        return out;
    }
    CityInput input() const { return reach().input(); }

    std::vector<RoadLine> roads = {};
    std::vector<FacilityKind> kinds = {};
    std::vector<ReachCommunity> communities = {};
    std::vector<DemandPoint> demand = {};
    std::vector<ReachFacility> facilities = {};
    ReachSettings settings = {};
};

}  // namespace kongdi::server::tests
