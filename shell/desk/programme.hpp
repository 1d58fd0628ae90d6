// SPDX-License-Identifier: Apache-2.0
// The parts of the programme's pages: the functions behind its screens, its reducers, its form.
#pragma once

#include "shell/app/effects.hpp"
#include "shell/desk/forms.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

// one file a screen
void draw_programme(const AppState&, const text::Text&, Actions&);
void draw_programme_entry(const AppState&, const text::Text&, Actions&);
void draw_programme_form(const AppState&, const text::Text&, Actions&);
void draw_programme_land(const AppState&, const text::Text&, Actions&);

// programme.cpp
/// What the address shows of it.
void enter_programme(AppState& state, Effects& effects);
void open_programme_entry(AppState& state, const std::string& id, Effects& effects);
/// The communities that an award, a case or operation may belong to.
void load_candidates(Effects& effects);
void filter_programme(AppState& state, const std::string& filter, Effects& effects);
void move_programme(AppState& state, ProgrammeMove move, Effects& effects);
void change_programme(AppState& state, const ChangeProgramme& action, Effects& effects);
void reckon_land(AppState& state, Effects& effects);
/// True when the tag was the programme's.
bool programme_event(AppState& state, std::string_view tag, int status, const Value& body,
                     Effects& effects);

// programme_form.cpp
/// What is kept on the device apart: a new entry of each kind, and each entry that is changed.
std::string programme_form_name(const Route& route);
/// What the address says of a new entry goes before what was typed earlier.
void take_programme_address(AppState& state);
Value begin_programme_form(const AppState& state);
CheckedForm check_programme_form(const AppState& state);
/// Facts as they are typed, and back; what cannot be read stays as it is, for the check to refuse.
Value typed_programme(const ProgrammeEntry& entry);
Value facts_of_typed(ProgrammeKind kind, const Value& typed);
/// The usual papers of a certificate, none of them there yet.
Value usual_paper_list();

}  // namespace kongdi::shell::desk
