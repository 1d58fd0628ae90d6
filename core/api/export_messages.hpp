// SPDX-License-Identifier: Apache-2.0
// Downloads under way: how far each is, so that whoever asked for it can wait or stop it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi::api {

inline constexpr std::string_view kExports = "/api/v1/exports";  // GET; POST /{id}/stop
inline constexpr std::string_view kExportStop = "/stop";

struct ExportProgress {
    std::string id = {};
    std::string file = {};  // "spaces.xlsx"
    std::int64_t rows = 0;  // that are written
    /// Of the whole file, as far as that is known: formats without places leave rows out. Below 0
    /// while they are still looked for.
    std::int64_t total = -1;

    friend bool operator==(const ExportProgress&, const ExportProgress&) = default;
};

/// {"exports":[…]}, those of one account, the first that began first.
Value to_value(const std::vector<ExportProgress>& running);
/// request_format at the first member that is no such thing.
Result<std::vector<ExportProgress>> export_progress_of(const Value& tree);

}  // namespace kongdi::api
