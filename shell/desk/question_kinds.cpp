// SPDX-License-Identifier: Apache-2.0
// What a question of a kind is made of: a fresh one, and one that becomes another kind.
#include "core/question/kinds.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "shell/desk/questionnaire_parts.hpp"

namespace kongdi::shell::desk {

namespace {

std::string fresh_name(const Value& document) {
    for (int number = 1;; ++number) {
        const std::string name = "q" + std::to_string(number);
        bool taken = false;
        for (const Value& page : document.items("pages"))
            for (const Value& one : page.items("questions"))
                taken = taken || one["name"].string_or("") == name;
        if (!taken) return name;
    }
}

}  // namespace

bool has_choices(std::string_view kind) {
    return kind == "single_choice" || kind == "multiple_choice" || kind == "ranking" ||
           kind == "scale_matrix" || kind == "matrix";
}

bool is_scale(std::string_view kind) { return kind == "scale" || kind == "scale_matrix"; }

bool is_answered(std::string_view kind) { return kind != "information" && kind != "calculated"; }

std::vector<std::string_view> kinds_to_ask(const Value& document, bool column) {
    if (column) return {"single_choice", "scale"};
    std::vector<std::string_view> kinds;
    for (const QuestionKindRow& row : question_kinds())
        if (may_ask(document["id"].string_or(""), row.kind)) kinds.push_back(row.name);
    return kinds;
}

Value fresh_choice() { return Value::map({{"code", "a"}, {"label", Value::map()}}); }

Value fresh_question(const Value& document, std::string_view kind) {
    Value one = Value::map({{"name", fresh_name(document)}, {"kind", kind}});
    if (kind != "calculated") one.set("label", Value::map());
    if (has_choices(kind)) one.set("choices", Value::list({fresh_choice()}));
    if (kind == "matrix")
        one.set("columns", Value::list({Value::map(
                               {{"name", "c1"}, {"kind", "scale"}, {"label", Value::map()}})}));
    return one;
}

Value as_kind(const Value& document, const Value& question, std::string_view kind) {
    const std::string before = question.text("kind");
    if (before == kind) return question;
    Value one = fresh_question(document, kind);
    const auto keep = [&](std::string_view member) {
        if (const Value* value = question.find(member)) one.set(member, *value);
    };
    for (const std::string_view member : {"name", "label", "hint", "relevant"}) keep(member);
    if (is_answered(kind))
        for (const std::string_view member : {"required", "constraint", "constraint_message"})
            keep(member);
    if (is_scale(kind) && is_scale(before)) keep("steps");
    if (!has_choices(kind) || !has_choices(before)) return one;
    if (!question.items("choices").empty()) keep("choices");
    // One or the other: a list of the catalogue is not added to.
    if (question.find("choices_from") != nullptr) {
        one.erase("choices");
        keep("choices_from");
    }
    return one;
}

}  // namespace kongdi::shell::desk
