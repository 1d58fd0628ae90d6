// SPDX-License-Identifier: Apache-2.0
// CSV as RFC 4180 has it, with a byte order mark unless asked without: Excel needs it for Chinese.
#include "core/codec/csv.hpp"
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/facility_columns.hpp"
#include "server/exports/index_columns.hpp"
#include "server/exports/space_columns.hpp"

namespace kongdi::server {

namespace {

class CsvCells final : public CellSink {
public:
    explicit CsvCells(std::string& out) : m_out(out) {}
    void none() override {}
    void text(std::string_view utf8) override { append_csv_text(m_out, utf8); }
    void plain(std::string_view utf8) override { append_csv_plain(m_out, utf8); }
    void number(double value) override { append_number(m_out, value); }
    void whole(std::int64_t value) override { m_out += std::to_string(value); }
    void degrees(double value) override { append_coordinate(m_out, value); }
    void list(const std::vector<std::string_view>& words) override {
        std::string joined;
        for (const std::string_view word : words) {
            if (!joined.empty()) joined += ';';
            joined += word;
        }
        append_csv_plain(m_out, joined);
    }

private:
    std::string& m_out;
};

template <class Row>
class CsvRows final : public RowWriter<Row> {
public:
    CsvRows(std::span<const Column<Row>> columns, const Labels& labels, bool bom)
        : m_columns(columns), m_labels(labels), m_bom(bom) {}

    void begin(std::string& out) override {
        if (m_bom) out += kUtf8Bom;
        bool first = true;
        for (const Column<Row>& column : m_columns) {
            if (!first) out += ',';
            first = false;
            append_csv_plain(out, column.name);
        }
        out += kCsvLineEnd;
    }
    void row(const Row& row, std::string& out) override {
        CsvCells cells(out);
        bool first = true;
        for (const Column<Row>& column : m_columns) {
            if (!first) out += ',';
            first = false;
            column.put(row, m_labels, cells);
        }
        out += kCsvLineEnd;
    }
    void end(std::string&) override {}

private:
    std::span<const Column<Row>> m_columns;
    const Labels& m_labels;
    bool m_bom;
};

}  // namespace

std::unique_ptr<RowWriter<Space>> csv_of_spaces(const Labels& labels,
                                                const ExportOptions& options) {
    return std::make_unique<CsvRows<Space>>(space_columns(), labels, options.bom);
}

std::unique_ptr<RowWriter<Facility>> csv_of_facilities(const Labels& labels,
                                                       const ExportOptions& options) {
    return std::make_unique<CsvRows<Facility>>(facility_columns(), labels, options.bom);
}

std::unique_ptr<RowWriter<IndexRow>> csv_of_index(const Labels& labels,
                                                  const ExportOptions& options) {
    return std::make_unique<CsvRows<IndexRow>>(index_columns(), labels, options.bom);
}

}  // namespace kongdi::server
