// SPDX-License-Identifier: Apache-2.0
#include "server/storage/meeting_ledger.hpp"

namespace kongdi::server {

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
