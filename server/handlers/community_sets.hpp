// SPDX-License-Identifier: Apache-2.0
// The download of communities with their indicators; `community` holds it to the first digits of
// codes.
#pragma once

#include "server/exports/community_columns.hpp"
#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

Result<TableFacts> communities_facts(Storage&, const RowsAsked&, const Labels&);
Result<std::vector<CommunityRow>> read_community_rows(Storage& storage, const RowsAsked& asked);
Result<std::unique_ptr<RowSource>> open_communities(Storage&, const RowsAsked&, const Labels&);

}  // namespace kongdi::server
