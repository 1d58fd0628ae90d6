// SPDX-License-Identifier: Apache-2.0
// A JSON object a line, for R, Python and pipes.
#include "server/exports/export_formats.hpp"
#include "server/exports/json_cells.hpp"

namespace kongdi::server {

namespace {

class NdjsonRows final : public RowWriter {
public:
    explicit NdjsonRows(const RowSource& rows) : m_rows(rows) {
        for (const ColumnFacts& column : rows.facts().columns) {
            m_names.emplace_back(m_names.empty() ? "{" : ",");
            append_json_string(m_names.back(), column.name);
            m_names.back() += ':';
        }
    }

    void begin(std::string&) override {}
    void row(std::string& out) override {
        JsonCells cells(out);
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            out += m_names[i];
            m_rows.put(i, cells);
        }
        out += "}\n";
    }
    void end(std::string&) override {}

private:
    const RowSource& m_rows;
    std::vector<std::string> m_names;
};

}  // namespace

std::unique_ptr<RowWriter> write_ndjson(const RowSource& rows, const ExportOptions&) {
    return std::make_unique<NdjsonRows>(rows);
}

}  // namespace kongdi::server
