// SPDX-License-Identifier: Apache-2.0
#include "server/storage/wave_ledger.hpp"

#include <array>

#include "core/codec/json.hpp"
#include "core/rules/checkup_of.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kVoiceSigns = 32;  // of a hash: enough to tell households apart

constexpr std::string_view kAddTally =
    "INSERT INTO wave_tallies VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
    "ON CONFLICT (wave, community, mode, age_band, facility) DO UPDATE SET "
    "satisfaction_n = wave_tallies.satisfaction_n + excluded.satisfaction_n, "
    "satisfaction_sum = wave_tallies.satisfaction_sum + excluded.satisfaction_sum, "
    "satisfaction_squares = wave_tallies.satisfaction_squares + excluded.satisfaction_squares, "
    "importance_n = wave_tallies.importance_n + excluded.importance_n, "
    "importance_sum = wave_tallies.importance_sum + excluded.importance_sum, "
    "importance_squares = wave_tallies.importance_squares + excluded.importance_squares, "
    "minutes_n = wave_tallies.minutes_n + excluded.minutes_n, "
    "minutes_sum = wave_tallies.minutes_sum + excluded.minutes_sum, "
    "minutes_squares = wave_tallies.minutes_squares + excluded.minutes_squares, "
    "use_n = wave_tallies.use_n + excluded.use_n, "
    "use_sum = wave_tallies.use_sum + excluded.use_sum, "
    "use_squares = wave_tallies.use_squares + excluded.use_squares, "
    "none_here = wave_tallies.none_here + excluded.none_here";

constexpr std::string_view kDropTally =
    "DELETE FROM wave_tallies WHERE wave = ? AND community = ? AND mode = ? AND age_band = ? "
    "AND facility = ? AND satisfaction_n = 0 AND importance_n = 0 AND minutes_n = 0 "
    "AND use_n = 0 AND none_here = 0";

bool takes_away(const Tally& tally) {
    return tally.satisfaction.n < 0 || tally.importance.n < 0 || tally.minutes.n < 0 ||
           tally.use.n < 0 || tally.none_here < 0;
}

SqlValues key_of(const ProgressKey& key) {
    return {key.wave, key.community, mode_name(key.mode), key.age_band};
}

void apply_progress(Sql& sql, const ProgressKey& key, const Progress& change) {
    SqlValues values = key_of(key);
    values.emplace_back(change.answered);
    values.emplace_back(change.seated);
    sql.run(
        "INSERT INTO wave_progress VALUES (?,?,?,?,?,?) ON CONFLICT (wave, community, mode, "
        "age_band) DO UPDATE SET answered = wave_progress.answered + excluded.answered, "
        "seated = wave_progress.seated + excluded.seated",
        values);
    if (change.answered >= 0) return;
    sql.run(
        "DELETE FROM wave_progress WHERE wave = ? AND community = ? AND mode = ? AND "
        "age_band = ? AND answered = 0",
        key_of(key));
}

void apply_tally(Sql& sql, const TallyKey& key, const Tally& change) {
    SqlValues values = key_of(key.group);
    values.emplace_back(key.facility);
    const SqlValues place = values;
    for (const std::int64_t number : numbers_of(change)) values.emplace_back(number);
    sql.run(kAddTally, values);
    if (takes_away(change)) sql.run(kDropTally, place);
}

CountedAnswer answer_of_event(Sql& sql, std::int64_t seq) {
    const SqlRows rows = sql.run("SELECT facts FROM events WHERE seq = ?", {seq});
    if (rows.empty()) throw StorageFailure(ErrorCode::Internal, "event " + std::to_string(seq));
    auto answer = counted_answer(sql.event_bytes(seq), or_throw(parse_own_json(rows[0].text(0))));
    if (!answer) throw StorageFailure(ErrorCode::Internal, "event " + std::to_string(seq));
    return *std::move(answer);
}

}  // namespace

std::string voice_of(const Record& record, bool seated) {
    if (seated && record.seat) return "s" + record.seat->substr(0, kVoiceSigns);
    if (record.mode == Mode::Self) return "d" + record.device;
    return "r" + record.id;
}

CountedAnswer counted_answer(const Record& record, const Checkup& checkup,
                             std::string_view community, const AnswerPlace& place) {
    return {place.wave,  place.seated, voice_of(record, place.seated), std::string(community),
            record.mode, checkup};
}

