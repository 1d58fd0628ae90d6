// SPDX-License-Identifier: Apache-2.0
// The browser's own field for a day, which sends it as it is kept.
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

void draw_date(const Question& question, const PlainShown& shown) {
    const std::string error = error_id(question, shown);
    open_field(question, shown);
    HtmlAttribute by("aria-describedby", error);
    by.is_there = !error.empty();
    shown.page.html.open("input", {{"class", "type"},
                                   {"type", "date"},
                                   {"id", question.name},
                                   {"name", question.name},
                                   {"value", value_in(shown.fields, question.name)},
                                   {"aria-invalid", error.empty() ? "false" : "true"},
                                   by});
    close_field(shown);
}

Value read_date(const Question& question, PlainReading& reading) {
    const std::string_view day = value_in(reading.fields, question.name);
    return day.empty() ? Value() : Value(day);
}

void draw_information(const Question& question, const PlainShown& shown) {
    shown.page.html.element("h2", {}, question.label.in(shown.page.code()));
    draw_hint(question.hint.in(shown.page.code()), shown);
}

/// It follows from answers that are not there yet when a form without script is drawn.
void draw_calculated(const Question&, const PlainShown&) {}

Value read_nothing(const Question&, PlainReading&) { return {}; }

}  // namespace kongdi::server::plain
