// SPDX-License-Identifier: Apache-2.0
#include "server/import/coordinates.hpp"

#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/geometry/datum.hpp"
#include "server/gis/gdal.hpp"

namespace kongdi::server {

namespace {

struct DestroyTransformation {
    void operator()(OGRCoordinateTransformation* one) const {
        OGRCoordinateTransformation::DestroyCT(one);
    }
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation>;

Error unknown(std::string_view crs) {
    return {ErrorCode::FieldChoice, "/crs",
            "no coordinate system we know: " + std::string(crs.substr(0, 80))};
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 6 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Only what needs no file and no network to be looked up.
bool read_crs(std::string_view text, OGRSpatialReference& out) {
    constexpr std::string_view kEpsg = "EPSG:";
    if (text.starts_with(kEpsg)) text.remove_prefix(kEpsg.size());
    if (is_number(text)) return out.importFromEPSG(std::stoi(std::string(text))) == OGRERR_NONE;
    constexpr std::size_t kLongestWkt = 20'000;
    if (text.size() > kLongestWkt || text.find('[') == std::string_view::npos) return false;
    return out.importFromWkt(std::string(text).c_str()) == OGRERR_NONE;
}

/// Runs over all the points of a geometry.
template <class Each>
void each_run(Geometry& geometry, Each each) {
    if (auto* point = std::get_if<Wgs84Point>(&geometry)) {
        each(point, std::size_t{1});
    } else if (auto* line = std::get_if<Line>(&geometry)) {
        each(line->data(), line->size());
    } else {
        for (Polygon& polygon : std::get<MultiPolygon>(geometry))
            for (Ring& ring : polygon.rings) each(ring.data(), ring.size());
    }
}

}  // namespace

struct ToWgs84::State {
    Datum datum = Datum::Wgs84;
    Transformation transformation = {};  // null when the datum says all
    mutable std::vector<double> x = {};
    mutable std::vector<double> y = {};

    void move(Wgs84Point* points, std::size_t count) const {
        if (transformation == nullptr) {
            if (datum == Datum::Wgs84) return;
            for (std::size_t i = 0; i < count; ++i)
                points[i] = to_wgs84(points[i].lon, points[i].lat, datum);
            return;
        }
        x.resize(count);
        y.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            x[i] = points[i].lon;
            y[i] = points[i].lat;
        }
        std::vector<int> good(count, FALSE);
        transformation->Transform(static_cast<int>(count), x.data(), y.data(), nullptr,
                                  good.data());
        for (std::size_t i = 0; i < count; ++i)
            points[i] = good[i] != FALSE ? Wgs84Point{x[i], y[i]} : Wgs84Point{NAN, NAN};
    }
};

ToWgs84::ToWgs84(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ToWgs84::ToWgs84(ToWgs84&&) noexcept = default;
ToWgs84::~ToWgs84() = default;

Result<ToWgs84> ToWgs84::of(std::string_view crs) {
    auto state = std::make_unique<State>();
    if (const auto datum = datum_from_name(crs)) {
        state->datum = *datum;
        return ToWgs84(std::move(state));
    }
    const GdalErrors errors;
    OGRSpatialReference from;
    if (!read_crs(crs, from)) return unknown(crs);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference to;
    to.importFromEPSG(4326);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (from.IsSame(&to)) return ToWgs84(std::move(state));
    state->transformation.reset(OGRCreateCoordinateTransformation(&from, &to));
    if (state->transformation == nullptr) return unknown(crs);
    return ToWgs84(std::move(state));
}

bool ToWgs84::apply(Geometry& geometry) const {
    const GdalErrors errors;
    bool good = true;
    each_run(geometry, [&](Wgs84Point* points, std::size_t count) {
        m_state->move(points, count);
        for (std::size_t i = 0; i < count; ++i)
            good = good && is_on_earth(points[i].lon, points[i].lat);
    });
    return good;
}

}  // namespace kongdi::server
