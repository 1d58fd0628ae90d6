// SPDX-License-Identifier: Apache-2.0
#include "server/storage/meeting_ledger.hpp"

#include <algorithm>

#include "core/codec/json.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

bool asks_for_words(const Value& plan, std::string_view question) {
    const Value::List& questions = plan.items("questions");
    return std::any_of(questions.begin(), questions.end(), [question](const Value& one) {
        return one.text("name") == question && one.text("kind") == "text";
    });
}

}  // namespace

std::optional<CountedVote> counted_vote(Sql& sql, std::string_view record_id) {
    const SqlRows rows = sql.run(
        "SELECT a.meeting, a.question, a.mode, a.answer, m.plan FROM meeting_answers a "
        "JOIN records r ON r.seq = a.record_seq JOIN meetings m ON m.number = a.meeting "
        "WHERE r.id = ? AND " +
            std::string(kLastOfVoice),
        {record_id});
    if (rows.empty()) return std::nullopt;
    const SqlRow& row = rows.front();
    const Value plan = or_throw(parse_own_json(row.text(4)));
    return CountedVote{row.whole(0), row.text(1),
                       mode_from_name(row.text(2)).value_or(Mode::Session),
                       asks_for_words(plan, row.text(1)) ? std::string() : row.text(3)};
}

AnswerPlace vote_place(Sql& sql, const Record& record, const MeetingVote& vote) {
    AnswerPlace out;
    out.meeting = record.questionnaire_version;
    const SqlRows seats = sql.run("SELECT voice FROM meeting_seats WHERE hash = ? AND meeting = ?",
                                  {record.seat, out.meeting});
    if (seats.empty()) return out;
    out.voice = seats.front().text(0);
    out.late = sql.run(
                      "SELECT 1 FROM meeting_questions WHERE meeting = ? AND name = ? AND "
                      "state = 'open'",
                      {out.meeting, vote.question})
                   .empty();
    return out;
}

void count_vote(Sql& sql, std::int64_t seq, const Record& record, const MeetingVote& vote,
                const AnswerPlace& place) {
    sql.run("INSERT INTO meeting_answers VALUES (?,?,?,?,?,?,?,?)",
            {seq, place.meeting, vote.question, place.voice, record.created_at_ms, record.id,
             mode_name(record.mode), vote.answer});
    sql.run("UPDATE meetings SET version = version + 1 WHERE number = ?", {place.meeting});
}

void uncount_vote(Sql& sql, std::int64_t seq) {
    const SqlRows gone =
        sql.run("DELETE FROM meeting_answers WHERE record_seq = ? RETURNING meeting", {seq});
    if (gone.empty()) return;
    sql.run("UPDATE meetings SET version = version + 1 WHERE number = ?", {gone.front().whole(0)});
}

}  // namespace kongdi::server
