// SPDX-License-Identifier: Apache-2.0
// OpenRosa 1.0 below /openrosa, for ODK Collect, Enketo and their kin: the newest questionnaires as
// forms, and submissions on the way of any record.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET formList?formID=&verbose=true: the newest version of each kind's questionnaire. One that
/// cannot be an XForm is not listed; its address says why.
Response show_openrosa_forms(const Services& services, const Request& request);
/// GET forms/{id}/{version}.xml: any version. sheet_unsupported names what XForms cannot say.
Response show_openrosa_form(const Services& services, const Request& request);
/// GET forms/{id}/{version}/manifest, and the media it lists.
Response show_openrosa_media(const Services& services, const Request& request);

/// HEAD submission: where to send, and how much in one request.
Response show_openrosa_submission(const Services& services, const Request& request);
/// POST submission: 201 when the record is kept whole; 202 while photos that it names are missing,
/// which come with the same XML in further requests.
Response take_openrosa_submission(const Services& services, const Request& request);

/// What went wrong, to a client of OpenRosa: words in the language asked for, each with its field.
void show_openrosa_failure(Response& response, const Request& request);

}  // namespace kongdi::server
