// SPDX-License-Identifier: Apache-2.0
#include "server/changes/given_place.hpp"

#include <cmath>

#include "core/geometry/datum.hpp"
#include "server/changes/cell_texts.hpp"
#include "server/exports/crs.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kLon = 0, kEast = 2, kLonShifted = 4, kCrs = 6;
constexpr std::string_view kShifted = "GCJ-02";
constexpr std::string_view kPlain = "WGS-84";

/// A layer in degrees can hold shifted ones, and its system can't say so.
bool is_in_degrees(const std::string& wkt) {
    return wkt.starts_with("GEOGCS") || wkt.starts_with("GEOGCRS");
}

/// Of columns in degrees. What is none is left as it is, and is no system that anybody knows.
std::string system_in_degrees(const std::string& said) {
    if (datum_from_name(said)) return said;
    const auto known = crs_named(said);
    if (!known || (*known)->kind != CrsKind::Degrees) return "degrees in " + said;
    return std::string(kPlain);
}

}  // namespace

bool is_same_place(Wgs84Point a, Wgs84Point b) {
    return std::abs(a.lon - b.lon) <= kSamePlaceDegrees &&
           std::abs(a.lat - b.lat) <= kSamePlaceDegrees;
}

GivenPlaces::GivenPlaces(const GivenBack& file, std::size_t first) : m_first(first) {
    const auto has_both = [&](std::size_t column) {
        return file.has(first + column) && file.has(first + column + 1);
    };
    if (has_both(kLon))
        m_kind = Kind::Degrees;
    else if (has_both(kEast))
        m_kind = Kind::Metres;
    else if (has_both(kLonShifted))
        m_kind = Kind::Shifted;
    else if (file.has_geometry())
        m_kind = Kind::Geometry;
}

std::string_view GivenPlaces::column() const {
    switch (m_kind) {
        case Kind::Degrees: return kPlaceColumns[kLon];
        case Kind::Metres: return kPlaceColumns[kEast];
        case Kind::Shifted: return kPlaceColumns[kLonShifted];
        case Kind::Geometry: return "geometry";
        case Kind::None: break;
    }
    return {};
}

std::string GivenPlaces::crs_of(const GivenRow& row) const {
    const std::string said = cell(row, kCrs).value_or("");
    switch (m_kind) {
        case Kind::Shifted: return std::string(kShifted);
        case Kind::Metres: return said;
        case Kind::Geometry: break;
        default: return said.empty() ? std::string(kPlain) : system_in_degrees(said);
    }
    // A program that wrote the layer anew in another system left our column as it was.
    const LayerHead& layer = *row.layer;
    if (layer.crs_name == kShifted) return std::string(kShifted);
    if (said == kShifted && (layer.crs.empty() || is_in_degrees(layer.crs))) return said;
    if (!layer.crs.empty()) return layer.crs;
    return said.empty() ? std::string(kPlain) : said;
}

Result<Wgs84Point> GivenPlaces::numbers_of(const GivenRow& row) const {
    if (m_kind == Kind::Geometry) {
        const auto* point = row.geometry ? std::get_if<Wgs84Point>(row.geometry) : nullptr;
        if (point == nullptr) return Error{ErrorCode::FieldMissing, "/point"};
        return *point;
    }
    const std::size_t column =
        m_kind == Kind::Degrees ? kLon : (m_kind == Kind::Metres ? kEast : kLonShifted);
    const std::string x = cell(row, column).value_or("");
    const std::string y = cell(row, column + 1).value_or("");
    if (x.empty() || y.empty()) return Error{ErrorCode::FieldMissing, "/point"};
    const auto east = number_of_cell(x);
    const auto north = number_of_cell(y);
    if (!east || !north) return Error{ErrorCode::FieldType, "/point"};
    return Wgs84Point{*east, *north};
}

Result<Wgs84Point> GivenPlaces::of(const GivenRow& row) {
    Geometry place = KONGDI_TRY(numbers_of(row));
    const std::string crs = crs_of(row);
    if (crs.empty()) return Error{ErrorCode::FieldMissing, "/crs"};
    auto known = m_known.find(crs);
    if (known == m_known.end()) known = m_known.emplace(crs, KONGDI_TRY(ToWgs84::of(crs))).first;
    if (!known->second.apply(place)) return Error{ErrorCode::CoordinatesRange, "/point"};
    return std::get<Wgs84Point>(place);
}

}  // namespace kongdi::server
