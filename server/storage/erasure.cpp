// SPDX-License-Identifier: Apache-2.0
#include "server/storage/erasure.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "core/codec/report_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/meeting_ledger.hpp"
#include "server/storage/report_standings.hpp"
#include "server/storage/space_query.hpp"
#include "server/storage/space_rows.hpp"
#include "server/storage/storage_failure.hpp"
#include "server/storage/unnamed_photos.hpp"
#include "server/storage/wave_ledger.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kNothingElse = R"({"erased":true})";
// An answer that counted raised its meeting's version once, and once more when it was taken back.
constexpr std::int64_t kRaisedByAnswer = 2;
constexpr std::string_view kNoneHere = "none";  // what was named was not here

Value facts_of(const SqlRow& row, std::size_t column) {
    return or_throw(parse_own_json(row.text(column)));
}

void blank(Sql& sql, std::int64_t seq, std::string_view facts) {
    sql.run("UPDATE events SET bytes = NULL, facts = ? WHERE seq = ?", {facts, seq});
}

std::vector<std::string> texts_of(const Value& facts, std::string_view name) {
    std::vector<std::string> out;
    for (const Value& one : facts.items(name)) out.emplace_back(one.string_or(""));
    return out;
}

Value list_of(const std::vector<std::string>& texts) {
    Value out = Value::list();
    for (const std::string& text : texts) out.push(text);
    return out;
}

struct Found {
    std::int64_t seq = 0;
    std::string id = {};
    std::string kind = {};
    ReportState state = ReportState::Submitted;
};

std::optional<Found> find(Sql& sql, const std::string& id) {
    const SqlRows rows = sql.run("SELECT seq, kind, state FROM records WHERE id = ?", {id});
    if (rows.empty()) return std::nullopt;
    return Found{rows[0].whole(0), id, rows[0].text(1),
                 report_state_from_name(rows[0].text(2)).value_or(ReportState::Submitted)};
}

class Erasing {
public:
    Erasing(Sql& sql, const Erasure& erasure, std::int64_t at_ms)
        : m_sql(sql),
          m_erasure(erasure),
          m_at_ms(at_ms),
          m_going(erasure.records.begin(), erasure.records.end()) {}

    Erased run() {
        bool is_new = false;
        keep_votes();
        for (const std::string& id : m_erasure.records) {
            is_new = is_new || !was_erased(m_sql, id);
            if (const auto found = find(m_sql, id)) take_out(*found);
        }
        for (const std::string& id : m_erasure.said) take_back_word(id);
        for (const std::string& sha256_of_it : m_erasure.conflicts) take_conflict(sha256_of_it);
        for (const std::string& photo : m_photos) take_photo(photo);
        take_unnamed_photos();
        take_pushes();
        Erased out{0, m_at_ms, {m_counts.begin(), m_counts.end()}};
        if (!is_new && m_counts.empty()) return out;
        const Value facts = told();
        out.seq = append_event(m_sql, m_at_ms, kErasureEvent, m_erasure.rule, write_json(facts));
        note(m_sql, out.seq, m_at_ms, m_erasure.rule, facts);
        return out;
    }

    /// What an event of it says, into the tables.
    static void note(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view rule,
                     const Value& facts) {
        for (const std::string& id : texts_of(facts, "records"))
            sql.run("INSERT INTO erased_records VALUES (?) ON CONFLICT DO NOTHING", {id});
        if (const Value::Map* counts = facts["n"].if_map())
            for (const auto& [kind, n] : *counts)
                sql.run("INSERT INTO deletion_log VALUES (?,?,?,?,?)",
                        {seq, kind, at_ms, rule, n.int_or(0)});
        SumsChanges kept;
        for (const Value& row : facts.items("sums")) {
            const Value::List& cells = *row.if_list();
            const SumsKey key{cells.at(0).int_or(0), std::string(cells.at(1).string_or("")),
                              mode_from_name(cells.at(2).string_or("")).value_or(Mode::Self),
                              std::string(cells.at(3).string_or(""))};
            kept[key] = {cells.at(4).int_or(0), cells.at(5).int_or(0),
                         unpacked(cells.at(6).string_or(""))};
            sql.run("INSERT INTO retired_sums VALUES (?,?,?,?,?,?,?,?)",
                    {seq, key.wave, key.community, mode_name(key.mode), key.age_band,
                     kept[key].answered, kept[key].seated, cells.at(6).string_or("")});
        }
        apply_changes(sql, kept);
    }

private:
    /// Before any of them goes: when the last of a voice is gone, the one before would count.
    void keep_votes() {
        if (!m_erasure.keeps_sums) return;
        for (const std::string& id : m_erasure.records)
            if (const auto vote = counted_vote(m_sql, id)) ++m_votes[*vote];
    }

