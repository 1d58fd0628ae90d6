// SPDX-License-Identifier: Apache-2.0
// Every field of the open question, each text in each language of the questionnaire.
#include <array>

#include "core/question/kinds.hpp"
#include "core/question/typed_number.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

struct FieldRow {
    std::string_view name;
    std::string_view key;
    widgets::FieldKind kind;
    int most;  // code points
};

constexpr std::array<FieldRow, 7> kTextFields{{
    {"name", "questionnaire.name", widgets::FieldKind::Line, 64},
    {"relevant", "questionnaire.relevant", widgets::FieldKind::Line, 4000},
    {"constraint", "questionnaire.constraint", widgets::FieldKind::Line, 4000},
    {"calculation", "questionnaire.calculation", widgets::FieldKind::Line, 4000},
    {"unit", "questionnaire.unit", widgets::FieldKind::Line, 20},
    {"min", "questionnaire.min", widgets::FieldKind::Number, 20},
    {"max", "questionnaire.max", widgets::FieldKind::Number, 20},
}};

constexpr std::array<FieldRow, 3> kWords{{
    {"label", "questionnaire.label", widgets::FieldKind::Multiline, 2000},
    {"hint", "questionnaire.hint", widgets::FieldKind::Multiline, 2000},
    {"constraint_message", "questionnaire.constraint_message", widgets::FieldKind::Line, 2000},
}};

std::string shown_value(const Value& value) {
    if (value.if_string() != nullptr) return *value.if_string();
    if (value.if_int() != nullptr) return std::to_string(*value.if_int());
    if (value.if_double() != nullptr) return std::to_string(*value.if_double());
    return {};
}

/// Takes a changed field into a copy of the document.
class Editor {
public:
    Editor(const QuestionnaireDesk& desk, Actions& out)
        : m_desk(desk), m_out(out), m_document(desk.document) {}
    Value& question() { return *open_question(m_desk, m_document); }
    void done() { m_out.push_back(EditQuestionnaire{std::move(m_document)}); }

private:
    const QuestionnaireDesk& m_desk;
    Actions& m_out;
    Value m_document;
};

void draw_text_field(const AppState& state, const text::Text& text, const Value& question,
                     const FieldRow& row, Actions& out) {
    const Value& value = question[row.name];
    widgets::FieldOptions options;
    options.label = text(row.key);
    options.kind = row.kind;
    options.max_code_points = row.most;
    const auto change = widgets::text_field(row.name, shown_value(value), options);
    if (!change || change->composing) return;
    Editor editor(state.questionnaires, out);
    if (change->value.empty() && row.name != "name")
        editor.question().erase(row.name);
    else if (row.kind == widgets::FieldKind::Number)
        editor.question().set(row.name, question::typed_number(change->value));
    else
        editor.question().set(row.name, change->value);
    editor.done();
}

void set_words(Value& tree, std::string_view name, std::string_view language,
               const std::string& words) {
    Value texts = tree[name].if_map() != nullptr ? tree[name] : Value::map();
    if (words.empty())
        texts.erase(language);
    else
        texts.set(language, words);
    if (texts.if_map()->empty())
        tree.erase(name);
    else
        tree.set(name, std::move(texts));
}

void draw_words(const AppState& state, const text::Text& text, const Value& question,
                const FieldRow& row, Actions& out) {
    for (const Value::Member& language : *state.questionnaires.document["title"].if_map()) {
        const std::string label = std::string(text(row.key)) + " · " + language.first;
        widgets::FieldOptions options;
        options.label = label;
        options.kind = row.kind;
        options.lines = 2;
        options.max_code_points = row.most;
        const auto change =
            widgets::text_field(std::string(row.name) + "-" + language.first,
                                question[row.name][language.first].string_or(""), options);
        if (!change || change->composing) continue;
        Editor editor(state.questionnaires, out);
        set_words(editor.question(), row.name, language.first, change->value);
        editor.done();
    }
}

