// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_events.hpp"

#include "core/codec/json.hpp"
#include "core/codec/report_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/storage/derived_tables.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/meeting_ledger.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/report_standings.hpp"
#include "server/storage/space_query.hpp"
#include "server/storage/space_rows.hpp"
#include "server/storage/sqlite_imports.hpp"
#include "server/storage/sqlite_sql.hpp"

namespace kongdi::server {

namespace {

std::int64_t append_event(Database& database, std::int64_t at_ms, std::string_view kind,
                          std::string_view subject, std::optional<Blob> bytes, const Value& facts) {
    database.prepare("INSERT INTO events (at_ms, kind, subject, bytes, facts) VALUES (?,?,?,?,?)")
        .bind(at_ms, kind, subject, bytes, write_json(facts))
        .run();
    return database.last_row_id();
}

std::string community_name(Database& database, const std::optional<std::string>& community) {
    if (!community) return {};
    Statement row = database.prepare("SELECT name FROM communities WHERE code = ?");
    row.bind(*community);
    return row.step() ? row.string(0) : std::string();
}

ReceiptNumber next_receipt(Database& database, const std::optional<std::string>& community) {
    ReceiptNumber out{receipt_stem(community_name(database, community)), kFirstReceipt};
    Statement row = database.prepare("SELECT last FROM receipt_counters WHERE stem = ?");
    row.bind(out.stem);
    if (row.step()) out.number = row.whole(0) + 1;
    return out;
}

void count_space(Database& database, const std::optional<std::string>& community,
                 std::string_view type, std::string_view state, const SpaceCount& change) {
    database
        .prepare(
            "INSERT INTO space_counts VALUES (?,?,?,?,?,?) ON CONFLICT DO UPDATE SET "
            "n = n + excluded.n, sized = sized + excluded.sized, "
            "low_cm2 = low_cm2 + excluded.low_cm2")
        .bind(community.value_or(""), type, state, change.n, change.sized, change.low_cm2)
        .run();
}

void insert_space(Database& database, std::int64_t seq, const Submission& submission,
                  const std::string& receipt, std::int64_t photos_missing) {
    const Space& space = *submission.space;
    std::optional<double> area, low, high;
    std::optional<std::string> area_source;
    if (space.floor_area) {
        area = space.floor_area->value_m2;
        low = space.floor_area->low_m2;
        high = space.floor_area->high_m2;
        area_source = space.floor_area->source;
    }
    database
        .prepare("INSERT INTO spaces VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(seq, space.id, receipt, submission.community,
              report_state_name(ReportState::Submitted), space.type, space.point.lon,
              space.point.lat, space.point_source, datum_name(space.point_datum), space.accuracy_m,
              area, low, high, area_source, joined(space.facts), space.description,
              space.photo_count, photos_missing, space.mode, space.created_at_ms,
              submission.received_at_ms, std::int64_t{space.published}, "", "candidate")
        .run();
    count_space(database, submission.community, space.type,
                report_state_name(ReportState::Submitted), SpaceCount::of(low));
}

void apply_record(Database& database, std::int64_t seq, const Submission& submission,
                  const ReceiptNumber& receipt, const AnswerPlace& place) {
    const Record& record = submission.record;
    database.prepare("INSERT INTO records VALUES (?,?,?,?,?,?,?,?,?,?,?)")
        .bind(seq, record.id, record_kind_name(record.kind), record.device, submission.sha256,
              receipt.text(), submission.community, submission.type(),
              report_state_name(ReportState::Submitted), record.created_at_ms,
              submission.received_at_ms)
        .run();
    database
        .prepare(
            "INSERT INTO receipt_counters VALUES (?,?) "
            "ON CONFLICT DO UPDATE SET last = max(last, excluded.last)")
        .bind(receipt.stem, receipt.number)
        .run();
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < record.photos.size(); ++i) {
        const PhotoEntry& photo = record.photos[i];
        database.prepare("INSERT INTO record_photos VALUES (?,?,?,?,?,?)")
            .bind(seq, static_cast<std::int64_t>(i), photo.sha256, photo.bytes, photo.width,
                  photo.height)
            .run();
        Statement known = database.prepare("SELECT 1 FROM photos WHERE sha256 = ?");
        known.bind(photo.sha256);
        if (!known.step()) ++missing;
    }
    if (submission.space) insert_space(database, seq, submission, receipt.text(), missing);
    SqliteSql sql(database);
    if (submission.vote && counts_in_meeting(place))
        count_vote(sql, seq, record, *submission.vote, place);
    if (place.wave == 0 || !submission.checkup) return;
    count_answer(
        sql, seq,
        counted_answer(record, *submission.checkup, submission.community.value_or(""), place));
}

void apply_conflict(Database& database, std::int64_t seq, std::string_view record_id,
                    std::string_view sha256, std::int64_t at_ms) {
    database.prepare("INSERT INTO conflicts VALUES (?,?,?,?)")
        .bind(record_id, sha256, at_ms, seq)
        .run();
}

struct CurrentState {
    std::int64_t seq = 0;
    ReportState state = ReportState::Submitted;
};

std::optional<CurrentState> current_state(Database& database, std::string_view record_id) {
    Statement row = database.prepare("SELECT seq, state FROM records WHERE id = ?");
    row.bind(record_id);
    if (!row.step()) return std::nullopt;
    return CurrentState{row.whole(0),
                        report_state_from_name(row.text(1)).value_or(ReportState::Submitted)};
}

bool has_photo(Database& database, std::string_view sha256) {
    Statement row = database.prepare("SELECT 1 FROM photos WHERE sha256 = ?");
    row.bind(sha256);
    return row.step();
}

void apply_photo(Database& database, const StoredPhoto& photo, std::int64_t at_ms) {
    database.prepare("INSERT INTO photos VALUES (?,?,?,?,?,?)")
        .bind(photo.sha256, photo.bytes, photo.width, photo.height, photo.media_type, at_ms)
        .run();
    database
        .prepare(
            "UPDATE spaces SET photos_missing = photos_missing - 1 WHERE seq IN "
            "(SELECT record_seq FROM record_photos WHERE sha256 = ?)")
        .bind(photo.sha256)
        .run();
}

}  // namespace

