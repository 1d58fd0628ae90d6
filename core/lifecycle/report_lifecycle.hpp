// SPDX-License-Identifier: Apache-2.0
// The life of a report: which moves are legal and who may make them. State is the fold of events.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/model/report_state.hpp"

namespace kongdi {

struct ReportMoveRow {
    ReportState from;
    ReportMove move;
    ReportState to;
    Role who;
};

/// THE table of moves after submission.
std::span<const ReportMoveRow> report_moves();

/// One thing that happened. Events are only ever added.
struct ReportEvent {
    ReportMove move = ReportMove::Submit;
    std::int64_t at_ms = 0;
    Role by = Role::Resident;

    friend bool operator==(const ReportEvent&, const ReportEvent&) = default;
};

/// The state after a move, none when it is not legal for this role.
std::optional<ReportState> after_move(ReportState from, ReportMove move, Role who);

/// The state after all events in their order; illegal ones change nothing.
ReportState fold(std::span<const ReportEvent> events);

}  // namespace kongdi