void draw_required(const AppState& state, const text::Text& text, const Value& question,
                   Actions& out) {
    const Value& required = question["required"];
    const bool always = required.bool_or(false);
    if (widgets::checkbox("required", text("questionnaire.required"), always)) {
        Editor editor(state.questionnaires, out);
        if (always)
            editor.question().erase("required");
        else
            editor.question().set("required", true);
        editor.done();
    }
    if (always) return;
    widgets::FieldOptions options;
    options.label = text("questionnaire.required_when");
    options.max_code_points = 4000;
    const auto change = widgets::text_field("required_when", required.string_or(""), options);
    if (!change || change->composing) return;
    Editor editor(state.questionnaires, out);
    if (change->value.empty())
        editor.question().erase("required");
    else
        editor.question().set("required", change->value);
    editor.done();
}

void draw_choices(const AppState& state, const text::Text& text, const Value& question,
                  Actions& out) {
    if (!question["choices_from"].is_null()) {
        widgets::second(
            text("questionnaire.choices_from", {{"list", question.text("choices_from")}}));
        return;
    }
    const Value::List& choices = question.items("choices");
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const widgets::Scope scope("choice" + std::to_string(i));
        const widgets::Card card("choice", choices[i].text("code"));
        widgets::FieldOptions code;
        code.label = text("questionnaire.code");
        code.max_code_points = 64;
        const auto change = widgets::text_field("code", choices[i].text("code"), code);
        if (change && !change->composing) {
            Editor editor(state.questionnaires, out);
            (*editor.question().find("choices")->if_list())[i].set("code", change->value);
            editor.done();
        }
        for (const Value::Member& language : *state.questionnaires.document["title"].if_map()) {
            const std::string label =
                std::string(text("questionnaire.label")) + " · " + language.first;
            widgets::FieldOptions words;
            words.label = label;
            words.max_code_points = 200;
            const auto said =
                widgets::text_field("label-" + language.first,
                                    choices[i]["label"][language.first].string_or(""), words);
            if (!said || said->composing) continue;
            Editor editor(state.questionnaires, out);
            set_words((*editor.question().find("choices")->if_list())[i], "label", language.first,
                      said->value);
            editor.done();
        }
        if (widgets::text_button("remove", text("questionnaire.remove_choice"),
                                 widgets::Icon::Trash)) {
            Editor editor(state.questionnaires, out);
            Value::List& list = *editor.question().find("choices")->if_list();
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
            editor.done();
        }
    }
    if (widgets::text_button("add_choice", text("questionnaire.add_choice"), widgets::Icon::Plus)) {
        Editor editor(state.questionnaires, out);
        Value& owner = editor.question();
        if (owner["choices"].if_list() == nullptr) owner.set("choices", Value::list());
        owner.find("choices")->push(Value::map({{"code", ""}, {"label", Value::map()}}));
        editor.done();
    }
}

bool has_choices(std::string_view kind) {
    return kind == "single_choice" || kind == "multiple_choice" || kind == "scale_matrix" ||
           kind == "matrix";
}

}  // namespace

Value* open_question(const QuestionnaireDesk& desk, Value& document) {
    Value* pages = document.find("pages");
    if (pages == nullptr || pages->if_list() == nullptr || desk.page >= pages->if_list()->size())
        return nullptr;
    Value* questions = (*pages->if_list())[desk.page].find("questions");
    if (questions == nullptr || questions->if_list() == nullptr ||
        desk.question >= questions->if_list()->size())
        return nullptr;
    return &(*questions->if_list())[desk.question];
}

void draw_question_editor(const AppState& state, const text::Text& text, Actions& out) {
    Value document = state.questionnaires.document;
    const Value* question = open_question(state.questionnaires, document);
    if (question == nullptr || question->if_map() == nullptr) return;
    const std::string kind = question->text("kind");
    widgets::fact(text("questionnaire.kind"), text("question_kind." + kind));
    for (const FieldRow& row : kWords) draw_words(state, text, *question, row, out);
    if (kind != "information" && kind != "calculated") draw_required(state, text, *question, out);
    for (const FieldRow& row : kTextFields) {
        const bool number = row.name == "min" || row.name == "max" || row.name == "unit";
        if (number && kind != "number") continue;
        if (row.name == "calculation" && kind != "calculated") continue;
        if (row.name == "constraint" && (kind == "information" || kind == "calculated")) continue;
        draw_text_field(state, text, *question, row, out);
    }
    if (has_choices(kind)) draw_choices(state, text, *question, out);
}

}  // namespace kongdi::shell::desk
