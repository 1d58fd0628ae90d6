// SPDX-License-Identifier: Apache-2.0
// Questionnaires as documents: what there is, each version for phones, and publishing a new one.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /api/v1/questionnaires: every version, and the newest documents of what planners published.
Response show_questionnaires(const Services& services, const Request& request);
/// GET /api/v1/questionnaires/{id}/{version}: the document; it never changes.
Response show_questionnaire(const Services& services, const Request& request);
/// POST /api/v1/questionnaires: a document as a new version. Every mistake is named with its place.
Response publish_questionnaire(const Services& services, const Request& request);

/// GET /api/v1/questionnaires/{id}/{version}/form.xlsx: the same as an XLSForm.
Response download_xlsform(const Services& services, const Request& request);
/// POST /api/v1/questionnaires/xlsform: a form's file as a document, to be looked at and published;
/// {"document", "issues", "left_out"}, each issue with its cell or its place in the document.
Response convert_xlsform(const Services& services, const Request& request);

/// The newest version of a kind's questionnaire.
Result<std::shared_ptr<const Questionnaire>> newest_questionnaire(const Services& services,
                                                                  std::string_view id);

}  // namespace kongdi::server
