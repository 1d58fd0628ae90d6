// SPDX-License-Identifier: Apache-2.0
// Meetings: planned and led by staff, joined and seen by everybody, summed up afterwards.
#pragma once

#include "core/api/meeting_messages.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /api/v1/meetings
Response show_meetings(const Services& services, const Request& request);
/// POST /api/v1/meetings: a draft, or another in its place.
Response plan_meeting(const Services& services, const Request& request);
/// GET /api/v1/meetings/{id}: as the host and the projector see it.
Response show_meeting(const Services& services, const Request& request);
/// POST /api/v1/meetings/{id}/events: what a host does.
Response step_meeting(const Services& services, const Request& request);
/// GET /api/v1/meetings/{id}/qr: the address to join by, as rows of a QR code.
Response show_meeting_qr(const Services& services, const Request& request);
struct SummaryShown {
    api::MeetingSummary summary = {};
    bool is_published = false;
};
/// Of the meeting named first in the path: for everybody once it is published, for staff when it is
/// over. not_found.
Result<SummaryShown> summary_for(const Services& services, const Request& request);
/// GET /api/v1/meetings/{id}/summary
Response show_meeting_summary(const Services& services, const Request& request);
/// GET /api/v1/join/{code}: as phones see it.
Response show_joined_meeting(const Services& services, const Request& request);
/// POST /api/v1/join/{code}: hands out a seat. Its secret is in the answer and nowhere else.
Response join_meeting(const Services& services, const Request& request);

}  // namespace kongdi::server
