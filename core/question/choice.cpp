// SPDX-License-Identifier: Apache-2.0
// One code, or a list of different codes, of the question's choices; or all of them in an order.
#include <algorithm>

#include "core/question/answers.hpp"

namespace kongdi::question {

bool is_choice(const Question& question, std::string_view code) {
    return std::any_of(question.choices.begin(), question.choices.end(),
                       [code](const Choice& choice) { return choice.code == code; });
}

Value choice_enum(const Question& question) {
    Value codes = Value::list();
    for (const Choice& choice : question.choices) codes.push(choice.code);
    return Value::map({{"enum", codes}});
}

void check_single_choice(const Question& question, const Value& answer, const std::string& path,
                         const AnswerContext&, Errors& errors) {
    if (answer.if_string() == nullptr)
        errors.push_back({ErrorCode::FieldType, path});
    else if (!is_choice(question, *answer.if_string()))
        errors.push_back({ErrorCode::FieldChoice, path});
}

Value single_choice_schema(const Question& question) { return choice_enum(question); }

namespace {

void check_codes(const Question& question, const Value::List& codes, const std::string& path,
                 Errors& errors) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const std::string here = path + "/" + std::to_string(i);
        const Value& code = codes[i];
        if (code.if_string() == nullptr)
            errors.push_back({ErrorCode::FieldType, here});
        else if (!is_choice(question, *code.if_string()))
            errors.push_back({ErrorCode::FieldChoice, here});
        else if (stands_before(codes, i))
            errors.push_back({ErrorCode::FieldRepeated, here});
    }
}

}  // namespace

void check_multiple_choice(const Question& question, const Value& answer, const std::string& path,
                           const AnswerContext&, Errors& errors) {
    const Value::List* list = answer.if_list();
    if (list == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    check_count(question, *list, path, errors);
    check_codes(question, *list, path, errors);
}

Value multiple_choice_schema(const Question& question) {
    return list_schema(question, choice_enum(question));
}

void check_ranking(const Question& question, const Value& answer, const std::string& path,
                   const AnswerContext&, Errors& errors) {
    const Value::List* list = answer.if_list();
    if (list == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    if (list->size() != question.choices.size()) errors.push_back({ErrorCode::FieldRange, path});
    check_codes(question, *list, path, errors);
}

Value ranking_schema(const Question& question) {
    const auto count = static_cast<std::int64_t>(question.choices.size());
    return Value::map({{"type", "array"},
                       {"uniqueItems", true},
                       {"items", choice_enum(question)},
                       {"minItems", count},
                       {"maxItems", count}});
}

}  // namespace kongdi::question
