// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_events.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/codec/json.hpp"
#include "core/codec/report_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/storage/derived_tables.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/meeting_ledger.hpp"
#include "server/storage/postgres_answers.hpp"
#include "server/storage/postgres_imports.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_rows.hpp"
#include "server/storage/postgres_sql.hpp"
#include "server/storage/postgres_votes.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/report_standings.hpp"
#include "server/storage/space_rows.hpp"

namespace kongdi::server {

namespace {

using Step = PostgresConnection::Step;

constexpr const char* kAddEvent =
    "INSERT INTO events VALUES (nextval('events_seq'), $1, $2, $3, $4, $5)";

Step event_step(std::int64_t at_ms, std::string_view kind, std::string_view subject,
                const Value& facts) {
    return {kAddEvent, PostgresValues::of(at_ms, kind, subject, nullptr, write_json(facts))};
}

struct CurrentState {
    std::int64_t seq = 0;
    ReportState state = ReportState::Submitted;
};

/// Holds the record until the end of the transaction.
std::optional<CurrentState> current_state(PostgresConnection& connection, std::string_view id) {
    const PostgresResult row = connection.run(
        "SELECT seq, state FROM records WHERE id = $1 FOR UPDATE", PostgresValues::of(id));
    if (row.empty()) return std::nullopt;
    return CurrentState{row[0].whole(0),
                        report_state_from_name(row[0].text(1)).value_or(ReportState::Submitted)};
}

/// False when it is known already.
bool apply_photo(PostgresConnection& connection, const StoredPhoto& photo, std::int64_t at_ms) {
    const PostgresResult added = connection.run(
        "INSERT INTO photos VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING "
        "RETURNING 1",
        PostgresValues::of(photo.sha256, photo.bytes, photo.width, photo.height, photo.media_type,
                           at_ms));
    if (added.empty()) return false;
    connection.run(
        "UPDATE spaces SET photos_missing = photos_missing - 1 WHERE seq IN "
        "(SELECT record_seq FROM record_photos WHERE sha256 = $1)",
        PostgresValues::of(photo.sha256));
    return true;
}

std::set<std::string> first_column(const PostgresResult& result) {
    std::set<std::string> out;
    for (int i = 0; i < result.rows(); ++i) out.insert(result[i].string(0));
    return out;
}

PostgresArray array_of(const std::set<std::string>& texts) {
    PostgresArray out;
    for (const std::string& text : texts) out.add(text);
    return out;
}

constexpr const char* kPhotosHere = "SELECT sha256 FROM photos WHERE sha256 = ANY ($1::text[])";

std::set<std::string> photos_of(std::span<const NewRecord> records) {
    std::set<std::string> out;
    for (const NewRecord& one : records)
        for (const PhotoEntry& photo : one.submission.record.photos) out.insert(photo.sha256);
    return out;
}

void fold_records(PostgresConnection& connection, std::vector<NewRecord>& records) {
    if (records.empty()) return;
    AnswerBatch answers;
    VoteBatch votes;
    for (const NewRecord& one : records) answers.add(one);
    for (const NewRecord& one : records) votes.add(one);
    answers.look_up(connection);
    std::sort(records.begin(), records.end(), [](const NewRecord& a, const NewRecord& b) {
        return a.submission.record.id < b.submission.record.id;
    });
    const auto here =
        first_column(connection.run(kPhotosHere, PostgresValues::of(array_of(photos_of(records)))));
    std::vector<Step> steps = record_rows(records, here);
    for (Step& step : answers.rows()) steps.push_back(std::move(step));
    for (Step& step : votes.rows()) steps.push_back(std::move(step));
    connection.pipeline(steps);
    records.clear();
}

void fold_event(PostgresConnection& connection, const PostgresRow& event, const Value& facts) {
    const std::int64_t seq = event.whole(0);
    const std::int64_t at_ms = event.whole(1);
    const std::string_view kind = event.text(2);
    const std::string subject = event.string(3);
    if (is_erased(facts)) {
        PostgresSql sql(connection);
        fold_erased(sql, kind, facts);
    } else if (kind == "conflict") {
        connection.run("INSERT INTO conflicts VALUES ($1, $2, $3, $4)",
                       PostgresValues::of(subject, facts["sha256"].string_or(""), at_ms, seq));
    } else if (kind == "move") {
        const auto step = stored_report_step(facts);
        const auto role = role_from_name(facts["role"].string_or(""));
        const auto from = current_state(connection, subject);
        if (!step || !role || !from) return;
        PostgresSql sql(connection);
        const auto next = after_step(read_standing(sql, from->seq, from->state), *step, *role,
                                     facts.text("by"), at_ms);
        if (!next) return;
        if (step->move == ReportMove::Corroborate)
            keep_corroboration(sql, facts.text("by"), subject, seq);
        settle_report(sql, from->seq, subject, from->state, *next);
        keep_standing(sql, from->seq, subject, *next);
    } else if (kind == "photo") {
        apply_photo(connection, photo_of_facts(subject, facts), at_ms);
    } else if (kind == kQuestionnaireEvent) {
        fold_questionnaire(connection,
                           questionnaire_of_event(subject, event.bytes(4), at_ms, facts));
    } else if (kind == "import") {
        fold_import(connection, seq, at_ms, subject, facts,
                    event.is_null(4) ? std::string() : event.bytes(4));
    } else {
        PostgresSql sql(connection);
        fold_register(sql, seq, at_ms, kind, subject, facts);
    }
}

}  // namespace

void add_step(PostgresConnection& connection, std::string_view record_id, const ReportStep& step,
              const Actor& actor, std::int64_t at_ms) {
    // Of two at once, each waits for the other in one order.
    if (!step.into.empty() && step.into < record_id) current_state(connection, step.into);
    const auto from = current_state(connection, record_id);
    if (!from) throw StorageFailure(ErrorCode::NotFound, "no such record");
    if (!step.into.empty() && step.into > record_id) current_state(connection, step.into);
    PostgresSql sql(connection);
    const ReportStep taken = completed_step(sql, record_id, step);
    const ReportStanding now = read_standing(sql, from->seq, from->state);
    if (is_known(now, step, actor)) return;
    const ReportStanding next = checked_step(sql, record_id, now, taken, actor, at_ms);
    const bool corroborates = step.move == ReportMove::Corroborate;
    if (corroborates && has_corroborated(sql, actor.name, record_id)) return;
    const std::int64_t seq =
        append_event(sql, at_ms, "move", record_id, write_json(step_facts(taken, actor)));
    if (corroborates) keep_corroboration(sql, actor.name, record_id, seq);
    settle_report(sql, from->seq, record_id, from->state, next);
    keep_standing(sql, from->seq, record_id, next);
}

void add_steps(PostgresConnection& connection, api::SpaceCard& card) {
    PostgresSql sql(connection);
    add_steps(sql, card);
}

void add_photo(PostgresConnection& connection, const StoredPhoto& photo, std::int64_t at_ms) {
    lock_exclusive(connection, lock_of(kLockPhotos, photo.sha256));
    if (!apply_photo(connection, photo, at_ms)) return;
    const Step event = event_step(at_ms, "photo", photo.sha256, photo_facts(photo));
    connection.run(event.sql, event.values);
}

void rebuild_derived(PostgresConnection& connection, const Catalogue& catalogue) {
    constexpr std::int64_t kPage = 500;
    for (const DerivedTable& table : kDerivedTables)
        connection.run("DELETE FROM " + std::string(table.name));
    std::vector<NewRecord> records;
    std::int64_t seq = 0;
    while (true) {
        const PostgresResult page = connection.run(
            "SELECT seq, at_ms, kind, subject, bytes, facts FROM events WHERE seq > $1 "
            "ORDER BY seq LIMIT $2",
            PostgresValues::of(seq, kPage));
        for (int i = 0; i < page.rows(); ++i) {
            const PostgresRow event = page[i];
            seq = event.whole(0);
            const auto facts = parse_own_json(event.text(5));
            if (!facts) throw StorageFailure(ErrorCode::Internal, "event " + std::to_string(seq));
            if (event.text(2) == "record" && !is_erased(*facts)) {
                records.push_back(
                    {submission_of_event(event.bytes(4), event.whole(1), *facts, catalogue,
                                         questionnaires_of(connection, catalogue)),
                     receipt_of_facts(*facts), place_of_facts(*facts)});
            } else {
                fold_records(connection, records);
                fold_event(connection, event, *facts);
            }
        }
        fold_records(connection, records);
        if (page.rows() < kPage) break;
    }
    derive_communities(connection);
    connection.run("UPDATE map_version SET version = version + 1");
    connection.run("DELETE FROM tiles");
}

std::string derived_text_of(PostgresConnection& connection) {
    std::string out;
    for (const DerivedTable& table : kDerivedTables) {
        out.append(table.name).append("\n");
        const PostgresResult rows = connection.run(select_of(table));
        for (int i = 0; i < rows.rows(); ++i) append_derived_row(out, rows[i], rows.columns());
    }
    return out;
}

}  // namespace kongdi::server
