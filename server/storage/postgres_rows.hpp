// SPDX-License-Identifier: Apache-2.0
// Rows of the derived tables for many records at once, as steps of a pipeline.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "server/storage/postgres.hpp"
#include "server/storage/postgres_events.hpp"
#include "server/storage/space_query.hpp"

namespace kongdi::server {

/// The events of these records must be there, or be added by steps before. `photos_here` are those
/// of their photos that have arrived.
std::vector<PostgresConnection::Step> record_rows(std::span<const NewRecord> records,
                                                  const std::set<std::string>& photos_here);

/// Adds to the number of rows that a filter has.
PostgresConnection::Step count_space(std::string_view community, std::string_view type,
                                     std::string_view state, const SpaceCount& change);

}  // namespace kongdi::server
