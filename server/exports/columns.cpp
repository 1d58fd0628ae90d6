// SPDX-License-Identifier: Apache-2.0
#include "server/exports/columns.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi::server {

namespace {

constexpr EnumNames<CellType> kTypes{"text", "code", "whole", "number", "degrees",
                                     "time", "list", "step",  "date"};

}  // namespace

std::string_view cell_type_name(CellType type) { return name_of<CellType>(kTypes, type); }

std::string_view code_list_name(const ColumnFacts& column) {
    return column.own_codes != nullptr ? column.own_codes->name : code_list_name(column.codes);
}

std::vector<CodeRow> code_rows(const ColumnFacts& column, const Labels& labels) {
    return column.own_codes != nullptr ? column.own_codes->rows : code_rows(column.codes, labels);
}

}  // namespace kongdi::server
