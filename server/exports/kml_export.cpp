// SPDX-License-Identifier: Apache-2.0
// KML 2.2, WGS-84 as its standard has it: a placemark a row, the meaning of each column beside its
// name. Written by ourselves: of GDAL's two drivers one holds the whole document, the other takes
// columns of some names for parts of a placemark.
#include "core/base/time.hpp"
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/exports/dictionary.hpp"
#include "server/exports/export_formats.hpp"

namespace kongdi::server {

namespace {

/// XML 1.0 has no other control characters than these, not even written as numbers.
void append_xml(std::string& out, std::string_view utf8) {
    for (const char c : utf8) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\r': out += "&#13;"; break;
            case '\n':
            case '\t': out += c; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    out += "\xEF\xBF\xBD";
                else
                    out += c;
        }
}

std::string_view xml_type(CellType type) {
    switch (type) {
        case CellType::Whole: return "int";
        case CellType::Number: return "double";
        default: return "string";
    }
}

/// A cell that is empty is left out.
class KmlCells final : public CellSink {
public:
    explicit KmlCells(std::string& out) : m_out(out) {}
    std::string_view name = {};

    void none() override {}
    void text(std::string_view utf8) override {
        if (utf8.empty()) return;
        open();
        append_xml(m_out, utf8);
        close();
    }
    void plain(std::string_view utf8) override { text(utf8); }
    void number(double value) override {
        open();
        append_number(m_out, value);
        close();
    }
    void whole(std::int64_t value) override { text(std::to_string(value)); }
    void degrees(double value) override { number(value); }
    void time(std::int64_t unix_ms) override { text(format_time(unix_ms)); }
    void list(const std::vector<std::string_view>& words) override {
        std::string joined;
        for (const std::string_view word : words) {
            if (!joined.empty()) joined += ';';
            joined += word;
        }
        text(joined);
    }

private:
    void open() { m_out.append("<SimpleData name=\"").append(name).append("\">"); }
    void close() { m_out += "</SimpleData>"; }

    std::string& m_out;
};

class KmlRows final : public RowWriter {
public:
    explicit KmlRows(const RowSource& rows) : m_rows(rows) {}

    void begin(std::string& out) override {
        const TableFacts& facts = m_rows.facts();
        out += R"(<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document><name>)";
        append_xml(out, facts.name);
        out += "</name>\n<description>";
        append_dictionary(out);
        out += "</description>\n<Schema id=\"columns\" name=\"columns\">\n";
        for (const ColumnFacts& column : facts.columns) {
            if (column.is_place()) continue;
            out.append("<SimpleField type=\"").append(xml_type(column.type));
            out.append("\" name=\"").append(column.name).append("\"><displayName>");
            append_xml(out, meaning_of(column, *facts.crs, m_rows.labels()));
            out += "</displayName></SimpleField>\n";
        }
        out += "</Schema>\n<Folder><name>";
        append_xml(out, facts.name);
        out += "</name>\n";
    }
    void row(std::string& out) override {
        out += "<Placemark><name>";
        append_xml(out, m_rows.title());
        out += "</name><ExtendedData><SchemaData schemaUrl=\"#columns\">";
        KmlCells cells(out);
        const auto& columns = m_rows.facts().columns;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].is_place()) continue;
            cells.name = columns[i].name;
            m_rows.put(i, cells);
        }
        out += "</SchemaData></ExtendedData>";
        append_geometry(out);
        out += "</Placemark>\n";
    }
    void end(std::string& out) override { out += "</Folder></Document></kml>\n"; }

private:
    /// A line for each column and each of its codes: what earth viewers show of the whole.
    void append_dictionary(std::string& out) const {
        const DictionaryOf shown{.geometry = m_rows.facts().has_areas ? "MultiGeometry" : "Point"};
        for (const DictionaryRow& row : dictionary_rows(m_rows.facts(), m_rows.labels(), shown)) {
            bool first = true;
            for (const std::string_view cell : dictionary_cells(row)) {
                if (cell.empty()) continue;
                if (!first) out += " | ";
                first = false;
                append_xml(out, cell);
            }
            out += '\n';
        }
    }
    static void append_position(std::string& out, PlanePoint point) {
        append_coordinate(out, point.x);
        out += ',';
        append_coordinate(out, point.y);
    }
    static void append_area(std::string& out, const PlaneArea& area) {
        out += "<Polygon>";
        for (std::size_t i = 0; i < area.size(); ++i) {
            const std::string_view side = i == 0 ? "outerBoundaryIs" : "innerBoundaryIs";
            out.append("<").append(side).append("><LinearRing><coordinates>");
            for (std::size_t j = 0; j < area[i].size(); ++j) {
                if (j > 0) out += ' ';
                append_position(out, area[i][j]);
            }
            out.append("</coordinates></LinearRing></").append(side).append(">");
        }
        out += "</Polygon>";
    }
    void append_geometry(std::string& out) const {
        const auto areas = m_rows.facts().has_areas ? m_rows.areas() : std::vector<PlaneArea>();
        if (!areas.empty()) {
            out += "<MultiGeometry>";
            for (const PlaneArea& area : areas) append_area(out, area);
            out += "</MultiGeometry>";
        } else if (const auto place = m_rows.place()) {
            out += "<Point><coordinates>";
            append_position(out, *place);
            out += "</coordinates></Point>";
        }
    }

    const RowSource& m_rows;
};

}  // namespace

std::unique_ptr<RowWriter> write_kml(const RowSource& rows, const ExportOptions&) {
    return std::make_unique<KmlRows>(rows);
}

}  // namespace kongdi::server
