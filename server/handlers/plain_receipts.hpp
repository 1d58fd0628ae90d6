// SPDX-License-Identifier: Apache-2.0
// What comes after the sending: the receipt, what became of it, taking it back.
#pragma once

#include <string_view>

#include "server/handlers/plain_page.hpp"

namespace kongdi::server {

Response show_receipt(const Services& services, const Request& request, const StoredRecord& record);

/// The form was sent and changed and sent again: the first one counts.
Response show_sent_before(const Request& request, std::string_view id);

}  // namespace kongdi::server
