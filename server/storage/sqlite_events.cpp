// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_events.hpp"

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/codec/record_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "server/storage/submission.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kNoCommunityStem = "空地";
constexpr std::string_view kCommunitySuffix = "社区";
constexpr std::int64_t kFirstReceipt = 1001;

std::int64_t append_event(Database& database, std::int64_t at_ms, std::string_view kind,
                          std::string_view subject, std::optional<Blob> bytes, const Value& facts) {
    database.prepare("INSERT INTO events (at_ms, kind, subject, bytes, facts) VALUES (?,?,?,?,?)")
        .bind(at_ms, kind, subject, bytes, write_json(facts))
        .run();
    return database.last_row_id();
}

/// What a receipt starts with: the community's name as people say it.
std::string receipt_stem(Database& database, const std::optional<std::string>& community) {
    if (!community) return std::string(kNoCommunityStem);
    Statement row = database.prepare("SELECT name FROM communities WHERE code = ?");
    row.bind(*community);
    if (!row.step()) return std::string(kNoCommunityStem);
    std::string_view name = trimmed(row.text(0));
    if (name.ends_with(kCommunitySuffix)) name.remove_suffix(kCommunitySuffix.size());
    return std::string(name.empty() ? kNoCommunityStem : name);
}

struct ReceiptNumber {
    std::string stem;
    std::int64_t number = 0;
    std::string text() const { return stem + " " + std::to_string(number); }
};

ReceiptNumber next_receipt(Database& database, const std::optional<std::string>& community) {
    ReceiptNumber out{receipt_stem(database, community), kFirstReceipt};
    Statement row = database.prepare("SELECT last FROM receipt_counters WHERE stem = ?");
    row.bind(out.stem);
    if (row.step()) out.number = row.whole(0) + 1;
    return out;
}

void count_space(Database& database, const std::optional<std::string>& community,
                 std::string_view type, std::string_view state, int change) {
    database
        .prepare(
            "INSERT INTO space_counts VALUES (?,?,?,?) "
            "ON CONFLICT DO UPDATE SET n = n + excluded.n")
        .bind(community.value_or(""), type, state, change)
        .run();
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
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
    database.prepare("INSERT INTO spaces VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(seq, space.id, receipt, submission.community,
              report_state_name(ReportState::Submitted), space.type, space.point.lon,
              space.point.lat, space.point_source, datum_name(space.point_datum), space.accuracy_m,
              area, low, high, area_source, joined(space.facts), space.description,
              space.photo_count, photos_missing, space.mode, space.created_at_ms,
              submission.received_at_ms)
        .run();
    count_space(database, submission.community, space.type,
                report_state_name(ReportState::Submitted), 1);
}

void apply_record(Database& database, std::int64_t seq, const Submission& submission,
                  const ReceiptNumber& receipt) {
    const Record& record = submission.record;
    database.prepare("INSERT INTO records VALUES (?,?,?,?,?,?,?,?,?,?,?)")
        .bind(seq, record.id, record_kind_name(record.kind), record.device, submission.sha256,
              receipt.text(), submission.community, submission.space ? submission.space->type : "",
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

void apply_move(Database& database, const CurrentState& from, ReportState to) {
    const std::string_view name = report_state_name(to);
    database.prepare("UPDATE records SET state = ? WHERE seq = ?").bind(name, from.seq).run();
    Statement row = database.prepare("SELECT community, type FROM spaces WHERE seq = ?");
    row.bind(from.seq);
    if (!row.step()) return;
    const auto community = row.optional_string(0);
    const std::string type = row.string(1);
    database.prepare("UPDATE spaces SET state = ? WHERE seq = ?").bind(name, from.seq).run();
    count_space(database, community, type, report_state_name(from.state), -1);
    count_space(database, community, type, name, 1);
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

Value photo_facts(const StoredPhoto& photo) {
    return Value::map({{"bytes", photo.bytes},
                       {"width", photo.width},
                       {"height", photo.height},
                       {"media_type", photo.media_type}});
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
                             Blob{submission.bytes}, Value::map({{"sha256", submission.sha256}}));
            apply_conflict(database, seq, id, submission.sha256, submission.received_at_ms);
            return std::nullopt;
        }
    }
    const ReceiptNumber receipt = next_receipt(database, submission.community);
    const Value facts =
        Value::map({{"stem", receipt.stem},
                    {"number", receipt.number},
                    {"community", submission.community ? Value(*submission.community) : Value()}});
    const std::int64_t seq = append_event(database, submission.received_at_ms, "record", id,
                                          Blob{submission.bytes}, facts);
    apply_record(database, seq, submission, receipt);
    return Accepted{{receipt.text(), id, submission.sha256, submission.received_at_ms}, true};
}

