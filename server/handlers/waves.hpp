// SPDX-License-Identifier: Apache-2.0
// Waves of the check-up: planning and moving them, the codes of households, how far they have come
// and what they say.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// As it is to be told: closed once its period is over.
Wave wave_at(Wave wave, std::int64_t now_ms);

/// GET /api/v1/waves
Response show_waves(const Services& services, const Request& request);
/// GET /api/v1/waves/{id}: with its targets.
Response show_wave(const Services& services, const Request& request);
/// POST /api/v1/waves: a draft, or another in its place.
Response plan_wave(const Services& services, const Request& request);
/// POST /api/v1/waves/{id}/events
Response move_wave(const Services& services, const Request& request);
/// POST /api/v1/waves/{id}/sheets: a PDF of new codes for the households of buildings, or one for
/// a building of which none are named. The codes stand in it and nowhere else.
Response print_sheets(const Services& services, const Request& request);
/// GET /api/v1/seats/{code}: what a code is for, for whoever holds it.
Response show_seat(const Services& services, const Request& request);

/// GET /w/{code}: what a printed code leads to. The form of its community, with the code's hash;
/// without it when the code is unknown, void or of a wave that is over.
Response open_seat(const Services& services, const Request& request);

/// GET /api/v1/waves/{id}/progress
Response show_wave_progress(const Services& services, const Request& request);
/// GET /api/v1/waves/{id}/results?by=none|community|mode|age_band&community=
Response show_wave_results(const Services& services, const Request& request);
/// GET /api/v1/results/{id}: the same for everybody, once the wave is published.
Response show_published_results(const Services& services, const Request& request);

}  // namespace kongdi::server
