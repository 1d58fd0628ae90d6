// SPDX-License-Identifier: Apache-2.0
#include "server/exports/crs.hpp"

#include <ogr_spatialref.h>

#include <array>
#include <cmath>

#include "core/geometry/datum.hpp"
#include "server/gis/gdal.hpp"

namespace kongdi::server {

namespace {

using enum CrsKind;

constexpr std::array<Crs, 11> kTable{{
    kWgs84,
    {"EPSG:4490", "CGCS2000", Degrees, 4490},
    {"EPSG:4547", "CGCS2000 / 3-degree Gauss-Kruger CM 114E", Metres, 4547},
    {"EPSG:4548", "CGCS2000 / 3-degree Gauss-Kruger CM 117E", Metres, 4548},
    {"EPSG:4549", "CGCS2000 / 3-degree Gauss-Kruger CM 120E", Metres, 4549},
    {"EPSG:4550", "CGCS2000 / 3-degree Gauss-Kruger CM 123E", Metres, 4550},
    {"EPSG:4551", "CGCS2000 / 3-degree Gauss-Kruger CM 126E", Metres, 4551},
    {"EPSG:4552", "CGCS2000 / 3-degree Gauss-Kruger CM 129E", Metres, 4552},
    {"EPSG:4553", "CGCS2000 / 3-degree Gauss-Kruger CM 132E", Metres, 4553},
    {"EPSG:4554", "CGCS2000 / 3-degree Gauss-Kruger CM 135E", Metres, 4554},
    {"GCJ-02", "GCJ-02", Shifted, 0},
}};

struct DestroyTransformation {
    void operator()(OGRCoordinateTransformation* one) const {
        OGRCoordinateTransformation::DestroyCT(one);
    }
};

}  // namespace

std::span<const Crs> crs_table() { return kTable; }

Result<const Crs*> crs_named(std::string_view name) {
    constexpr std::string_view kEpsg = "EPSG:";
    if (name.empty()) return &kTable.front();
    for (const Crs& one : kTable)
        if (one.name == name || (one.epsg != 0 && one.name.substr(kEpsg.size()) == name))
            return &one;
    return Error{ErrorCode::RequestFormat, "/crs"};
}

struct FromWgs84::State {
    CrsKind kind = Degrees;
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation> transformation = {};
};

FromWgs84::FromWgs84(const Crs& crs) : m_state(new State{.kind = crs.kind}) {
    if (crs.kind != Metres) return;
    const GdalErrors errors;
    OGRSpatialReference to;
    to.importFromEPSG(crs.epsg);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    // From its own degrees: CGCS2000 is taken for WGS-84 everywhere in this house.
    const std::unique_ptr<OGRSpatialReference> from(to.CloneGeogCS());
    if (from == nullptr) return;
    from->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    m_state->transformation.reset(OGRCreateCoordinateTransformation(from.get(), &to));
}

FromWgs84::FromWgs84(FromWgs84&&) noexcept = default;
FromWgs84::~FromWgs84() = default;

std::optional<PlanePoint> FromWgs84::operator()(Wgs84Point point) const {
    switch (m_state->kind) {
        case Degrees: return PlanePoint{point.lon, point.lat};
        case Shifted: {
            const Gcj02Point shifted = to_gcj02(point);
            return PlanePoint{shifted.lon, shifted.lat};
        }
        case Metres: break;
    }
    PlanePoint out{point.lon, point.lat};
    const GdalErrors errors;
    if (m_state->transformation == nullptr ||
        m_state->transformation->Transform(1, &out.x, &out.y) == FALSE || !std::isfinite(out.x) ||
        !std::isfinite(out.y))
        return std::nullopt;
    return out;
}

}  // namespace kongdi::server
