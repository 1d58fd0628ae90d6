// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_votes.hpp"

#include <array>
#include <set>
#include <string>
#include <utility>

#include "server/storage/meeting_ledger.hpp"
#include "server/storage/postgres_locks.hpp"

namespace kongdi::server {

namespace {

using Step = PostgresConnection::Step;

constexpr const char* kSeats =
    "SELECT hash, meeting, voice FROM meeting_seats WHERE hash = ANY ($1::text[])";
constexpr const char* kOpenQuestions =
    "SELECT meeting, name FROM meeting_questions WHERE state = 'open' AND "
    "meeting = ANY ($1::bigint[])";
constexpr const char* kAddVotes =
    "INSERT INTO meeting_answers SELECT r.seq, k.meeting, k.question, k.voice, k.created_at_ms, "
    "k.record_id, k.mode, k.answer FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], "
    "$5::bigint[], $6::text[], $7::text[]) AS k (record_id, meeting, question, voice, "
    "created_at_ms, mode, answer) JOIN records r ON r.id = k.record_id";

}  // namespace

void place_votes(PostgresConnection& connection, std::span<const Submission* const> submissions,
                 std::vector<AnswerPlace>& places) {
    PostgresArray hash, meeting;
    for (const Submission* one : submissions) {
        if (!one->vote) continue;
        hash.add(one->record.seat.value_or(""));
        meeting.add(one->record.questionnaire_version);
    }
    if (hash.empty()) return;
    const std::array<Step, 3> steps{{{kLockShared, PostgresValues::of(kLockMeetings)},
                                     {kSeats, PostgresValues::of(hash)},
                                     {kOpenQuestions, PostgresValues::of(meeting)}}};
    const auto answers = connection.pipeline(steps);
    std::map<std::pair<std::string, std::int64_t>, std::string> voices;
    for (int i = 0; i < answers[1].rows(); ++i)
        voices[{answers[1][i].string(0), answers[1][i].whole(1)}] = answers[1][i].string(2);
    std::set<std::pair<std::int64_t, std::string>> open;
    for (int i = 0; i < answers[2].rows(); ++i)
        open.emplace(answers[2][i].whole(0), answers[2][i].string(1));
    for (std::size_t i = 0; i < submissions.size(); ++i) {
        const Submission& one = *submissions[i];
        if (!one.vote) continue;
        AnswerPlace& place = places[i];
        place.meeting = one.record.questionnaire_version;
        const auto voice = voices.find({one.record.seat.value_or(""), place.meeting});
        if (voice == voices.end()) continue;
        place.voice = voice->second;
        place.late = !open.contains({place.meeting, one.vote->question});
    }
}

void VoteBatch::add(const NewRecord& record) {
    const Submission& submission = record.submission;
    if (!submission.vote || !counts_in_meeting(record.place)) return;
    m_record.add(submission.record.id);
    m_meeting.add(record.place.meeting);
    m_question.add(submission.vote->question);
    m_voice.add(record.place.voice);
    m_created.add(submission.record.created_at_ms);
    m_mode.add(mode_name(submission.record.mode));
    m_answer.add(submission.vote->answer);
    ++m_counts[record.place.meeting];
}

std::vector<Step> VoteBatch::rows() const {
    std::vector<Step> out;
    if (m_record.empty()) return out;
    out.push_back({kAddVotes, PostgresValues::of(m_record, m_meeting, m_question, m_voice,
                                                 m_created, m_mode, m_answer)});
    for (const auto& [meeting, count] : m_counts)
        out.push_back({"UPDATE meetings SET version = version + $1 WHERE number = $2",
                       PostgresValues::of(count, meeting)});
    return out;
}

}  // namespace kongdi::server