    void take_out(const Found& record) {
        ++m_counts[record.kind];
        list_photos(record);
        m_devices.insert(
            m_sql.run("SELECT device FROM records WHERE seq = ?", {record.seq}).at(0).text(0));
        m_sql.run("DELETE FROM push_messages WHERE subject = ?", {record.id});
        if (record.kind == record_kind_name(RecordKind::IdleSpace)) {
            free_merged(record);
            take_space(record);
        } else {
            take_answer(record);
        }
        m_sql.run("DELETE FROM record_photos WHERE record_seq = ?", {record.seq});
        m_sql.run("DELETE FROM conflicts WHERE record_id = ?", {record.id});
        m_sql.run("DELETE FROM corroborations WHERE record = ?", {record.id});
        m_sql.run("DELETE FROM records WHERE seq = ?", {record.seq});
        for (const SqlRow& event :
             m_sql.run("SELECT seq FROM events WHERE subject = ? AND kind IN ('move', 'conflict', "
                       "'space')",
                       {record.id}))
            blank(m_sql, event.whole(0), kNothingElse);
    }

    void list_photos(const Found& record) {
        for (const SqlRow& row :
             m_sql.run("SELECT sha256 FROM record_photos WHERE record_seq = ?", {record.seq}))
            m_photos.insert(row.text(0));
        for (const api::TakenStep& one : taken_steps(m_sql, record.id))
            if (one.step.check)
                m_photos.insert(one.step.check->photos.begin(), one.step.check->photos.end());
    }

    /// Reports of others that were merged into this one go on as what it was merged into itself, or
    /// are taken up anew.
    void free_merged(const Found& record) {
        const SqlRows others = m_sql.run(
            "SELECT r.id FROM report_standings t JOIN records r ON r.seq = t.seq "
            "WHERE t.into_id = ? AND r.state = ? ORDER BY r.seq",
            {record.id, report_state_name(ReportState::Merged)});
        for (const SqlRow& row : others) {
            if (m_going.contains(row.text(0))) continue;
            step(row.text(0), {.move = ReportMove::Reopen});
            if (const std::string on = goes_on_as(record); !on.empty() && on != row.text(0))
                step(row.text(0), {.move = ReportMove::Merge, .into = on});
        }
    }

    /// The id of the open report that a merged one counts for; empty when there is none.
    std::string goes_on_as(Found record) {
        while (record.state == ReportState::Merged) {
            const std::string into = read_standing(m_sql, record.seq, record.state).into;
            const auto next = find(m_sql, into);
            if (!next || m_going.contains(into)) return {};
            if (shown_state(next->state)) return into;
            record = *next;
        }
        return {};
    }

    /// Nobody's step: it follows from what went.
    void step(const std::string& id, const ReportStep& taken) {
        const auto record = find(m_sql, id);
        if (!record) return;
        const ReportStanding now = read_standing(m_sql, record->seq, record->state);
        const Actor nobody{Role::Worker, ""};
        const auto next = after_step(now, taken, nobody.role, nobody.name, m_at_ms);
        if (!next) return;
        append_event(m_sql, m_at_ms, "move", id, write_json(step_facts(taken, nobody)));
        settle_report(m_sql, record->seq, id, record->state, *next);
        keep_standing(m_sql, record->seq, id, *next);
    }

    void take_space(const Found& record) {
        const SqlRows space = m_sql.run(
            "DELETE FROM spaces WHERE seq = ? RETURNING coalesce(community, ''), type, area_low_m2",
            {record.seq});
        if (!space.empty())
            count_space(m_sql, space[0].text(0), space[0].text(1), record.state,
                        -SpaceCount::of(space[0].optional_real(2)));
        m_sql.run("DELETE FROM report_standings WHERE seq = ?", {record.seq});
        m_sql.run("DELETE FROM space_standings WHERE id = ?", {record.id});
        const SqlRows event = m_sql.run("SELECT facts FROM events WHERE seq = ?", {record.seq});
        blank(m_sql, record.seq, write_json(receipt_only(facts_of(event.at(0), 0))));
    }

