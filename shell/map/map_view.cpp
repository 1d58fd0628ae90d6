// SPDX-License-Identifier: Apache-2.0
#include "shell/map/map_view.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/codec/json.hpp"
#include "shell/map/base_map.hpp"
#include "shell/map/gestures.hpp"
#include "shell/map/layers.hpp"
#include "shell/map/painter.hpp"
#include "shell/widgets/brush.hpp"
#include "shell/widgets/context.hpp"
#include "shell/widgets/icon.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;
using widgets::Role;

constexpr float kPointReachPx = 24;  // how near a finger must come to a point

Gestures& gestures_of(NodeId id) {
    static std::unordered_map<NodeId, Gestures> all;
    return all[id];
}

/// A round button on the map.
bool round_button(std::string_view id, std::string_view label, Icon icon, float x, float y) {
    const float size = least_target();
    const Rect rect{x, y, size, size};
    const NodeId node = add_node(id, Role::Button, rect, label).id;
    fill_rect(rect, palette().card, size / 2);
    stroke_rect(rect, palette().line, size / 2, 1);
    press_shade(node, rect, size / 2);
    const float inner = size / 2;
    if (icon != Icon::Count_)
        draw_icon(icon, x + (size - inner) / 2, y + (size - inner) / 2, inner, palette().ink);
    focus_ring(node, rect, size / 2);
    return take_activation(node);
}

/// A needle whose dark end points north.
bool north_button(std::string_view label, double bearing, float x, float y) {
    const float size = least_target();
    const bool pressed = round_button("north", label, Icon::Count_, x, y);
    constexpr double kDegree = 3.14159265358979323846 / 180;
    const auto sine = static_cast<float>(std::sin(-bearing * kDegree));
    const auto cosine = static_cast<float>(std::cos(-bearing * kDegree));
    const auto at = [&](float right, float up) {
        return ImVec2(x + size / 2 + cosine * right + sine * up,
                      y + size / 2 + sine * right - cosine * up);
    };
    const float half = size * 0.11f;
    const float tall = size * 0.3f;
    ImDrawList* list = context().list;
    list->AddTriangleFilled(at(-half, 0), at(0, tall), at(half, 0), palette().red);
    list->AddTriangleFilled(at(half, 0), at(0, -tall), at(-half, 0), palette().track);
    return pressed;
}

/// A tile that failed is asked for again when its time has come.
void look_again(const TileStore* tiles) {
    const double next = tiles != nullptr ? tiles->next_try_ms() : -1;
    if (next > context().now_ms) want_frame_in(next - context().now_ms);
}

constexpr std::size_t kMostLabels = 80;

/// No name is written under what lies on the map: it would be cut.
void keep_signs_free(Rect area, const MapOptions& options, bool turned, LabelLayer& labels) {
    const float half = least_target() / 2 + 2;
    float y = area.y + px(12) + least_target() / 2;
    for (const std::string_view label :
         {options.zoom_in_label, options.zoom_out_label, options.locate_label}) {
        if (label.empty()) continue;
        labels.keep_free({area.right() - px(12) - least_target() / 2, y, half, half, 0});
        y += least_target() + px(8);
    }
    if (turned)
        labels.keep_free({area.x + px(12) + least_target() / 2,
                          area.y + px(12) + least_target() / 2, half, half, 0});
    if (options.cross_hair)
        labels.keep_free({area.x + area.w / 2, area.y + area.h / 2, px(22), px(22), 0});
    labels.keep_free({area.x + px(70), area.bottom() - px(24), px(64), px(18), 0});
}

/// What must stand on the map because of the map of others under it.
std::string_view credit_of(const MapOptions& options) {
    if (options.tiles == nullptr || !options.tiles->raster().shows()) return {};
    return options.tiles->raster().credit;
}