void add_move(Database& database, std::string_view record_id, ReportMove move, const Actor& actor,
              std::int64_t at_ms) {
    const auto from = current_state(database, record_id);
    if (!from) throw StorageFailure(ErrorCode::NotFound, "no such record");
    const auto to = after_move(from->state, move, actor.role);
    if (!to)
        throw StorageFailure(ErrorCode::MoveIllegal,
                             std::string(report_move_name(move)) + " from " +
                                 std::string(report_state_name(from->state)));
    append_event(database, at_ms, "move", record_id, std::nullopt,
                 Value::map({{"move", report_move_name(move)},
                             {"role", role_name(actor.role)},
                             {"by", actor.name}}));
    apply_move(database, *from, *to);
}

void add_photo(Database& database, const StoredPhoto& photo, std::int64_t at_ms) {
    if (has_photo(database, photo.sha256)) return;
    append_event(database, at_ms, "photo", photo.sha256, std::nullopt, photo_facts(photo));
    apply_photo(database, photo, at_ms);
}

void add_import(Database& database, std::string_view role, std::string_view source,
                std::int64_t count, std::int64_t at_ms) {
    append_event(database, at_ms, "import", role, std::nullopt,
                 Value::map({{"source", source}, {"count", count}}));
}

namespace {

void fold_event(Database& database, const Catalogue& catalogue, const Statement& event) {
    const std::int64_t seq = event.whole(0);
    const std::int64_t at_ms = event.whole(1);
    const std::string kind = event.string(2);
    const std::string subject = event.string(3);
    const auto facts = parse_own_json(event.text(5));
    if (!facts) throw StorageFailure(ErrorCode::Internal, "event " + std::to_string(seq));
    if (kind == "record") {
        std::string bytes = event.string(4);
        CheckedRecord read = read_record(bytes, {catalogue, at_ms});
        Submission submission = submission_of(std::move(bytes), std::move(read.record), catalogue);
        submission.received_at_ms = at_ms;
        const Value& community = (*facts)["community"];
        if (community.if_string() != nullptr) submission.community = *community.if_string();
        apply_record(database, seq, submission,
                     {std::string((*facts)["stem"].string_or("")), (*facts)["number"].int_or(0)});
    } else if (kind == "conflict") {
        apply_conflict(database, seq, subject, (*facts)["sha256"].string_or(""), at_ms);
    } else if (kind == "move") {
        const auto move = report_move_from_name((*facts)["move"].string_or(""));
        const auto role = role_from_name((*facts)["role"].string_or(""));
        const auto from = current_state(database, subject);
        if (!move || !role || !from) return;
        if (const auto to = after_move(from->state, *move, *role)) apply_move(database, *from, *to);
    } else if (kind == "photo") {
        apply_photo(
            database,
            {subject, (*facts)["bytes"].int_or(0), (*facts)["width"].int_or(0),
             (*facts)["height"].int_or(0), std::string((*facts)["media_type"].string_or(""))},
            at_ms);
    }
}

}  // namespace

void rebuild_derived(Database& database, const Catalogue& catalogue) {
    for (const std::string_view table : kDerivedTables)
        database.prepare("DELETE FROM " + std::string(table)).run();
    Statement events =
        database.prepare("SELECT seq, at_ms, kind, subject, bytes, facts FROM events ORDER BY seq");
    while (events.step()) fold_event(database, catalogue, events);
}

std::string derived_text_of(Database& database) {
    std::string out;
    for (const std::string_view table : kDerivedTables) {
        out.append(table).append("\n");
        Statement rows = database.prepare("SELECT * FROM " + std::string(table) + " ORDER BY 1, 2");
        while (rows.step()) {
            for (int i = 0; i < rows.columns(); ++i)
                out.append(i == 0 ? "" : "|").append(rows.is_null(i) ? "NULL" : rows.text(i));
            out += '\n';
        }
    }
    return out;
}

}  // namespace kongdi::server
