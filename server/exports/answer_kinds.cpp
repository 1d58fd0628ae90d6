// SPDX-License-Identifier: Apache-2.0
#include "server/exports/answer_kinds.hpp"

#include <algorithm>
#include <array>

namespace kongdi::server {

namespace {

using T = CellType;
using Maker = AnswerColumnMaker;

std::string list_name(const AskedCell& cell) {
    std::string out = cell.question.name;
    if (cell.column != nullptr) out.append("_").append(cell.column->name);
    return out;
}

AnswerCell number_cell(const JsonItem& value) {
    if (const std::int64_t* whole = value.if_int()) return static_cast<double>(*whole);
    if (const double* number = value.if_double()) return *number;
    return {};
}
AnswerCell code_cell(const JsonItem& value) {
    if (const std::string_view* code = value.if_string()) return *code;
    return {};
}
AnswerCell text_cell(const JsonItem& value) {
    if (const std::string_view* text = value.if_string()) return FreeText{*text};
    return {};
}
AnswerCell step_cell(const JsonItem& value) {
    if (const std::int64_t* step = value.if_int()) return *step;
    return code_cell(value);
}

// Kinds with one column.

void code_column(Maker& out, const AskedCell& cell) {
    out.add(cell, T::Code, {}, {}, out.choices(cell.asked(), list_name(cell)));
}
void read_code(const Question&, const JsonItem& answer, AnswerCell* cells) {
    *cells = code_cell(answer);
}
void list_column(Maker& out, const AskedCell& cell) {
    out.add(cell, T::List, {}, {}, out.choices(cell.asked(), list_name(cell)));
}
void read_list(const Question&, const JsonItem& answer, AnswerCell* cells) {
    if (answer.is_list()) *cells = &answer;
}
void photo_column(Maker& out, const AskedCell& cell) { out.add(cell, T::List, "sha256"); }
void text_column(Maker& out, const AskedCell& cell) { out.add(cell, T::Text); }
void read_text(const Question&, const JsonItem& answer, AnswerCell* cells) {
    *cells = text_cell(answer);
}
/// As days: a time would need a place on earth.
void date_column(Maker& out, const AskedCell& cell) { out.add(cell, T::Date); }
void scale_column(Maker& out, const AskedCell& cell) {
    out.add(cell, T::Step, {}, {}, out.steps(cell.asked(), list_name(cell)));
}
void read_scale(const Question&, const JsonItem& answer, AnswerCell* cells) {
    *cells = step_cell(answer);
}

// A number, and how it was come by.

void number_columns(Maker& out, const AskedCell& cell) {
    const Question& question = cell.asked();
    const bool is_ending = question.unit.find_first_not_of(
                               "abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos;
    out.add(cell, T::Number, is_ending ? std::string_view(question.unit) : std::string_view(),
            question.unit);
    if (!question.sources.empty())
        out.add(cell, T::Code, "source", {}, out.sources(question, list_name(cell) + "_source"),
                "source");
}
void read_number(const Question& question, const JsonItem& answer, AnswerCell* cells) {
    if (question.sources.empty()) {
        cells[0] = number_cell(answer);
    } else {
        cells[0] = number_cell(answer["value"]);
        cells[1] = code_cell(answer["source"]);
    }
}

// A place as the phone sent it; what the row lies at is converted.

struct PlacePart {
    std::string_view name;
    CellType type;
    std::string_view unit;
    std::string_view of;  // "point", "fix", or the answer itself
    std::string_view member;
};
constexpr std::array<PlacePart, 11> kPlaceParts{{
    {"lon_sent", T::Number, "degree", "point", "lon"},
    {"lat_sent", T::Number, "degree", "point", "lat"},
    {"datum_sent", T::Code, "", "point", "datum"},
    {"source", T::Code, "", "point", "source"},
    {"accuracy_m", T::Number, "m", "point", "accuracy_m"},
    {"fix_lon_sent", T::Number, "degree", "fix", "lon"},
    {"fix_lat_sent", T::Number, "degree", "fix", "lat"},
    {"fix_datum_sent", T::Code, "", "fix", "datum"},
    {"fix_accuracy_m", T::Number, "m", "fix", "accuracy_m"},
    {"fix_at", T::Code, "", "fix", "at"},
    {"community_source", T::Code, "", "", "community_source"},
}};
void place_columns(Maker& out, const AskedCell& cell) {
    for (const PlacePart& part : kPlaceParts)
        out.add(cell, part.type, part.name, part.unit, nullptr, part.name);
}
void read_place(const Question&, const JsonItem& answer, AnswerCell* cells) {
    for (std::size_t i = 0; i < kPlaceParts.size(); ++i) {
        const PlacePart& part = kPlaceParts[i];
        const JsonItem& value = (part.of.empty() ? answer : answer[part.of])[part.member];
        cells[i] = part.type == T::Number ? number_cell(value) : code_cell(value);
    }
}

// Kinds with rows: the cells of each follow one another.

/// Of the row; as many as there are rows for one that nobody asked for.
std::size_t row_of(const Question& question, std::string_view code, std::size_t& next) {
    const std::size_t rows = question.choices.size();
    for (std::size_t seen = 0; seen < rows; ++seen, next = (next + 1) % rows)
        if (question.choices[next].code == code) return next;
    return rows;
}

void scale_matrix_columns(Maker& out, const AskedCell& cell) {
    for (const Choice& row : cell.question.choices)
        out.add({cell.question, &row}, T::Step, {}, {},
                out.steps(cell.question, cell.question.name));
}
void read_scale_matrix(const Question& question, const JsonItem& answer, AnswerCell* cells) {
    if (!answer.is_map()) return;
    std::size_t next = 0;
    for (const JsonItem& row : answer.children())
        if (const std::size_t at = row_of(question, row.name(), next); at < question.choices.size())
            cells[at] = step_cell(row);
}

/// Of choices and scales, which have one column each.
void matrix_columns(Maker& out, const AskedCell& cell) {
    for (const Choice& row : cell.question.choices)
        for (const Question& column : cell.question.columns)
            answer_kind(column.kind).columns(out, {cell.question, &row, &column});
}
void read_matrix(const Question& question, const JsonItem& answer, AnswerCell* cells) {
    if (!answer.is_map()) return;
    const std::size_t width = question.columns.size();
    std::size_t next = 0;
    for (const JsonItem& row : answer.children()) {
        const std::size_t at = row_of(question, row.name(), next);
        if (at == question.choices.size() || !row.is_list()) continue;
        std::size_t i = 0;
        for (const JsonItem& one : row.children())
            if (i < width) cells[at * width + i++] = step_cell(one);
    }
}

// What is shown or follows from the answers is never sent.

void no_columns(Maker&, const AskedCell&) {}
void read_nothing(const Question&, const JsonItem&, AnswerCell*) {}

using enum QuestionKind;
constexpr std::array<AnswerKindRow, static_cast<std::size_t>(QuestionKind::Count_)> kKinds{{
    {Photo, photo_column, read_list},
    {Place, place_columns, read_place},
    {SingleChoice, code_column, read_code},
    {MultipleChoice, list_column, read_list},
    {Ranking, list_column, read_list},
    {Number, number_columns, read_number},
    {Text, text_column, read_text},
    {ScaleMatrix, scale_matrix_columns, read_scale_matrix},
    {Scale, scale_column, read_scale},
    {Matrix, matrix_columns, read_matrix},
    {Date, date_column, read_code},
    {Information, no_columns, read_nothing},
    {Calculated, no_columns, read_nothing},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (kKinds[i].kind != static_cast<QuestionKind>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each kind, in the order of the enum");

}  // namespace

const AnswerKindRow& answer_kind(QuestionKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

}  // namespace kongdi::server
