// SPDX-License-Identifier: Apache-2.0
// Draws shapes of the map as SVG, in the colours of the page's map.
#pragma once

#include <string>

#include "core/api/messages.hpp"
#include "server/handlers/plain_map.hpp"

namespace kongdi::server {

struct Pixel {
    double x = 0;
    double y = 0;
};

/// Web Mercator, around the centre of a map.
class Projection {
public:
    explicit Projection(const PlainMap& map);
    Pixel operator()(Wgs84Point point) const;
    Wgs84Point back(Pixel pixel) const;

private:
    double m_scale;   // pixels of the whole world
    double m_x, m_y;  // of the upper left corner in them
};

std::string map_drawing(const PlainMap& map, const api::MapPart& part);

}  // namespace kongdi::server
