// SPDX-License-Identifier: Apache-2.0
// THE table of columns of a download of the register of facilities.
#pragma once

#include <span>

#include "core/model/facility.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

using FacilityColumn = Column<Facility>;

std::span<const FacilityColumn> facility_columns();
inline RowPlace place_of(const Facility& facility) { return {facility.id, facility.facts.point}; }

}  // namespace kongdi::server
