// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "server/exports/answer_rows.hpp"
#include "server/exports/read_ahead.hpp"

namespace kongdi::server {

namespace {

/// What formats, or another coordinate system, add to a row by themselves.
constexpr std::array<std::string_view, 9> kNamesOfFormats{
    "fid", "ogc_fid", "geom", "geometry", "crs", "east_m", "north_m", "lon_gcj02", "lat_gcj02"};

struct WideRow {
    SentRecord record = {};
    std::vector<AnswerCell> cells = {};
};

class WideRows final : public RowSource {
public:
    WideRows(const RecordTable& table, std::shared_ptr<const AnswerColumns> answers,
             SentRecords records, const Labels& labels, std::int64_t total)
        : m_table(table),
          m_answers(std::move(answers)),
          m_facts(wide_facts(table, m_answers)),
          m_labels(labels),
          m_records(std::move(records)),
          m_total(total),
          m_rows([this](WideRow& row) { return read(row); }) {}

    const TableFacts& facts() const override { return m_facts; }
    const Labels& labels() const override { return m_labels; }
    std::int64_t total() const override { return m_total; }
    Result<bool> next() override { return m_rows.next(); }
    void put(std::size_t column, CellSink& out) const override {
        const WideRow& row = m_rows.row();
        if (column < m_table.before.size())
            return m_table.before[column].put(row.record, m_labels, out);
        column -= m_table.before.size();
        if (column < row.cells.size()) {
            const bool is_date = m_answers->facts()[column].type == CellType::Date;
            const auto* day = is_date ? std::get_if<std::string_view>(&row.cells[column]) : nullptr;
            return day != nullptr ? put_date(out, *day) : put_cell(row.cells[column], out);
        }
        m_table.behind[column - row.cells.size()].put(row.record, m_labels, out);
    }
    std::string_view id() const override { return m_rows.row().record.row.id; }
    std::string_view title() const override { return m_rows.row().record.row.receipt; }
    std::optional<PlanePoint> place() const override {
        const auto& point = m_rows.row().record.point;
        if (!point) return std::nullopt;
        return PlanePoint{point->lon, point->lat};
    }

private:
    /// On the thread of the rows.
    Result<bool> read(WideRow& row) {
        if (!KONGDI_TRY(m_records.next(row.record))) return false;
        m_answers->read(row.record.tree()["body"], row.cells, row.record.other_answers);
        return true;
    }

    RecordTable m_table;
    std::shared_ptr<const AnswerColumns> m_answers;
    TableFacts m_facts;
    const Labels& m_labels;
    SentRecords m_records;
    std::int64_t m_total;
    ReadAhead<WideRow> m_rows;  // its thread reads those above
};

}  // namespace

std::vector<std::string_view> names_beside(const RecordTable& table) {
    std::vector<std::string_view> out(kNamesOfFormats.begin(), kNamesOfFormats.end());
    for (const auto& part : {table.before, table.behind})
        for (const ColumnFacts& column : part) out.push_back(column.name);
    return out;
}

TableFacts wide_facts(const RecordTable& table,
                      const std::shared_ptr<const AnswerColumns>& answers) {
    TableFacts out{table.name, {table.before.begin(), table.before.end()}};
    out.columns.insert(out.columns.end(), answers->facts().begin(), answers->facts().end());
    out.columns.insert(out.columns.end(), table.behind.begin(), table.behind.end());
    out.made = answers;
    return out;
}

Result<std::unique_ptr<RowSource>> wide_rows(const RecordTable& table,
                                             std::shared_ptr<const AnswerColumns> answers,
                                             SentRecords records, const Labels& labels) {
    const std::int64_t total = KONGDI_TRY(records.count());
    return std::unique_ptr<RowSource>(
        std::make_unique<WideRows>(table, std::move(answers), std::move(records), labels, total));
}

}  // namespace kongdi::server
