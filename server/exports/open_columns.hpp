// SPDX-License-Identifier: Apache-2.0
// What of a data set everybody may have: columns of their own for idle spaces, a choice of the
// columns for the others.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/model/space.hpp"
#include "server/exports/row_source.hpp"

namespace kongdi::server {

/// A space as the public map has it: no words of anybody, and the place to ten metres.
Table<Space> open_space_table();
/// Is it on the public map at all?
bool is_open(const Space& space);

/// The columns of these names, in the order that the table has them. A name that it does not have
/// is left out.
TableFacts chosen_facts(const TableFacts& facts, std::span<const std::string_view> names);
std::unique_ptr<RowSource> chosen_columns(std::unique_ptr<RowSource> rows,
                                          std::span<const std::string_view> names);

}  // namespace kongdi::server