    void take_answer(const Found& record) {
        const SqlRows event = m_sql.run("SELECT facts FROM events WHERE seq = ?", {record.seq});
        const Value facts = facts_of(event.at(0), 0);
        Value left = receipt_only(facts);
        const AnswerPlace place = place_of_facts(facts);
        if (const auto answer = counted_answer(m_sql.event_bytes(record.seq), facts)) {
            // Who had the household's code before is not counted again, as after a withdrawal.
            if (answer->seated) left.set("wave", answer->wave).set("voice", answer->voice);
            const bool counts = !m_sql
                                     .run(
                                         "SELECT 1 FROM wave_answers WHERE wave = ? AND voice = ? "
                                         "AND record_seq = ?",
                                         {answer->wave, answer->voice, record.seq})
                                     .empty();
            if (counts && m_erasure.keeps_sums) add_to(m_kept, *answer, 1);
            uncount_answer(m_sql, record.seq);
        }
        if (counts_in_meeting(place)) {
            m_raised[place.meeting] += kRaisedByAnswer;
            uncount_vote(m_sql, record.seq);
        }
        blank(m_sql, record.seq, write_json(left));
    }

    static Value receipt_only(const Value& facts) {
        return Value::map({{"erased", true}, {"stem", facts["stem"]}, {"number", facts["number"]}});
    }

    void take_back_word(const std::string& id) {
        for (const SqlRow& row :
             m_sql.run("SELECT device, seq FROM corroborations WHERE record = ?", {id})) {
            if (sha256(row.text(0)) != m_erasure.device_sha256) continue;
            ++m_counts[std::string(kErasedWords)];
            blank(m_sql, row.whole(1), kNothingElse);
            m_sql.run("DELETE FROM corroborations WHERE record = ? AND device = ?",
                      {id, row.text(0)});
        }
    }

    void take_conflict(const std::string& sha256_of_it) {
        for (const SqlRow& row :
             m_sql.run("DELETE FROM conflicts WHERE sha256 = ? RETURNING seq", {sha256_of_it})) {
            ++m_counts[std::string(kErasedConflicts)];
            blank(m_sql, row.whole(0), kNothingElse);
        }
    }

    /// One that nothing else shows.
    void take_photo(const std::string& photo) {
        if (!m_sql
                 .run("SELECT 1 FROM report_standings WHERE standing LIKE ? LIMIT 1",
                      {"%" + photo + "%"})
                 .empty())
            return;
        take_photo_of_no_check(photo);
    }

    void take_photo_of_no_check(const std::string& photo) {
        if (!m_sql.run("SELECT 1 FROM record_photos WHERE sha256 = ? LIMIT 1", {photo}).empty())
            return;
        if (m_sql.run("DELETE FROM photos WHERE sha256 = ? RETURNING 1", {photo}).empty()) return;
        ++m_counts[std::string(kErasedPhotos)];
        m_sql.run("DELETE FROM covered_photos WHERE sha256 = ?", {photo});
        for (const SqlRow& event :
             m_sql.run("SELECT seq FROM events WHERE subject = ? AND kind = 'photo'", {photo}))
            blank(m_sql, event.whole(0), kNothingElse);
        m_sql.run("INSERT INTO photo_erasures VALUES (?) ON CONFLICT DO NOTHING", {photo});
    }

    /// What somebody named since it was found to be due stays.
    void take_unnamed_photos() {
        if (m_erasure.photos.empty()) return;
        const std::set<std::string> named = photos_of_registers(m_sql);
        for (const std::string& photo : m_erasure.photos)
            if (!named.contains(photo)) take_photo_of_no_check(photo);
    }

