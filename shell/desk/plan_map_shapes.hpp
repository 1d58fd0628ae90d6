// SPDX-License-Identifier: Apache-2.0
// What the planner's map shows above its ground: communities in the colours of their classes, the
// area of the filter, what is measured.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/value.hpp"
#include "core/model/space_filter.hpp"
#include "shell/state/plan_map.hpp"

namespace kongdi::shell {

/// GET /api/v1/map/communities: {"communities":[{"code","rings":[[lon,lat,lon,lat,…],…]}]}, a row a
/// polygon.
std::vector<map::MapShape> outlines_of(const Value& tree);
std::vector<map::MapShape> plan_shapes(const PlanMap& plan, const SpaceFilter& filter);
/// A rectangle drawn on the map by its corners, one after another: a box when the map was not
/// turned, else the four corners.
FilterArea rectangle_area(const std::vector<Wgs84Point>& corners);
/// The code of the community around a point; empty for none.
std::string_view outline_at(const std::vector<map::MapShape>& outlines, Wgs84Point point);
/// None while its value is not known.
const api::CommunityValue* community_value(const PlanMap& plan, std::string_view code);

}  // namespace kongdi::shell
