// SPDX-License-Identifier: Apache-2.0
// Which facilities of the catalogue a community of the invented city has.
#pragma once

#include "server/demo/town.hpp"

namespace kongdi::server::demo {

/// Adds them to a town whose blocks stand; some blocks become the buildings of facilities.
void add_facilities(const CityPlan& plan, const Catalogue& catalogue, Town& town);

}  // namespace kongdi::server::demo