/// Names and signs stay in the part that is free.
void draw_ground(const Camera& camera, Rect area, Rect free, std::span<const MapShape> shapes,
                 const MapOptions& options) {
    LabelLayer labels;
    fill_rect(area, palette().map_ground);
    keep_signs_free(free, options, camera.bearing != 0, labels);
    look_again(options.tiles);
    std::vector<TileShown> tiles;
    const bool other_map = !credit_of(options).empty();
    if (options.tiles != nullptr) {
        // Lines that begin outside reach in.
        constexpr double kMarginPx = 40;
        tiles = options.tiles->view(world_view(camera, static_cast<double>(area.w) + kMarginPx,
                                               static_cast<double>(area.h) + kMarginPx),
                                    camera.zoom);
        RasterGround& raster = options.tiles->raster();
        if (other_map && raster.view(camera, area)) {
            raster.draw(camera, area);
            draw_tiles(camera, area, tiles, true);
        } else {
            draw_tiles(camera, area, tiles);
            if (other_map) raster.draw(camera, area);
            if (other_map) draw_tiles(camera, area, tiles, true);
        }
        draw_spots(camera, area, tiles, labels);
    }
    static const std::vector<PointGroup> s_none;
    const std::vector<PointGroup>& groups =
        options.points == nullptr ? s_none
                                  : options.points->shown(camera, static_cast<double>(area.w),
                                                          static_cast<double>(area.h));
    keep_free(camera, area, groups, labels);
    if (options.points != nullptr)
        wish_types(camera, area, *options.points, groups, options.types, labels);
    wish_labels(camera, area, tiles, other_map, labels);
    if (options.overlay != nullptr) options.overlay->draw_areas(camera, area);
    draw_shapes(camera, area, shapes, options.overlay == nullptr, labels);
    labels.draw(free, palette().map_ground, kMostLabels);
    draw_groups(camera, area, groups);
}

void draw_cross_hair(const Rect& area) {
    const float x = snap(area.x + area.w / 2);
    const float y = snap(area.y + area.h / 2);
    const float arm = px(20);
    const float half = px(1.5f);
    // A pale rim keeps it readable on dark roofs and dense lines.
    const Colour rim = (palette().card & 0x00FFFFFFu) | 0xB0000000u;
    fill_rect({x - arm - 2, y - half - 2, 2 * arm + 4, 2 * half + 4}, rim, half + 2);
    fill_rect({x - half - 2, y - arm - 2, 2 * half + 4, 2 * arm + 4}, rim, half + 2);
    fill_rect({x - arm, y - half, 2 * arm, 2 * half}, palette().jade, half);
    fill_rect({x - half, y - arm, 2 * half, 2 * arm}, palette().jade, half);
}

std::string_view pressed_point(const Camera& camera, std::span<const MapShape> shapes, float x,
                               float y) {
    std::string_view best;
    double nearest = static_cast<double>(px(kPointReachPx));
    for (const MapShape& shape : shapes) {
        if (shape.kind != ShapeKind::Point && shape.kind != ShapeKind::PointDone) continue;
        if (shape.id.empty() || shape.parts.empty() || shape.parts.front().empty()) continue;
        double sx = 0;
        double sy = 0;
        to_screen(camera, shape.parts.front().front(), sx, sy);
        const double away = std::hypot(sx - static_cast<double>(x), sy - static_cast<double>(y));
        if (away < nearest) {
            nearest = away;
            best = shape.id;
        }
    }
    return best;
}

/// A single point is pressed; a circle is looked into.
void press_group(PointLayer* points, const Rect& area, float x, float y, MapResult& result) {
    if (points == nullptr) return;
    const PointGroup* group = group_at(
        result.camera,
        points->groups(result.camera, static_cast<double>(area.w), static_cast<double>(area.h)), x,
        y);
    if (group == nullptr) return;
    if (group->count == 1 || result.camera.zoom >= kMostZoom) {
        result.pressed_point = group->first;
        return;
    }
    constexpr double kStepsIn = 2;
    result.camera.centre = to_lon_lat(group->at);
    result.camera = zoomed(result.camera, kStepsIn, 0, 0);
    result.moved = result.settled = true;
    want_frame_in(0);
}

/// "120.16 30.27 17": where the middle is and how near.
std::string camera_text(const Camera& camera) {
    std::string out;
    for (const double number : {camera.centre.lon, camera.centre.lat, camera.zoom}) {
        if (!out.empty()) out += ' ';
        append_number(out, number);
    }
    return out;
}

}  // namespace

