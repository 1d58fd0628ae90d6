// SPDX-License-Identifier: Apache-2.0
// What of a form's sheets has no place in ours, each named with its cell.
#include <algorithm>
#include <array>
#include <span>

#include "core/codec/xlsform_sheet.hpp"

namespace kongdi::xlsform {

namespace {

constexpr std::array<std::string_view, 12> kSurvey{
    "type",       "name",        "label",      "hint",   "required", "relevant",
    "constraint", "calculation", "appearance", "kongdi", "",         "constraint_message"};
constexpr std::array<std::string_view, 8> kChoices{
    "list_name", "list name", "name", "label", "icon", "low_factor", "high_factor", ""};
constexpr std::array<std::string_view, 5> kSettings{"form_title", "form_id", "version",
                                                    "default_language", ""};

void name_columns(const SheetReader& sheet, std::string_view name,
                  std::span<const std::string_view> known, Errors& left_out) {
    for (std::size_t i = 0; i < sheet.columns().size(); ++i) {
        const std::string& column = sheet.columns()[i].name;
        if (std::find(known.begin(), known.end(), column) != known.end()) continue;
        bool has_any = false;
        for (std::size_t row = 1; row < sheet.rows(); ++row)
            has_any = has_any || !sheet.cell(row, i).empty();
        if (has_any)
            left_out.push_back(
                {ErrorCode::SheetUnsupported, std::string(name) + "!" + cell_name(i, 0), column});
    }
}

/// Groups are shown as one page, long texts in a larger field; all else is as the kind has it.
bool is_ours(std::string_view type, std::string_view appearance) {
    if (type == "begin_group" || type == "begin group") return appearance == "field-list";
    return type == "text" && appearance == "multiline";
}

}  // namespace

void name_left_out(const std::vector<SheetTable>& sheets, const SheetReader& survey,
                   const SheetReader& choices, const SheetReader& settings, Errors& left_out) {
    name_columns(survey, "survey", kSurvey, left_out);
    name_columns(choices, "choices", kChoices, left_out);
    name_columns(settings, "settings", kSettings, left_out);
    for (std::size_t row = 2; row < settings.rows(); ++row)
        if (!settings.is_empty(row))
            left_out.push_back({ErrorCode::SheetUnsupported, "settings!" + cell_name(0, row),
                                "more than one row"});
    for (const SheetTable& sheet : sheets) {
        const bool is_read =
            sheet.name == "survey" || sheet.name == "choices" || sheet.name == "settings";
        if (!is_read && !sheet.rows.empty())
            left_out.push_back(
                {ErrorCode::SheetUnsupported, sheet.name + "!" + cell_name(0, 0), sheet.name});
    }
    for (std::size_t row = 1; row < survey.rows(); ++row) {
        const std::string appearance = survey.text(row, "appearance");
        if (!appearance.empty() && !is_ours(survey.text(row, "type"), appearance))
            left_out.push_back(
                {ErrorCode::SheetUnsupported, survey.place(row, "appearance"), appearance});
    }
}

}  // namespace kongdi::xlsform
