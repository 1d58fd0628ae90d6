// SPDX-License-Identifier: Apache-2.0
// THE table of columns of what a wave of the check-up says: a row for each kind of facility and
// group.
#pragma once

#include <optional>
#include <string>

#include "core/model/wave.hpp"
#include "core/rules/shown_ratings.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

struct RatingRow {
    std::string id = {};     // "WAVE/community/330106001051/ELD02"
    std::string title = {};  // "翠苑一区社区 · 社区食堂"
    Wave wave = {};          // without its targets
    bool is_final = false;   // exact, as the wave is over
    std::string by = {};     // "none", "community", "mode", "age_band"
    std::string community_name = {};
    std::optional<Wgs84Point> point = {};  // of the community, or the middle of the city
    std::string kind = {};
    ShownRating rating = {};
};

Table<RatingRow> rating_table();

}  // namespace kongdi::server
