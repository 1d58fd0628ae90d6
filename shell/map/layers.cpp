// SPDX-License-Identifier: Apache-2.0
#include "shell/map/layers.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/map/class_colours.hpp"
#include "shell/widgets/brush.hpp"
#include "shell/widgets/context.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;

// From below to above.
constexpr std::array kOrder{ShapeKind::Ground, ShapeKind::Green,    ShapeKind::Water,
                            ShapeKind::Road,   ShapeKind::Building, ShapeKind::Class,
                            ShapeKind::Area,   ShapeKind::Boundary, ShapeKind::Measure};

struct Placed {
    float low_x = 1e9f, low_y = 1e9f, high_x = -1e9f, high_y = -1e9f;
};

Projection projection_of(const Camera& camera, Rect area) {
    return {camera, area.x + area.w / 2, area.y + area.h / 2};
}

ImVec2 placed(const Projection& projection, LonLat point) {
    const ScreenPoint at = projection(to_world(point));
    return {at.x, at.y};
}

std::vector<ImVec2>& points_buffer() {
    static std::vector<ImVec2> points;
    return points;
}

/// Projects a ring or line; false when nothing of it is in view.
bool project(const Projection& projection, const std::vector<LonLat>& line, Rect area, float margin,
             std::vector<ImVec2>& out, Placed& extent) {
    out.clear();
    for (const LonLat& point : line) {
        const ImVec2 p = placed(projection, point);
        // Points that fall on the same pixel only cost time.
        if (!out.empty() && std::fabs(p.x - out.back().x) < 0.3f &&
            std::fabs(p.y - out.back().y) < 0.3f)
            continue;
        out.push_back(p);
        extent.low_x = std::min(extent.low_x, p.x);
        extent.low_y = std::min(extent.low_y, p.y);
        extent.high_x = std::max(extent.high_x, p.x);
        extent.high_y = std::max(extent.high_y, p.y);
    }
    return extent.high_x >= area.x - margin && extent.low_x <= area.right() + margin &&
           extent.high_y >= area.y - margin && extent.low_y <= area.bottom() + margin;
}

/// Without the repeated last point and clockwise, as the anti-aliased fill wants it.
void tidy_ring(std::vector<ImVec2>& ring) {
    if (ring.size() > 1 && std::fabs(ring.front().x - ring.back().x) < 0.5f &&
        std::fabs(ring.front().y - ring.back().y) < 0.5f)
        ring.pop_back();
    float area = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const ImVec2& a = ring[i];
        const ImVec2& b = ring[(i + 1) % ring.size()];
        area += a.x * b.y - b.x * a.y;
    }
    if (area < 0) std::reverse(ring.begin(), ring.end());
}

void draw_polygon(const std::vector<ImVec2>& ring, Colour fill, Colour line, float width) {
    ImDrawList* list = context().list;
    const int count = static_cast<int>(ring.size());
    if (count < 3) return;
    list->AddConcavePolyFilled(ring.data(), count, fill);
    if (width > 0) list->AddPolyline(ring.data(), count, line, ImDrawFlags_Closed, width);
}

struct Style {
    Colour fill;
    Colour line;
    float width;
};

Style style_of(ShapeKind kind) {
    const Palette& p = palette();
    const Colour faint = (p.ink & 0x00FFFFFFu) | 0x26000000u;
    switch (kind) {
        case ShapeKind::Green: return {p.map_green, 0, 0};
        case ShapeKind::Water: return {p.map_water, 0, 0};
        case ShapeKind::Building: return {p.map_building, faint, 1};
        case ShapeKind::Area: return {(p.gold & 0x00FFFFFFu) | 0x24000000u, p.gold, 2};
        default: return {p.map_ground, 0, 0};
    }
}

/// Words on a plate of their own, so that they are read on any ground; `top` is its middle above.
void draw_under(const std::string& words, ImVec2 top) {
    const float w = text_width(words, TextStyle::SecondBold);
    const float h = line_px(TextStyle::SecondBold);
    const Rect plate{top.x - w / 2 - px(6), top.y, w + px(12), h};
    fill_rect(plate, palette().card, h / 2);
    draw_line(words, TextStyle::SecondBold, top.x - w / 2, top.y, palette().ink);
}

void draw_point(const MapShape& shape, ImVec2 at) {
    const Palette& p = palette();
    ImDrawList* list = context().list;
    const bool done = shape.kind == ShapeKind::PointDone;
    // Its area grows with the share: twice as wide at the most.
    const float r = shape.label.empty() ? px(9) : px(16) * std::sqrt(1 + 3 * shape.share);
    list->AddCircleFilled(at, r + px(2), p.card);
    list->AddCircleFilled(at, r, done ? p.jade : p.gold);
    if (shape.label.empty()) return;
    const float w = text_width(shape.label, TextStyle::SecondBold);
    draw_line(shape.label, TextStyle::SecondBold, at.x - w / 2,
              at.y - line_px(TextStyle::SecondBold) / 2, done ? p.on_jade : p.on_gold);
    if (!shape.under.empty()) draw_under(shape.under, {at.x, at.y + r + px(2)});
}

}  // namespace

