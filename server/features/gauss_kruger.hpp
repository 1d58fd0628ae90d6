// SPDX-License-Identifier: Apache-2.0
// The projection of Chinese survey grids: Gauss–Krüger in zones of 3° on the ellipsoid of CGCS2000.
#pragma once

#include <optional>

#include "core/geometry/point.hpp"

namespace kongdi::server::features {

struct GridPoint {
    double north_m = 0;
    double east_m = 0;  // with the 500 km that keep it positive, without a number of the zone
};

/// By Krüger's series to the fourth power of the third flattening, which is right to a millimetre
/// within the zone and to a centimetre at its limit here: none further than 30° from the meridian.
std::optional<GridPoint> on_grid(Wgs84Point point, double central_meridian);

}  // namespace kongdi::server::features
