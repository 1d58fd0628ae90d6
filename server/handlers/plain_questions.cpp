// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_questions.hpp"

#include <algorithm>
#include <array>

#include "server/handlers/plain_views.hpp"

namespace kongdi::server {

namespace {

using namespace plain;
using enum QuestionKind;

constexpr std::array<PlainQuestionRow, static_cast<std::size_t>(Count_)> kRows{{
    {Photo, draw_photo, read_photo},
    {Place, draw_place, read_place},
    {SingleChoice, draw_single_choice, read_single_choice},
    {MultipleChoice, draw_multiple_choice, read_multiple_choice},
    {Ranking, draw_ranking, read_ranking},
    {Number, draw_number, read_number},
    {Text, draw_text, read_text},
    {ScaleMatrix, draw_scale_matrix, read_scale_matrix},
    {Scale, draw_scale, read_scale},
    {Matrix, draw_matrix, read_matrix},
    {Date, draw_date, read_date},
    {Information, draw_information, read_nothing},
    {Calculated, draw_calculated, read_nothing},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i)
        if (kRows[i].kind != static_cast<QuestionKind>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each kind, in the order of the enum");

const PlainQuestionRow& row_of(const Question& question) {
    return kRows[static_cast<std::size_t>(question.kind)];
}

}  // namespace

std::span<const PlainQuestionRow> plain_questions() { return kRows; }

std::string_view value_in(std::span<const FormPart> fields, std::string_view name) {
    for (const FormPart& part : fields)
        if (part.name == name && !part.file_name) return part.content;
    return {};
}

bool is_ticked(std::span<const FormPart> fields, std::string_view name, std::string_view value) {
    return std::any_of(fields.begin(), fields.end(), [&](const FormPart& part) {
        return part.name == name && part.content == value && !part.file_name;
    });
}

void draw_plain_question(const Question& question, const PlainShown& shown) {
    row_of(question).draw(question, shown);
}

Value read_plain_answers(const Questionnaire& questionnaire, PlainReading& reading) {
    Value body = Value::map();
    for (const QuestionPage& page : questionnaire.pages) {
        for (const Question& question : page.questions) {
            Value answer = row_of(question).read(question, reading);
            if (!answer.is_null()) body.set(question.name, std::move(answer));
        }
    }
    return body;
}

std::string_view error_at(const PlainShown& shown, std::string_view path) {
    for (const Error& error : shown.errors)
        if (error.path.starts_with(path) &&
            (error.path.size() == path.size() || error.path[path.size()] == '/'))
            return shown.page.text(error_row(error.code).key);
    return {};
}

namespace plain {

namespace {

std::string_view error_of(const Question& question, const PlainShown& shown) {
    return error_at(shown, "/body/" + question.name);
}

std::string label_of(const Question& question, const PlainShown& shown) {
    std::string out(question.label.in(shown.page.code()));
    // Without a script nothing follows while one fills it in: what is needless is not sent.
    if (!question.relevant.empty())
        out += shown.page.text("plain.if_asked");
    else if (!question.required)
        out += shown.page.text("plain.optional");
    return out;
}

void draw_below_label(const Question& question, const PlainShown& shown, std::string_view hint) {
    draw_hint(hint, shown);
    const std::string id = error_id(question, shown);
    if (!id.empty())
        shown.page.html.element("p", {{"class", "error"}, {"id", id}}, error_of(question, shown));
}

std::string place_id(const Question& question) { return "q-" + question.name; }

}  // namespace

std::string error_id(const Question& question, const PlainShown& shown) {
    return error_of(question, shown).empty() ? std::string() : "e-" + question.name;
}

void draw_hint(std::string_view words, const PlainShown& shown) {
    if (!words.empty()) shown.page.html.element("p", {{"class", "hint"}}, words);
}

void open_group(const Question& question, const PlainShown& shown) {
    open_group(question, shown, question.hint.in(shown.page.code()));
}

void open_group(const Question& question, const PlainShown& shown, std::string_view hint) {
    Html& html = shown.page.html;
    html.open("fieldset", {{"class", "card"}, {"id", place_id(question)}});
    html.element("legend", {}, label_of(question, shown));
    draw_below_label(question, shown, hint);
}

void close_group(const PlainShown& shown) { shown.page.html.close("fieldset"); }

void open_field(const Question& question, const PlainShown& shown) {
    Html& html = shown.page.html;
    html.open("div", {{"class", "card"}, {"id", place_id(question)}}).open("h2");
    html.element("label", {{"for", question.name}}, label_of(question, shown)).close("h2");
    draw_below_label(question, shown, question.hint.in(shown.page.code()));
}

void close_field(const PlainShown& shown) { shown.page.html.close("div"); }

void draw_tick(const Tick& tick, Html& html) {
    html.open("label", {{"class", "tick"}});
    const bool described = !tick.described_by.empty();
    HtmlAttribute by("aria-describedby", tick.described_by);
    by.is_there = described;
    html.open("input", {{"type", tick.type},
                        {"name", tick.name},
                        {"value", tick.value},
                        {"checked", tick.ticked},
                        by});
    html.text(tick.words).close("label");
}

}  // namespace plain

}  // namespace kongdi::server
