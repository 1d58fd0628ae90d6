// SPDX-License-Identifier: Apache-2.0
// A download under way: rows from one unchanging view of the data become pieces of a file.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/exports/export_formats.hpp"
#include "server/handlers/exchange.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

class Download {
public:
    virtual ~Download() = default;
    virtual std::int64_t total() const = 0;
    /// The next piece, empty after the last.
    virtual Result<std::string> next() = 0;
};

/// Which rows are asked for, and to which of them whoever asks is held; none: to no part.
struct RowsAsked {
    std::vector<Pair> query = {};
    std::optional<Scope> within = {};
};

/// A data set of the table: which rows a query means, and how each format writes them.
struct DataSet {
    std::string_view name;
    Result<std::unique_ptr<Download>> (*open)(Storage&, const RowsAsked&, const ExportFormat&,
                                              const Catalogue&, std::string_view language,
                                              const ExportOptions&);
};

/// THE table of data sets.
std::span<const DataSet> data_sets();
const DataSet* data_set(std::string_view name);

}  // namespace kongdi::server
