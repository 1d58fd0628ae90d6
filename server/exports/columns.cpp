// SPDX-License-Identifier: Apache-2.0
#include "server/exports/columns.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi::server {

namespace {

constexpr EnumNames<CellType> kTypes{"text", "code", "whole", "number", "degrees", "time", "list"};

}  // namespace

std::string_view cell_type_name(CellType type) { return name_of<CellType>(kTypes, type); }

}  // namespace kongdi::server
