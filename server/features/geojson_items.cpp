// SPDX-License-Identifier: Apache-2.0
// Features as GeoJSON text, written as they are: ten thousand of them never become a tree.
#include <cmath>

#include "core/base/number.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/features/documents.hpp"

namespace kongdi::server::features {

namespace {

void append_path(std::string& out, const Crs& crs, const Path& path, bool closed) {
    out += '[';
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (i > 0) out += ',';
        append_position(out, crs, path[i]);
    }
    if (closed && !path.empty() && !(path.front() == path.back())) {
        out += ',';
        append_position(out, crs, path.front());
    }
    out += ']';
}

/// null where the coordinate system does not reach.
void append_geometry(std::string& out, const Crs& crs, const std::optional<Geometry>& geometry) {
    const Shape shape = geometry ? shape_of(*geometry, crs) : Shape();
    if (!shape.points.empty()) {
        out += R"({"type":"Point","coordinates":)";
        append_position(out, crs, shape.points[0]);
        out += '}';
    } else if (!shape.lines.empty()) {
        out += R"({"type":"LineString","coordinates":)";
        append_path(out, crs, shape.lines[0], false);
        out += '}';
    } else if (!shape.areas.empty()) {
        out += R"({"type":"MultiPolygon","coordinates":[)";
        for (std::size_t i = 0; i < shape.areas.size(); ++i) {
            out += i > 0 ? ",[" : "[";
            for (std::size_t j = 0; j < shape.areas[i].size(); ++j) {
                if (j > 0) out += ',';
                append_path(out, crs, shape.areas[i][j], true);
            }
            out += ']';
        }
        out += "]}";
    } else {
        out += "null";
    }
}

/// A number is "60.0" where it could be 60.5: readers take the type of a column from the values
/// they happen to see first.
void append_value(std::string& out, const Field& field, const Value& value) {
    const double number = value.number_or(0);
    if (field.type == FieldType::Number && value.is_number() && std::isfinite(number))
        append_decimal(out, number);
    else
        append_json(out, value);
}

/// Without its closing brace.
void begin_feature(std::string& out, const Writing& writing, const FeatureRow& row) {
    out += R"({"type":"Feature","id":)";
    append_json_string(out, row.id);
    out += R"(,"geometry":)";
    append_geometry(out, writing.crs, row.geometry);
    out += R"(,"properties":{)";
    for (std::size_t i = 0; i < writing.collection.fields.size(); ++i) {
        if (i > 0) out += ',';
        append_json_string(out, writing.collection.fields[i].name);
        out += ':';
        append_value(out, writing.collection.fields[i], row.values[i]);
    }
    out += '}';
}

void append_links(std::string& out, const Links& links) {
    out += R"("links":)";
    append_json(out, links_tree(links));
}

}  // namespace

std::string items_document(const Writing& writing, const ItemsPage& page, const Links& links,
                           std::int64_t now_ms) {
    std::string out = R"({"type":"FeatureCollection",)";
    append_links(out, links);
    out += R"(,"timeStamp":)";
    append_json_string(out, format_time(now_ms));
    if (page.matched) out += R"(,"numberMatched":)" + std::to_string(*page.matched);
    out += R"(,"numberReturned":)" + std::to_string(page.rows.size());
    out += R"(,"features":[)";
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        out += i > 0 ? ",\n" : "\n";
        begin_feature(out, writing, page.rows[i]);
        out += '}';
    }
    return out + "\n]}\n";
}

std::string item_document(const Writing& writing, const FeatureRow& row, const Links& links) {
    std::string out;
    begin_feature(out, writing, row);
    out += ',';
    append_links(out, links);
    return out + "}\n";
}

}  // namespace kongdi::server::features
