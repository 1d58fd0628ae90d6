// SPDX-License-Identifier: Apache-2.0
// The open question: its words, its logic, and the parts that edit the rest of it.
#include <array>
#include <vector>

#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr int kMostName = 64;
constexpr int kMostExpression = 4000;

/// Another kind keeps all that it has a use for.
void draw_kind(const Editing& editing, const Value& question, const std::string& path) {
    const std::string before = question.text("kind");
    const std::vector<std::string_view> kinds =
        kinds_to_ask(editing.document(), editing.open().column > 0);
    std::vector<std::string> labels;
    for (const std::string_view kind : kinds)
        labels.emplace_back(editing.text("question_kind." + std::string(kind)));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        choices.push_back({kinds[i], labels[i], widgets::Icon::None, kinds[i] == before});
    const auto pressed = widgets::select("kind", editing.text("questionnaire.kind"), choices);
    const std::string error = field_error(editing, path + "/kind");
    if (!error.empty()) widgets::note("wrong_kind", widgets::Tone::Error, error);
    if (!pressed || kinds[*pressed] == before) return;
    Change change(editing);
    change.question() = as_kind(change.document(), change.question(), kinds[*pressed]);
    change.done();
}

void draw_words_tab(const Editing& editing, const Value& question, const std::string& path) {
    const text::Text& text = editing.text;
    draw_kind(editing, question, path);
    for (const std::string_view field : {"label", "hint"})
        if (const auto words = edit_words(
                editing, field, text("questionnaire." + std::string(field)), question[field],
                path + "/" + std::string(field), widgets::FieldKind::Multiline)) {
            Change change(editing);
            set_member(change.question(), field, *words);
            change.done();
        }
    if (const auto name =
            edit_line(editing, "name", text("questionnaire.name"), question.text("name"),
                      path + "/name", kMostName, text("questionnaire.name_hint"))) {
        Change change(editing);
        change.question().set("name", *name);
        change.done();
    }
}

void draw_expression(const Editing& editing, const Value& question, const std::string& path,
                     std::string_view field) {
    const std::string key = "questionnaire." + std::string(field);
    const auto line =
        edit_line(editing, field, editing.text(key), question.text(field),
                  path + "/" + std::string(field), kMostExpression, editing.text(key + "_hint"));
    if (!line) return;
    Change change(editing);
    set_member(change.question(), field, *line);
    change.done();
}

/// Always, never, or depending on other answers.
void draw_required(const Editing& editing, const Value& question, const std::string& path) {
    const bool always = question["required"].bool_or(false);
    if (widgets::checkbox("required", editing.text("questionnaire.required"), always)) {
        Change change(editing);
        set_member(change.question(), "required", always ? Value() : Value(true));
        change.done();
    }
    if (always) return;
    const auto line =
        edit_line(editing, "required_when", editing.text("questionnaire.required_when"),
                  question.text("required"), path + "/required", kMostExpression);
    if (!line) return;
    Change change(editing);
    set_member(change.question(), "required", *line);
    change.done();
}

/// What expressions may name; what one types is not guessed at.
void draw_names(const Editing& editing) {
    std::string names;
    for (const Value& page : editing.document().items("pages"))
        for (const Value& one : page.items("questions")) {
            if (one["kind"].string_or("") == "information") continue;
            names.append(names.empty() ? "${" : "  ${").append(one.text("name")).append("}");
        }
    widgets::second(editing.text("questionnaire.names", {{"names", names}}));
}

void draw_logic_tab(const Editing& editing, const Value& question, const std::string& path) {
    const std::string kind = question.text("kind");
    const bool column = editing.open().column > 0;
    if (kind == "calculated") draw_expression(editing, question, path, "calculation");
    draw_expression(editing, question, path, "relevant");
    if (is_answered(kind) && !column) {
        draw_required(editing, question, path);
        draw_expression(editing, question, path, "constraint");
        if (const auto words = edit_words(
                editing, "constraint_message", editing.text("questionnaire.constraint_message"),
                question["constraint_message"], path + "/constraint_message")) {
            Change change(editing);
            set_member(change.question(), "constraint_message", *words);
            change.done();
        }
    }
    draw_names(editing);
}

struct TabRow {
    QuestionTab tab;
    std::string_view id;
    std::string_view key;
};

constexpr std::array<TabRow, 5> kTabs{{
    {QuestionTab::Words, "words", "questionnaire.tab.words"},
    {QuestionTab::Logic, "logic", "questionnaire.tab.logic"},
    {QuestionTab::Answers, "answers", "questionnaire.tab.answers"},
    {QuestionTab::Page, "page", "questionnaire.tab.page"},
    {QuestionTab::Preview, "preview", "questionnaire.tab.preview"},
}};

bool has_tab(QuestionTab tab, std::string_view kind) {
    if (tab == QuestionTab::Answers) return has_answer_fields(kind);
    return tab != QuestionTab::Preview || !widgets::is_wide();
}

/// The tab that is shown: the one chosen, unless this question has no such one.
QuestionTab draw_tabs(const Editing& editing, std::string_view kind) {
    QuestionTab shown = editing.desk().tab;
    if (!has_tab(shown, kind)) shown = QuestionTab::Words;
    std::vector<widgets::Choice> choices;
    std::vector<QuestionTab> tabs;
    for (const TabRow& row : kTabs) {
        if (!has_tab(row.tab, kind)) continue;
        bool wrong = false;
        for (const Error& issue : editing.issues) {
            const auto place = place_of_issue(editing.document(), issue);
            wrong = wrong ||
                    (place && place->tab == row.tab &&
                     (place->open == editing.open() ||
                      (row.tab == QuestionTab::Page && place->open.page == editing.open().page)));
        }
        choices.push_back({row.id, editing.text(row.key),
                           wrong ? widgets::Icon::Warning : widgets::Icon::None, row.tab == shown});
        tabs.push_back(row.tab);
    }
    if (const auto pressed =
            widgets::choice_chips("tab", editing.text("questionnaire.tabs"), choices))
        editing.out.push_back(ShowQuestion{editing.open(), tabs[*pressed]});
    return shown;
}

}  // namespace

QuestionTab draw_question_editor(const Editing& editing) {
    const Value* question = question_at(editing.document(), editing.open());
    if (question == nullptr || question->if_map() == nullptr) return QuestionTab::Words;
    const std::string kind = question->text("kind");
    const std::string path = path_of(editing.open());
    const widgets::Card card("open", question_title(editing.state, *question));
    widgets::heading(question_title(editing.state, *question));
    widgets::second(editing.text("question_kind." + kind));
    if (editing.open().column == 0)
        draw_question_moves(editing);
    else if (widgets::pill_button("whole", editing.text("questionnaire.whole"),
                                  widgets::Icon::Back))
        editing.out.push_back(
            ShowQuestion{{editing.open().page, editing.open().question, 0}, QuestionTab::Answers});
    const QuestionTab tab = draw_tabs(editing, kind);
    const widgets::Scope scope(std::to_string(editing.open().page) + "-" +
                               std::to_string(editing.open().question) + "-" +
                               std::to_string(editing.open().column));
    switch (tab) {
        case QuestionTab::Words: draw_words_tab(editing, *question, path); break;
        case QuestionTab::Logic: draw_logic_tab(editing, *question, path); break;
        case QuestionTab::Answers: draw_answer_editor(editing, *question); break;
        case QuestionTab::Page: draw_page_editor(editing); break;
        case QuestionTab::Preview: break;
    }
    return tab;
}

}  // namespace kongdi::shell::desk
