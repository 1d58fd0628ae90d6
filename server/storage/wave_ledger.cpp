// SPDX-License-Identifier: Apache-2.0
#include "server/storage/wave_ledger.hpp"

#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/rules/checkup_of.hpp"
#include "core/rules/wave_rules.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kVoiceSigns = 32;  // of a hash: enough to tell households apart

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

void add_to(SumsChanges& changes, const CountedAnswer& answer, std::int64_t times) {
    changes[{answer.wave, answer.community, answer.mode, answer.checkup.age_band}].add(
        answer.checkup, answer.seated, times);
}

namespace {

/// Waves are few, and each answer asks for one: what was read last is kept.
const WavePlan& read_plan(std::string_view text) {
    thread_local std::string last;
    thread_local WavePlan plan;
    if (text != last) {
        last.clear();  // of no plan, should this one not be read
        plan = stored_wave_plan(or_throw(parse_own_json(text)));
        last = text;
    }
    return plan;
}

}  // namespace

Wave open_wave(std::int64_t number, std::string_view plan, std::int64_t changed_at_ms) {
    Wave out;
    out.number = number;
    out.state = WaveState::Open;
    out.plan = read_plan(plan);
    out.changed_at_ms = changed_at_ms;
    return out;
}

AnswerPlace place_of(Sql& sql, const Record& record, std::string_view community,
                     std::int64_t received_ms) {
    AnswerPlace out;
    // CROSS: the few waves first; SQLite would read all communities of a wave else.
    for (const SqlRow& row :
         sql.run("SELECT w.number, w.plan, w.changed_at_ms FROM waves w CROSS JOIN wave_targets t "
                 "WHERE t.wave = w.number AND w.state = 'open' AND w.questionnaire = ? "
                 "AND t.community = ? ORDER BY w.number",
                 {record.questionnaire, community}))
        if (out.wave == 0 && takes_answer(open_wave(row.whole(0), row.text(1), row.whole(2)),
                                          record.created_at_ms, received_ms))
            out.wave = row.whole(0);
    if (out.wave == 0) return out;
    if (record.seat)
        out.seated = !sql.run(
                             "SELECT 1 FROM wave_seats WHERE hash = ? AND wave = ? AND "
                             "community = ? AND is_void = 0 AND place > 0",
                             {*record.seat, out.wave, community})
                          .empty();
    return out;
}

void count_answer(Sql& sql, std::int64_t seq, const CountedAnswer& answer) {
    SumsChanges changes;
    const SqlRows before =
        sql.run("SELECT record_seq FROM wave_answers WHERE wave = ? AND voice = ?",
                {answer.wave, answer.voice});
    if (before.empty()) {
        sql.run("INSERT INTO wave_answers VALUES (?,?,?)", {answer.wave, answer.voice, seq});
    } else {
        add_to(changes, answer_of_event(sql, before.front().whole(0)), -1);
        sql.run("UPDATE wave_answers SET record_seq = ? WHERE wave = ? AND voice = ?",
                {seq, answer.wave, answer.voice});
    }
    add_to(changes, answer, 1);
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
    SumsChanges changes;
    add_to(changes, answer, -1);
    apply_changes(sql, changes);
}

}  // namespace kongdi::server
