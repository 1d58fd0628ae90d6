// SPDX-License-Identifier: Apache-2.0
// The parts of the questionnaires' screen: what a document's places are called, the open question's
// fields, the phone beside it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/questionnaire.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"
#include "shell/widgets/fields.hpp"

namespace kongdi::shell::desk {

/// What the parts of the editor are drawn from.
struct Editing {
    const AppState& state;
    const text::Text& text;
    const Errors& issues;
    Actions& out;

    const QuestionnaireDesk& desk() const { return state.questionnaires; }
    const Value& document() const { return desk().document; }
    QuestionPlace open() const { return desk().open; }
};

// question_places.cpp
/// The question or column at a place; null when there is none.
const Value* question_at(const Value& document, const QuestionPlace& place);
Value* question_at(Value& document, const QuestionPlace& place);
/// "/pages/0/questions/2/columns/1"
std::string path_of(const QuestionPlace& place);
/// Where a mistake is mended; nothing when the editor has no field for it.
struct IssuePlace {
    QuestionPlace open;
    QuestionTab tab;
};
std::optional<IssuePlace> place_of_issue(const Value& document, const Error& issue);
/// Does the question have a mistake, in its columns, too?
bool has_issue(const Errors& issues, const QuestionPlace& place);
/// "Character 17: there is no question of this name"
std::string issue_words(const text::Text& text, const Error& issue);
/// The words of the first mistake of a field, empty when there is none.
std::string field_error(const Editing& editing, const std::string& path);
std::string language_name(const text::Text& text, std::string_view code);
/// A question's label in the person's language, else its name.
std::string question_title(const AppState& state, const Value& question);

// question_fields.cpp
/// A text in each language of the questionnaire, side by side; what it became when it was changed.
std::optional<Value> edit_words(const Editing& editing, std::string_view id, std::string_view label,
                                const Value& words, const std::string& path,
                                widgets::FieldKind kind = widgets::FieldKind::Line);
std::optional<std::string> edit_line(const Editing& editing, std::string_view id,
                                     std::string_view label, std::string_view value,
                                     const std::string& path, int most, std::string_view hint = {});
/// What was typed; null for nothing, a text when it is no number.
std::optional<Value> edit_number(const Editing& editing, std::string_view id,
                                 std::string_view label, const Value& value,
                                 const std::string& path, std::string_view placeholder = {});
/// Sets a member, or takes it away when there is nothing in it.
void set_member(Value& tree, std::string_view name, Value value);

/// With what was changed earlier in this frame: two fields may be in the same.
Value latest_document(const Editing& editing);

/// A change of the open question, in a copy of the document.
class Change {
public:
    explicit Change(const Editing& editing)
        : m_editing(editing), m_document(latest_document(editing)) {}
    Value& document() { return m_document; }
    Value& question() { return *question_at(m_document, m_editing.open()); }
    void done(std::optional<QuestionPlace> open = {}) {
        m_editing.out.push_back(EditQuestionnaire{std::move(m_document), open});
    }

private:
    const Editing& m_editing;
    Value m_document;
};

// question_rows.cpp: lists of the open question, such as its choices
/// What was pressed under a row. It is done once all rows were drawn: another may have been changed
/// in the same frame.
struct RowStep {
    enum class Way : std::uint8_t { Up, Down, Remove } way;
    std::size_t row;
};
Value& row_of(Change& change, std::string_view list, std::size_t row);
std::optional<RowStep> draw_row_steps(const Editing& editing, std::size_t row,
                                      std::string_view remove);
/// Draws a row of a list at its path, and what was pressed under it.
using DrawRow = std::optional<RowStep> (*)(const Editing& editing, const Value& one,
                                           std::size_t row, const std::string& path);
void draw_rows(const Editing& editing, const Value& question, std::string_view list,
               const std::string& path, DrawRow draw_row);
void edit_row_code(const Editing& editing, std::string_view list, std::size_t row,
                   const std::string& code, const std::string& path);
void edit_row_words(const Editing& editing, std::string_view list, std::size_t row,
                    std::string_view label, const Value& words, const std::string& path);
void add_row(const Editing& editing, std::string_view list, Value row);

// question_kinds.cpp
bool has_choices(std::string_view kind);
bool is_scale(std::string_view kind);
bool is_answered(std::string_view kind);
/// Those that may be asked in a questionnaire, or in a column of a matrix.
std::vector<std::string_view> kinds_to_ask(const Value& document, bool column);
Value fresh_choice();
/// A question of a kind with a name of its own, and with what it cannot be without.
Value fresh_question(const Value& document, std::string_view kind);
/// The question with all of it that the kind has a use for, and with what it cannot be without.
Value as_kind(const Value& document, const Value& question, std::string_view kind);

// questionnaire_outline.cpp
void draw_outline(const Editing& editing);
void draw_question_moves(const Editing& editing);
void draw_adding(const Editing& editing);

// question_editor.cpp
/// Returns which tab of it is shown.
QuestionTab draw_question_editor(const Editing& editing);
// answer_editor.cpp: what may be answered
bool has_answer_fields(std::string_view kind);
void draw_answer_editor(const Editing& editing, const Value& question);
// number_fields.cpp: values to tap, and how a number was come by
void draw_presets(const Editing& editing, const Value& question, const std::string& path);
void draw_sources(const Editing& editing, const Value& question, const std::string& path);
// page_editor.cpp
void draw_page_editor(const Editing& editing);

// questionnaire_preview.cpp
void draw_preview(const AppState& state, const text::Text& text, const Questionnaire& questionnaire,
                  Actions& out);

// questionnaire_list.cpp
void draw_questionnaire_list(const AppState& state, const text::Text& text, Actions& out);

}  // namespace kongdi::shell::desk
