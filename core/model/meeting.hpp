// SPDX-License-Identifier: Apache-2.0
// A participation session: people in a hall answer the questions of an agenda from their phones,
// and see together what was answered. In the code it is a meeting; a session is a log-in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/questionnaire.hpp"

namespace kongdi {

enum class MeetingState : std::uint8_t { Draft, Open, Closed, Summarised, Published, Count_ };
enum class MeetingMove : std::uint8_t { Open, Close, Summarise, Publish, Count_ };

/// Whether a question of the agenda takes answers just now.
enum class AskState : std::uint8_t { Waiting, Open, Closed, Count_ };
/// What a host does with a question.
enum class AskMove : std::uint8_t { Open, Close, Reveal, Hide, Count_ };

std::string_view meeting_state_name(MeetingState state);
std::optional<MeetingState> meeting_state_from_name(std::string_view name);
std::string_view meeting_move_name(MeetingMove move);
std::optional<MeetingMove> meeting_move_from_name(std::string_view name);
std::string_view ask_state_name(AskState state);
std::optional<AskState> ask_state_from_name(std::string_view name);
std::string_view ask_move_name(AskMove move);  // what a question is set to: "revealed"
std::optional<AskMove> ask_move_from_name(std::string_view name);

struct MeetingPlan {
    std::string title = {};
    std::string community = {};  // 12 digits
    std::vector<Question> questions = {};
    friend bool operator==(const MeetingPlan&, const MeetingPlan&) = default;
};

/// Where a question of the agenda stands.
struct Asked {
    AskState state = AskState::Waiting;
    bool revealed = false;
    friend bool operator==(const Asked&, const Asked&) = default;
};

/// What was agreed on, and until when it is promised.
struct Decision {
    std::string text = {};
    std::string due = {};  // "2026-11-24", or empty
    friend bool operator==(const Decision&, const Decision&) = default;
};

struct Meeting {
    std::string id = {};      // UUIDv7
    std::int64_t number = 0;  // from 1 on, the version of its questionnaire; 0 for a draft
    MeetingState state = MeetingState::Draft;
    std::string code = {};  // to join it by; empty for a draft
    MeetingPlan plan = {};
    std::vector<Asked> asked = {};  // one for each question of the plan
    std::string current = {};       // the question that was opened last
    std::vector<Decision> decisions = {};
    std::string by = {};  // whoever planned it
    std::int64_t created_at_ms = 0;
    std::optional<std::int64_t> opened_at_ms = {};
    std::optional<std::int64_t> closed_at_ms = {};
    std::int64_t version = 0;  // grows with everything that is done, joined or answered
    friend bool operator==(const Meeting&, const Meeting&) = default;
};

// What a host does, one thing at a time.

struct MoveMeeting {
    MeetingMove move = MeetingMove::Open;
    friend bool operator==(const MoveMeeting&, const MoveMeeting&) = default;
};
struct SetQuestion {
    std::string question = {};
    AskMove set = AskMove::Open;
    friend bool operator==(const SetQuestion&, const SetQuestion&) = default;
};
/// Lets a free answer through to where all see it, or takes it away again.
struct ShowWords {
    std::string record = {};
    bool show = false;
    friend bool operator==(const ShowWords&, const ShowWords&) = default;
};
struct SumUp {
    std::vector<Decision> decisions = {};  // in place of those before
    friend bool operator==(const SumUp&, const SumUp&) = default;
};
using MeetingStep = std::variant<MoveMeeting, SetQuestion, ShowWords, SumUp>;

}  // namespace kongdi
