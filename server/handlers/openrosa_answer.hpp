// SPDX-License-Identifier: Apache-2.0
// Answers as OpenRosa has them: its headers, its messages.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/model/questionnaire.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server::openrosa {

/// With X-OpenRosa-Version and the Date that the standard asks for.
Response answer(int status, std::string xml, const Request& request);

/// <OpenRosaResponse> with a message for a person.
Response message(int status, std::string_view nature, std::string_view words,
                 const Request& request);

/// Each error in words, with the label and the node of its question when there is one.
Response failure(Errors errors, const Questionnaire* questionnaire, const Request& request);

/// The version of an address or a form's attribute; a kind's questionnaire only, no agenda.
/// not_found.
Result<std::shared_ptr<const Questionnaire>> form_of(const Services& services, std::string_view id,
                                                     std::int64_t version);

}  // namespace kongdi::server::openrosa
