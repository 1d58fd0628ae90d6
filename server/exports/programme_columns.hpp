// SPDX-License-Identifier: Apache-2.0
// The columns of downloads of the programme: THE tables.
#pragma once

#include "core/model/programme.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

/// An entry of any kind with the middle of its community.
struct ProgrammeRow {
    ProgrammeEntry entry = {};
    std::optional<Wgs84Point> point = {};
};
Table<ProgrammeRow> programme_table();

/// One of the facilities that the land-sale conditions of a plot carry.
struct LandRow {
    ProgrammeEntry entry = {};
    LandFacility facility = {};
    std::optional<Wgs84Point> point = {};
};
Table<LandRow> land_table();

}  // namespace kongdi::server
