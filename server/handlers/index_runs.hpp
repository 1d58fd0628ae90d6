// SPDX-License-Identifier: Apache-2.0
// The index of the check-up: runs, what came of them, and why a community stands where it does.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /api/v1/index/settings: what a run is made with where nobody says otherwise.
Response show_index_settings(const Services& services, const Request& request);
/// GET /api/v1/index/runs: newest first.
Response show_index_runs(const Services& services, const Request& request);
/// POST /api/v1/index/runs: reckons from what is here now, and freezes it.
Response freeze_index_run(const Services& services, const Request& request);
/// GET /api/v1/index/runs/{id}: communities of the scope of who asks; ranks are of the whole city.
Response show_index_run(const Services& services, const Request& request);
/// GET /api/v1/index/runs/{id}/communities/{code}
Response show_index_community(const Services& services, const Request& request);
/// GET /api/v1/index/runs/{id}/changes/{other}: from the other run to this one.
Response show_index_changes(const Services& services, const Request& request);
/// GET /api/v1/index/runs/{id}/document: what the run was made of, byte for byte.
Response download_index_document(const Services& services, const Request& request);
/// GET /api/v1/index/runs/{id}/proposals?budget_yuan=&projects=: idle spaces for what the
/// communities of the plan lack.
Response show_proposals(const Services& services, const Request& request);
/// POST /api/v1/index/runs/{id}/events
Response move_index_run(const Services& services, const Request& request);

}  // namespace kongdi::server
