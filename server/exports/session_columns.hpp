// SPDX-License-Identifier: Apache-2.0
// THE table of columns of participation sessions (meetings) that are over: a row for each option of
// each question that was asked, as the summary shows it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/model/meeting.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

struct SessionRow {
    std::string id = {};     // "MEETING/room/yes"
    std::string title = {};  // of the meeting and the question
    std::string meeting = {};
    std::string meeting_title = {};
    MeetingState state = MeetingState::Closed;
    std::string community = {};
    std::string community_name = {};
    std::optional<Wgs84Point> point = {};
    std::optional<std::int64_t> opened_at_ms = {};
    std::optional<std::int64_t> closed_at_ms = {};
    std::int64_t joined = 0;  // nought for what is too small
    std::int64_t place = 0;   // of the question among those asked, from 1
    std::string question = {};
    std::string question_label = {};
    QuestionKind kind = QuestionKind::SingleChoice;
    std::int64_t answered = 0;  // as joined
    std::optional<double> mean = {};
    // Empty in the one row of a question of free words.
    std::string option = {};
    std::string option_label = {};
    std::optional<std::int64_t> count = {};  // none where it is kept back
    std::string words = {};                  // free words that the host let through, a line each
    std::string decisions = {};              // of the meeting, a line each
};

Table<SessionRow> session_table();

}  // namespace kongdi::server
