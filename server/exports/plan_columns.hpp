// SPDX-License-Identifier: Apache-2.0
// The columns of a download of the action plan: THE table.
#pragma once

#include "core/model/plan_item.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

/// An item with the middle of its community, or where its idle space lies.
struct PlanRow {
    PlanItem item = {};
    std::optional<Wgs84Point> point = {};
};

Table<PlanRow> plan_table();

}  // namespace kongdi::server
