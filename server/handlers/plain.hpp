// SPDX-License-Identifier: Apache-2.0
// Reporting and rating for browsers without WebGL 2, Wasm or scripts: forms, answered with pages.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

Response show_plain_start(const Services& services, const Request& request);
/// Community, then point, then form, each at an address of its own.
Response show_plain_report(const Services& services, const Request& request);
/// 303 to the receipt; without a cookie, which opens that page, the receipt itself.
Response take_plain_report(const Services& services, const Request& request);
Response show_plain_rating(const Services& services, const Request& request);
Response take_plain_rating(const Services& services, const Request& request);
/// ?community=&find=: its facilities; ?facility=: that it is closed; ?missing=: what one misses.
Response show_plain_nearby(const Services& services, const Request& request);
Response take_plain_remark(const Services& services, const Request& request);
/// GET /plain/sent/{id}, for the browser that sent it.
Response show_plain_receipt(const Services& services, const Request& request);
/// What this browser sent, newest first.
Response show_plain_records(const Services& services, const Request& request);
/// The field "id".
Response take_plain_withdrawal(const Services& services, const Request& request);
/// The fields "id" and "words": what a worker asked is answered.
Response take_plain_answer(const Services& services, const Request& request);

/// ?community=&find=: how far the check-up has come, and what was said in a community.
Response show_plain_survey(const Services& services, const Request& request);

/// ?from=: best cases of the programme, newest first, a page of them.
Response show_plain_cases(const Services& services, const Request& request);
/// GET /plain/cases/{id}, once it is selected.
Response show_plain_case(const Services& services, const Request& request);
/// GET /plain/cases/{id}/photos/{sha256}: of a selected case, `?size=320` for a smaller one.
Response show_plain_case_photo(const Services& services, const Request& request);

/// GET /plain/meetings/{id}: what became of a meeting, to be read or printed.
Response show_plain_meeting(const Services& services, const Request& request);

}  // namespace kongdi::server
