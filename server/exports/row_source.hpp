// SPDX-License-Identifier: Apache-2.0
// Rows of any data set as a format sees them: what columns there are, and the row at hand cell by
// cell. A format is written once, for all data sets there are and will be.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "server/exports/columns.hpp"
#include "server/exports/crs.hpp"
#include "server/exports/plane_area.hpp"

namespace kongdi::server {

struct TableFacts {
    std::string_view name;  // "spaces"
    std::vector<ColumnFacts> columns = {};
    const Crs* crs = &kWgs84;  // of the places, and of the columns that hold them
    /// Keeps what columns point to that are made of a questionnaire.
    std::shared_ptr<const void> made = {};
    bool has_areas = false;  // rows have outlines, and a point inside only for tables
};

template <class Row>
TableFacts table_facts(const Table<Row>& table) {
    TableFacts out{table.name, {table.columns.begin(), table.columns.end()}};
    out.has_areas = table.has_areas;
    return out;
}

class RowSource {
public:
    virtual ~RowSource() = default;
    virtual const TableFacts& facts() const = 0;
    virtual const Labels& labels() const = 0;
    virtual std::int64_t total() const = 0;
    /// Goes to the next row; false when there is none left.
    virtual Result<bool> next() = 0;

    // Of the row at hand, as long as it is.
    virtual void put(std::size_t column, CellSink& out) const = 0;
    virtual std::string_view id() const = 0;
    virtual std::string_view title() const = 0;
    /// In the system of the facts; none for a row without a place.
    virtual std::optional<PlanePoint> place() const = 0;
    /// Likewise; empty for a row without an outline.
    virtual std::vector<PlaneArea> areas() const { return {}; }
};

/// `Rows` gives one row after the other (`next(Row&)`), and says how many there are (`total()`).
template <class Row, class Rows>
class TypedRows final : public RowSource {
public:
    TypedRows(const Table<Row>& table, const Labels& labels, Rows rows)
        : m_facts(table_facts(table)), m_table(table), m_labels(labels), m_rows(std::move(rows)) {}

    const TableFacts& facts() const override { return m_facts; }
    const Labels& labels() const override { return m_labels; }
    std::int64_t total() const override { return m_rows.total(); }
    Result<bool> next() override { return m_rows.next(m_row); }
    void put(std::size_t column, CellSink& out) const override {
        m_table.columns[column].put(m_row, m_labels, out);
    }
    std::string_view id() const override { return m_table.place(m_row).id; }
    std::string_view title() const override { return m_table.place(m_row).title; }
    std::optional<PlanePoint> place() const override {
        const auto point = m_table.place(m_row).point;
        if (!point) return std::nullopt;
        return PlanePoint{point->lon, point->lat};
    }
    std::vector<PlaneArea> areas() const override {
        const MultiPolygon* outline = m_table.place(m_row).outline;
        return outline == nullptr ? std::vector<PlaneArea>() : plane_areas(*outline);
    }

private:
    TableFacts m_facts;
    Table<Row> m_table;
    const Labels& m_labels;
    Rows m_rows;
    Row m_row;
};

}  // namespace kongdi::server
