// SPDX-License-Identifier: Apache-2.0
// The page of a download that was edited and is given back (/downloads/changes).
#pragma once

#include "shell/app/effects.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// Stands in place of a data set in the address of the downloads.
inline constexpr std::string_view kChangesArgument = "changes";
inline bool shows_changes(const AppState& state) {
    return state.route.screen == ScreenId::Downloads && state.route.argument == kChangesArgument;
}

void draw_changes(const AppState& state, const text::Text& text, Actions& out);

// changes.cpp
/// The page has a file that was chosen: it is compared.
void changes_picked(AppState& state, const Value& event, Effects& effects);
void apply_changes(AppState& state, Effects& effects);
void stop_changes(AppState& state, Effects& effects);
/// True when the tag was theirs.
bool changes_event(AppState& state, std::string_view tag, int status, const Value& body,
                   Effects& effects);

}  // namespace kongdi::shell::desk
