// SPDX-License-Identifier: Apache-2.0
// A questionnaire as a phone asks it, with the real views and its real logic, in a frame.
#include "core/rules/record_check.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/questions/question_views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

void draw_preview(const AppState& state, const text::Text& text, const Questionnaire& questionnaire,
                  Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    if (desk.page >= questionnaire.pages.size()) return;
    const QuestionPage& page = questionnaire.pages[desk.page];
    const std::string_view language = language_code(state.language);
    const AnswerLogic logic(questionnaire, desk.answers,
                            day_of_record(state.now_ms + state.clock_offset_ms));
    const Errors errors = check_page(page, desk.answers, {}, logic);
    const widgets::Card phone("phone", text("questionnaire.preview"));
    widgets::title(page.title.in(language));
    const widgets::Scope scope("preview");
    for (const Question& question : page.questions) {
        if (!logic.asks(question)) {
            widgets::second(text("questionnaire.not_asked", {{"name", question.name}}));
            continue;
        }
        // A map and a camera belong to a phone in somebody's hand.
        if (question.kind == QuestionKind::Place || question.kind == QuestionKind::Photo) {
            widgets::heading(question.label.in(language));
            widgets::second(question.hint.in(language));
            continue;
        }
        const Value* answer = desk.answers.find(question.name);
        // What was not answered yet is no mistake while one tries things out.
        const Errors none;
        const QuestionShown shown{.text = text,
                                  .language = language,
                                  .answer = answer,
                                  .errors = answer != nullptr ? errors : none,
                                  .logic = &logic};
        QuestionDone done;
        draw_question(question, shown, done);
        if (done.answer) {
            Value answers = desk.answers;
            if (done.answer->is_null())
                answers.erase(question.name);
            else
                answers.set(question.name, *done.answer);
            out.push_back(AnswerPreview{std::move(answers)});
        }
        widgets::space(12);
    }
}

}  // namespace kongdi::shell::desk
