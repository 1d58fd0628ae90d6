// SPDX-License-Identifier: Apache-2.0
// The life of each kind of entry of the programme.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "core/model/programme_fields.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

struct ProgrammeMoveRow {
    ProgrammeKind kind;
    ProgrammeState from;
    ProgrammeMove move;
    ProgrammeState to;
    bool reason = false;                         // must be said
    std::array<std::string_view, 2> needs = {};  // fields of the facts
};

/// THE table of moves; each is a planner's.
std::span<const ProgrammeMoveRow> programme_moves();

/// In which state an entry of a kind is filed.
ProgrammeState first_state(ProgrammeKind kind);

/// The row of a move; null when it is not legal.
const ProgrammeMoveRow* programme_move(ProgrammeKind kind, ProgrammeState from, ProgrammeMove move);
/// The one move that leads from a state to another; null when there is none.
const ProgrammeMoveRow* programme_move_to(ProgrammeKind kind, ProgrammeState from,
                                          ProgrammeState to);

/// No move is legal from here: nothing is done to it any more.
bool is_over(ProgrammeKind kind, ProgrammeState state);
/// It has been decided, so that what was decided on stays.
bool is_decided(ProgrammeState state);
/// A field stays as it is from here on.
bool is_fixed(ProgrammeFixed fixed, ProgrammeKind kind, ProgrammeState state);

}  // namespace kongdi
