// SPDX-License-Identifier: Apache-2.0
// Rows that are read at once, which is one view of them: of data sets of some thousands.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "server/exports/row_source.hpp"

namespace kongdi::server {

template <class Row>
class ListedRows {
public:
    explicit ListedRows(std::vector<Row> rows) : m_rows(std::move(rows)) {}
    std::int64_t total() const { return std::ssize(m_rows); }
    Result<bool> next(Row& row) {
        if (m_next >= m_rows.size()) return false;
        row = std::move(m_rows[m_next++]);
        return true;
    }

private:
    std::vector<Row> m_rows;
    std::size_t m_next = 0;
};

template <class Row, class Rows>
std::unique_ptr<RowSource> typed_rows(const Table<Row>& table, const Labels& labels, Rows rows) {
    return std::make_unique<TypedRows<Row, Rows>>(table, labels, std::move(rows));
}

template <class Row>
std::unique_ptr<RowSource> listed_rows(const Table<Row>& table, const Labels& labels,
                                       std::vector<Row> rows) {
    return typed_rows(table, labels, ListedRows<Row>(std::move(rows)));
}

}  // namespace kongdi::server
