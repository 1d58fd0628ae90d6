// SPDX-License-Identifier: Apache-2.0
// The parts of the questionnaires' screen: the open question's fields, the phone beside it.
#pragma once

#include "core/model/questionnaire.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// The question that is open in a document; null when there is none.
Value* open_question(const QuestionnaireDesk& desk, Value& document);

void draw_question_editor(const AppState& state, const text::Text& text, Actions& out);
void draw_preview(const AppState& state, const text::Text& text, const Questionnaire& questionnaire,
                  Actions& out);

}  // namespace kongdi::shell::desk
