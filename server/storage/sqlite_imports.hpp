// SPDX-License-Identifier: Apache-2.0
// Imports as events carried into the list of imports; the fold uses the same functions. All of it
// runs inside a transaction of the writer and throws to be undone.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/value.hpp"
#include "server/storage/community_areas.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/sqlite.hpp"
#include "server/storage/staged_layer.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

StoredImport add_layer(Database& database, StagedLayer& staged, std::int64_t at_ms,
                       FacilityIntake& facilities);
StoredImport add_undo(Database& database, std::int64_t id, std::string_view by, std::int64_t at_ms);

/// Carries an event of an import or of an undo into the list.
void fold_import(Database& database, std::int64_t seq, std::int64_t at_ms, std::string_view role,
                 const Value& facts, std::string_view bytes);

void insert_feature(Database& database, std::int64_t import, std::string_view role,
                    std::string_view source, const Feature& feature);

/// Makes the table of communities again from the live features.
void derive_communities(Database& database);

/// The boundaries as the connection sees them, within a transaction too.
std::vector<CommunityArea> load_areas(Database& database);

/// Files what an earlier program kept as features of the map.
void adopt_features(Database& database, const Catalogue& catalogue);

/// The layer's tiles are old from now on.
void count_map_change(Database& database, std::string_view role);

}  // namespace kongdi::server
