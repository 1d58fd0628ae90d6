// SPDX-License-Identifier: Apache-2.0
// The steps before a form: which community, and which point of its map.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "server/handlers/plain_map.hpp"

namespace kongdi::server {

/// Stands for a community that somebody does not know.
inline constexpr std::string_view kNoCommunity = "none";

/// The form that finds a community by words (?find=), and those found, each a link to `path` with
/// ?community=.
void draw_community_search(PlainPage& page, const Request& request,
                           std::span<const api::Community> communities, std::string_view path);

/// Find a community by words (?find=); each found one leads on to `path` with ?community=.
Response choose_community(const Services& services, const Request& request, std::string_view path,
                          std::string_view title);

/// A map after what was pressed: a tap ("at.x", "at.y"), or "move" with a word.
struct MapStep {
    PlainMap map = {};
    bool is_done = false;     // "it is here", and a point is chosen
    bool is_missing = false;  // "it is here", and none is
};
MapStep map_step_of(const Request& request, const PlainMap& map);

struct PointPage {
    std::string_view path;  // where the steps lead
    std::string_view title;
    std::string_view question = "plain.tap";  // its words
    /// Fields of a form under way, which come back with the next step; without any the steps are
    /// addresses.
    std::span<const FormPart> carried = {};
    /// What the addresses keep.
    std::span<const std::pair<std::string, std::string>> kept = {};
};
Response choose_point(const Request& request, const MapStep& step, const PointPage& asked);

/// Is a field one of the map's own?
bool is_map_field(std::string_view name);

}  // namespace kongdi::server
