// SPDX-License-Identifier: Apache-2.0
// Snapshots of open data below /open, where an operator keeps them (kongdi serve --snapshots):
// under "newest", which moves on, and under their dates, which stay as they are but for reports
// that are erased.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// Leads to the page of the newest.
Response show_open_data(const Services& services, const Request& request);
/// A file of a snapshot, whole or in part.
Response show_open_file(const Services& services, const Request& request);

}  // namespace kongdi::server
