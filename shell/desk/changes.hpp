// SPDX-License-Identifier: Apache-2.0
// The page of a download that was edited and is given back: /downloads/changes, from the pages of
// the action plan with ?set=plan, of the programme with ?set=programme. It takes a file of any of
// these sets, since its columns say what it is of; the address only says what a file is taken for
// that has too few of them.
#pragma once

#include <array>

#include "core/api/change_messages.hpp"
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

/// What can be given back, as the server has it.
struct ChangeSet {
    std::string_view name;
    std::string_view preview;  // addresses
    std::string_view apply;
    std::string_view field_key;    // what the labels of its fields begin with
    std::string_view mistake_key;  // and why a row of it is refused, where it is told in own words
    std::string_view done_key;
};
inline constexpr std::array<ChangeSet, 3> kChangeSets{
    {{"facilities", api::kFacilityChangesPreview, api::kFacilityChanges, "facility.field.",
      "changes.mistake.", "changes.done"},
     {"plan", api::kPlanChangesPreview, api::kPlanChanges, "plan.field.", "changes.plan_mistake.",
      "changes.done_plan"},
     {"programme", api::kProgrammeChangesPreview, api::kProgrammeChanges, "programme.field.",
      "changes.programme_mistake.", "changes.done_programme"}}};
/// The first for any other name.
const ChangeSet& change_set(std::string_view name);
bool is_given_back(std::string_view set);
/// The page for a file of this set.
Route changes_route(std::string_view set);

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
