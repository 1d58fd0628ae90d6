// SPDX-License-Identifier: Apache-2.0
#include "shell/map/map_view.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/codec/json.hpp"
#include "shell/map/gestures.hpp"
#include "shell/map/layers.hpp"
#include "shell/widgets/brush.hpp"
#include "shell/widgets/context.hpp"
#include "shell/widgets/icon.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;

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
    draw_icon(icon, x + (size - inner) / 2, y + (size - inner) / 2, inner, palette().ink);
    focus_ring(node, rect, size / 2);
    return take_activation(node);
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
    for (const PointerEvent& event : c.input.pointers)
        if (event.node == node_id)
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
    draw_layers(result.camera, area, shapes);
    if (options.fix) draw_fix(result.camera, area, *options.fix);
    if (options.cross_hair) draw_cross_hair(area);
    draw_scale_bar(result.camera, area);

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
    c.clip = outer_clip;
    pop_clip();
    focus_ring(node_id, {area.x + 5, area.y + 5, area.w - 10, area.h - 10}, 0);
    c.path.resize(c.path_marks.back());
    c.path_marks.pop_back();
    pop_parent();

    float tap_x = 0;
    float tap_y = 0;
    if (gestures.take_tap(tap_x, tap_y))
        result.pressed = pressed_point(result.camera, shapes, tap_x, tap_y);
    c.tree[node_at].value = camera_text(result.camera);
    result.moved = gestures.take_moved();
    result.settled = gestures.take_settled();
    return result;
}

}  // namespace kongdi::map
