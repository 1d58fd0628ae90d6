// SPDX-License-Identifier: Apache-2.0
// The action plan: what is to be built where, and how far it is.
#pragma once

#include <span>
#include <vector>

#include "core/api/messages.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// ?year=&state=&community=: items of the scope with what each year comes to.
Response show_plan(const Services& services, const Request& request);
Response file_plan_item(const Services& services, const Request& request);
Response show_plan_item(const Services& services, const Request& request);
/// {"do": "change", "version", "facts"}, {"do": "progress", "version", "progress"} or {"do":
/// "move", "version", "move", "reason", "index_run"}.
Response step_plan_item(const Services& services, const Request& request);

/// year, state, community of a query; request_format, field_choice, community_code.
Result<PlanQuery> plan_query_of(const std::vector<Pair>& query);

/// What everybody whose space it is may know: once it was listed.
api::PlanPart plan_part(const PlanItem& item);
/// Put to the records that they are about.
Result<void> add_plan(const Services& services, std::span<api::RecordState*> states);

}  // namespace kongdi::server
