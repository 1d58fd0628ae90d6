// SPDX-License-Identifier: Apache-2.0
// A field with its unit, values to tap, and how the number was come by.
#include <cmath>
#include <vector>

#include "core/logic/expression.hpp"
#include "core/question/typed_number.hpp"
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

namespace {

/// The number as it stands in the answer: with sources it lies one level deeper.
const Value& number_of(const Question& question, const Value* answer) {
    static const Value kNone;
    if (answer == nullptr) return kNone;
    return question.sources.empty() ? *answer : (*answer)["value"];
}

/// What was typed and is no number stays as text, so that the check can say so and nothing is lost.
std::string typed(const Value& number) {
    if (number.if_string() != nullptr) return *number.if_string();
    if (number.if_int() != nullptr) return std::to_string(*number.if_int());
    if (number.if_double() == nullptr) return {};
    const double value = *number.if_double();
    if (std::fabs(value) >= 0.001) return logic::number_text(value);
    // Nobody types an exponent.
    std::string out = std::to_string(1'000'000 + std::llround(std::fabs(value) * 1e6));
    out.replace(0, 1, value < 0 ? "-0." : "0.");
    while (out.ends_with('0')) out.pop_back();
    return out.ends_with('.') ? "0" : out;
}

/// As if it had been typed: what is whole has no fraction, what has one keeps it.
Value value_of(const NumberPreset& preset) {
    constexpr double kMostWhole = 1e15;
    if (std::trunc(preset.value) == preset.value && std::fabs(preset.value) < kMostWhole)
        return Value(static_cast<std::int64_t>(preset.value));
    return Value(preset.value);
}

std::string shown_value(const NumberPreset& preset, const QuestionShown& shown) {
    const Value value = value_of(preset);
    return value.if_int() != nullptr ? shown.text.number(preset.value) : typed(value);
}

Value answer_with(const Question& question, const Value* before, Value number) {
    if (number.is_null()) return {};
    if (question.sources.empty()) return number;
    std::string source = before != nullptr ? before->text("source") : std::string();
    if (source.empty()) source = question.sources.front().code;
    return Value::map({{"value", std::move(number)}, {"source", source}});
}

std::string_view unit_text(const Question& question, const QuestionShown& shown) {
    return question.unit == "m2" ? shown.text("unit.m2") : std::string_view(question.unit);
}

}  // namespace

void draw_number(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    const Value& number = number_of(question, shown.answer);
    widgets::FieldOptions options;
    options.label = question.label.in(shown.language);
    options.hint = question.hint.in(shown.language);
    options.kind = widgets::FieldKind::Number;
    options.unit = unit_text(question, shown);
    options.error = question_error(question, shown);
    options.max_code_points = 12;
    options.required = question.required;
    if (const auto change = widgets::text_field("value", typed(number), options);
        change && !change->composing)
        done.answer = answer_with(question, shown.answer, question::typed_number(change->value));

    if (!question.presets.empty()) {
        std::vector<std::string> labels;
        for (const NumberPreset& preset : question.presets)
            labels.push_back(
                shown.text("number.preset", {{"label", preset.label.in(shown.language)},
                                             {"value", shown_value(preset, shown)},
                                             {"unit", unit_text(question, shown)}}));
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < labels.size(); ++i) ids.push_back(std::to_string(i));
        std::vector<widgets::Choice> choices;
        for (std::size_t i = 0; i < labels.size(); ++i)
            choices.push_back(
                {ids[i], labels[i], widgets::Icon::None,
                 number.is_number() && number.number_or(0) == question.presets[i].value});
        if (const auto pressed =
                widgets::choice_chips("presets", shown.text("number.presets"), choices))
            done.answer = answer_with(question, shown.answer, value_of(question.presets[*pressed]));
    }

    if (question.sources.empty() || number.is_null()) return;
    std::vector<widgets::Choice> sources;
    for (const NumberSource& source : question.sources)
        sources.push_back({source.code, source.label.in(shown.language), widgets::Icon::None,
                           (*shown.answer)["source"].string_or("") == source.code});
    widgets::second(shown.text("number.source"));
    if (const auto pressed = widgets::segmented("source", shown.text("number.source"), sources))
        done.answer = Value::map({{"value", number}, {"source", question.sources[*pressed].code}});
}

std::string number_summary(const Question& question, const QuestionShown& shown) {
    const Value& number = number_of(question, shown.answer);
    if (!number.is_number()) return typed(number);
    const double value = number.number_or(0);
    std::string out = shown.text.number(value, std::trunc(value) == value ? 0 : 1);
    out.append(" ").append(unit_text(question, shown));
    for (const NumberSource& source : question.sources)
        if ((*shown.answer)["source"].string_or("") == source.code)
            out.append(" · ").append(source.label.in(shown.language));
    return out;
}

}  // namespace kongdi::shell::questions
