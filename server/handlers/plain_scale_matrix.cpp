// SPDX-License-Identifier: Apache-2.0
// A list to pick from for each row: 140 buttons would be a long way on a small screen.
#include <array>
#include <charconv>

#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

namespace {

struct Step {
    std::string_view value;
    std::string_view key;
};

constexpr std::array<Step, 8> kSteps{{
    {"", "check.no_answer"},
    {"5", "scale.very_good"},
    {"4", "scale.good"},
    {"3", "scale.middling"},
    {"2", "scale.bad"},
    {"1", "scale.very_bad"},
    {"dont_know", "scale.dont_know"},
    {"none_here", "scale.none_here"},
}};

std::string row_name(const Question& question, const Choice& row) {
    return question.name + "." + row.code;
}

}  // namespace

Value step_of(std::string_view value) {
    if (value.empty()) return {};
    std::int64_t number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    if (read.ec == std::errc() && read.ptr == value.data() + value.size()) return number;
    return Value(value);
}

void draw_scale_matrix(const Question& question, const PlainShown& shown) {
    Html& html = shown.page.html;
    open_group(question, shown);
    for (const Choice& row : question.choices) {
        const std::string name = row_name(question, row);
        const std::string_view given = value_in(shown.fields, name);
        html.open("label", {{"class", "row"}}).text(row.label.in(shown.page.code()));
        html.open("select", {{"name", name}});
        // The end of an option may be left out, and counts 140 times.
        for (const Step& step : kSteps)
            html.open("option", {{"value", step.value},
                                 {"selected", !step.value.empty() && step.value == given}})
                .text(shown.page.text(step.key));
        html.close("select").close("label");
    }
    close_group(shown);
}

Value read_scale_matrix(const Question& question, PlainReading& reading) {
    Value rows;
    for (const Choice& row : question.choices) {
        const std::string_view value = value_in(reading.fields, row_name(question, row));
        if (!value.empty()) rows.set(row.code, step_of(value));
    }
    return rows;
}

}  // namespace kongdi::server::plain
