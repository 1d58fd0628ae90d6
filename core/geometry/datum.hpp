// SPDX-License-Identifier: Apache-2.0
// Between WGS-84 and the shifted coordinates of Chinese maps. The forward formula is the widely
// published approximation (not the official one). Both inverses iterate it four times, which leaves
// less than a millimetre; the closed inverse of BD-09 that is often seen leaves 0.12 m and more.
#pragma once

#include "core/geometry/point.hpp"

namespace kongdi {

/// Points outside China's rectangle (lon 72.004-137.8347, lat 0.8293-55.8271) are not shifted.
Gcj02Point to_gcj02(Wgs84Point point);
Wgs84Point to_wgs84(Gcj02Point point);
Bd09Point to_bd09(Gcj02Point point);
Gcj02Point to_gcj02(Bd09Point point);

/// Whatever datum the numbers are in, as WGS-84.
Wgs84Point to_wgs84(double lon, double lat, Datum datum);

}  // namespace kongdi
