// SPDX-License-Identifier: Apache-2.0
// How the answers of a meeting come to be counted: one for each question and voice, the last that
// it gave while the question was open.
#pragma once

#include <cstdint>
#include <string>

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

/// Keeps an answer that counts, beside those that its voice gave before.
void count_vote(Sql& sql, std::int64_t seq, const Record& record, const MeetingVote& vote,
                const AnswerPlace& place);
/// Takes an answer back. The one that its voice gave before it counts again.
void uncount_vote(Sql& sql, std::int64_t seq);

}  // namespace kongdi::server
