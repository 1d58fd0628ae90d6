// SPDX-License-Identifier: Apache-2.0
// Adds events and carries them into the derived tables; the fold that makes these again uses the
// same functions. All of it runs inside a transaction of the writer and throws to be undone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/storage/sqlite.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// None when other bytes are known under this id; these are kept as a conflict then.
std::optional<Accepted> add_record(Database& database, const Submission& submission);

/// The same check once more changes nothing.
void add_step(Database& database, std::string_view record_id, const ReportStep& step,
              const Actor& actor, std::int64_t at_ms);

/// A version that was published, into its table.
void fold_questionnaire(Database& database, const StoredQuestionnaire& one);
/// Those of the table, for reading records anew.
FindQuestionnaire questionnaires_of(Database& database, const Catalogue& lists);

/// What was done to a report, for its card: server/storage/report_standings.hpp.
void add_steps(Database& database, api::SpaceCard& card);
/// A photo that is safe in its folder. A known one changes nothing.
void add_photo(Database& database, const StoredPhoto& photo, std::int64_t at_ms);

/// Empties the derived tables and folds all events into them again.
void rebuild_derived(Database& database, const Catalogue& catalogue);

/// Everything in the derived tables as one text, a line a row, in a fixed order.
std::string derived_text_of(Database& database);

}  // namespace kongdi::server
