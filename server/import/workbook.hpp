// SPDX-License-Identifier: Apache-2.0
// Sheets of text as a workbook (.xlsx) and back; GDAL knows the format both ways.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/codec/xlsform.hpp"

namespace kongdi::server {

inline constexpr std::size_t kMaxSheets = 20;
inline constexpr std::size_t kMaxSheetRows = 20'000;
inline constexpr std::size_t kMaxSheetColumns = 200;
inline constexpr std::int64_t kMaxUnpackedForm = std::int64_t{64} << 20;

/// Each sheet with its first row as it stands; cells are text, whatever they were.
/// layer_unreadable at /file, its detail says why.
Result<std::vector<SheetTable>> read_workbook(std::string_view bytes);

/// A workbook that other programs open: the first row of each sheet holds the columns' names.
Result<std::string> write_workbook(const std::vector<SheetTable>& sheets);

}  // namespace kongdi::server
