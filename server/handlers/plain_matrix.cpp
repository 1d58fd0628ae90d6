// SPDX-License-Identifier: Apache-2.0
// A list to pick from for each column of a row, a few rows a page, so that a page stays small: what
// was filled in on the others goes along as one hidden field a row.
#include <algorithm>

#include "server/handlers/plain_places.hpp"
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

namespace {

constexpr std::size_t kRows = 4;  // a page

std::string row_name(const Question& question, const Choice& row) {
    return question.name + "." + row.code;
}
std::string cell_name(const Question& question, const Choice& row, std::size_t column) {
    return row_name(question, row) + "." + std::to_string(column);
}

/// The part after the given number of commas.
std::string_view part_of(std::string_view text, std::size_t index) {
    for (; index > 0; --index) {
        const std::size_t comma = text.find(',');
        if (comma == std::string_view::npos) return {};
        text.remove_prefix(comma + 1);
    }
    return text.substr(0, text.find(','));
}

/// As picked on this page, or as it goes along with the others.
std::string_view cell_in(std::span<const FormPart> fields, const Question& question,
                         const Choice& row, std::size_t column) {
    const std::string name = cell_name(question, row, column);
    const auto picked = [&name](const FormPart& part) { return part.name == name; };
    if (std::any_of(fields.begin(), fields.end(), picked)) return value_in(fields, name);
    return part_of(value_in(fields, row_name(question, row)), column);
}

void draw_option(std::string_view value, std::string_view words, std::string_view given,
                 Html& html) {
    // The end of an option may be left out.
    html.open("option", {{"value", value}, {"selected", !value.empty() && value == given}})
        .text(words);
}

void draw_cell(const Question& question, const Choice& row, std::size_t column,
               const PlainShown& shown) {
    Html& html = shown.page.html;
    const Question& asked = question.columns[column];
    const std::string_view language = shown.page.code();
    const std::string_view given = cell_in(shown.fields, question, row, column);
    html.open("label", {{"class", "row"}}).text(asked.label.in(language));
    html.open("select", {{"name", cell_name(question, row, column)}});
    draw_option("", "–", given, html);
    if (asked.kind == QuestionKind::Scale)
        for (std::size_t i = 0; i < 6; ++i)
            draw_option(step_value(5 - i), step_words(asked, shown.page.text, language, 5 - i),
                        given, html);
    for (const Choice& choice : asked.choices)
        draw_option(choice.code, choice.label.in(language), given, html);
    html.close("select").close("label");
}

std::string carried(const Question& question, const Choice& row, const PlainShown& shown) {
    std::string out;
    for (std::size_t i = 0; i < question.columns.size(); ++i)
        out.append(i > 0 ? "," : "").append(cell_in(shown.fields, question, row, i));
    return out.find_first_not_of(',') == std::string::npos ? std::string() : out;
}

/// The first page with a mistake, else the one asked for.
std::size_t page_shown(const Question& question, const PlainShown& shown) {
    const std::size_t pages = (question.choices.size() + kRows - 1) / kRows;
    for (std::size_t i = 0; i < question.choices.size(); ++i)
        if (!error_at(shown, "/body/" + question.name + "/" + question.choices[i].code).empty())
            return i / kRows;
    const auto asked = decimal_of(value_in(shown.fields, question.name + ".page"));
    const bool further = value_in(shown.fields, "step") == "rows";
    const double page = std::clamp(asked.value_or(0), 0.0, static_cast<double>(pages - 1));
    return (static_cast<std::size_t>(page) + (further ? 1 : 0)) % pages;
}

}  // namespace

void draw_matrix(const Question& question, const PlainShown& shown) {
    PlainPage& page = shown.page;
    open_group(question, shown);
    const std::size_t here = page_shown(question, shown);
    page.hidden(question.name + ".page", std::to_string(here));
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        const Choice& row = question.choices[i];
        if (i / kRows != here) {
            if (const std::string value = carried(question, row, shown); !value.empty())
                page.hidden(row_name(question, row), value);
            continue;
        }
        page.html.open("fieldset", {{"class", "part"}});
        page.html.element("legend", {}, row.label.in(page.code()));
        const std::string_view error = error_at(shown, "/body/" + question.name + "/" + row.code);
        if (!error.empty()) page.html.element("p", {{"class", "error"}}, error);
        for (std::size_t column = 0; column < question.columns.size(); ++column)
            draw_cell(question, row, column, shown);
        page.html.close("fieldset");
    }
    if (question.choices.size() > kRows)
        page.html.element("button",
                          {{"class", "button quiet"}, {"name", "step"}, {"value", "rows"}},
                          page.text("plain.more_rows"));
    close_group(shown);
}

Value read_matrix(const Question& question, PlainReading& reading) {
    Value rows;
    for (const Choice& row : question.choices) {
        Value cells = Value::list();
        for (std::size_t i = 0; i < question.columns.size(); ++i) {
            const std::string_view value = cell_in(reading.fields, question, row, i);
            cells.push(value.empty()                                     ? Value()
                       : question.columns[i].kind == QuestionKind::Scale ? step_of(value)
                                                                         : Value(value));
        }
        while (!cells.if_list()->empty() && cells.if_list()->back().is_null())
            cells.if_list()->pop_back();
        if (!cells.if_list()->empty()) rows.set(row.code, std::move(cells));
    }
    return rows;
}

}  // namespace kongdi::server::plain
