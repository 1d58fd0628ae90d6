// SPDX-License-Identifier: Apache-2.0
// What a download of any data set is made of: a table of columns, and a sink that takes one cell in
// the way of a format.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/geometry/point.hpp"
#include "core/geometry/polygon.hpp"
#include "server/exports/code_lists.hpp"
#include "server/exports/labels.hpp"

namespace kongdi::server {

/// Which call of a CellSink a column makes; any of them may say `none` instead.
/// A step of a scale is whole, or plain for a word that is no step.
enum class CellType : std::uint8_t {
    Text,
    Code,
    Whole,
    Number,
    Degrees,
    Time,
    List,
    Step,
    Date,
    Count_
};
/// "text", "code", …: what a dictionary says.
std::string_view cell_type_name(CellType type);

class CellSink {
public:
    virtual ~CellSink() = default;
    virtual void none() = 0;
    /// What a person wrote: never to be taken for a formula.
    virtual void text(std::string_view utf8) = 0;
    /// What we made: codes, and their names from the catalogue.
    virtual void plain(std::string_view utf8) = 0;
    virtual void number(double value) = 0;
    virtual void whole(std::int64_t value) = 0;
    virtual void degrees(double value) = 0;
    /// An instant, which each format shows as it can.
    virtual void time(std::int64_t unix_ms) = 0;
    virtual void list(const std::vector<std::string_view>& words) = 0;
    /// A day of the calendar, "2026-11-24": a type of its own in formats that have one.
    virtual void date(std::string_view day) { plain(day); }
};

// Cells that may be empty.
inline void put_number(CellSink& out, const std::optional<double>& value) {
    value ? out.number(*value) : out.none();
}
inline void put_whole(CellSink& out, const std::optional<std::int64_t>& value) {
    value ? out.whole(*value) : out.none();
}
inline void put_code(CellSink& out, std::string_view code) {
    code.empty() ? out.none() : out.plain(code);
}

inline void put_date(CellSink& out, std::string_view day) {
    day.empty() ? out.none() : out.date(day);
}

/// A list of codes that comes with a question.
struct OwnCodes {
    std::string name = {};
    std::vector<CodeRow> rows = {};
};

/// What a format and a dictionary know of a column.
struct ColumnFacts {
    std::string_view name;  // stable: scripts of planners rely on it
    CellType type = CellType::Text;
    std::string_view unit;            // "m2"; empty for none
    CodeList codes = CodeList::None;  // of its cells, or of what a list holds
    std::string_view meaning;         // key of its words
    // In place of the two before, of a column that a questionnaire makes.
    const OwnCodes* own_codes = nullptr;
    std::string_view said = {};

    /// Of the point, which formats with a geometry have already.
    bool is_place() const { return type == CellType::Degrees; }
};

/// "report_state"; empty for none.
std::string_view code_list_name(const ColumnFacts& column);
std::vector<CodeRow> code_rows(const ColumnFacts& column, const Labels& labels);

template <class Row>
struct Column : ColumnFacts {
    void (*put)(const Row&, const Labels&, CellSink&) = nullptr;
};

/// What a format with a geometry wants to know of a row.
struct RowPlace {
    std::string_view id;
    std::string_view title;  // by which people call it
    std::optional<Wgs84Point> point;
    const MultiPolygon* outline = nullptr;  // of the row, of tables of areas
};

/// A data set: its name in addresses, its columns, and where a row is.
template <class Row>
struct Table {
    std::string_view name;
    std::span<const Column<Row>> columns;
    RowPlace (*place)(const Row&);
    bool has_areas = false;  // rows are areas: formats with a geometry hold their outlines
};

}  // namespace kongdi::server
