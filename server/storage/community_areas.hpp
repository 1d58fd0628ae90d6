// SPDX-License-Identifier: Apache-2.0
// The boundaries of communities in memory: which one is around a point.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/geometry/polygon.hpp"

namespace kongdi::server {

struct CommunityArea {
    std::string code = {};
    Box box = {};
    MultiPolygon area = {};
};

class CommunityAreas {
public:
    explicit CommunityAreas(std::vector<CommunityArea> areas) : m_areas(std::move(areas)) {
        for (CommunityArea& one : m_areas) one.box = box_of(one.area);
    }

    std::optional<std::string> at(Wgs84Point point) const {
        for (const CommunityArea& one : m_areas) {
            // A box is closed where the half-open rule of an area may leave a point out.
            if (one.box.contains(point) && contains(one.area, point)) return one.code;
        }
        return std::nullopt;
    }

private:
    std::vector<CommunityArea> m_areas;
};

}  // namespace kongdi::server
