// SPDX-License-Identifier: Apache-2.0
// The programme of future communities: candidates, budgets, awards, best cases, operation,
// certificates and land-sale conditions.
#pragma once

#include <vector>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// ?kind=&state=&year=&community=: entries of the scope.
Response show_programme(const Services& services, const Request& request);
/// Kinds with their fields and moves, and what a certificate usually takes.
Response show_programme_tables(const Services& services, const Request& request);
/// Shares of leading communities by batch and district, awards against budgets; of the scope.
Response show_programme_sums(const Services& services, const Request& request);
/// ?households=&people=: what a plot must carry by the thresholds in force.
Response show_land_terms(const Services& services, const Request& request);
/// {"id", "kind", "facts"}
Response file_programme_entry(const Services& services, const Request& request);
Response show_programme_entry(const Services& services, const Request& request);
/// {"do": "change", "version", "facts"} or {"do": "move", "version", "move", "reason"}.
Response step_programme_entry(const Services& services, const Request& request);

/// kind, state, year, community of a query; request_format, field_choice, community_code.
Result<ProgrammeQuery> programme_query_of(const std::vector<Pair>& query);

}  // namespace kongdi::server
