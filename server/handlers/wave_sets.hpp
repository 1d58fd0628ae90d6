// SPDX-License-Identifier: Apache-2.0
// Downloads of what waves of the check-up say: exactly the numbers that /api/v1/waves/{id}/results
// shows. `wave` names one; otherwise all that were opened, the newest first.
#pragma once

#include "core/rules/small_numbers.hpp"
#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

/// How exact the numbers of a wave are. A closed wave still loses the answer of whoever withdraws
/// or erases it, so that two exact looks would tell what they rated: only staff of the whole city,
/// who may read the answers themselves, see exact ones.
Release wave_release(const Wave& wave, bool sees_whole_city);

Result<std::unique_ptr<RowSource>> open_ratings(Storage&, const RowsAsked&, const Labels&);

}  // namespace kongdi::server
