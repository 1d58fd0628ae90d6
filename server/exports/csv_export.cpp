// SPDX-License-Identifier: Apache-2.0
// CSV as RFC 4180 has it, with a byte order mark unless asked without: Excel needs it for Chinese.
#include <array>
#include <charconv>

#include "core/base/time.hpp"
#include "core/codec/csv.hpp"
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/exports/export_formats.hpp"

namespace kongdi::server {

namespace {

class CsvCells final : public CellSink {
public:
    explicit CsvCells(std::string& out) : m_out(out) {}
    void none() override {}
    void text(std::string_view utf8) override { append_csv_text(m_out, utf8); }
    void plain(std::string_view utf8) override { append_csv_plain(m_out, utf8); }
    void number(double value) override { append_number(m_out, value); }
    void whole(std::int64_t value) override {
        std::array<char, 20> digits;  // as many as the least has, with its sign
        char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        m_out.append(digits.data(), end);
    }
    void degrees(double value) override { append_coordinate(m_out, value); }
    void time(std::int64_t unix_ms) override { m_out += format_time(unix_ms); }
    void list(const std::vector<std::string_view>& words) override {
        std::string joined;
        for (const std::string_view word : words) {
            if (!joined.empty()) joined += ';';
            joined += word;
        }
        append_csv_text(m_out, joined);  // some are as people typed them
    }

private:
    std::string& m_out;
};

class CsvRows final : public RowWriter {
public:
    CsvRows(const RowSource& rows, const ExportOptions& options)
        : m_rows(rows), m_columns(rows.facts().columns.size()), m_options(options) {}

    void begin(std::string& out) override {
        if (m_options.bom && !m_options.gb18030) out += kUtf8Bom;
        for (std::size_t i = 0; i < m_columns; ++i) {
            if (i > 0) out += ',';
            append_csv_plain(out, m_rows.facts().columns[i].name);
        }
        out += kCsvLineEnd;
    }
    void row(std::string& out) override {
        CsvCells cells(out);
        for (std::size_t i = 0; i < m_columns; ++i) {
            if (i > 0) out += ',';
            m_rows.put(i, cells);
        }
        out += kCsvLineEnd;
        ++m_count;
    }
    /// As many cells as any other row, so that a reader of tables takes it.
    void end(std::string& out) override {
        if (!m_options.trailer) return;
        out += "#rows," + std::to_string(m_count);
        if (m_columns > 2) out.append(m_columns - 2, ',');
        out += kCsvLineEnd;
    }

private:
    const RowSource& m_rows;
    std::size_t m_columns;
    ExportOptions m_options;
    std::int64_t m_count = 0;
};

}  // namespace

std::unique_ptr<RowWriter> write_csv(const RowSource& rows, const ExportOptions& options) {
    return std::make_unique<CsvRows>(rows, options);
}

}  // namespace kongdi::server
