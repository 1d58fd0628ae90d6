// SPDX-License-Identifier: Apache-2.0
// What is done to a report after it came in, by whoever sent it, by its neighbours and by staff.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// {"move":"verify","finding":"usable","area_m2":120,…}: core/codec/report_codec.hpp. Of records
/// other than reports of a space only "verify" and "withdraw".
Response step_record(const Services& services, const Request& request);
/// How far two persons on site agree, in the scope of whoever asks: {"n","same","kappa"}.
Response show_agreement(const Services& services, const Request& request);

/// From here on two persons must find the same on site, in square metres.
Result<double> two_persons_from_m2();

/// Adds to the card what is likely to be the same, as far as the one who asks may see it, and
/// whether two persons must check it.
Result<void> add_neighbours(const Services& services, const Request& request, api::SpaceCard& card);

}  // namespace kongdi::server
