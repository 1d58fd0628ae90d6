// SPDX-License-Identifier: Apache-2.0
// Whether a meeting can be held as planned, what its answers must be, and the codes to join it by.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/model/meeting.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxMeetingTitle = 80;  // code points
inline constexpr std::size_t kMaxMeetingQuestions = 30;
inline constexpr std::size_t kMaxMeetingChoices = 12;  // a question's own: bars on a projector
inline constexpr std::int64_t kMaxWordsLength = 200;   // code points of a free answer
inline constexpr std::size_t kMaxDecisions = 50;
inline constexpr std::size_t kMaxDecisionLength = 500;  // code points

/// What the questionnaire of every meeting is called; its version is the meeting's number.
inline constexpr std::string_view kMeetingQuestionnaire = "meeting";

/// The agenda as a questionnaire. The title stands for each language of the first question.
Questionnaire agenda_of(const MeetingPlan& plan, std::int64_t number);

/// May a question of this kind be asked in a meeting?
bool is_meeting_kind(QuestionKind kind);

/// Paths name the fields ("/questions/3/label"), in their order.
Errors check_meeting(const MeetingPlan& plan);
/// Paths as "/summary/decisions/0/due".
Errors check_decisions(std::span<const Decision> decisions);

// Codes: signs that are not mistaken for each other, whoever reads them from a wall.

inline constexpr std::string_view kMeetingCodeSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
inline constexpr std::size_t kMeetingCodeLength = 6;

/// A code of random bytes, each below the largest multiple of the number of signs; bytes above are
/// passed over. Empty when there are too few.
std::string make_meeting_code(std::span<const std::uint8_t> random);
/// What was typed, without spaces and in capitals; empty when it is no code.
std::string meeting_code_of(std::string_view typed);

}  // namespace kongdi