void draw_shapes(const Camera& camera, Rect area, std::span<const MapShape> shapes,
                 bool with_classes, LabelLayer& labels) {
    const Palette& p = palette();
    ImDrawList* list = context().list;
    const Projection projection = projection_of(camera, area);
    std::vector<ImVec2>& points = points_buffer();
    const auto name = [&](const MapShape& shape, float x, float y) {
        LabelWish wish{shape.label, TextStyle::Second, p.ink_second, x, y};
        wish.rank = 6;
        labels.wish(wish);
    };

    for (const ShapeKind kind : kOrder) {
        if (kind == ShapeKind::Class && !with_classes) continue;
        const Style style = style_of(kind);
        for (const MapShape& shape : shapes) {
            if (shape.kind != kind) continue;
            Placed placed;
            bool in_view = false;
            const float road = std::max(
                2.0f,
                static_cast<float>(static_cast<double>(shape.width_m) * px_per_metre(camera)));
            for (std::size_t i = 0; i < shape.parts.size(); ++i) {
                Placed part;
                const bool seen = project(projection, shape.parts[i], area,
                                          kind == ShapeKind::Road ? road : 4, points, part);
                if (i == 0) placed = part;
                if (!seen || (points.size() < 2 && kind != ShapeKind::Measure)) continue;
                in_view = true;
                const int count = static_cast<int>(points.size());
                if (kind == ShapeKind::Road) {
                    list->AddPolyline(points.data(), count, p.map_road, 0, road);
                    if (road > 3)
                        for (const ImVec2& point : points)
                            list->AddCircleFilled(point, road / 2, p.map_road);
                } else if (kind == ShapeKind::Boundary) {
                    list->AddPolyline(points.data(), count, p.jade, 0, px(2.5f));
                } else if (kind == ShapeKind::Measure) {
                    // A pale rim keeps it readable on any ground.
                    list->AddPolyline(points.data(), count, p.card, 0, px(6));
                    list->AddPolyline(points.data(), count, p.ink, 0, px(3));
                    for (const ImVec2& point : points) {
                        list->AddCircleFilled(point, px(7), p.card);
                        list->AddCircleFilled(point, px(5), p.ink);
                    }
                } else if (kind == ShapeKind::Class) {
                    tidy_ring(points);
                    draw_polygon(points, i == 0 ? class_colour(shape.share) : p.map_ground,
                                 (p.ink & 0x00FFFFFFu) | 0x40000000u, 1);
                } else {
                    tidy_ring(points);
                    draw_polygon(points, i == 0 ? style.fill : p.map_ground, style.line,
                                 style.width);
                }
            }
            const float w = placed.high_x - placed.low_x;
            if (in_view && !shape.label.empty() && w > px(28))
                name(shape, (placed.low_x + placed.high_x) / 2, (placed.low_y + placed.high_y) / 2);
        }
    }
    for (const MapShape& shape : shapes) {
        if (shape.kind != ShapeKind::Label || shape.parts.empty() || shape.parts.front().empty())
            continue;
        const ImVec2 at = placed(projection, shape.parts.front().front());
        name(shape, at.x, at.y);
    }
}

void draw_points(const Camera& camera, Rect area, std::span<const MapShape> shapes) {
    const Projection projection = projection_of(camera, area);
    for (const MapShape& shape : shapes) {
        if (shape.kind != ShapeKind::Point && shape.kind != ShapeKind::PointDone) continue;
        if (shape.parts.empty() || shape.parts.front().empty()) continue;
        const ImVec2 at = placed(projection, shape.parts.front().front());
        if (at.x > area.x - 40 && at.x < area.right() + 40 && at.y > area.y - 40 &&
            at.y < area.bottom() + 40)
            draw_point(shape, at);
    }
}

void draw_fix(const Camera& camera, Rect area, const Fix& fix) {
    const Palette& p = palette();
    ImDrawList* list = context().list;
    const ImVec2 at = placed(projection_of(camera, area), fix.at);
    const auto r = static_cast<float>(fix.accuracy_m * px_per_metre(camera));
    // A circle far larger than the view is only a tint; its thousands of corners are not needed.
    if (r < 3000) {
        list->AddCircleFilled(at, r, (p.jade & 0x00FFFFFFu) | 0x1E000000u, 96);
        list->AddCircle(at, r, (p.jade & 0x00FFFFFFu) | 0x90000000u, 96, 1.5f);
    }
    list->AddCircleFilled(at, px(6) + 2, p.card);
    list->AddCircleFilled(at, px(6), p.jade);
}

void draw_scale_bar(const Camera& camera, Rect area) {
    constexpr std::array kSteps{5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000};
    const double per_metre = px_per_metre(camera);
    int metres = kSteps.front();
    for (const int step : kSteps)
        if (step * per_metre < 100) metres = step;
    const auto w = static_cast<float>(metres * per_metre);
    const std::string text =
        metres < 1000 ? std::to_string(metres) + " m" : std::to_string(metres / 1000) + " km";
    const float x = area.x + px(16);
    const float y = area.bottom() - px(14);
    const Colour colour = palette().ink_second;
    fill_rect({x, y, w, 2}, colour);
    fill_rect({x, y - px(4), 2, px(4)}, colour);
    fill_rect({x + w - 2, y - px(4), 2, px(4)}, colour);
    draw_line(text, TextStyle::Second, x + px(6), y - line_px(TextStyle::Second) - px(1), colour);
}

}  // namespace kongdi::map
