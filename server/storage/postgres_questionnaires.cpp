// SPDX-License-Identifier: Apache-2.0
// Versions of questionnaires, each an event and a row of a table.
#include "core/codec/json.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/postgres_events.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, version, document, account, at_ms FROM questionnaires ";

StoredQuestionnaire stored_of(const PostgresRow& row) {
    return {row.string(0), row.whole(1), row.string(2), row.string(3), row.whole(4)};
}

std::optional<StoredQuestionnaire> find(PostgresConnection& connection, std::string_view id,
                                        std::int64_t version) {
    const PostgresResult rows = connection.run(
        std::string(kSelect) + "WHERE id = $1 AND version = $2", PostgresValues::of(id, version));
    if (rows.empty()) return std::nullopt;
    return stored_of(rows[0]);
}

}  // namespace

void fold_questionnaire(PostgresConnection& connection, const StoredQuestionnaire& one) {
    connection.run("INSERT INTO questionnaires VALUES ($1, $2, $3, $4, $5)",
                   PostgresValues::of(one.id, one.version, one.document, one.by, one.at_ms));
}

FindQuestionnaire questionnaires_of(PostgresConnection& connection, const Catalogue& lists) {
    return [&connection, &lists](std::string_view id,
                                 std::int64_t version) -> std::shared_ptr<const Questionnaire> {
        const auto stored = find(connection, id, version);
        return stored ? read_document(stored->document, lists) : nullptr;
    };
}

Result<void> PostgresStorage::publish(const StoredQuestionnaire& one) {
    return write([&](PostgresConnection& connection) {
        lock_shared(connection, kLockEvents);
        // Two planners at once: the second sees what the first one published.
        lock_exclusive(connection, kLockQuestionnaires);
        if (const auto known = find(connection, one.id, one.version)) {
            if (known->document == one.document) return;
            throw StorageFailure(ErrorCode::VersionTaken, "published before");
        }
        connection.run(
            "INSERT INTO events VALUES (nextval('events_seq'), $1, $2, $3, $4, $5)",
            PostgresValues::of(one.at_ms, kQuestionnaireEvent, one.id, PostgresBytes{one.document},
                               write_json(questionnaire_facts(one))));
        fold_questionnaire(connection, one);
    });
}

Result<std::optional<StoredQuestionnaire>> PostgresStorage::questionnaire(std::string_view id,
                                                                          std::int64_t version) {
    return read([&](PostgresConnection& connection) { return find(connection, id, version); });
}

Result<std::vector<StoredQuestionnaire>> PostgresStorage::questionnaires() {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(std::string(kSelect) + "ORDER BY id, version");
        std::vector<StoredQuestionnaire> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back(stored_of(rows[i]));
        return out;
    });
}

}  // namespace kongdi::server
