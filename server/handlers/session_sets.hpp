// SPDX-License-Identifier: Apache-2.0
// The download of participation sessions that are over, with small numbers kept back as in their
// summaries.
#pragma once

#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

Result<std::unique_ptr<RowSource>> open_participation(Storage&, const RowsAsked&, const Labels&);

}  // namespace kongdi::server
