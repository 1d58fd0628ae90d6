// SPDX-License-Identifier: Apache-2.0
// Versions of questionnaires, each an event and a row of a table.
#include "core/codec/json.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/sqlite_events.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, version, document, account, at_ms FROM questionnaires ";

StoredQuestionnaire stored_of(const Statement& row) {
    return {row.string(0), row.whole(1), row.string(2), row.string(3), row.whole(4)};
}

std::optional<StoredQuestionnaire> find(Database& database, std::string_view id,
                                        std::int64_t version) {
    Statement row = database.prepare(std::string(kSelect) + "WHERE id = ? AND version = ?");
    row.bind(id, version);
    if (!row.step()) return std::nullopt;
    return stored_of(row);
}

}  // namespace

void fold_questionnaire(Database& database, const StoredQuestionnaire& one) {
    database.prepare("INSERT INTO questionnaires VALUES (?,?,?,?,?)")
        .bind(one.id, one.version, one.document, one.by, one.at_ms)
        .run();
}

FindQuestionnaire questionnaires_of(Database& database, const Catalogue& lists) {
    return [&database, &lists](std::string_view id,
                               std::int64_t version) -> std::shared_ptr<const Questionnaire> {
        const auto stored = find(database, id, version);
        return stored ? read_document(stored->document, lists) : nullptr;
    };
}

Result<void> SqliteStorage::publish(const StoredQuestionnaire& one) {
    return m_writer.run([&](Database& database) {
        if (const auto known = find(database, one.id, one.version)) {
            if (known->document == one.document) return;
            throw StorageFailure(ErrorCode::VersionTaken, "published before");
        }
        database
            .prepare("INSERT INTO events (at_ms, kind, subject, bytes, facts) VALUES (?,?,?,?,?)")
            .bind(one.at_ms, kQuestionnaireEvent, one.id, Blob{one.document},
                  write_json(questionnaire_facts(one)))
            .run();
        fold_questionnaire(database, one);
    });
}

Result<std::optional<StoredQuestionnaire>> SqliteStorage::questionnaire(std::string_view id,
                                                                        std::int64_t version) {
    return guarded([&] {
        auto database = m_readers.lend();
        return find(*database, id, version);
    });
}

Result<std::vector<StoredQuestionnaire>> SqliteStorage::questionnaires() {
    return guarded([&] {
        auto database = m_readers.lend();
        std::vector<StoredQuestionnaire> out;
        Statement rows = database->prepare(std::string(kSelect) + "ORDER BY id, version");
        while (rows.step()) out.push_back(stored_of(rows));
        return out;
    });
}

}  // namespace kongdi::server
