// SPDX-License-Identifier: Apache-2.0
// The boundaries of communities as they were imported.
#pragma once

#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "core/base/result.hpp"
#include "core/geometry/polygon.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

using CommunityOutlines = std::map<std::string, MultiPolygon, std::less<>>;

/// By code; of a city some 1,200, a few megabytes.
inline Result<CommunityOutlines> community_outlines(Storage& storage) {
    constexpr std::int64_t kMostCommunities = 20'000;
    CommunityOutlines out;
    auto rows =
        KONGDI_TRY(storage.map_rows({"community", Box{-180, -90, 180, 90}, 0, kMostCommunities}));
    for (MapRow& row : rows)
        if (auto* parts = std::get_if<MultiPolygon>(&row.geometry)) {
            MultiPolygon& outline = out[row.code];
            std::move(parts->begin(), parts->end(), std::back_inserter(outline));
        }
    return out;
}

/// Takes it out; empty for a community without one.
inline MultiPolygon take_outline(CommunityOutlines& outlines, std::string_view code) {
    const auto found = outlines.find(code);
    return found == outlines.end() ? MultiPolygon() : std::move(found->second);
}

}  // namespace kongdi::server