std::optional<CountedAnswer> counted_answer(std::string_view bytes, const Value& facts) {
    const AnswerPlace place = place_of_facts(facts);
    if (place.wave == 0) return std::nullopt;
    const auto tree = parse_own_json(bytes);
    if (!tree) return std::nullopt;
    Record record;
    record.id = tree->text("id");
    record.device = tree->text("device");
    record.mode = mode_from_name((*tree)["mode"].string_or("")).value_or(Mode::Self);
    if (const std::string* seat = (*tree)["seat"].if_string()) record.seat = *seat;
    record.body = (*tree)["body"];
    return counted_answer(record, checkup_of(record), facts["community"].string_or(""), place);
}

void TallyChanges::add(const CountedAnswer& answer, std::int64_t times) {
    const ProgressKey group{answer.wave, answer.community, answer.mode, answer.checkup.age_band};
    Progress& one = progress[group];
    one.answered += times;
    one.seated += answer.seated ? times : 0;
    for (const ServiceRating& rating : answer.checkup.ratings) {
        Tally added;
        added.add(rating, times);
        if (!added.is_zero()) tallies[{group, rating.facility}] += added;
    }
}

std::array<std::int64_t, 13> numbers_of(const Tally& t) {
    return {t.satisfaction.n, t.satisfaction.sum, t.satisfaction.squares,
            t.importance.n,   t.importance.sum,   t.importance.squares,
            t.minutes.n,      t.minutes.sum,      t.minutes.squares,
            t.use.n,          t.use.sum,          t.use.squares,
            t.none_here};
}

Tally tally_of(const SqlRow& row, std::size_t first_column) {
    std::size_t at = first_column;
    const auto moments = [&] {
        const Moments out{row.whole(at), row.whole(at + 1), row.whole(at + 2)};
        at += 3;
        return out;
    };
    Tally out;
    out.satisfaction = moments();
    out.importance = moments();
    out.minutes = moments();
    out.use = moments();
    out.none_here = row.whole(at);
    return out;
}

void apply_changes(Sql& sql, const TallyChanges& changes) {
    for (const auto& [key, change] : changes.progress)
        if (change != Progress()) apply_progress(sql, key, change);
    for (const auto& [key, change] : changes.tallies)
        if (!change.is_zero()) apply_tally(sql, key, change);
}

AnswerPlace place_of(Sql& sql, const Record& record, std::string_view community) {
    AnswerPlace out;
    const SqlRows waves = sql.run(
        "SELECT w.number FROM waves w JOIN wave_targets t ON t.wave = w.number "
        "WHERE w.state = 'open' AND w.questionnaire = ? AND w.starts_at_ms <= ? "
        "AND t.community = ?",
        {record.questionnaire, record.created_at_ms, community});
    if (waves.empty()) return out;
    out.wave = waves.front().whole(0);
    if (record.seat)
        out.seated = !sql.run(
                             "SELECT 1 FROM wave_seats WHERE hash = ? AND wave = ? AND "
                             "community = ? AND is_void = 0",
                             {*record.seat, out.wave, community})
                          .empty();
    return out;
}

void count_answer(Sql& sql, std::int64_t seq, const CountedAnswer& answer) {
    TallyChanges changes;
    const SqlRows before =
        sql.run("SELECT record_seq FROM wave_answers WHERE wave = ? AND voice = ?",
                {answer.wave, answer.voice});
    if (before.empty()) {
        sql.run("INSERT INTO wave_answers VALUES (?,?,?)", {answer.wave, answer.voice, seq});
    } else {
        changes.add(answer_of_event(sql, before.front().whole(0)), -1);
        sql.run("UPDATE wave_answers SET record_seq = ? WHERE wave = ? AND voice = ?",
                {seq, answer.wave, answer.voice});
    }
    changes.add(answer, 1);
    apply_changes(sql, changes);
}

void uncount_answer(Sql& sql, std::int64_t seq) {
    const SqlRows facts = sql.run("SELECT facts FROM events WHERE seq = ?", {seq});
    if (facts.empty()) return;
    const Value tree = or_throw(parse_own_json(facts.front().text(0)));
    if (tree["wave"].int_or(0) == 0) return;
    const CountedAnswer answer = answer_of_event(sql, seq);
    const SqlRows gone = sql.run(
        "DELETE FROM wave_answers WHERE wave = ? AND voice = ? AND record_seq = ? RETURNING 1",
        {answer.wave, answer.voice, seq});
    if (gone.empty()) return;
    TallyChanges changes;
    changes.add(answer, -1);
    apply_changes(sql, changes);
}

}  // namespace kongdi::server
