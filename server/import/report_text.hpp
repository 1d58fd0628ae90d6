// SPDX-License-Identifier: Apache-2.0
// What a file gave, as lines for a terminal.
#pragma once

#include <string>

#include "core/api/import_messages.hpp"

namespace kongdi::server {

/// "楼.csv  building  rows 12  features 10  refused 2 (no_geometry 2)  GB18030  WGS-84"
std::string report_line(const api::ImportLayer& layer);

/// One line each: columns taken, rows refused by reason with the first of them, names without a
/// code with what they may be; indented.
std::string report_details(const api::ImportLayer& layer);

}  // namespace kongdi::server
