// SPDX-License-Identifier: Apache-2.0
// OGR's geometries as ours.
#pragma once

#include "server/import/layer_reader.hpp"

class OGRGeometry;

namespace kongdi::server {

/// Fills parts and fault of the row; curves become lines, areas that cross themselves are made
/// valid (GEOS), or are Broken when nothing is left of them.
void take_geometry(const OGRGeometry* geometry, RawRow& row);

}  // namespace kongdi::server
