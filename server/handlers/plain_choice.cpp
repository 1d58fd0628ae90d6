// SPDX-License-Identifier: Apache-2.0
// A row of buttons of which one is pressed, or of boxes to tick.
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

void draw_single_choice(const Question& question, const PlainShown& shown) {
    open_group(question, shown);
    const std::string_view given = value_in(shown.fields, question.name);
    const std::string error = error_id(question, shown);
    // Without a script a button once pressed cannot be let go again: no answer is a button, too.
    if (!question.required)
        draw_tick({.type = "radio",
                   .name = question.name,
                   .value = "",
                   .words = shown.page.text("check.no_answer"),
                   .ticked = given.empty()},
                  shown.page.html);
    for (const Choice& choice : question.choices)
        draw_tick({.type = "radio",
                   .name = question.name,
                   .value = choice.code,
                   .words = choice.label.in(shown.page.code()),
                   .ticked = given == choice.code,
                   .described_by = error},
                  shown.page.html);
    close_group(shown);
}

Value read_single_choice(const Question& question, PlainReading& reading) {
    const std::string_view code = value_in(reading.fields, question.name);
    return code.empty() ? Value() : Value(code);
}

void draw_multiple_choice(const Question& question, const PlainShown& shown) {
    open_group(question, shown);
    const std::string error = error_id(question, shown);
    for (const Choice& choice : question.choices)
        draw_tick({.type = "checkbox",
                   .name = question.name,
                   .value = choice.code,
                   .words = choice.label.in(shown.page.code()),
                   .ticked = is_ticked(shown.fields, question.name, choice.code),
                   .described_by = error},
                  shown.page.html);
    close_group(shown);
}

Value read_multiple_choice(const Question& question, PlainReading& reading) {
    Value codes;
    for (const FormPart& part : reading.fields)
        if (part.name == question.name && !part.file_name) codes.push(part.content);
    return codes;
}

}  // namespace kongdi::server::plain
