// SPDX-License-Identifier: Apache-2.0
// GeoJSON as RFC 7946 has it: one FeatureCollection, a feature a line, WGS-84.
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/exports/export_formats.hpp"
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

class GeojsonSpaces final : public SpaceWriter {
public:
    explicit GeojsonSpaces(const Labels& labels) : m_labels(labels) {}

    void begin(std::string& out) override {
        out += R"({"type":"FeatureCollection","name":"spaces","features":[)";
    }
    void row(const Space& space, std::string& out) override {
        out += m_first ? "\n" : ",\n";
        m_first = false;
        out += R"({"type":"Feature","id":)";
        append_json_string(out, space.id);
        out += R"(,"geometry":{"type":"Point","coordinates":[)";
        append_coordinate(out, space.point.lon);
        out += ',';
        append_coordinate(out, space.point.lat);
        out += R"(]},"properties":{)";
        JsonCells cells(out);
        bool first = true;
        for (const SpaceColumn& column : space_columns()) {
            if (column.is_place) continue;
            if (!first) out += ',';
            first = false;
            append_json_string(out, column.name);
            out += ':';
            column.put(space, m_labels, cells);
        }
        out += "}}";
    }
    void end(std::string& out) override { out += "\n]}\n"; }

private:
    const Labels& m_labels;
    bool m_first = true;
};

}  // namespace

std::unique_ptr<SpaceWriter> geojson_of_spaces(const Labels& labels, const ExportOptions&) {
    return std::make_unique<GeojsonSpaces>(labels);
}

}  // namespace kongdi::server
