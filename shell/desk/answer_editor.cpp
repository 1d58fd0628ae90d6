// SPDX-License-Identifier: Apache-2.0
// What may be answered to the open question: its choices, limits, words of a scale, columns.
#include <array>
#include <vector>

#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// A number field of a kind of question, and what it is called there.
struct LimitRow {
    std::string_view kind;
    std::string_view field;
    std::string_view key;
};

constexpr std::array<LimitRow, 7> kLimits{{
    {"number", "min", "questionnaire.min"},
    {"number", "max", "questionnaire.max"},
    {"multiple_choice", "min", "questionnaire.fewest"},
    {"multiple_choice", "max", "questionnaire.most"},
    {"photo", "min", "questionnaire.fewest"},
    {"photo", "max", "questionnaire.most"},
    {"text", "max_length", "questionnaire.max_length"},
}};

void draw_limits(const Editing& editing, const Value& question, const std::string& path) {
    const std::string kind = question.text("kind");
    widgets::Columns columns(2, 140);
    for (const LimitRow& row : kLimits) {
        if (row.kind != kind) continue;
        const auto value = edit_number(editing, row.field, editing.text(row.key),
                                       question[row.field], path + "/" + std::string(row.field));
        columns.next();
        if (!value) continue;
        Change change(editing);
        set_member(change.question(), row.field, *value);
        change.done();
    }
}

void draw_unit(const Editing& editing, const Value& question, const std::string& path) {
    constexpr int kMostUnit = 20;
    const auto unit = edit_line(editing, "unit", editing.text("questionnaire.unit"),
                                question.text("unit"), path + "/unit", kMostUnit);
    if (!unit) return;
    Change change(editing);
    set_member(change.question(), "unit", *unit);
    change.done();
}

void draw_lines(const Editing& editing, const Value& question) {
    const bool several = question["multiline"].bool_or(false);
    if (!widgets::checkbox("multiline", editing.text("questionnaire.multiline"), several)) return;
    Change change(editing);
    set_member(change.question(), "multiline", several ? Value() : Value(true));
    change.done();
}

std::optional<RowStep> draw_choice(const Editing& editing, const Value& choice, std::size_t index,
                                   const std::string& path) {
    const widgets::Scope scope("choice" + std::to_string(index));
    static constexpr std::array<float, 2> kShares{1, 3};
    {
        widgets::Columns columns(kShares, 130);
        edit_row_code(editing, "choices", index, choice.text("code"), path);
        columns.next();
        edit_row_words(editing, "choices", index, editing.text("questionnaire.choice"),
                       choice["label"], path);
    }
    return draw_row_steps(editing, index, editing.text("questionnaire.remove_choice"));
}

/// Where choices come from: written here, or a list of the catalogue.
struct ListRow {
    std::string_view list;
    std::string_view key;
};

constexpr std::array<ListRow, 3> kLists{{
    {"", "questionnaire.list.own"},
    {"facilities", "questionnaire.list.facilities"},
    {"space_types", "questionnaire.list.space_types"},
}};

/// True when another was chosen.
bool draw_list(const Editing& editing, const Value& question) {
    const Value& from = question["choices_from"];
    std::vector<widgets::Choice> choices;
    for (const ListRow& row : kLists)
        choices.push_back({row.list, editing.text(row.key), widgets::Icon::None,
                           from.is_null() ? row.list.empty() : from == Value(row.list)});
    const auto pressed =
        widgets::select("choices_from", editing.text("questionnaire.list"), choices);
    if (!pressed || choices[*pressed].selected) return false;
    Change change(editing);
    Value& owner = change.question();
    owner.erase("choices");
    owner.erase("choices_from");
    if (kLists[*pressed].list.empty())
        owner.set("choices", Value::list({fresh_choice()}));
    else
        owner.set("choices_from", kLists[*pressed].list);
    change.done();
    return true;
}

void draw_choices(const Editing& editing, const Value& question, const std::string& path) {
    const bool one_of_them = question["kind"].string_or("") == "single_choice";
    if (one_of_them && draw_list(editing, question)) return;
    for (const std::string_view field : {"choices_from", "choices"}) {
        const std::string error = field_error(editing, path + "/" + std::string(field));
        if (!error.empty())
            widgets::note("wrong_" + std::string(field), widgets::Tone::Error, error);
    }
    if (!question["choices_from"].is_null()) {
        if (!one_of_them)
            widgets::paragraph(editing.text("questionnaire.choices_from",
                                            {{"list", question.text("choices_from")}}));
        return;
    }
    draw_rows(editing, question, "choices", path, draw_choice);
    if (widgets::secondary_button("add_choice", editing.text("questionnaire.add_choice"),
                                  widgets::Icon::Plus))
        add_row(editing, "choices", Value::map({{"code", ""}, {"label", Value::map()}}));
}

