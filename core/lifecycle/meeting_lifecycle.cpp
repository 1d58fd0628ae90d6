// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/meeting_lifecycle.hpp"

#include <array>

namespace kongdi {

namespace {

constexpr std::array<MeetingMoveRow, 4> kMoves{{
    {MeetingState::Draft, MeetingMove::Open, MeetingState::Open},
    {MeetingState::Open, MeetingMove::Close, MeetingState::Closed},
    {MeetingState::Closed, MeetingMove::Summarise, MeetingState::Summarised},
    {MeetingState::Summarised, MeetingMove::Publish, MeetingState::Published},
}};

}  // namespace

std::span<const MeetingMoveRow> meeting_moves() { return kMoves; }

std::optional<MeetingState> after_move(MeetingState from, MeetingMove move, Role who) {
    if (who != Role::Worker && who != Role::Planner) return std::nullopt;
    for (const MeetingMoveRow& row : kMoves)
        if (row.from == from && row.move == move) return row.to;
    return std::nullopt;
}

std::optional<Asked> after_move(Asked from, AskMove move) {
    // Nothing was asked yet, so there is nothing to close or to show.
    if (from.state == AskState::Waiting && move != AskMove::Open) return std::nullopt;
    switch (move) {
        case AskMove::Open: return Asked{AskState::Open, from.revealed};
        case AskMove::Close: return Asked{AskState::Closed, from.revealed};
        case AskMove::Reveal: return Asked{from.state, true};
        case AskMove::Hide: return Asked{from.state, false};
        case AskMove::Count_: break;
    }
    return std::nullopt;
}

}  // namespace kongdi