std::optional<Accepted> add_record(Database& database, const Submission& submission) {
    const std::string& id = submission.record.id;
    {
        Statement known =
            database.prepare("SELECT sha256, receipt, received_at_ms FROM records WHERE id = ?");
        known.bind(id);
        if (known.step()) {
            if (known.text(0) == submission.sha256)
                return Accepted{{known.string(1), id, submission.sha256, known.whole(2)}, false};
            Statement kept =
                database.prepare("SELECT 1 FROM conflicts WHERE record_id = ? AND sha256 = ?");
            kept.bind(id, submission.sha256);
            if (kept.step()) return std::nullopt;
            const std::int64_t seq =
                append_event(database, submission.received_at_ms, "conflict", id,
                             Blob{submission.bytes}, conflict_facts(submission.sha256));
            apply_conflict(database, seq, id, submission.sha256, submission.received_at_ms);
            return std::nullopt;
        }
    }
    SqliteSql sql(database);
    if (was_erased(sql, id)) return std::nullopt;
    const ReceiptNumber receipt = next_receipt(database, submission.community);
    AnswerPlace place;
    if (submission.checkup && submission.community)
        place = place_of(sql, submission.record, *submission.community, submission.received_at_ms);
    if (submission.vote) place = vote_place(sql, submission.record, *submission.vote);
    const std::int64_t seq =
        append_event(database, submission.received_at_ms, "record", id, Blob{submission.bytes},
                     record_facts(receipt, submission.community, place, submission.helper));
    apply_record(database, seq, submission, receipt, place);
    return Accepted{{receipt.text(), id, submission.sha256, submission.received_at_ms}, true};
}

