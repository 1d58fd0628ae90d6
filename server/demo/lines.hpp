// SPDX-License-Identifier: Apache-2.0
// Roads and rivers of the invented city. They run along the edges of communities; each edge belongs
// to one street, so that streets can be made one by one and nothing is drawn twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/demo/town.hpp"

namespace kongdi::server::demo {

struct Road {
    Path path = {};
    std::string name = {};
    std::string_view kind;  // "main", "residential", "footpath"
};

/// Roads along the edges, and paths on both banks of a river. They meet in common points.
std::vector<Road> roads_of(const CityPlan& plan, int street);

/// River surfaces of a street; those of neighbouring streets meet without a gap.
std::vector<NamedArea> rivers_of(const CityPlan& plan, int street);

/// Strips of green on both banks.
std::vector<NamedArea> river_banks_of(const CityPlan& plan, int street);

}  // namespace kongdi::server::demo
