// SPDX-License-Identifier: Apache-2.0
// The planner's map: which indicator colours the communities, what is measured and chosen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/api/indicator_messages.hpp"
#include "shell/map/class_areas.hpp"
#include "shell/map/map_view.hpp"
#include "shell/state/loading.hpp"

namespace kongdi::shell {

struct PlanMap {
    std::string indicator = "idle_spaces";  // empty: none
    ClassMethod method = ClassMethod::Quantiles;
    std::optional<api::IndicatorMap> values = {};
    Loading values_loading = Loading::Idle;
    /// Outlines of the communities; their ids are the codes. Asked for once.
    std::vector<map::MapShape> outlines = {};
    Loading outlines_loading = Loading::Idle;
    std::vector<map::MapShape> shapes = {};  // the outlines in their colours, corners, the area
    map::ClassAreas areas = {};              // those of the kind Class as triangles
    std::string community = {};              // whose card is open
    std::vector<Wgs84Point> corners = {};
    bool rectangle = false;                         // fingers draw one
    std::optional<Wgs84Point> rectangle_from = {};  // its first corner, set by keys
    Box view = {};                                  // what the map showed when it came to rest
};

}  // namespace kongdi::shell
