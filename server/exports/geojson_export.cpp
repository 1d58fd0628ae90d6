// SPDX-License-Identifier: Apache-2.0
// GeoJSON as RFC 7946 has it: one FeatureCollection, a feature a line, WGS-84.
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/facility_columns.hpp"
#include "server/exports/index_columns.hpp"
#include "server/exports/space_columns.hpp"

namespace kongdi::server {

namespace {

class JsonCells final : public CellSink {
public:
    explicit JsonCells(std::string& out) : m_out(out) {}
    void none() override { m_out += "null"; }
    void text(std::string_view utf8) override { append_json_string(m_out, utf8); }
    void plain(std::string_view utf8) override { append_json_string(m_out, utf8); }
    void number(double value) override { append_number(m_out, value); }
    void whole(std::int64_t value) override { m_out += std::to_string(value); }
    void degrees(double value) override { append_coordinate(m_out, value); }
    void list(const std::vector<std::string_view>& words) override {
        m_out += '[';
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i > 0) m_out += ',';
            append_json_string(m_out, words[i]);
        }
        m_out += ']';
    }

private:
    std::string& m_out;
};

template <class Row>
class GeojsonRows final : public RowWriter<Row> {
public:
    GeojsonRows(std::string_view name, std::span<const Column<Row>> columns, const Labels& labels)
        : m_name(name), m_columns(columns), m_labels(labels) {}

    void begin(std::string& out) override {
        out += R"({"type":"FeatureCollection","name":)";
        append_json_string(out, m_name);
        out += R"(,"features":[)";
    }
    void row(const Row& row, std::string& out) override {
        const RowPlace place = place_of(row);
        out += m_first ? "\n" : ",\n";
        m_first = false;
        out += R"({"type":"Feature","id":)";
        append_json_string(out, place.id);
        out += R"(,"geometry":{"type":"Point","coordinates":[)";
        append_coordinate(out, place.point.lon);
        out += ',';
        append_coordinate(out, place.point.lat);
        out += R"(]},"properties":{)";
        JsonCells cells(out);
        bool first = true;
        for (const Column<Row>& column : m_columns) {
            if (column.is_place) continue;
            if (!first) out += ',';
            first = false;
            append_json_string(out, column.name);
            out += ':';
            column.put(row, m_labels, cells);
        }
        out += "}}";
    }
    void end(std::string& out) override { out += "\n]}\n"; }

private:
    std::string_view m_name;
    std::span<const Column<Row>> m_columns;
    const Labels& m_labels;
    bool m_first = true;
};

}  // namespace

std::unique_ptr<RowWriter<Space>> geojson_of_spaces(const Labels& labels, const ExportOptions&) {
    return std::make_unique<GeojsonRows<Space>>("spaces", space_columns(), labels);
}

std::unique_ptr<RowWriter<Facility>> geojson_of_facilities(const Labels& labels,
                                                           const ExportOptions&) {
    return std::make_unique<GeojsonRows<Facility>>("facilities", facility_columns(), labels);
}

std::unique_ptr<RowWriter<IndexRow>> geojson_of_index(const Labels& labels, const ExportOptions&) {
    return std::make_unique<GeojsonRows<IndexRow>>("index", index_columns(), labels);
}

}  // namespace kongdi::server
