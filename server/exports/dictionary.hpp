// SPDX-License-Identifier: Apache-2.0
// The data dictionary of a download: each column with its meaning, its unit and what its codes
// mean.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "server/exports/export_formats.hpp"

namespace kongdi::server {

/// One column, or (with the name of the column again) one of its codes.
struct DictionaryRow {
    std::string column = {};
    std::string type = {};
    std::string unit = {};
    std::string meaning = {};
    std::string codes = {};  // name of the list
    std::string code = {};
    std::string code_meaning = {};
};

inline constexpr std::size_t kDictionaryWidth = 7;
/// "column", "type", …: as a table in a database names them.
std::array<std::string_view, kDictionaryWidth> dictionary_names();
std::array<std::string_view, kDictionaryWidth> dictionary_cells(const DictionaryRow& row);

/// How a format shows what it holds.
struct DictionaryOf {
    std::string_view time_unit = "UTC";
    std::string_view geometry = {};  // the column that takes the place of those of the place
};

/// The columns in their order, each followed by its codes.
std::vector<DictionaryRow> dictionary_rows(const TableFacts& facts, const Labels& labels,
                                           const DictionaryOf& shown = {});
std::string meaning_of(const ColumnFacts& column, const Crs& crs, const Labels& labels);
/// "EPSG:4549, CGCS2000 / 3-degree Gauss-Kruger CM 120E".
std::string crs_text(const Crs& crs);

std::string dictionary_csv(const TableFacts& facts, const Labels& labels,
                           const ExportOptions& options);

}  // namespace kongdi::server
