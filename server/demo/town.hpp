// SPDX-License-Identifier: Apache-2.0
// What stands in one community of the invented city: estates of numbered blocks, paths, green,
// ponds and the facilities people go to.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/model/catalogue.hpp"
#include "server/demo/plan.hpp"

namespace kongdi::server::demo {

/// Of an estate: slabs without lifts, slabs with some, towers.
enum class Era : std::uint8_t { Old, Middle, New };

/// 0-3, 3-6, 6-12, 12-60, 60 and over.
using AgeCounts = std::array<int, 5>;

struct Building {
    Spot centre = {};
    Outline corners = {};
    int number = 0;  // "3 幢"
    int floors = 0;
    int built = 0;       // year
    int households = 0;  // none in a building of a facility
    AgeCounts people = {};
    std::string name = {};
    std::string use = {};  // "residential", or the code of the facility inside
    int community = 0;     // that of the enclave where it stands in one
};

struct NamedArea {
    Outline outline = {};
    std::string name = {};
};

struct FacilitySite {
    std::string kind = {};  // "ELD02"
    std::string name = {};
    Spot at = {};
    double floor_area_m2 = 0;  // 0 where only the ground counts
    double site_area_m2 = 0;
    int seats = 0;
    bool is_verified = false;
    bool is_step_free = false;
    std::string hours = {};
    int community = 0;
};

struct Town {
    int community = 0;
    std::string name = {};  // "澄塘社区"
    std::string code = {};
    Era era = Era::Old;
    double welfare = 0;  // how well it is looked after: mean 0, deviation 1
    std::vector<Building> buildings = {};
    std::vector<Path> paths = {};
    std::vector<NamedArea> green = {};
    std::vector<NamedArea> ponds = {};
    std::vector<Outline> vacant = {};  // sites of blocks that were never built or are gone
    std::vector<FacilitySite> facilities = {};

    const FacilitySite* facility(std::string_view kind) const;
    int households() const;
};

Town make_town(const CityPlan& plan, const Catalogue& catalogue, int community);

}  // namespace kongdi::server::demo
