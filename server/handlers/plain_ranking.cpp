// SPDX-License-Identifier: Apache-2.0
// Choices put in an order: without a script each is given its place from a list.
#include <charconv>
#include <string>
#include <vector>

#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

namespace {

std::string field_of(const Question& question, const Choice& choice) {
    return question.name + "." + choice.code;
}

/// From 1 on; nought for none that there is.
std::size_t place_of(std::string_view text, std::size_t places) {
    std::size_t place = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), place);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && place <= places ? place : 0;
}

}  // namespace

void draw_ranking(const Question& question, const PlainShown& shown) {
    Html& html = shown.page.html;
    open_group(question, shown);
    html.element("p", {{"class", "hint"}}, shown.page.text("ranking.places"));
    for (const Choice& choice : question.choices) {
        const std::string name = field_of(question, choice);
        const std::string_view given = value_in(shown.fields, name);
        html.open("label", {{"class", "row"}}).text(choice.label.in(shown.page.code()));
        html.open("select", {{"name", name}});
        html.open("option", {{"value", ""}}).text(shown.page.text("check.no_answer"));
        for (std::size_t place = 1; place <= question.choices.size(); ++place) {
            const std::string value = std::to_string(place);
            html.open("option", {{"value", value}, {"selected", value == given}}).text(value);
        }
        html.close("select").close("label");
    }
    close_group(shown);
}

Value read_ranking(const Question& question, PlainReading& reading) {
    const std::size_t places = question.choices.size();
    std::vector<const Choice*> at(places + 1, nullptr);
    bool any = false;
    for (const Choice& choice : question.choices) {
        const std::string_view given = value_in(reading.fields, field_of(question, choice));
        any = any || !given.empty();
        const std::size_t place = place_of(given, places);
        // Of two with one place the second is left out, and the answer is not whole.
        if (place > 0 && at[place] == nullptr) at[place] = &choice;
    }
    if (!any) return {};
    Value codes = Value::list();
    for (const Choice* choice : at)
        if (choice != nullptr) codes.push(choice->code);
    return codes;
}

}  // namespace kongdi::server::plain
