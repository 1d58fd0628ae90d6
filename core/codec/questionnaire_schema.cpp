// SPDX-License-Identifier: Apache-2.0
// What a schema can say of a questionnaire. Names that must differ, texts in all languages and the
// logic are beyond it: those are core/rules/questionnaire_check.
#include "core/codec/questionnaire_codec.hpp"
#include "core/logic/expression.hpp"
#include "core/question/kinds.hpp"
#include "core/rules/questionnaire_check.hpp"

namespace kongdi {

namespace {

Value type(std::string_view name) { return Value::map({{"type", name}}); }

Value object(Value properties, Value required) {
    return Value::map({{"type", "object"},
                       {"required", std::move(required)},
                       {"additionalProperties", false},
                       {"properties", std::move(properties)}});
}

Value list_of(Value items, std::int64_t least) {
    return Value::map({{"type", "array"}, {"minItems", least}, {"items", std::move(items)}});
}

Value words() {
    const Value text =
        Value::map({{"type", "string"}, {"maxLength", static_cast<std::int64_t>(kMaxLabel)}});
    return Value::map({{"type", "object"}, {"additionalProperties", text}});
}

Value expression() {
    return Value::map(
        {{"type", "string"}, {"maxLength", static_cast<std::int64_t>(logic::kMaxBytes)}});
}

Value name() {
    return Value::map(
        {{"type", "string"}, {"maxLength", 64}, {"pattern", "^[A-Za-z_][-A-Za-z0-9_]*$"}});
}

Value code() {
    return Value::map({{"type", "string"}, {"maxLength", 64}, {"pattern", "^[-A-Za-z0-9_]*$"}});
}

Value choices() {
    return list_of(
        object(Value::map({{"code", code()}, {"label", words()}, {"icon", type("string")}}),
               Value::list({"code", "label"})),
        1);
}

Value sources() {
    return list_of(object(Value::map({{"code", type("string")},
                                      {"label", words()},
                                      {"low_factor", type("number")},
                                      {"high_factor", type("number")}}),
                          Value::list({"code", "label"})),
                   0);
}

Value presets() {
    return list_of(
        object(Value::map({{"value", type("number")}, {"label", words()}}), Value::list({"label"})),
        0);
}

Value question(bool is_column) {
    Value kinds = Value::list();
    for (const QuestionKindRow& row : question_kinds())
        if (!is_column || row.kind == QuestionKind::SingleChoice || row.kind == QuestionKind::Scale)
            kinds.push(row.name);
    Value properties = Value::map({
        {"name", name()},
        {"kind", Value::map({{"enum", kinds}})},
        {"label", words()},
        {"hint", words()},
        {"choices_from", Value::map({{"enum", Value::list({"space_types", "facilities"})}})},
        {"choices", choices()},
        {"min", type("number")},
        {"max", type("number")},
        {"unit", type("string")},
        {"sources", sources()},
        {"presets", presets()},
        {"max_length", type("integer")},
        {"multiline", type("boolean")},
        {"steps", Value::map({{"type", "array"}, {"maxItems", 5}, {"items", words()}})},
        {"relevant", expression()},
    });
    if (!is_column) {
        properties.set("required",
                       Value::map({{"anyOf", Value::list({type("boolean"), expression()})}}));
        properties.set("columns", list_of(question(true), 0));
        properties.set("constraint", expression());
        properties.set("constraint_message", words());
        properties.set("calculation", expression());
    }
    return object(std::move(properties), Value::list({"name", "kind"}));
}

}  // namespace

Value questionnaire_schema() {
    const Value page = object(Value::map({{"title", words()},
                                          {"relevant", expression()},
                                          {"questions", list_of(question(false), 1)}}),
                              Value::list({"title", "questions"}));
    Value schema =
        object(Value::map({{"id", name()},
                           {"version", Value::map({{"type", "integer"}, {"minimum", 1}})},
                           {"title", words()},
                           {"pages", list_of(page, 1)}}),
               Value::list({"id", "version", "title", "pages"}));
    schema.set("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.set("title", "questionnaire");
    return schema;
}

}  // namespace kongdi
