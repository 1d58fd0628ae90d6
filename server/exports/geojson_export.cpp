// SPDX-License-Identifier: Apache-2.0
// GeoJSON as RFC 7946 has it: one FeatureCollection, a feature a line, WGS-84.
#include "server/exports/export_formats.hpp"
#include "server/exports/json_cells.hpp"

namespace kongdi::server {

namespace {

template <class Items, class Append>
void append_list(std::string& out, const Items& items, Append append) {
    out += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += ',';
        append(out, items[i]);
    }
    out += ']';
}

class GeojsonRows final : public RowWriter {
public:
    explicit GeojsonRows(const RowSource& rows) : m_rows(rows) {
        for (const ColumnFacts& column : rows.facts().columns) {
            m_names.emplace_back();
            if (column.is_place()) continue;
            append_json_string(m_names.back(), column.name);
            m_names.back() += ':';
        }
    }

    void begin(std::string& out) override {
        out += R"({"type":"FeatureCollection","name":)";
        append_json_string(out, m_rows.facts().name);
        out += R"(,"features":[)";
    }
    void row(std::string& out) override {
        out += m_first ? "\n" : ",\n";
        m_first = false;
        out += R"({"type":"Feature","id":)";
        append_json_string(out, m_rows.id());
        out += R"(,"geometry":)";
        append_geometry(out);
        out += R"(,"properties":{)";
        JsonCells cells(out);
        bool first = true;
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            if (m_names[i].empty()) continue;
            if (!first) out += ',';
            first = false;
            out += m_names[i];
            m_rows.put(i, cells);
        }
        out += "}}";
    }
    void end(std::string& out) override { out += "\n]}\n"; }

private:
    static void append_position(std::string& out, PlanePoint point) {
        out += '[';
        append_coordinate(out, point.x);
        out += ',';
        append_coordinate(out, point.y);
        out += ']';
    }
    void append_geometry(std::string& out) const {
        const auto areas = m_rows.facts().has_areas ? m_rows.areas() : std::vector<PlaneArea>();
        const auto place = m_rows.place();
        if (!areas.empty()) {
            out += R"({"type":"MultiPolygon","coordinates":)";
            append_list(out, areas, [](std::string& to, const PlaneArea& area) {
                append_list(to, area, [](std::string& in, const PlaneRing& ring) {
                    append_list(in, ring, append_position);
                });
            });
            out += '}';
        } else if (place) {
            out += R"({"type":"Point","coordinates":)";
            append_position(out, *place);
            out += '}';
        } else {
            out += "null";
        }
    }

    const RowSource& m_rows;
    std::vector<std::string> m_names;  // `"name":`; empty where the geometry has it
    bool m_first = true;
};

}  // namespace

std::unique_ptr<RowWriter> write_geojson(const RowSource& rows, const ExportOptions&) {
    return std::make_unique<GeojsonRows>(rows);
}

}  // namespace kongdi::server
