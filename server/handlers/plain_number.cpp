// SPDX-License-Identifier: Apache-2.0
// A field for digits, sizes to compare with, and how the number was come by.
#include "core/codec/json.hpp"
#include "core/question/typed_number.hpp"
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

namespace {

std::string source_name(const Question& question) { return question.name + ".source"; }

std::string_view unit_of(const Question& question, const Words& text) {
    return question.unit == "m2" ? text("unit.m2") : std::string_view(question.unit);
}

/// "A classroom 60 m² · …"
std::string presets_of(const Question& question, const PlainShown& shown) {
    std::string out;
    for (const NumberPreset& preset : question.presets) {
        std::string value;
        append_number(value, preset.value);
        if (!out.empty()) out += " · ";
        out += shown.page.text("number.preset", {{"label", preset.label.in(shown.page.code())},
                                                 {"value", value},
                                                 {"unit", unit_of(question, shown.page.text)}});
    }
    return out;
}

}  // namespace

void draw_number(const Question& question, const PlainShown& shown) {
    Html& html = shown.page.html;
    const std::string error = error_id(question, shown);
    open_field(question, shown);
    draw_hint(presets_of(question, shown), shown);
    html.open("input", {{"class", "type short"},
                        {"id", question.name},
                        {"name", question.name},
                        {"inputmode", "decimal"},
                        {"autocomplete", "off"},
                        {"value", value_in(shown.fields, question.name)},
                        {"aria-invalid", error.empty() ? "false" : "true"},
                        {"aria-describedby", error.empty() ? "u-" + question.name : error}});
    html.element("span", {{"id", "u-" + question.name}}, unit_of(question, shown.page.text));
    if (!question.sources.empty()) {
        const std::string name = source_name(question);
        std::string_view given = value_in(shown.fields, name);
        if (given.empty()) given = question.sources.front().code;
        html.open("fieldset", {{"class", "part"}});
        html.element("legend", {}, shown.page.text("number.source"));
        for (const NumberSource& source : question.sources)
            draw_tick({.type = "radio",
                       .name = name,
                       .value = source.code,
                       .words = source.label.in(shown.page.code()),
                       .ticked = given == source.code},
                      html);
        html.close("fieldset");
    }
    close_field(shown);
}

Value read_number(const Question& question, PlainReading& reading) {
    Value number = question::typed_number(value_in(reading.fields, question.name));
    if (number.is_null() || question.sources.empty()) return number;
    std::string source(value_in(reading.fields, source_name(question)));
    if (source.empty()) source = question.sources.front().code;
    return Value::map({{"value", std::move(number)}, {"source", source}});
}

}  // namespace kongdi::server::plain
