// SPDX-License-Identifier: Apache-2.0
// A map as a widget: its ground from tiles, shapes and points above it, moved by fingers, wheel and
// keys.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry/box.hpp"
#include "shell/map/camera.hpp"
#include "shell/map/point_layer.hpp"
#include "shell/map/tile_store.hpp"
#include "shell/widgets/stage.hpp"

namespace kongdi::map {

enum class ShapeKind : std::uint8_t {
    Ground,
    Green,
    Water,
    Road,
    Building,
    Boundary,   // of a community
    Class,      // an area in the colour of its class
    Area,       // a marked area (gold)
    Measure,    // a line that is measured, with its corners
    Point,      // something reported or planned
    PointDone,  // the same in jade
    Label,
};

/// Rings and lines are lists of points; the first ring of a polygon is its outside.
struct MapShape {
    ShapeKind kind = ShapeKind::Ground;
    std::vector<std::vector<LonLat>> parts;
    std::string label = {};
    float width_m = 8;    // of a road
    std::string id = {};  // of a point that can be pressed
    float share = 0;      // of Class, as class_colour() has it; of a point with a letter, its size
    std::string under = {};  // said below a point with a letter
};

struct Fix {
    LonLat at;
    double accuracy_m = 0;
};

/// What a screen adds to a map by itself.
class Overlay {
public:
    Overlay() = default;
    virtual ~Overlay() = default;
    Overlay(const Overlay&) = delete;
    Overlay& operator=(const Overlay&) = delete;
    /// On the ground, under shapes and names; shapes of the kind Class are drawn by this then.
    virtual void draw_areas(const Camera& camera, widgets::Rect area) = 0;
    /// False for what the map is to take; `x`, `y` are counted from the middle of the view.
    virtual bool take(const widgets::PointerEvent& event, float x, float y) = 0;
    /// Above everything.
    virtual void draw(widgets::Rect area) = 0;
};

struct MapOptions {
    std::string_view label;  // accessible name, with what the keys do
    float height = 0;        // CSS pixels; 0: what is left of the page, at least 240
    float leave_below = 0;   // with height 0: kept free under the map, CSS pixels at scale 1
    bool cross_hair = true;
    std::optional<Fix> fix = {};
    bool full_width = true;  // over the page's margin
    /// Round buttons on the map; empty labels hide them.
    std::string_view zoom_in_label = {};
    std::string_view zoom_out_label = {};
    std::string_view locate_label = {};
    std::string_view north_label = {};  // shown while the map is turned
    PointLayer* points = nullptr;       // what was reported
    TypeNames types = {};               // written at them near the ground
    TileStore* tiles = nullptr;         // the ground; without it only the shapes
    Overlay* overlay = nullptr;
};

struct MapResult {
    bool moved = false;    // the person moved it; `camera` is new
    bool settled = false;  // the movement ended in this frame
    bool locate = false;   // the locate button was pressed
    Camera camera;
    Box view = {};                                    // upright, around all that shows
    std::optional<LonLat> tapped = {};                // what a finger pressed, if no point
    Whereabouts here = {};                            // of the middle, by the tiles
    std::optional<std::uint32_t> pressed_point = {};  // of the layer of points
    std::string_view pressed = {};  // id of the point pressed, valid as long as the shapes
};

/// Draws and handles the map. The camera is the state's; the new one is in the result.
MapResult map_view(std::string_view id, const Camera& camera, std::span<const MapShape> shapes,
                   const MapOptions& options);

}  // namespace kongdi::map
