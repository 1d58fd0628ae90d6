// SPDX-License-Identifier: Apache-2.0
// THE table of columns of a download of spaces: every format writes the same ones.
#pragma once

#include <span>

#include "core/model/space.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

using SpaceColumn = Column<Space>;

std::span<const SpaceColumn> space_columns();
inline RowPlace place_of(const Space& space) { return {space.id, space.point}; }

}  // namespace kongdi::server
