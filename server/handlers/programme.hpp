// SPDX-License-Identifier: Apache-2.0
// The programme of future communities: candidates, budgets, awards, best cases, operation,
// certificates and land-sale conditions.
#pragma once

#include <vector>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// ?kind=&state=&year=&district=&community=: entries of the scope.
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

/// The entries that a query means, as the desk's list shows them: a year is any of those that an
/// entry says, and of a kind that is named and has no years or no place of its own, these
/// conditions mean all. `kind`, when given, stands in place of the query's. request_format,
/// field_choice, community_code.
Result<std::vector<ProgrammeEntry>> programme_asked(Storage& storage,
                                                    const std::vector<Pair>& query,
                                                    const std::optional<Scope>& within,
                                                    std::optional<ProgrammeKind> kind = {});

}  // namespace kongdi::server
