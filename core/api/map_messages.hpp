// SPDX-License-Identifier: Apache-2.0
// What the server tells the page of its map, beside the tiles themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/geometry/box.hpp"
#include "core/model/local_text.hpp"

namespace kongdi::api {

struct MapRoleCount {
    std::string role = {};
    std::int64_t features = 0;
};

/// A map of others under ours. None is shown without its number and its source.
struct BaseMapAbout {
    std::string tiles = {};      // "/tiles/base/{z}/{x}/{y}?v=…", pictures
    std::string review_no = {};  // 审图号
    LocalText source = {};
    Datum datum = Datum::Wgs84;  // of the squares
    int min_zoom = 0;
    int max_zoom = 0;
};
Value to_value(const BaseMapAbout&);

/// GET /api/v1/map/about
struct MapAbout {
    std::string version = {};  // another one after every change of the layers
    Box box = {};              // of all that is shown
    int min_zoom = 0;          // of the tiles
    int max_zoom = 0;
    std::vector<MapRoleCount> roles = {};
    std::string tiles = {};  // "/tiles/map/{z}/{x}/{y}.mvt"
    std::optional<BaseMapAbout> base = {};
};
Value to_value(const MapAbout&);
Result<MapAbout> map_about_of(const Value&);

}  // namespace kongdi::api
