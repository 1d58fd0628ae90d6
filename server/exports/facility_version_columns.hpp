// SPDX-License-Identifier: Apache-2.0
// The download of the versions of facilities: a row for each thing that was done to one, with what
// it changed, who did it and when.
#pragma once

#include <string>

#include "core/model/facility.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

struct FacilityVersionRow {
    std::string id = {};  // "FACILITY/2"
    std::string facility = {};
    FacilityVersion version = {};
    /// A line for each field: "seats: 30 → 40", as JSON writes the values; empty where nothing
    /// changed.
    std::string changes = {};
};
Table<FacilityVersionRow> facility_version_table();

/// What changed from one version to the next.
std::string changes_text(const FacilityFacts& before, const FacilityFacts& after);

}  // namespace kongdi::server
