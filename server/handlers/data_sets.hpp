// SPDX-License-Identifier: Apache-2.0
// THE table of data sets that can be downloaded: which rows a query means.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/exports/row_source.hpp"
#include "server/handlers/exchange.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// Which rows are asked for, and to which of them whoever asks is held; none: to no part.
struct RowsAsked {
    std::vector<Pair> query = {};
    std::optional<Scope> within = {};
};

/// Who may have it: staff what lies in their scope, or only planners of the whole city, as each
/// answer of a household, or who did what, is told apart in it.
enum class Readers : std::uint8_t { Staff, CityPlanners };

struct DataSet {
    std::string_view name;
    Readers readers;
    /// Its columns; those of answers are of the questionnaire that the query names.
    Result<TableFacts> (*facts)(Storage&, const RowsAsked&, const Labels&);
    /// One unchanging view of the rows. The labels must outlive it.
    Result<std::unique_ptr<RowSource>> (*open)(Storage&, const RowsAsked&, const Labels&);
    /// Parameters of the query that say which rows. What is none of them is refused: a filter that
    /// is not understood would give a file of other rows than were meant.
    std::span<const std::string_view> filters = {};
    /// What of the query stands in the name of its file; null: nothing.
    Result<std::string> (*name_part)(Storage&, const RowsAsked&, const Labels&) = nullptr;
};

std::span<const DataSet> data_sets();
const DataSet* data_set(std::string_view name);

}  // namespace kongdi::server
