// SPDX-License-Identifier: Apache-2.0
#include "core/codec/geojson.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace kongdi {

namespace {

Result<Wgs84Point> position_of(const Value& tree) {
    const Value::List* list = tree.if_list();
    const auto is_number = [](const Value& value) { return value.is_number(); };
    if (list == nullptr || list->size() < 2 || !std::all_of(list->begin(), list->end(), is_number))
        return Error{ErrorCode::FieldType, "/coordinates"};
    const Wgs84Point point{(*list)[0].number_or(0), (*list)[1].number_or(0)};
    if (!is_on_earth(point.lon, point.lat))
        return Error{ErrorCode::CoordinatesRange, "/coordinates"};
    return point;
}

Result<Line> line_of(const Value& tree, std::size_t least) {
    const Value::List* list = tree.if_list();
    if (list == nullptr) return Error{ErrorCode::FieldType, "/coordinates"};
    if (list->size() < least) return Error{ErrorCode::FieldRange, "/coordinates"};
    Line line;
    line.reserve(list->size());
    for (const Value& position : *list) line.push_back(KONGDI_TRY(position_of(position)));
    return line;
}

Result<Polygon> polygon_of(const Value& tree) {
    constexpr std::size_t kLeastOfRing = 4;  // the first comes again at the end
    const Value::List* list = tree.if_list();
    if (list == nullptr) return Error{ErrorCode::FieldType, "/coordinates"};
    if (list->empty()) return Error{ErrorCode::FieldRange, "/coordinates"};
    Polygon polygon;
    for (const Value& ring : *list)
        polygon.rings.push_back(KONGDI_TRY(line_of(ring, kLeastOfRing)));
    return polygon;
}

Value position_tree(Wgs84Point point) { return Value::list({point.lon, point.lat}); }

Value line_tree(const Line& line) {
    Value tree = Value::list();
    for (const Wgs84Point point : line) tree.push(position_tree(point));
    return tree;
}

Value polygon_tree(const Polygon& polygon) {
    Value tree = Value::list();
    for (const Ring& ring : polygon.rings) {
        Value closed = line_tree(ring);
        if (!ring.empty() && !(ring.front() == ring.back()))
            closed.push(position_tree(ring.front()));
        tree.push(std::move(closed));
    }
    return tree;
}

Value typed(std::string_view type, Value coordinates) {
    return Value::map({{"type", type}, {"coordinates", std::move(coordinates)}});
}

}  // namespace

Result<Geometry> geometry_of(const Value& tree) {
    const std::string_view type = tree["type"].string_or("");
    const Value& coordinates = tree["coordinates"];
    if (type == "Point") return Geometry(KONGDI_TRY(position_of(coordinates)));
    if (type == "LineString") return Geometry(KONGDI_TRY(line_of(coordinates, 2)));
    if (type == "Polygon") return Geometry(MultiPolygon{KONGDI_TRY(polygon_of(coordinates))});
    if (type == "MultiPolygon") {
        const Value::List* parts = coordinates.if_list();
        if (parts == nullptr) return Error{ErrorCode::FieldType, "/coordinates"};
        MultiPolygon area;
        for (const Value& part : *parts) area.push_back(KONGDI_TRY(polygon_of(part)));
        return Geometry(std::move(area));
    }
    return Error{ErrorCode::FieldChoice, "/type"};
}

Value geometry_tree(const Geometry& geometry) {
    if (const auto* point = std::get_if<Wgs84Point>(&geometry))
        return typed("Point", position_tree(*point));
    if (const auto* line = std::get_if<Line>(&geometry))
        return typed("LineString", line_tree(*line));
    const auto* area = std::get_if<MultiPolygon>(&geometry);
    if (area->size() == 1) return typed("Polygon", polygon_tree(area->front()));
    Value parts = Value::list();
    for (const Polygon& polygon : *area) parts.push(polygon_tree(polygon));
    return typed("MultiPolygon", std::move(parts));
}

Result<Feature> feature_of(const Value& tree) {
    if (tree["type"].string_or("") != "Feature") return Error{ErrorCode::FieldChoice, "/type"};
    Feature feature;
    Result<Geometry> geometry = geometry_of(tree["geometry"]);
    if (!geometry) return Error{geometry.error().code, "/geometry" + geometry.error().path};
    feature.geometry = *std::move(geometry);
    const Value& properties = tree["properties"];
    if (properties.if_map() != nullptr)
        feature.properties = properties;
    else if (!properties.is_null())
        return Error{ErrorCode::FieldType, "/properties"};
    return feature;
}

Value feature_tree(const Feature& feature) {
    return Value::map({{"type", "Feature"},
                       {"geometry", geometry_tree(feature.geometry)},
                       {"properties", feature.properties}});
}

Box box_of(const Geometry& geometry) {
    Box box;
    if (const auto* point = std::get_if<Wgs84Point>(&geometry)) box.add(*point);
    if (const auto* line = std::get_if<Line>(&geometry))
        for (const Wgs84Point point : *line) box.add(point);
    if (const auto* area = std::get_if<MultiPolygon>(&geometry)) box = box_of(*area);
    return box;
}

void append_coordinate(std::string& out, double degrees) {
    constexpr std::int64_t kScale = 10'000'000;
    const auto scaled =
        static_cast<std::int64_t>(std::llround(degrees * static_cast<double>(kScale)));
    if (scaled < 0) out += '-';
    const std::int64_t size = std::llabs(scaled);
    out += std::to_string(size / kScale);
    std::string fraction = std::to_string(size % kScale);
    fraction.insert(0, 7 - fraction.size(), '0');
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    if (!fraction.empty()) out.append(".").append(fraction);
}

}  // namespace kongdi
