// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/ground.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kongdi::server {

namespace {

using enum Ground;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 8> kGreens{"wood",   "forest", "grass", "park",
                                                  "garden", "meadow", "scrub", "cemetery"};
constexpr std::array<std::string_view, 11> kOtherGreens{
    "grassland", "recreation_ground", "village_green", "nature_reserve", "golf_course",
    "pitch",     "orchard",           "heath",         "allotments",     "national_park",
    "playground"};
constexpr std::array<std::string_view, 6> kBuilt{"residential", "commercial", "industrial",
                                                 "retail",      "school",     "hospital"};
constexpr std::array<std::string_view, 5> kWaters{"water", "lake", "river", "reservoir", "basin"};
constexpr std::array<std::string_view, 7> kMains{
    "motorway", "trunk", "primary", "highway", "expressway", "major_road", "motorway_link"};
constexpr std::array<std::string_view, 9> kPaths{"path",     "footway",   "pedestrian",
                                                 "cycleway", "steps",     "track",
                                                 "footpath", "bridleway", "living_street"};
constexpr std::array<std::string_view, 6> kRails{"rail",   "railway",    "transit",
                                                 "subway", "light_rail", "tram"};
constexpr std::array<std::string_view, 6> kNotBuilt{"ferry",        "aerialway", "proposed",
                                                    "construction", "pier",      "runway"};
/// Where a feature says of what kind it is, the first that is there.
constexpr std::array<std::string_view, 7> kKindKeys{"class",   "kind",    "pmap:kind", "type",
                                                    "highway", "natural", "subclass"};
constexpr std::array<std::string_view, 4> kNameKeys{"name:zh", "name:zh-Hans", "name_zh", "name"};

enum class Holds : std::uint8_t { Water, Land, Green, Roads, Buildings, Boundaries, Names };
struct LayerRow {
    std::string_view name;
    Holds holds;
    Ground names = Ground::None;
};
constexpr std::array<LayerRow, 38> kLayers{{
    {"water", Holds::Water},
    {"ocean", Holds::Water},
    {"waterway", Holds::Water},
    {"waterways", Holds::Water},
    {"water_polygons", Holds::Water},
    {"water_lines", Holds::Water},
    {"dam_polygons", Holds::Land},
    {"landcover", Holds::Land},
    {"landuse", Holds::Land},
    {"land", Holds::Land},
    {"natural", Holds::Land},
    {"sites", Holds::Land},
    {"park", Holds::Green},
    {"parks", Holds::Green},
    {"green", Holds::Green},
    {"transportation", Holds::Roads},
    {"transit", Holds::Roads},
    {"streets", Holds::Roads},
    {"street", Holds::Roads},
    {"street_polygons", Holds::Roads},
    {"streets_polygons", Holds::Roads},
    {"roads", Holds::Roads},
    {"road", Holds::Roads},
    {"building", Holds::Buildings},
    {"buildings", Holds::Buildings},
    {"boundary", Holds::Boundaries},
    {"boundaries", Holds::Boundaries},
    {"boundary_lines", Holds::Boundaries},
    {"place", Holds::Names, Ground::PlaceName},
    {"places", Holds::Names, Ground::PlaceName},
    {"place_labels", Holds::Names, Ground::PlaceName},
    {"transportation_name", Holds::Names, Ground::RoadName},
    {"street_labels", Holds::Names, Ground::RoadName},
    {"street_labels_points", Holds::Names, Ground::RoadName},
    {"water_name", Holds::Names, Ground::WaterName},
    {"water_polygons_labels", Holds::Names, Ground::WaterName},
    {"water_lines_labels", Holds::Names, Ground::WaterName},
    {"physical_point", Holds::Names, Ground::WaterName},
}};

bool among(std::string_view word, Words words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view kind_of(const tile::Layer& layer, const tile::Feature& feature) {
    for (const std::string_view key : kKindKeys)
        if (const std::string_view kind = layer.text(feature, key); !kind.empty()) return kind;
    return {};
}

Ground land_of(std::string_view kind, tile::Shape shape) {
    if (shape != tile::Shape::Polygon) return None;
    if (among(kind, kGreens) || among(kind, kOtherGreens)) return Green;
    if (among(kind, kWaters)) return Water;
    return among(kind, kBuilt) ? Built : None;
}

Ground road_of(std::string_view kind, tile::Shape shape) {
    if (shape != tile::Shape::Line || among(kind, kNotBuilt)) return None;
    if (among(kind, kMains)) return MainRoad;
    if (among(kind, kRails)) return Rail;
    return among(kind, kPaths) ? Path : Road;
}

}  // namespace

Ground ground_of(const tile::Layer& layer, const tile::Feature& feature) {
    const auto row = std::find_if(kLayers.begin(), kLayers.end(),
                                  [&layer](const LayerRow& one) { return one.name == layer.name; });
    if (row == kLayers.end()) return None;
    const bool is_area = feature.shape == tile::Shape::Polygon;
    const bool is_line = feature.shape == tile::Shape::Line;
    switch (row->holds) {
        case Holds::Water: return is_area ? Water : is_line ? WaterLine : None;
        case Holds::Land: return land_of(kind_of(layer, feature), feature.shape);
        case Holds::Green: return is_area ? Green : None;
        case Holds::Roads: return road_of(kind_of(layer, feature), feature.shape);
        case Holds::Buildings: return is_area ? Building : None;
        case Holds::Boundaries: return is_line ? Boundary : None;
        case Holds::Names: return name_of(layer, feature).empty() ? None : row->names;
    }
    return None;
}

std::string_view name_of(const tile::Layer& layer, const tile::Feature& feature) {
    for (const std::string_view key : kNameKeys)
        if (const std::string_view name = layer.text(feature, key); !name.empty()) return name;
    return {};
}

}  // namespace kongdi::server
