// SPDX-License-Identifier: Apache-2.0
// Tokens of programs, and the log of who was shown raw reports: screens and reducers.
#pragma once

#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

void draw_tokens(const AppState&, const text::Text&, Actions&);
void draw_reads(const AppState&, const text::Text&, Actions&);

void list_tokens(AppState& state, Effects& effects);
void add_token(AppState& state, Effects& effects);
void ask_end_token(AppState& state, const std::string& id, Effects& effects);
void end_token(AppState& state, Effects& effects);
void list_reads(AppState& state, std::int64_t limit, Effects& effects);
/// True when the tag was theirs.
bool access_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects);

}  // namespace kongdi::shell::desk
