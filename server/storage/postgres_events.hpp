// SPDX-License-Identifier: Apache-2.0
// Adds events and carries them into the derived tables, many records at a time; the fold that makes
// these again uses the same functions. Each must run inside a transaction that holds kLockEvents.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/storage/event_facts.hpp"
#include "server/storage/postgres.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct NewRecord {
    Submission submission = {};
    ReceiptNumber receipt = {};
    AnswerPlace place = {};
};

/// One transaction of its own for all, an answer each; three round trips however many they are.
std::vector<Result<Accepted>> add_records(PostgresConnection& connection,
                                          std::span<const Submission* const> submissions);

/// The same check once more changes nothing.
void add_step(PostgresConnection& connection, std::string_view record_id, const ReportStep& step,
              const Actor& actor, std::int64_t at_ms);

/// A photo whose bytes are in the same transaction. A known one changes nothing.
/// What was done to a report, for its card: server/storage/report_standings.hpp.
void add_steps(PostgresConnection& connection, api::SpaceCard& card);
void add_photo(PostgresConnection& connection, const StoredPhoto& photo, std::int64_t at_ms);

/// A version that was published, into its table.
void fold_questionnaire(PostgresConnection& connection, const StoredQuestionnaire& one);
/// Those of the table, for reading records anew.
FindQuestionnaire questionnaires_of(PostgresConnection& connection, const Catalogue& lists);

/// Empties the derived tables and folds all events into them again.
void rebuild_derived(PostgresConnection& connection, const Catalogue& catalogue);

std::string derived_text_of(PostgresConnection& connection);

}  // namespace kongdi::server
