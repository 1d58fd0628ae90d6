// SPDX-License-Identifier: Apache-2.0
// What the answers of a meeting come to.
#include <algorithm>

#include "core/codec/json.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/meeting_ledger.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

std::string text_of_json(const std::string& json) {
    return std::string(or_throw(parse_own_json(json)).string_or(""));
}

std::vector<MeetingWords> words_of(Sql& sql, std::int64_t number, std::string_view question,
                                   std::int64_t most) {
    std::vector<MeetingWords> out;
    // Those that all see first, then the newest of the others.
    const SqlRows rows = sql.run(
        "SELECT a.record_id, a.answer, CASE WHEN w.record_id IS NULL THEN 0 ELSE 1 END AS shown "
        "FROM meeting_answers a LEFT JOIN meeting_words w ON w.record_id = a.record_id "
        "WHERE a.meeting = ? AND a.question = ? AND " +
            std::string(kLastOfVoice) + " ORDER BY shown DESC, a.record_seq DESC LIMIT ?",
        {number, question, most});
    for (const SqlRow& row : rows)
        out.push_back({row.text(0), text_of_json(row.text(1)), row.whole(2) != 0});
    return out;
}

/// Answers whose time was over stay counted, by the events that tell of it.
void add_retired(Sql& sql, std::int64_t number, std::vector<MeetingVotes>& votes) {
    for (const SqlRow& row :
         sql.run("SELECT facts FROM events WHERE kind = ? AND subject = ? ORDER BY seq",
                 {kErasureEvent, kMeetingRule})) {
        const Value facts = or_throw(parse_own_json(row.text(0)));
        for (const Value& vote : facts.items("votes")) {
            const Value::List& cells = *vote.if_list();
            if (cells.at(0).int_or(0) != number) continue;
            MeetingVotes one{std::string(cells.at(1).string_or("")),
                             mode_from_name(cells.at(2).string_or("")).value_or(Mode::Session),
                             std::string(cells.at(3).string_or("")), cells.at(4).int_or(0)};
            const auto same = std::find_if(votes.begin(), votes.end(), [&](const auto& other) {
                return other.question == one.question && other.mode == one.mode &&
                       other.answer == one.answer;
            });
            if (same == votes.end())
                votes.push_back(std::move(one));
            else
                same->count += one.count;
        }
    }
}

}  // namespace

Result<MeetingCounts> Registers::meeting_counts(const Meeting& meeting) {
    MeetingCounts out;
    if (meeting.number == 0) return out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = {};
        // Whoever is helped has no phone of their own that could have joined.
        out.joined = sql.run(
                            "SELECT count(DISTINCT voice) FROM meeting_seats WHERE meeting = ? "
                            "AND voice LIKE 'd%'",
                            {meeting.number})
                         .front()
                         .whole(0);
        for (const Question& question : meeting.plan.questions) {
            const bool is_text = question.kind == QuestionKind::Text;
            // Free words are not added up, only counted.
            const std::string answer = is_text ? "''" : "a.answer";
            for (const SqlRow& row : sql.run(
                     "SELECT a.mode, " + answer +
                         " AS said, count(*) FROM meeting_answers a WHERE a.meeting = ? AND "
                         "a.question = ? AND " +
                         std::string(kLastOfVoice) + " GROUP BY a.mode, said ORDER BY a.mode, said",
                     {meeting.number, question.name}))
                out.votes.push_back({question.name,
                                     mode_from_name(row.text(0)).value_or(Mode::Session),
                                     row.text(1), row.whole(2)});
            if (is_text)
                out.words.emplace_back(question.name,
                                       words_of(sql, meeting.number, question.name, kMostWords));
        }
        if (meeting.closed_at_ms) add_retired(sql, meeting.number, out.votes);
    }));
    return out;
}

}  // namespace kongdi::server
