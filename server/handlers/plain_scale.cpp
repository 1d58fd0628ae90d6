// SPDX-License-Identifier: Apache-2.0
// Five words and "don't know", as buttons of which one is pressed.
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

std::string_view step_words(const Question& question, const Words& text, std::string_view language,
                            std::size_t step) {
    static constexpr std::string_view kKeys[]{"scale.very_bad", "scale.bad", "scale.middling",
                                              "scale.good", "scale.very_good"};
    if (step == 0) return text("scale.dont_know");
    if (step <= question.steps.size()) return question.steps[step - 1].in(language);
    return text(kKeys[step - 1]);
}

std::string_view step_value(std::size_t step) {
    static constexpr std::string_view kValues[]{"dont_know", "1", "2", "3", "4", "5"};
    return kValues[step];
}

void draw_scale(const Question& question, const PlainShown& shown) {
    open_group(question, shown);
    const std::string_view given = value_in(shown.fields, question.name);
    const std::string error = error_id(question, shown);
    if (!question.required)
        draw_tick({.type = "radio",
                   .name = question.name,
                   .value = "",
                   .words = shown.page.text("check.no_answer"),
                   .ticked = given.empty()},
                  shown.page.html);
    for (std::size_t i = 0; i < 6; ++i) {
        const std::size_t step = 5 - i;
        draw_tick({.type = "radio",
                   .name = question.name,
                   .value = step_value(step),
                   .words = step_words(question, shown.page.text, shown.page.code(), step),
                   .ticked = given == step_value(step),
                   .described_by = error},
                  shown.page.html);
    }
    close_group(shown);
}

Value read_scale(const Question& question, PlainReading& reading) {
    return step_of(value_in(reading.fields, question.name));
}

}  // namespace kongdi::server::plain
