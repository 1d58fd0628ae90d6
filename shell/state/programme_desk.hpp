// SPDX-License-Identifier: Apache-2.0
// The programme of future communities on the desk: entries of a kind, their sums, and one of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/api/programme_messages.hpp"
#include "shell/state/register_desk.hpp"

namespace kongdi::shell {

struct ProgrammeDesk {
    std::vector<ProgrammeEntry> entries = {};  // of the kind that was asked for
    std::optional<ProgrammeKind> kind = {};    // which that is
    std::size_t listed = 0;                    // so many more than the first ones are shown
    Asked listing = {};
    api::ProgrammeSums sums = {};
    Asked summing = {};
    std::vector<ProgrammeEntry> candidates = {};  // that awards, cases and operation may name
    std::optional<api::ProgrammeCard> card = {};
    Asked opening = {};
    Asked moving = {};
    std::optional<ProgrammeMove> next = {};  // once what it asks for is written down
    /// As typed: "reason" and the fields a move asks for; "households" and "people" of a plot.
    Value typed = Value::map();
    std::optional<api::LandTerms> terms = {};
    Asked reckoning = {};
};

// What is done there.

/// What the address shows of the programme, once more.
struct AskProgramme {};
/// What the address shows from now on: "kind=award&year=2026".
struct FilterProgramme {
    std::string filter;
};
struct ListMoreProgramme {};
struct TypeProgramme {
    std::string name;
    Value value;
};
struct MoveProgramme {
    ProgrammeMove move;
};
/// One field of the entry that is shown, at once.
struct ChangeProgramme {
    std::string name;
    Value value;
};
/// What the land-sale conditions of the plot that was typed come to.
struct ReckonLand {};
/// The best cases as everybody sees them.
struct OpenCases {};

}  // namespace kongdi::shell
