// SPDX-License-Identifier: Apache-2.0
#include "server/import/ogr_geometry.hpp"

#include <ogr_geometry.h>

#include <cmath>
#include <memory>

#include "server/gis/gdal.hpp"

namespace kongdi::server {

namespace {

using OwnGeometry = std::unique_ptr<OGRGeometry>;

bool are_numbers(const OGRSimpleCurve& curve) {
    for (int i = 0; i < curve.getNumPoints(); ++i)
        if (!std::isfinite(curve.getX(i)) || !std::isfinite(curve.getY(i))) return false;
    return true;
}

Line points_of(const OGRSimpleCurve& curve) {
    Line out;
    out.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) out.push_back({curve.getX(i), curve.getY(i)});
    return out;
}

/// False when a ring has no area to speak of.
bool add_polygon(const OGRPolygon& polygon, MultiPolygon& area) {
    constexpr std::size_t kLeastOfRing = 4;  // the first comes again at the end
    Polygon out;
    for (const OGRLinearRing* ring : polygon) {
        if (!are_numbers(*ring)) return false;
        Ring points = points_of(*ring);
        if (points.size() >= kLeastOfRing)
            out.rings.push_back(std::move(points));
        else if (out.rings.empty())
            return false;
    }
    if (out.rings.empty()) return false;
    area.push_back(std::move(out));
    return true;
}

void take_area(const OGRGeometry& geometry, RawRow& row) {
    OwnGeometry made;
    const OGRGeometry* valid = &geometry;
    if (!geometry.IsValid()) {
        made.reset(geometry.MakeValid());
        valid = made.get();
    }
    MultiPolygon area;
    if (valid != nullptr) {
        const auto type = wkbFlatten(valid->getGeometryType());
        if (type == wkbPolygon) {
            add_polygon(*valid->toPolygon(), area);
        } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
            // What was made valid may have left lines beside the areas.
            for (const OGRGeometry* part : *valid->toGeometryCollection()) {
                const auto part_type = wkbFlatten(part->getGeometryType());
                if (part_type == wkbPolygon) add_polygon(*part->toPolygon(), area);
                if (part_type == wkbMultiPolygon)
                    for (const OGRPolygon* polygon : *part->toMultiPolygon())
                        add_polygon(*polygon, area);
            }
        }
    }
    if (area.empty())
        row.fault = GeometryFault::Broken;
    else
        row.parts.emplace_back(std::move(area));
}

void take_line(const OGRLineString& line, RawRow& row) {
    if (line.getNumPoints() < 2 || !are_numbers(line))
        row.fault = GeometryFault::Broken;
    else
        row.parts.emplace_back(points_of(line));
}

void take_point(const OGRPoint& point, RawRow& row) {
    if (point.IsEmpty() || !std::isfinite(point.getX()) || !std::isfinite(point.getY()))
        row.fault = GeometryFault::Broken;
    else
        row.parts.emplace_back(Wgs84Point{point.getX(), point.getY()});
}

std::int64_t vertices_of(const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    std::int64_t sum = 0;
    if (type == wkbPoint) return 1;
    if (type == wkbLineString) return geometry.toLineString()->getNumPoints();
    if (type == wkbPolygon)
        for (const OGRLinearRing* ring : *geometry.toPolygon()) sum += ring->getNumPoints();
    else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection))
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) sum += vertices_of(*part);
    return sum;
}

void take_plain(const OGRGeometry& geometry, RawRow& row) {
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPoint: take_point(*geometry.toPoint(), row); break;
        case wkbLineString: take_line(*geometry.toLineString(), row); break;
        case wkbPolygon:
        case wkbMultiPolygon: take_area(geometry, row); break;
        case wkbMultiPoint:
            for (const OGRPoint* point : *geometry.toMultiPoint()) take_point(*point, row);
            break;
        case wkbMultiLineString:
            for (const OGRLineString* line : *geometry.toMultiLineString()) take_line(*line, row);
            break;
        default: row.fault = GeometryFault::Kind; break;
    }
}

}  // namespace

void take_geometry(const OGRGeometry* geometry, RawRow& row) {
    // What GEOS complains of is the row's affair, not the file's.
    const GdalErrors errors;
    row.parts.clear();
    row.fault = GeometryFault::None;
    if (geometry == nullptr || geometry->IsEmpty()) {
        row.fault = GeometryFault::Missing;
        return;
    }
    OwnGeometry linear;
    if (geometry->hasCurveGeometry()) {
        linear.reset(geometry->getLinearGeometry());
        geometry = linear.get();
    }
    if (vertices_of(*geometry) > kMaxVertices)
        row.fault = GeometryFault::TooLarge;
    else
        take_plain(*geometry, row);
    if (row.fault != GeometryFault::None) row.parts.clear();
}

}  // namespace kongdi::server
