// SPDX-License-Identifier: Apache-2.0
// A field of the programme to be filled in, by its type: of a form, or of what a move asks for.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/model/programme_fields.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// What the fields are filled in on.
struct FieldSheet {
    const AppState& state;
    const text::Text& text;
    ProgrammeKind kind;
    const Value& typed;  // by the names of the fields
    /// What is wrong at a path ("/incomes/0/year"), in words; empty when nothing is.
    std::function<std::string_view(const std::string&)> wrong;
    std::function<void(std::string, Value)> put;
    Actions& out;
};

/// Narrow enough to stand beside another one.
bool is_short(const ProgrammeField& field);
void draw_programme_field(const FieldSheet& sheet, const ProgrammeField& field);

}  // namespace kongdi::shell::desk