    /// Whoever wished all of it gone is told nothing more, and whoever has nothing here any more.
    void take_pushes() {
        std::set<std::string> hashes;
        if (!m_erasure.device_sha256.empty()) hashes.insert(m_erasure.device_sha256);
        for (const std::string& device : m_devices)
            if (m_sql.run("SELECT 1 FROM records WHERE device = ? LIMIT 1", {device}).empty())
                hashes.insert(sha256(device));
        for (const std::string& hash : hashes)
            for (const SqlRow& row : m_sql.run(
                     "DELETE FROM push_subscriptions WHERE device_sha256 = ? RETURNING endpoint",
                     {hash})) {
                ++m_counts[std::string(kErasedPushes)];
                m_sql.run("DELETE FROM push_messages WHERE endpoint = ?", {row.text(0)});
            }
    }

    Value told() const {
        Value counts = Value::map();
        for (const auto& [kind, n] : m_counts) counts.set(kind, n);
        if (m_counts.empty()) counts.set(kNoneHere, 0);
        Value out = Value::map({{"device", m_erasure.device_sha256},
                                {"records", list_of(m_erasure.records)},
                                {"said", list_of(m_erasure.said)},
                                {"conflicts", list_of(m_erasure.conflicts)},
                                {"n", counts}});
        Value raised = Value::list();
        for (const auto& [meeting, times] : m_raised) raised.push(Value::list({meeting, times}));
        if (!m_raised.empty()) out.set("meetings", raised);
        if (!m_erasure.keeps_sums) return out;
        out.set("keeps_sums", true);
        Value sums = Value::list();
        for (const auto& [key, kept] : m_kept)
            sums.push(Value::list({key.wave, key.community, mode_name(key.mode), key.age_band,
                                   kept.answered, kept.seated, packed(kept.tallies)}));
        out.set("sums", sums);
        Value votes = Value::list();
        for (const auto& [vote, n] : m_votes)
            votes.push(
                Value::list({vote.meeting, vote.question, mode_name(vote.mode), vote.answer, n}));
        if (!m_votes.empty()) out.set("votes", votes);
        return out;
    }

    Sql& m_sql;
    const Erasure& m_erasure;
    const std::int64_t m_at_ms;
    const std::set<std::string> m_going;
    std::set<std::string> m_photos;
    std::set<std::string> m_devices;  // of whose records some went
    std::map<std::string, std::int64_t> m_counts;
    std::map<std::int64_t, std::int64_t> m_raised;  // of meetings, their versions
    SumsChanges m_kept;
    std::map<CountedVote, std::int64_t> m_votes;  // of meetings, that stay counted
};

}  // namespace

std::int64_t Erased::count(std::string_view kind) const {
    for (const auto& [name, n] : counts)
        if (name == kind) return n;
    return 0;
}

Erased erase(Sql& sql, const Erasure& erasure, std::int64_t at_ms) {
    return Erasing(sql, erasure, at_ms).run();
}

Erasure erasure_of_facts(std::string_view rule, const Value& facts) {
    return {std::string(rule),
            facts.text("device"),
            texts_of(facts, "records"),
            texts_of(facts, "said"),
            texts_of(facts, "conflicts"),
            {},
            facts["keeps_sums"].bool_or(false)};
}

bool was_erased(Sql& sql, std::string_view id) {
    return !sql.run("SELECT 1 FROM erased_records WHERE id = ?", {id}).empty();
}

bool is_erased(const Value& facts) { return facts["erased"].bool_or(false); }

void fold_erased(Sql& sql, std::string_view kind, const Value& facts) {
    if (kind != "record") return;
    const ReceiptNumber receipt = receipt_of_facts(facts);
    sql.run(
        "INSERT INTO receipt_counters VALUES (?,?) ON CONFLICT (stem) DO UPDATE SET last = "
        "CASE WHEN excluded.last > receipt_counters.last THEN excluded.last "
        "ELSE receipt_counters.last END",
        {receipt.stem, receipt.number});
    if (facts.find("voice") == nullptr) return;
    for (const SqlRow& row :
         sql.run("SELECT record_seq FROM wave_answers WHERE wave = ? AND voice = ?",
                 {facts["wave"].int_or(0), facts.text("voice")}))
        uncount_answer(sql, row.whole(0));
}

void fold_erasure(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view rule,
                  const Value& facts) {
    Erasing::note(sql, seq, at_ms, rule, facts);
    for (const Value& row : facts.items("meetings"))
        sql.run("UPDATE meetings SET version = version + ? WHERE number = ?",
                {row.if_list()->at(1).int_or(0), row.if_list()->at(0).int_or(0)});
}

}  // namespace kongdi::server
