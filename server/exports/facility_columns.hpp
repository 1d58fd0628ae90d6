// SPDX-License-Identifier: Apache-2.0
// THE table of columns of a download of the register of facilities.
#pragma once

#include "core/model/facility.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

Table<Facility> facility_table();

}  // namespace kongdi::server
