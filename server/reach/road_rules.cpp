// SPDX-License-Identifier: Apache-2.0
#include "server/reach/road_rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <system_error>

namespace kongdi::server {

namespace {

/// Values of `kind` (of imported layers) or `highway` (OpenStreetMap). Trunk roads are expressways
/// in Chinese cities; what is beside them for people on foot is drawn as a way of its own.
constexpr std::array<std::string_view, 18> kNotWalked{
    "motorway", "motorway_link", "trunk",  "trunk_link", "construction", "proposed",
    "raceway",  "bus_guideway",  "escape", "abandoned",  "razed",        "rail",
    "railway",  "高速公路",      "高速",   "快速路",     "城市快速路",   "匝道"};

std::string_view text_of(const Value& properties, std::string_view name) {
    return properties[name].string_or("");
}

bool is_said(std::string_view text) { return !text.empty() && text != "no"; }

}  // namespace

bool is_walked(const Value& properties) {
    const std::string_view foot = text_of(properties, "foot");
    if (foot == "no" || foot == "private") return false;
    if (is_said(foot)) return true;
    if (text_of(properties, "access") == "no") return false;
    std::string_view kind = text_of(properties, "kind");
    if (kind.empty()) kind = text_of(properties, "highway");
    return std::find(kNotWalked.begin(), kNotWalked.end(), kind) == kNotWalked.end();
}

int road_level(const Value& properties) {
    const Value& layer = properties["layer"];
    if (layer.is_number()) return static_cast<int>(std::clamp(layer.number_or(0), -9.0, 9.0));
    const std::string_view text = layer.string_or("");
    int level = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), level).ec == std::errc())
        return level;
    if (is_said(text_of(properties, "bridge"))) return 1;
    const std::string_view tunnel = text_of(properties, "tunnel");
    return is_said(tunnel) && tunnel != "building_passage" ? -1 : 0;
}

}  // namespace kongdi::server
