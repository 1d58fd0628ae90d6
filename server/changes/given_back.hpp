// SPDX-License-Identifier: Apache-2.0
// A download that was edited and is given back: its rows by the names of the columns that we wrote,
// from CSV (UTF-8, GB18030), XLSX and GeoPackage.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/changes/cell_counts.hpp"
#include "server/import/layer_reader.hpp"

namespace kongdi::server {

inline constexpr std::int64_t kMaxGivenRows = 50'000;
/// What a download with trailer=1 ends with, and by which it is told that rows are missing.
inline constexpr std::string_view kCountMark = "#rows";

struct GivenRow {
    std::int64_t number = 0;  // of a table the header is 1, as spreadsheets count
    /// In the order of the names that are looked for; none: the file has no such column.
    std::vector<std::optional<std::string>> cells = {};
    const Geometry* geometry = nullptr;  // of a file that has one, in its own coordinates
    const LayerHead* layer = nullptr;
    std::optional<Error> fault = {};  // why nothing that it says is to be trusted
};

class GivenBack {
public:
    /// Opens it and finds the tables that have all of `needed`. layer_unreadable (/file) for what
    /// is no such file.
    static Result<GivenBack> open(std::string_view name, std::string_view bytes,
                                  std::vector<std::string_view> names,
                                  std::span<const std::string_view> needed);

    const std::string& file_name() const { return m_file.name; }
    TextEncoding encoding() const { return m_file.encoding; }
    /// field_missing with the first of `needed` that no table has, when none has all of them;
    /// field_repeated with a name that two columns of a table have.
    Result<void> complete() const;
    /// In any table, also one without what is needed.
    bool mentions(std::string_view column) const;
    /// In a table that has what is needed, when there is one: beside the rows, a download holds
    /// tables of its own columns and codes.
    bool rows_have(std::string_view column) const;
    /// Columns that are not among the names, each once.
    const std::vector<std::string>& unknown() const { return m_unknown; }
    bool has(std::size_t name) const;
    bool has_geometry() const;

    /// False after the last row; empty ones and the count at the end of a CSV are passed over.
    /// field_range (/file) beyond kMaxGivenRows.
    Result<bool> next(GivenRow& row);
    /// Before the first row again.
    void rewind();
    /// After the last row: how many the end of the file says there were, if there are not so many.
    std::optional<std::int64_t> rows_had() const;

private:
    struct Table {
        std::size_t layer = 0;
        std::vector<std::optional<std::size_t>> places = {};  // of the names in its columns
    };
    GivenBack(SourceFile file, LayerReader reader, std::vector<std::string_view> names,
              std::vector<std::string_view> needed);
    void find_tables();
    void count_cells();
    bool take(GivenRow& row);

    SourceFile m_file;
    LayerReader m_reader;
    std::vector<std::string_view> m_names;
    std::vector<std::string_view> m_needed;
    std::vector<Table> m_tables = {};
    std::vector<std::string> m_unknown = {};
    std::string_view m_twice = {};  // a name
    CellCounts m_cells = {};        // of a CSV
    std::optional<std::int64_t> m_said_rows = {};
    std::size_t m_table = 0;
    bool m_begun = false;
    std::int64_t m_passed = 0;  // rows of the tables before
    std::int64_t m_taken = 0;
    RawRow m_raw = {};
};

}  // namespace kongdi::server
