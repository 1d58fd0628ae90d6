// SPDX-License-Identifier: Apache-2.0
// What pyxform asks of the sheets themselves, each mistake with its cell: columns that must be
// there, names and codes that stand once, logic that can be read and names what is there.
#include <array>
#include <set>

#include "core/codec/xlsform_own.hpp"
#include "core/codec/xlsform_sheet.hpp"
#include "core/logic/expression.hpp"

namespace kongdi::xlsform {

namespace {

constexpr std::array<std::string_view, 4> kLogic{"relevant", "constraint", "calculation",
                                                 "required"};

bool has_column(const SheetReader& sheet, std::string_view name) {
    for (const ColumnName& column : sheet.columns())
        if (column.name == name) return true;
    return false;
}

std::set<std::string> names_of(const SheetReader& survey, Errors& errors) {
    std::set<std::string> names;
    for (std::size_t row = 1; row < survey.rows(); ++row) {
        const std::string name = survey.text(row, "name");
        if (name.empty() || survey.text(row, "type").starts_with("end")) continue;
        if (!names.insert(name).second)
            errors.push_back({ErrorCode::FieldRepeated, survey.place(row, "name"), name});
    }
    return names;
}

void check_logic(const SheetReader& survey, std::size_t row, std::string_view column,
                 const std::set<std::string>& names, Errors& errors) {
    const std::string text = survey.text(row, column);
    if (text.empty() || (column == "required" && (says_always(text) || says_never(text)))) return;
    const std::string place = survey.place(row, column);
    const Result<logic::Expression> read = logic::read_expression(text);
    if (!read) {
        errors.push_back({read.error().code, place + read.error().path, text});
        return;
    }
    for (const logic::NameUse& use : read->names)
        if (!names.contains(use.name))
            errors.push_back(
                {ErrorCode::ExpressionName, place + ":" + std::to_string(use.position), use.name});
}

void check_lists(const SheetReader& choices, Errors& errors) {
    std::set<std::pair<std::string, std::string>> listed;
    for (std::size_t row = 1; row < choices.rows(); ++row) {
        std::string list = choices.text(row, "list_name");
        if (list.empty()) list = choices.text(row, "list name");
        const std::string code = choices.text(row, "name");
        if (list.empty() || code.empty()) continue;
        if (!listed.insert({list, code}).second)
            errors.push_back({ErrorCode::FieldRepeated, choices.place(row, "name"), code});
    }
}

}  // namespace

bool check_columns(const SheetReader& survey, Errors& errors) {
    bool whole = true;
    for (const std::string_view name : {"type", "name"}) {
        if (has_column(survey, name)) continue;
        errors.push_back({ErrorCode::FieldMissing, "survey!1", std::string(name)});
        whole = false;
    }
    return whole;
}

void check_cells(const SheetReader& survey, const SheetReader& choices, Errors& errors) {
    const std::set<std::string> names = names_of(survey, errors);
    for (std::size_t row = 1; row < survey.rows(); ++row)
        for (const std::string_view column : kLogic)
            check_logic(survey, row, column, names, errors);
    check_lists(choices, errors);
}

}  // namespace kongdi::xlsform
