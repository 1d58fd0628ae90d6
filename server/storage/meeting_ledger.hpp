// SPDX-License-Identifier: Apache-2.0
// How the answers of a meeting come to be counted: one for each question and voice, the last that
// it gave while the question was open.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/sql.hpp"
#include "server/storage/storage.hpp"
#include "server/storage/wave_ledger.hpp"

namespace kongdi::server {

/// Which voice of which meeting an answer is of, and whether it came in time: decided when it
/// arrives and written down with it.
AnswerPlace vote_place(Sql& sql, const Record& record, const MeetingVote& vote);

/// Does an answer with this place count?
inline bool counts_in_meeting(const AnswerPlace& place) {
    return place.meeting != 0 && !place.voice.empty() && !place.late;
}

/// Of a voice the last answer to a question counts: there is none after `a`, of meeting_answers.
inline constexpr std::string_view kLastOfVoice =
    "NOT EXISTS (SELECT 1 FROM meeting_answers b WHERE b.meeting = a.meeting AND "
    "b.question = a.question AND b.voice = a.voice AND (b.created_at_ms > a.created_at_ms OR "
    "(b.created_at_ms = a.created_at_ms AND b.record_id > a.record_id)))";

/// What an answer adds to the sums of its meeting.
struct CountedVote {
    std::int64_t meeting = 0;
    std::string question = {};
    Mode mode = Mode::Session;
    std::string answer = {};  // JSON; empty for free words
    friend auto operator<=>(const CountedVote&, const CountedVote&) = default;
};
/// None for an answer that does not count (any more).
std::optional<CountedVote> counted_vote(Sql& sql, std::string_view record_id);

/// How often each answer counts in a meeting, from its answers as they are. Free words are not
/// added up, only counted.
std::vector<MeetingVotes> counted_votes(Sql& sql, const Meeting& meeting);
/// The same as an event keeps it: written down when the meeting is closed. Its summary is made of
/// that: from what is erased afterwards nobody can tell what the one who went had said.
Value votes_tree(const std::vector<MeetingVotes>& votes);

/// Keeps an answer that counts, beside those that its voice gave before.
void count_vote(Sql& sql, std::int64_t seq, const Record& record, const MeetingVote& vote,
                const AnswerPlace& place);
/// Takes an answer back. The one that its voice gave before it counts again.
void uncount_vote(Sql& sql, std::int64_t seq);

}  // namespace kongdi::server
