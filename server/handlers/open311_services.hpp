// SPDX-License-Identifier: Apache-2.0
// What can be reported by Open311: the types of idle space, and what is asked about each, which is
// the newest version of the questionnaire that phones ask, too.
#pragma once

#include <string>
#include <vector>

#include "core/base/value.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server::open311 {

Value discovery(const Request& request);
Value service_list(const Services& services, const Request& request);

/// The questions that have a form in this standard. Place, type and description have parameters of
/// their own there; photos are not taken.
Value attributes(const Services& services, const Questionnaire& questionnaire,
                 std::string_view language);
/// The newest version there is; questionnaire_unknown without one.
Result<std::shared_ptr<const Questionnaire>> report_questionnaire(const Services& services);
/// not_found (/service_code).
Result<Value> service_definition(const Services& services, const Request& request,
                                 std::string_view code);

}  // namespace kongdi::server::open311
