// SPDX-License-Identifier: Apache-2.0
#include "server/reach/local_plane.hpp"

#include <algorithm>

#include "core/geometry/distance.hpp"

namespace kongdi::server {

namespace {
constexpr double kDegree = 3.14159265358979323846 / 180.0;

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}
}  // namespace

double nearest_part(Metres p, Metres a, Metres b) {
    const double length2 = dot(b - a, b - a);
    return length2 > 0 ? std::clamp(dot(p - a, b - a) / length2, 0.0, 1.0) : 0.0;
}

Wgs84Point middle_of(const std::vector<Wgs84Point>& points) {
    std::vector<double> lons, lats;
    for (const Wgs84Point point : points) {
        lons.push_back(point.lon);
        lats.push_back(point.lat);
    }
    return {median(std::move(lons)), median(std::move(lats))};
}

Metres LocalPlane::to_plane(Wgs84Point point) const {
    const double east = (point.lon - m_origin.lon) * kDegree;
    const double lat = point.lat * kDegree;
    return {kEarthRadiusM * std::atanh(std::cos(lat) * std::sin(east)),
            kEarthRadiusM * (std::atan2(std::sin(lat), std::cos(lat) * std::cos(east)) -
                             m_origin.lat * kDegree)};
}

Wgs84Point LocalPlane::on_earth(Metres place) const {
    const double x = place.east_m / kEarthRadiusM;
    const double y = place.north_m / kEarthRadiusM + m_origin.lat * kDegree;
    return {m_origin.lon + std::atan2(std::sinh(x), std::cos(y)) / kDegree,
            std::asin(std::sin(y) / std::cosh(x)) / kDegree};
}

}  // namespace kongdi::server
