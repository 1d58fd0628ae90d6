// SPDX-License-Identifier: Apache-2.0
// What the parts of the desk are called by: the functions behind its screens, and its reducers.
#pragma once

#include "shell/app/effects.hpp"
#include "shell/app/reduce.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

// one file a screen
void draw_worker(const AppState&, const text::Text&, Actions&);
void draw_worker_report(const AppState&, const text::Text&, Actions&);
void draw_planner(const AppState&, const text::Text&, Actions&);
void draw_questionnaires(const AppState&, const text::Text&, Actions&);
void draw_import(const AppState&, const text::Text&, Actions&);

// spaces.cpp
void query_spaces(AppState& state, const api::SpaceQuery& query, Effects& effects);
void open_desk(AppState& state, const std::string& id, Effects& effects);
void verify_report(AppState& state, const std::string& id, Effects& effects);
/// True when the tag was theirs.
bool space_event(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects);

// questionnaires.cpp
void load_questionnaires(AppState& state, Effects& effects);
void open_questionnaire(AppState& state, const OpenQuestionnaire& action, Effects& effects);
void edit_questionnaire(AppState& state, const EditQuestionnaire& action);
void publish_questionnaire(AppState& state, Effects& effects);
void form_picked(AppState& state, const Value& event, Effects& effects);
/// True when the tag was the questionnaires'.
bool questionnaire_event(AppState& state, std::string_view tag, int status, const Value& body,
                         Effects& effects);

// imports.cpp
void load_imports(AppState& state, Effects& effects);
void layer_picked(AppState& state, const Value& event, Effects& effects);
void choose_import(AppState& state, const ChooseImport& action, Effects& effects);
void choose_column(AppState& state, const ChooseImportColumn& action, Effects& effects);
void decide_name(AppState& state, const DecideImportName& action, Effects& effects);
void run_import(AppState& state, Effects& effects);
void undo_import(AppState& state, std::int64_t id, Effects& effects);
void stop_import(AppState& state, Effects& effects);
/// True when the tag was the imports'.
bool import_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects);

}  // namespace kongdi::shell::desk
