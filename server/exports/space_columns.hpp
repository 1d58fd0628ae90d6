// SPDX-License-Identifier: Apache-2.0
// THE table of columns of a download of spaces: every format writes the same ones.
#pragma once

#include "core/model/space.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

Table<Space> space_table();

}  // namespace kongdi::server
