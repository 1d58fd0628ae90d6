// SPDX-License-Identifier: Apache-2.0
// The register of facilities (填报/核验), and the catalogue with the thresholds in force.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /api/v1/facilities: a page of the register.
Response show_facilities(const Services& services, const Request& request);
/// GET /api/v1/facilities/{id}: one with its history, each version with what it changed.
Response show_facility(const Services& services, const Request& request);
/// GET /api/v1/facility_remarks?state=&community=: what residents say of facilities.
Response show_facility_remarks(const Services& services, const Request& request);
/// GET /api/v1/facilities/near?bbox=: what is open there, for everybody.
Response show_near_facilities(const Services& services, const Request& request);
/// GET /api/v1/facilities/near/{id}: one of them, as above; not_found when it is closed.
Response show_near_facility(const Services& services, const Request& request);
/// POST /api/v1/facilities: files one.
Response file_facility(const Services& services, const Request& request);
/// POST /api/v1/facilities/{id}/events: verifies, changes, closes, opens again.
Response move_facility(const Services& services, const Request& request);

/// GET /api/v1/catalogue: classes, kinds with the thresholds in force, and how these came about.
Response show_catalogue(const Services& services, const Request& request);
/// POST /api/v1/catalogue/{kind}/{measure}
Response change_threshold(const Services& services, const Request& request);

}  // namespace kongdi::server
