// SPDX-License-Identifier: Apache-2.0
// The file by which an operator sets a base map up; server/deploy/base_map.json is an example.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/geometry/point.hpp"
#include "core/model/local_text.hpp"

namespace kongdi::server {

struct BaseMapSettings {
    std::string tiles = {};      // a file (MBTiles), or "https://…/{z}/{x}/{y}.png" (.pbf, .mvt)
    std::string review_no = {};  // 审图号
    LocalText source = {};       // who made the map
    Datum datum = Datum::Wgs84;  // Wgs84 (also for CGCS2000) or Gcj02
    int least_zoom = 0;          // of a template; a file says its own
    int most_zoom = 0;

    bool is_template() const;
    /// A template of vector tiles, by its ending; a file says itself what it holds.
    bool is_vector_template() const;
    friend bool operator==(const BaseMapSettings&, const BaseMapSettings&) = default;
};

/// Errors name the member (`/review_no`) and say in their detail what is wrong with it.
Result<BaseMapSettings> base_map_settings_of(std::string_view json);

}  // namespace kongdi::server
