// SPDX-License-Identifier: Apache-2.0
#include "server/exports/dictionary.hpp"

#include "core/codec/csv.hpp"

namespace kongdi::server {

std::array<std::string_view, kDictionaryWidth> dictionary_names() {
    return {"column", "type", "unit", "meaning", "codes", "code", "code_meaning"};
}

std::array<std::string_view, kDictionaryWidth> dictionary_cells(const DictionaryRow& row) {
    return {row.column, row.type, row.unit, row.meaning, row.codes, row.code, row.code_meaning};
}

std::string crs_text(const Crs& crs) {
    std::string out(crs.name);
    if (crs.title != crs.name) out.append(", ").append(crs.title);
    return out;
}

std::string meaning_of(const ColumnFacts& column, const Crs& crs, const Labels& labels) {
    if (!column.said.empty()) return std::string(column.said);
    if (column.is_place()) return labels.words()(column.meaning, {{"crs", crs_text(crs)}});
    return std::string(labels.words()(column.meaning));
}

std::vector<DictionaryRow> dictionary_rows(const TableFacts& facts, const Labels& labels,
                                           const DictionaryOf& shown) {
    const Words& words = labels.words();
    std::vector<DictionaryRow> out;
    if (!shown.geometry.empty())
        out.push_back(
            {.column = std::string(shown.geometry),
             .type = std::string(words("export.type.degrees")),
             .unit = facts.crs->kind == CrsKind::Metres ? "m" : "degree",
             .meaning = words(facts.has_areas ? "export.any.areas" : "export.any.geometry",
                              {{"crs", crs_text(*facts.crs)}})});
    for (const ColumnFacts& column : facts.columns) {
        if (column.is_place() && !shown.geometry.empty()) continue;
        const bool is_time = column.type == CellType::Time;
        DictionaryRow row{
            .column = std::string(column.name),
            .type =
                std::string(words(std::string("export.type.").append(cell_type_name(column.type)))),
            .unit = std::string(is_time ? shown.time_unit : column.unit),
            .meaning = meaning_of(column, *facts.crs, labels),
            .codes = std::string(code_list_name(column))};
        out.push_back(row);
        for (const CodeRow& code : code_rows(column, labels))
            out.push_back({.column = row.column,
                           .codes = row.codes,
                           .code = code.code,
                           .code_meaning = code.label});
    }
    return out;
}

std::string dictionary_csv(const TableFacts& facts, const Labels& labels,
                           const ExportOptions& options) {
    std::string out;
    if (options.bom && !options.gb18030) out += kUtf8Bom;
    const auto line = [&out](const std::array<std::string_view, kDictionaryWidth>& cells) {
        bool first = true;
        for (const std::string_view cell : cells) {
            if (!first) out += ',';
            first = false;
            append_csv_text(out, cell);
        }
        out += kCsvLineEnd;
    };
    line(dictionary_names());
    for (const DictionaryRow& row : dictionary_rows(facts, labels)) line(dictionary_cells(row));
    return out;
}

}  // namespace kongdi::server