constexpr std::array<std::string_view, 5> kStepKeys{"scale.very_bad", "scale.bad", "scale.middling",
                                                    "scale.good", "scale.very_good"};

/// The words everybody knows, as a beginning for a scale's own.
Value usual_steps(const Editing& editing) {
    Value steps = Value::list();
    for (const std::string_view key : kStepKeys) {
        Value words = Value::map();
        for (const Value::Member& language : *editing.document()["title"].if_map())
            words.set(language.first, text::text_of(kongdi::language_of(language.first))(key));
        steps.push(std::move(words));
    }
    return steps;
}

void draw_steps(const Editing& editing, const Value& question, const std::string& path) {
    const Value::List& steps = question.items("steps");
    const bool own = !steps.empty();
    if (widgets::checkbox("own_steps", editing.text("questionnaire.own_steps"), own,
                          editing.text("questionnaire.own_steps_hint"))) {
        Change change(editing);
        set_member(change.question(), "steps", own ? Value() : usual_steps(editing));
        change.done();
        return;
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::string label = editing.text("questionnaire.step", {{"number", i + 1}});
        const auto words = edit_words(editing, "step" + std::to_string(i), label, steps[i],
                                      path + "/steps/" + std::to_string(i));
        if (!words) continue;
        Change change(editing);
        (*change.question().find("steps")->if_list())[i] = *words;
        change.done();
    }
}

/// The columns of a matrix are questions of their own.
void draw_columns(const Editing& editing, const Value& question) {
    widgets::bold(editing.text("questionnaire.columns"));
    const Value::List& columns = question.items("columns");
    std::vector<std::string> labels, ids;
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        labels.push_back(question_title(editing.state, columns[i]));
        ids.push_back(std::to_string(i + 1));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const QuestionPlace place{editing.open().page, editing.open().question, i + 1};
        choices.push_back(
            {ids[i], labels[i],
             has_issue(editing.issues, place) ? widgets::Icon::Warning : widgets::Icon::None});
    }
    if (const auto pressed =
            widgets::choice_chips("column", editing.text("questionnaire.columns"), choices))
        editing.out.push_back(ShowQuestion{
            {editing.open().page, editing.open().question, *pressed + 1}, QuestionTab::Words});
    if (!widgets::secondary_button("add_column", editing.text("questionnaire.add_column"),
                                   widgets::Icon::Plus))
        return;
    Change change(editing);
    Value& owner = change.question();
    if (owner["columns"].if_list() == nullptr) owner.set("columns", Value::list());
    owner.find("columns")->push(Value::map({{"name", "c" + std::to_string(columns.size() + 1)},
                                            {"kind", "scale"},
                                            {"label", Value::map()}}));
    change.done();
}

void draw_column_removal(const Editing& editing) {
    if (!widgets::text_button("remove_column", editing.text("questionnaire.remove_column"),
                              widgets::Icon::Trash))
        return;
    Change change(editing);
    const QuestionPlace owner{editing.open().page, editing.open().question, 0};
    Value::List& columns = *question_at(change.document(), owner)->find("columns")->if_list();
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(editing.open().column - 1));
    change.done(owner);
}

}  // namespace

bool has_answer_fields(std::string_view kind) {
    return has_choices(kind) || is_scale(kind) || kind == "number" || kind == "photo" ||
           kind == "text";
}

void draw_answer_editor(const Editing& editing, const Value& question) {
    const std::string kind = question.text("kind");
    const std::string path = path_of(editing.open());
    draw_limits(editing, question, path);
    if (kind == "number") {
        draw_unit(editing, question, path);
        draw_presets(editing, question, path);
        draw_sources(editing, question, path);
    }
    if (kind == "text") draw_lines(editing, question);
    if (is_scale(kind)) draw_steps(editing, question, path);
    if (kind == "matrix") draw_columns(editing, question);
    if (has_choices(kind)) draw_choices(editing, question, path);
    if (editing.open().column > 0) draw_column_removal(editing);
}

}  // namespace kongdi::shell::desk
