// SPDX-License-Identifier: Apache-2.0
// The same rows with their places in another coordinate system: the two columns of the place have
// the name and unit of what they hold, and a further column names the system in each row.
#pragma once

#include <memory>

#include "server/exports/row_source.hpp"

namespace kongdi::server {

/// The same facts in another system; of WGS-84 they stay as they are, unless it `is_chosen`: then
/// the further column names that, too.
TableFacts placed_facts(TableFacts facts, const Crs& crs, bool is_chosen = false);
std::unique_ptr<RowSource> placed_rows(std::unique_ptr<RowSource> rows, const Crs& crs,
                                       bool is_chosen = false);

}  // namespace kongdi::server