MapResult map_view(std::string_view id, const Camera& camera, std::span<const MapShape> shapes,
                   const MapOptions& options) {
    Context& c = context();
    MapResult result;
    result.camera = camera;
    float height = px(options.height);
    if (options.height <= 0) {
        const float left = c.clip.bottom() - c.region.y - px(12) - px(options.leave_below);
        const Scroll& scroll = scroll_of(c.main);
        height = std::max(px(240), left - scroll.y + scroll.pull);
    }
    Rect area = take_rect(height, px(12));
    if (options.full_width) {
        area.x = c.clip.x;
        area.w = c.clip.w;
    }
    Node& node = add_node(id, Role::Map, area, options.label);
    node.state |= kStateGesture;
    const NodeId node_id = node.id;
    const std::size_t node_at = c.tree.size() - 1;
    const float middle_x = area.x + area.w / 2;
    const float middle_y = area.y + area.h / 2;

    Gestures& gestures = gestures_of(node_id);
    gestures.view_at(middle_x, middle_y);
    for (const PointerEvent& event : c.input.pointers)
        if (event.node == node_id &&
            (options.overlay == nullptr ||
             !options.overlay->take(event, event.x - middle_x, event.y - middle_y)))
            gestures.take(event, event.x - middle_x, event.y - middle_y, result.camera);
    if (gestures.glide(c.now_ms, result.camera, c.theme.calm)) want_frame_in(0);

    push_parent(node_id);
    c.path_marks.push_back(c.path.size());
    c.path += id;
    c.path += '/';
    push_clip(area);
    const Rect outer_clip = c.clip;
    c.clip = {std::max(area.x, outer_clip.x), std::max(area.y, outer_clip.y),
              std::min(area.w, outer_clip.w), 0};
    c.clip.h = std::min(area.bottom(), outer_clip.bottom()) - c.clip.y;
    const std::string_view credit = credit_of(options);
    const Rect free{area.x, area.y, area.w, area.h - credit_height(credit, area)};
    draw_ground(result.camera, area, free, shapes, options);
    draw_points(result.camera, area, shapes);
    if (options.fix) draw_fix(result.camera, area, *options.fix);
    if (options.cross_hair) draw_cross_hair(area);
    if (options.overlay != nullptr) options.overlay->draw(area);
    draw_scale_bar(result.camera, free);
    draw_credit(credit, area);

    float y = area.y + px(12);
    const float x = area.right() - px(12) - least_target();
    if (!options.zoom_in_label.empty()) {
        if (round_button("zoom-in", options.zoom_in_label, Icon::Plus, x, y))
            gestures.take({node_id, PointerPhase::Wheel, 0, middle_x, middle_y, 1, c.now_ms}, 0, 0,
                          result.camera);
        y += least_target() + px(8);
    }
    if (!options.zoom_out_label.empty()) {
        if (round_button("zoom-out", options.zoom_out_label, Icon::Minus, x, y))
            gestures.take({node_id, PointerPhase::Wheel, 0, middle_x, middle_y, -1, c.now_ms}, 0, 0,
                          result.camera);
        y += least_target() + px(8);
    }
    if (!options.locate_label.empty())
        result.locate = round_button("locate", options.locate_label, Icon::Locate, x, y);
    if (result.camera.bearing != 0 && !options.north_label.empty() &&
        north_button(options.north_label, result.camera.bearing, area.x + px(12),
                     area.y + px(12))) {
        result.camera.bearing = 0;
        result.moved = result.settled = true;
        want_frame_in(0);
    }
    if (options.tiles != nullptr)
        result.here = options.tiles->community_at(to_world(result.camera.centre));
    c.clip = outer_clip;
    pop_clip();
    focus_ring(node_id, {area.x + 5, area.y + 5, area.w - 10, area.h - 10}, 0);
    c.path.resize(c.path_marks.back());
    c.path_marks.pop_back();
    pop_parent();

    float tap_x = 0;
    float tap_y = 0;
    if (gestures.take_tap(tap_x, tap_y)) {
        result.pressed = pressed_point(result.camera, shapes, tap_x, tap_y);
        press_group(options.points, area, tap_x, tap_y, result);
        if (result.pressed.empty() && !result.pressed_point && !result.moved)
            result.tapped =
                from_screen(result.camera, static_cast<double>(tap_x), static_cast<double>(tap_y));
    }
    for (const float side_x : {-area.w / 2, area.w / 2})
        for (const float side_y : {-area.h / 2, area.h / 2})
            result.view.add(from_screen(result.camera, static_cast<double>(side_x),
                                        static_cast<double>(side_y)));
    result.moved = gestures.take_moved() || result.moved;
    result.settled = gestures.take_settled() || result.settled;
    c.tree[node_at].value = camera_text(result.camera);
    return result;
}

}  // namespace kongdi::map
