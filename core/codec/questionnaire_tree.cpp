// SPDX-License-Identifier: Apache-2.0
#include "core/codec/questionnaire_codec.hpp"
#include "core/question/kinds.hpp"

namespace kongdi {

namespace {

Value tree_of(const LocalText& text) {
    Value tree = Value::map();
    for (const auto& entry : text.by_language) tree.set(entry.first, entry.second);
    return tree;
}

void set_words(Value& tree, std::string_view name, const LocalText& text) {
    if (!text.by_language.empty()) tree.set(name, tree_of(text));
}

void set_text(Value& tree, std::string_view name, const std::string& text) {
    if (!text.empty()) tree.set(name, text);
}

Value choices_tree(const std::vector<Choice>& choices) {
    Value list = Value::list();
    for (const Choice& choice : choices) {
        Value tree = Value::map({{"code", choice.code}});
        set_words(tree, "label", choice.label);
        set_text(tree, "icon", choice.icon);
        if (choice.point) {
            tree.set("lon", choice.point->lon);
            tree.set("lat", choice.point->lat);
        }
        list.push(std::move(tree));
    }
    return list;
}

void set_number_fields(Value& tree, const Question& question) {
    if (question.min) tree.set("min", *question.min);
    if (question.max) tree.set("max", *question.max);
    set_text(tree, "unit", question.unit);
    for (const NumberSource& source : question.sources) {
        if (tree.find("sources") == nullptr) tree.set("sources", Value::list());
        Value one = Value::map({{"code", source.code}});
        set_words(one, "label", source.label);
        one.set("low_factor", source.low_factor);
        one.set("high_factor", source.high_factor);
        tree.find("sources")->push(std::move(one));
    }
    for (const NumberPreset& preset : question.presets) {
        if (tree.find("presets") == nullptr) tree.set("presets", Value::list());
        tree.find("presets")->push(
            Value::map({{"value", preset.value}, {"label", tree_of(preset.label)}}));
    }
}

Value question_tree(const Question& question) {
    Value tree = Value::map({{"name", question.name}, {"kind", question_kind_name(question.kind)}});
    set_words(tree, "label", question.label);
    set_words(tree, "hint", question.hint);
    if (!question.required_when.empty())
        tree.set("required", question.required_when);
    else if (question.required)
        tree.set("required", true);
    if (!question.choices_from.empty())
        tree.set("choices_from", question.choices_from);
    else if (!question.choices.empty())
        tree.set("choices", choices_tree(question.choices));
    set_number_fields(tree, question);
    if (question.max_length != 0) tree.set("max_length", question.max_length);
    if (question.multiline) tree.set("multiline", true);
    if (!question.steps.empty()) {
        Value steps = Value::list();
        for (const LocalText& step : question.steps) steps.push(tree_of(step));
        tree.set("steps", std::move(steps));
    }
    if (!question.columns.empty()) {
        Value columns = Value::list();
        for (const Question& column : question.columns) columns.push(question_tree(column));
        tree.set("columns", std::move(columns));
    }
    set_text(tree, "relevant", question.relevant);
    set_text(tree, "constraint", question.constraint);
    set_words(tree, "constraint_message", question.constraint_message);
    set_text(tree, "calculation", question.calculation);
    return tree;
}

}  // namespace

Value questionnaire_tree(const Questionnaire& questionnaire) {
    Value pages = Value::list();
    for (const QuestionPage& page : questionnaire.pages) {
        Value tree = Value::map();
        set_words(tree, "title", page.title);
        set_text(tree, "relevant", page.relevant);
        Value questions = Value::list();
        for (const Question& question : page.questions) questions.push(question_tree(question));
        tree.set("questions", std::move(questions));
        pages.push(std::move(tree));
    }
    Value tree = Value::map({{"id", questionnaire.id}, {"version", questionnaire.version}});
    set_words(tree, "title", questionnaire.title);
    tree.set("pages", std::move(pages));
    return tree;
}

}  // namespace kongdi
