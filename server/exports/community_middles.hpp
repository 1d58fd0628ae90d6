// SPDX-License-Identifier: Apache-2.0
// Where a community is drawn as a point: the middle of the rectangle around it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/geometry/point.hpp"
#include "core/geometry/polygon.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// Each is asked for once; a city has some 1,200.
class CommunityMiddles {
public:
    /// The storage must outlive this.
    explicit CommunityMiddles(Storage& storage) : m_storage(&storage) {}

    /// None for no community, and for one that is not on the map.
    Result<std::optional<Wgs84Point>> of(std::string_view code) {
        if (code.empty()) return std::optional<Wgs84Point>();
        if (const auto known = m_known.find(code); known != m_known.end()) return known->second;
        std::optional<Wgs84Point> middle;
        if (const auto box = KONGDI_TRY(m_storage->community_box(code)))
            middle = Wgs84Point{(box->west + box->east) / 2, (box->south + box->north) / 2};
        m_known.emplace(code, middle);
        return middle;
    }

    /// The same of one whose outline is known, to the last bit: a store may keep rectangles
    /// rounded.
    Result<std::optional<Wgs84Point>> of(std::string_view code, const MultiPolygon& outline) {
        return outline.empty() ? of(code) : std::optional(box_of(outline).centre());
    }

private:
    Storage* m_storage;
    std::map<std::string, std::optional<Wgs84Point>, std::less<>> m_known = {};
};

}  // namespace kongdi::server
