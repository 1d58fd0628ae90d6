// SPDX-License-Identifier: Apache-2.0
// What a row that is given back wants an entry of the programme to be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/programme.hpp"
#include "server/changes/given_back.hpp"

namespace kongdi::server {

/// Columns that planners may edit, the first two of which say which entry is meant; behind these
/// the fields of THE table of core/model/programme_fields.hpp that have a cell of their own, in
/// their order. Lists (photos, papers, years of operation) have none.
enum class ProgrammeColumn : std::uint8_t {
    Id,
    Version,
    Kind,        // of a new row; another than that of the entry is refused
    State,       // another one is the move that leads there
    Reason,      // of that move; stands at the entry when it must give one, else in its history
    FirstField,  // the title
};
std::vector<std::string_view> programme_edit_columns();

/// What of an entry a file can say, and what goes with it.
struct ProgrammeSaid {
    ProgrammeKind kind = ProgrammeKind::Candidate;
    Value facts = Value::map();  // in the order of THE table
    ProgrammeState state = ProgrammeState::Draft;
    std::string reason = {};
    std::string move_reason = {};               // of a move that need not give one
    std::vector<LandFacility> facilities = {};  // of land: those of its issue
    friend bool operator==(const ProgrammeSaid&, const ProgrammeSaid&) = default;
};
ProgrammeSaid said_of(const ProgrammeEntry& entry);

struct ProgrammeEdit {
    ProgrammeSaid facts = {};
    /// Of cells that cannot be read, and of a state that no single move leads to; the facts are
    /// checked elsewhere.
    Errors errors = {};
};

/// What was said with what the row has instead; what has no column stays. A cell that says the same
/// in another way changes nothing. An empty state stays, too.
ProgrammeEdit edit_of(const ProgrammeSaid& before, const GivenRow& row);
/// Of a row without an id.
ProgrammeEdit new_edit_of(const GivenRow& row);

}  // namespace kongdi::server
