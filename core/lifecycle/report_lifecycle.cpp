// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/report_lifecycle.hpp"

#include <array>

namespace kongdi {

namespace {

constexpr std::array<ReportMoveRow, 5> kMoves{{
    {ReportState::Submitted, ReportMove::Verify, ReportState::Verified, Role::Worker},
    {ReportState::Submitted, ReportMove::Withdraw, ReportState::Withdrawn, Role::Resident},
    {ReportState::Verified, ReportMove::Withdraw, ReportState::Withdrawn, Role::Resident},
    // Another resident says that the space is there: it adds weight and changes no state.
    {ReportState::Submitted, ReportMove::Corroborate, ReportState::Submitted, Role::Resident},
    {ReportState::Verified, ReportMove::Corroborate, ReportState::Verified, Role::Resident},
}};

}  // namespace

std::span<const ReportMoveRow> report_moves() { return kMoves; }

std::optional<ReportState> after_move(ReportState from, ReportMove move, Role who) {
    for (const ReportMoveRow& row : kMoves)
        if (row.from == from && row.move == move && row.who == who) return row.to;
    return std::nullopt;
}

ReportState fold(std::span<const ReportEvent> events) {
    ReportState state = ReportState::Submitted;
    for (const ReportEvent& event : events)
        if (const auto next = after_move(state, event.move, event.by)) state = *next;
    return state;
}

}  // namespace kongdi
