// SPDX-License-Identifier: Apache-2.0
// Lengths and areas on the ellipsoid of WGS-84, for measuring on a map. Finding what is near is the
// business of distance.hpp, on the sphere.
#pragma once

#include <span>

#include "core/geometry/polygon.hpp"

namespace kongdi {

/// The shortest way between two points, by Vincenty's formula: right to a millimetre, between
/// points on opposite sides of the earth to a few kilometres.
double geodesic_m(Wgs84Point a, Wgs84Point b);
/// Along the points in their order.
double path_length_m(std::span<const Wgs84Point> path);
/// Around the ring and back to its first point.
double ring_length_m(const Ring& ring);
/// What the ring encloses, by spherical triangles on the sphere of the ellipsoid's area (authalic
/// latitudes): their sides are no geodesics, which costs less than a square metre up to 2 km
/// across, and less than a ten billionth of the cube of the metres across beyond that (100 m² at 10
/// km). Parts that a ring goes around in different directions are taken from each other.
double ring_area_m2(const Ring& ring);

}  // namespace kongdi
