// SPDX-License-Identifier: Apache-2.0
// Downloads of what waves of the check-up say: exactly the numbers that /api/v1/waves/{id}/results
// shows. `wave` names one; otherwise all that were opened, the newest first.
#pragma once

#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

Result<std::unique_ptr<RowSource>> open_ratings(Storage&, const RowsAsked&, const Labels&);

}  // namespace kongdi::server
