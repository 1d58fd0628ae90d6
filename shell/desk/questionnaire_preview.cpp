// SPDX-License-Identifier: Apache-2.0
// The open question's page as a phone asks it, with the real views and its real logic, in a frame.
#include <algorithm>
#include <vector>

#include "core/rules/record_check.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/map/map_view.hpp"
#include "shell/questions/question_views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string language_of_preview(const AppState& state) {
    const std::string& chosen = state.questionnaires.preview_language;
    return chosen.empty() ? std::string(language_code(state.language)) : chosen;
}

/// In which language, and which row of a matrix: a phone asks one at a time.
void draw_choosers(const AppState& state, const text::Text& text, const QuestionPage& page,
                   Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    const std::string language = language_of_preview(state);
    std::vector<std::string> names;
    std::vector<widgets::Choice> choices;
    const Value::Map* languages = desk.document["title"].if_map();
    if (languages == nullptr) return;
    for (const Value::Member& one : *languages) names.push_back(language_name(text, one.first));
    for (std::size_t i = 0; i < languages->size(); ++i)
        choices.push_back({(*languages)[i].first, names[i], widgets::Icon::None,
                           (*languages)[i].first == language});
    if (const auto pressed =
            widgets::segmented("language", text("questionnaire.preview_in"), choices))
        out.push_back(TurnPreview{(*languages)[*pressed].first, desk.preview_row});
    for (const Question& question : page.questions) {
        if (question.kind != QuestionKind::Matrix || question.choices.size() < 2) continue;
        std::vector<widgets::Choice> rows;
        for (std::size_t i = 0; i < question.choices.size(); ++i)
            rows.push_back({question.choices[i].code, question.choices[i].label.in(language),
                            widgets::Icon::None,
                            i == std::min(desk.preview_row, question.choices.size() - 1)});
        if (const auto pressed = widgets::select("row", text("questionnaire.preview_row"), rows))
            out.push_back(TurnPreview{language, *pressed});
        break;
    }
}

void draw_city(const AppState& state, const text::Text& text) {
    if (!state.city || state.city->box.empty()) {
        widgets::second(text("questionnaire.no_map"));
        return;
    }
    constexpr float kHeight = 220;
    const Box& box = state.city->box;
    map::MapOptions options;
    options.label = text("questionnaire.preview_map");
    options.height = kHeight;
    options.full_width = false;
    if (state.map_about) options.tiles = state.tiles;
    std::vector<map::MapShape> shapes;
    if (!state.map_about) shapes = state.map_shapes;
    map::map_view("map",
                  map::fitted({box.west, box.south}, {box.east, box.north},
                              widgets::available_width(), kHeight),
                  shapes, options);
}

/// A map that moves and a camera belong to a phone in somebody's hand: here one sees where they
/// will be, and nothing can be pressed.
void draw_unasked(const AppState& state, const text::Text& text, const text::Text& words,
                  const Question& question, std::string_view language) {
    const widgets::Scope scope(question.name);
    widgets::heading(question.label.in(language));
    if (!question.hint.by_language.empty()) widgets::second(question.hint.in(language));
    if (question.kind == QuestionKind::Photo) {
        widgets::primary_button("add", words("photo.add"), false);
        widgets::second(words("photo.add_hint"));
    } else {
        draw_city(state, text);
        widgets::primary_button("locate", words("place.locate"), false);
    }
    widgets::space(12);
}

void draw_asked(const AppState& state, const Question& question, const QuestionShown& shown,
                Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    QuestionDone done;
    draw_question(question, shown, done);
    if (!done.answer) return;
    Value answers = desk.answers;
    set_member(answers, question.name, *done.answer);
    out.push_back(AnswerPreview{std::move(answers)});
}

}  // namespace

void draw_preview(const AppState& state, const text::Text& text, const Questionnaire& questionnaire,
                  Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    if (desk.open.page >= questionnaire.pages.size()) return;
    const QuestionPage& page = questionnaire.pages[desk.open.page];
    draw_choosers(state, text, page, out);
    const std::string language = language_of_preview(state);
    const text::Text& words = text::text_of(kongdi::language_of(language));
    const AnswerLogic logic(questionnaire, desk.answers,
                            day_of_record(state.now_ms + state.clock_offset_ms));
    const Errors errors = check_page(page, desk.answers, {}, logic);
    const widgets::Card phone("phone", text("questionnaire.preview"), widgets::CardShape::Phone);
    const widgets::Scope scope("preview");
    widgets::title(page.title.in(language));
    for (const Question& question : page.questions) {
        if (!logic.asks(question)) {
            widgets::second(text("questionnaire.not_asked", {{"name", question.name}}));
            continue;
        }
        if (question.kind == QuestionKind::Calculated) {
            widgets::second(text(
                "questionnaire.is_now",
                {{"name", question.name}, {"value", logic::as_text(logic.calculated(question))}}));
            continue;
        }
        if (question.kind == QuestionKind::Place || question.kind == QuestionKind::Photo) {
            draw_unasked(state, text, words, question, language);
            continue;
        }
        const Value* answer = desk.answers.find(question.name);
        // What was not answered yet is no mistake while one tries things out.
        const Errors none;
        const Choice* row = nullptr;
        if (question.kind == QuestionKind::Matrix && !question.choices.empty())
            row = &question.choices[std::min(desk.preview_row, question.choices.size() - 1)];
        draw_asked(state, question,
                   {.text = words,
                    .language = language,
                    .answer = answer,
                    .errors = answer != nullptr ? errors : none,
                    .logic = &logic,
                    .only_row = row},
                   out);
        widgets::space(12);
    }
}

}  // namespace kongdi::shell::desk