void add_step(Database& database, std::string_view record_id, const ReportStep& step,
              const Actor& actor, std::int64_t at_ms) {
    const auto from = current_state(database, record_id);
    if (!from) throw StorageFailure(ErrorCode::NotFound, "no such record");
    SqliteSql sql(database);
    const ReportStep taken = completed_step(sql, record_id, step);
    const ReportStanding now = read_standing(sql, from->seq, from->state);
    if (is_known(now, step, actor)) return;
    const ReportStanding next = checked_step(sql, record_id, now, taken, actor, at_ms);
    const bool corroborates = step.move == ReportMove::Corroborate;
    if (corroborates && has_corroborated(sql, actor.name, record_id)) return;
    const std::int64_t seq =
        append_event(database, at_ms, "move", record_id, std::nullopt, step_facts(taken, actor));
    if (corroborates) keep_corroboration(sql, actor.name, record_id, seq);
    settle_report(sql, from->seq, record_id, from->state, next);
    keep_standing(sql, from->seq, record_id, next);
}

void add_steps(Database& database, api::SpaceCard& card) {
    SqliteSql sql(database);
    add_steps(sql, card);
}

void add_photo(Database& database, const StoredPhoto& photo, std::int64_t at_ms) {
    if (has_photo(database, photo.sha256)) return;
    append_event(database, at_ms, "photo", photo.sha256, std::nullopt, photo_facts(photo));
    apply_photo(database, photo, at_ms);
}

namespace {

void fold_event(Database& database, const Catalogue& catalogue, const Statement& event) {
    const std::int64_t seq = event.whole(0);
    const std::int64_t at_ms = event.whole(1);
    const std::string kind = event.string(2);
    const std::string subject = event.string(3);
    const auto facts = parse_own_json(event.text(5));
    if (!facts) throw StorageFailure(ErrorCode::Internal, "event " + std::to_string(seq));
    if (is_erased(*facts)) {
        SqliteSql sql(database);
        fold_erased(sql, kind, *facts);
    } else if (kind == "record") {
        apply_record(database, seq,
                     submission_of_event(event.string(4), at_ms, *facts, catalogue,
                                         questionnaires_of(database, catalogue)),
                     receipt_of_facts(*facts), place_of_facts(*facts));
    } else if (kind == "conflict") {
        apply_conflict(database, seq, subject, (*facts)["sha256"].string_or(""), at_ms);
    } else if (kind == "move") {
        const auto step = stored_report_step(*facts);
        const auto role = role_from_name((*facts)["role"].string_or(""));
        const auto from = current_state(database, subject);
        if (!step || !role || !from) return;
        SqliteSql sql(database);
        const auto next = after_step(read_standing(sql, from->seq, from->state), *step, *role,
                                     (*facts).text("by"), at_ms);
        if (!next) return;
        if (step->move == ReportMove::Corroborate)
            keep_corroboration(sql, (*facts).text("by"), subject, seq);
        settle_report(sql, from->seq, subject, from->state, *next);
        keep_standing(sql, from->seq, subject, *next);
    } else if (kind == "photo") {
        apply_photo(database, photo_of_facts(subject, *facts), at_ms);
    } else if (kind == kQuestionnaireEvent) {
        fold_questionnaire(database,
                           questionnaire_of_event(subject, event.string(4), at_ms, *facts));
    } else if (kind == "import") {
        fold_import(database, seq, at_ms, subject, *facts, event.text(4));
    } else {
        SqliteSql sql(database);
        fold_register(sql, seq, at_ms, kind, subject, *facts);
    }
}

}  // namespace

void rebuild_derived(Database& database, const Catalogue& catalogue) {
    for (const DerivedTable& table : kDerivedTables)
        database.prepare("DELETE FROM " + std::string(table.name)).run();
    Statement events =
        database.prepare("SELECT seq, at_ms, kind, subject, bytes, facts FROM events ORDER BY seq");
    while (events.step()) fold_event(database, catalogue, events);
    derive_communities(database);
    database.prepare("UPDATE map_version SET version = version + 1").run();
    database.execute("DELETE FROM tiles");
}

std::string derived_text_of(Database& database) {
    std::string out;
    for (const DerivedTable& table : kDerivedTables) {
        out.append(table.name).append("\n");
        Statement rows = database.prepare(select_of(table));
        while (rows.step()) append_derived_row(out, rows, rows.columns());
    }
    return out;
}

}  // namespace kongdi::server
