// SPDX-License-Identifier: Apache-2.0
// What the answers of a meeting come to.
#include <algorithm>

#include "core/codec/json.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/meeting_ledger.hpp"
#include "server/storage/register_events.hpp"
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

/// None for a meeting that an earlier version closed.
std::optional<std::vector<MeetingVotes>> votes_at_the_end(Sql& sql, const Meeting& meeting) {
    for (const SqlRow& row :
         sql.run("SELECT facts FROM events WHERE kind = ? AND subject = ? AND at_ms = ? "
                 "ORDER BY seq DESC",
                 {kMeetingEvent, meeting.id, meeting.closed_at_ms.value_or(0)})) {
        const Value facts = or_throw(parse_own_json(row.text(0)));
        if (facts.find("votes") == nullptr) continue;
        std::vector<MeetingVotes> out;
        for (const Value& vote : facts.items("votes")) {
            const Value::List& cells = *vote.if_list();
            out.push_back({std::string(cells.at(0).string_or("")),
                           mode_from_name(cells.at(1).string_or("")).value_or(Mode::Session),
                           std::string(cells.at(2).string_or("")), cells.at(3).int_or(0)});
        }
        return out;
    }
    return std::nullopt;
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

std::vector<MeetingVotes> counted_votes(Sql& sql, const Meeting& meeting) {
    std::vector<MeetingVotes> out;
    for (const Question& question : meeting.plan.questions) {
        const std::string answer = question.kind == QuestionKind::Text ? "''" : "a.answer";
        for (const SqlRow& row :
             sql.run("SELECT a.mode, " + answer +
                         " AS said, count(*) FROM meeting_answers a WHERE a.meeting = ? AND "
                         "a.question = ? AND " +
                         std::string(kLastOfVoice) + " GROUP BY a.mode, said ORDER BY a.mode, said",
                     {meeting.number, question.name}))
            out.push_back({question.name, mode_from_name(row.text(0)).value_or(Mode::Session),
                           row.text(1), row.whole(2)});
    }
    return out;
}

Value votes_tree(const std::vector<MeetingVotes>& votes) {
    Value out = Value::list();
    for (const MeetingVotes& one : votes)
        out.push(Value::list({one.question, mode_name(one.mode), one.answer, one.count}));
    return out;
}

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
        const auto at_the_end =
            meeting.closed_at_ms ? votes_at_the_end(sql, meeting) : std::nullopt;
        out.votes = at_the_end ? *at_the_end : counted_votes(sql, meeting);
        if (meeting.closed_at_ms && !at_the_end) add_retired(sql, meeting.number, out.votes);
        for (const Question& question : meeting.plan.questions)
            if (question.kind == QuestionKind::Text)
                out.words.emplace_back(question.name,
                                       words_of(sql, meeting.number, question.name, kMostWords));
    }));
    return out;
}

}  // namespace kongdi::server
