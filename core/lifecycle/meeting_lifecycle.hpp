// SPDX-License-Identifier: Apache-2.0
// The life of a meeting and of its questions: staff open, close, sum up and publish it.
#pragma once

#include <optional>
#include <span>

#include "core/model/meeting.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

struct MeetingMoveRow {
    MeetingState from;
    MeetingMove move;
    MeetingState to;
};

/// THE table of moves; each is staff's. A meeting begins as a draft.
std::span<const MeetingMoveRow> meeting_moves();

/// The state after a move, none when it is not legal for this role.
std::optional<MeetingState> after_move(MeetingState from, MeetingMove move, Role who);

/// Where a question stands after what a host does with it in an open meeting; none when it is not
/// legal. Doing what is done already is legal and changes nothing.
std::optional<Asked> after_move(Asked from, AskMove move);

}  // namespace kongdi
