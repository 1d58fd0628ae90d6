// SPDX-License-Identifier: Apache-2.0
// Columns of a download that are not changed by giving it back (who filed, dates, labels): where
// they differ all the same it is said, so that nobody waits for it to count.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/api/change_messages.hpp"
#include "server/changes/given_place.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

/// Holds one cell of what stands to what the file has.
class ComparedCell final : public CellSink {
public:
    explicit ComparedCell(std::string_view cell) : m_cell(cell) {}
    bool same() const { return m_same; }

    void none() override;
    void text(std::string_view utf8) override;
    void plain(std::string_view utf8) override;
    void number(double value) override;
    void whole(std::int64_t value) override;
    void degrees(double value) override { number(value); }
    /// In UTC, or in the time of workbooks, to the minute: spreadsheets leave the seconds out.
    void time(std::int64_t unix_ms) override;
    void date(std::string_view day) override;
    /// In any order.
    void list(const std::vector<std::string_view>& words) override;

private:
    std::string_view m_cell;
    bool m_same = false;
};

/// A row more where the column differs; the first few are named.
void note_row(api::ChangeIgnored& noted, std::int64_t row);
/// The same of a place that follows from what else the row says.
void note_place(api::ChangeIgnored& noted, GivenPlaces& places, const GivenRow& row,
                const std::optional<Wgs84Point>& stands);

template <class Row>
class IgnoredColumns {
public:
    /// All of the table but places and those that are edited.
    IgnoredColumns(const Catalogue& catalogue, const Table<Row>& table,
                   std::span<const std::string_view> edited)
        : m_labels{Labels(catalogue, "zh"), Labels(catalogue, "en")} {
        for (const Column<Row>& column : table.columns) {
            const bool is_edited =
                std::find(edited.begin(), edited.end(), column.name) != edited.end();
            if (is_edited || column.is_place()) continue;
            m_columns.push_back(&column);
            m_noted.push_back({std::string(column.name), 0, {}});
        }
    }

    /// In the order of the download.
    std::vector<std::string_view> names() const {
        std::vector<std::string_view> out;
        for (const Column<Row>* column : m_columns) out.push_back(column->name);
        return out;
    }
    /// The columns begin at `first` in the cells of the row. A cell is right when it says what
    /// stands, or what will stand with the rest of the row: sums and names follow from that.
    void note(const GivenRow& row, std::size_t first, const Row& now, const Row* after = nullptr) {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto& cell = row.cells[first + i];
            if (!cell || says(*m_columns[i], *cell, now)) continue;
            if (after != nullptr && says(*m_columns[i], *cell, *after)) continue;
            note_row(m_noted[i], row.number);
        }
    }
    /// Of a row that is filed, where nobody need fill them in.
    void note_new(const GivenRow& row, std::size_t first, const Row& filed) {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto& cell = row.cells[first + i];
            if (!cell || cell->empty() || says(*m_columns[i], *cell, filed)) continue;
            note_row(m_noted[i], row.number);
        }
    }
    /// Those that differed at all.
    std::vector<api::ChangeIgnored> noted() const {
        std::vector<api::ChangeIgnored> out;
        for (const api::ChangeIgnored& one : m_noted)
            if (one.count > 0) out.push_back(one);
        return out;
    }

private:
    /// A label is right in whichever language the file was made.
    bool says(const Column<Row>& column, std::string_view cell, const Row& row) const {
        return std::any_of(m_labels.begin(), m_labels.end(), [&](const Labels& labels) {
            ComparedCell compared(cell);
            column.put(row, labels, compared);
            return compared.same();
        });
    }

    std::array<Labels, 2> m_labels;
    std::vector<const Column<Row>*> m_columns = {};
    std::vector<api::ChangeIgnored> m_noted = {};
};

}  // namespace kongdi::server
