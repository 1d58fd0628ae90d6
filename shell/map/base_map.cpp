// SPDX-License-Identifier: Apache-2.0
#include "shell/map/base_map.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "shell/map/painter.hpp"
#include "shell/widgets/brush.hpp"
#include "shell/widgets/context.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;

constexpr double kDegree = 3.14159265358979323846 / 180;
constexpr float kStreetZoom = 16.2f;  // from here buildings have names
constexpr float kSpotZoom = 15.5f;    // and facilities a sign
constexpr float kSteep = 1.0f;        // radians: a Chinese name stands upright along such a road

/// Units of a tile to CSS pixels.
struct TilePlace {
    std::array<float, 4> turn;
    float x, y;

    ImVec2 operator()(tile::TilePoint point) const {
        const auto px = static_cast<float>(point.x);
        const auto py = static_cast<float>(point.y);
        return {turn[0] * px + turn[2] * py + x, turn[1] * px + turn[3] * py + y};
    }
    float scale() const { return std::hypot(turn[0], turn[1]); }
};

TilePlace place_of(const Camera& camera, Rect area, const tile::TileId& id) {
    const double unit = world_px(camera) * tile::tile_width(id.z) / kExtent;
    const double c = std::cos(camera.bearing * kDegree) * unit;
    const double s = std::sin(camera.bearing * kDegree) * unit;
    double x = 0;
    double y = 0;
    to_screen(camera, to_lon_lat(tile::tile_origin(id)), x, y);
    return {{static_cast<float>(c), static_cast<float>(-s), static_cast<float>(s),
             static_cast<float>(c)},
            area.x + area.w / 2 + static_cast<float>(x),
            area.y + area.h / 2 + static_cast<float>(y)};
}

/// The cell in units of the wider tile that is drawn for it.
std::array<float, 4> clip_of(const TileShown& shown) {
    const int deeper = shown.cell.z - shown.id.z;
    const std::int64_t across = std::int64_t{1} << deeper;
    const float width = float{kExtent} / static_cast<float>(across);
    const auto x = static_cast<float>(shown.cell.x - shown.id.x * across) * width;
    const auto y = static_cast<float>(shown.cell.y - shown.id.y * across) * width;
    return {x, y, x + width, y + width};
}

/// Between two widths, by zoom.
float grown(double zoom, double from, float narrow, double to, float wide) {
    const double share = std::clamp((zoom - from) / (to - from), 0.0, 1.0);
    return narrow + static_cast<float>(share) * (wide - narrow);
}

Colour mixed(Colour a, Colour b, float share) {
    Colour out = 0xFF000000u;
    for (int shift = 0; shift < 24; shift += 8) {
        const auto from = static_cast<float>((a >> shift) & 0xFF);
        const auto to = static_cast<float>((b >> shift) & 0xFF);
        out |= static_cast<Colour>(std::lround(from + (to - from) * share)) << shift;
    }
    return out;
}

std::array<PaintLook, kPaintCount> looks(const Camera& camera) {
    constexpr float kAnyPx = 4000;
    const Palette& p = palette();
    const double zoom = camera.zoom;
    const auto faint = [](Colour colour, Colour alpha) {
        return (colour & 0x00FFFFFFu) | (alpha << 24);
    };
    std::array<PaintLook, kPaintCount> looks{};
    const auto set = [&looks](Paint paint, const PaintLook& look) {
        looks[static_cast<std::size_t>(paint)] = look;
    };
    set(Paint::Background, {faint(p.map_building, 0x60), 0, 0, kAnyPx});
    set(Paint::Green, {p.map_green, 0, 0, kAnyPx});
    set(Paint::Water, {p.map_water, 0, 0, kAnyPx});
    set(Paint::WaterLine, {p.map_water, 0, grown(zoom, 10, 1, 16, 3), kAnyPx});
    set(Paint::Footpath, {p.map_road, 0, grown(zoom, 14, 0.8f, 18, 3), kAnyPx});
    set(Paint::Road, {p.map_road, p.map_rim, grown(zoom, 11, 0.8f, 16, 5), kAnyPx});
    set(Paint::MainRoad, {p.map_main_road, p.map_rim, grown(zoom, 9, 1.6f, 15, 7), kAnyPx});
    set(Paint::Building, {p.map_building, 0, 0, kAnyPx});
    set(Paint::BuildingEdge, {faint(p.map_rim, zoom > 15.5 ? 0xFF : 0x80), 0, 1, 1});
    // Opaque, since neighbours draw the same line: twice the tint would be another one.
    set(Paint::Community, {mixed(p.map_ground, p.jade, zoom < 13 ? 0.35f : 0.45f), 0,
                           grown(zoom, 10, 1, 15, 3.5f), grown(zoom, 14, 5, 19, 26)});
    set(Paint::Space, {faint(p.gold, 0x30), 0, 0, kAnyPx});
    set(Paint::SpaceEdge, {p.gold, 0, 2, 2});
    return looks;
}

int rank_of(const TileLabel& label) {
    switch (label.role) {
        case MapRole::Community: return 0;
        case MapRole::Road: return label.main ? 1 : 2;
        case MapRole::Space: return 3;
        case MapRole::Water:
        case MapRole::Green: return 4;
        case MapRole::Facility: return 5;
        default: return 6;
    }
}

bool holds(Rect area, ImVec2 at) {
    return at.x >= area.x && at.x <= area.right() && at.y >= area.y && at.y <= area.bottom();
}

void wish_road(const TileLabel& label, const TilePlace& place, Rect area, LabelWish wish,
               LabelLayer& labels) {
    ImVec2 a = place(label.at);
    ImVec2 b = place(label.to);
    // Tiles reach far beyond the view.
    if (std::max(a.x, b.x) < area.x || std::min(a.x, b.x) > area.right() ||
        std::max(a.y, b.y) < area.y || std::min(a.y, b.y) > area.bottom())
        return;
    if (a.x > b.x) std::swap(a, b);  // read from left to right
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    const float wide = text_width(label.text, wish.style);
    float angle = std::atan2(b.y - a.y, b.x - a.x);
    if (std::fabs(angle) > kSteep && is_han(label.text)) {
        wish.stacked = true;
        angle = 0;
    }
    if (std::fabs(angle) < 0.03f) angle = 0;  // sharper so
    wish.angle = angle;
    if (length < wide * 1.15f) return;
    // A long road says its name again and again, at places that belong to the ground.
    const int times = std::clamp(static_cast<int>(length / (wide + px(280))), 1, 12);
    for (int i = 0; i < times; ++i) {
        const float share = (static_cast<float>(i) + 0.5f) / static_cast<float>(times);
        wish.x = a.x + (b.x - a.x) * share;
        wish.y = a.y + (b.y - a.y) * share;
        if (holds(area, {wish.x, wish.y})) labels.wish(wish);
    }
}

}  // namespace

void draw_tiles(const Camera& camera, Rect area, std::span<const TileShown> tiles,
                bool marks_only) {
    if (tiles.empty()) return;
    MapPicture picture;
    picture.looks = looks(camera);
    picture.px_per_metre = static_cast<float>(px_per_metre(camera));
    picture.rim_px = camera.zoom > 13 ? 1 : 0;
    picture.marks_only = marks_only;
    std::vector<MeshDraw> draws;
    for (const TileShown& shown : tiles) {
        if (shown.content->mesh.indices.empty()) continue;
        const TilePlace place = place_of(camera, area, shown.id);
        draws.push_back({&shown.content->mesh, shown.content->mesh.number, place.turn, place.x,
                         place.y, clip_of(shown)});
    }
    add_picture(picture, draws);
}

void add_picture(MapPicture picture, std::span<const MeshDraw> draws) {
    picture.count = static_cast<std::uint32_t>(draws.size());
    static std::vector<unsigned char> data;
    data.resize(sizeof picture + draws.size() * sizeof(MeshDraw));
    std::memcpy(data.data(), &picture, sizeof picture);
    if (!draws.empty())
        std::memcpy(data.data() + sizeof picture, draws.data(), draws.size() * sizeof(MeshDraw));
    ImDrawList* list = context().list;
    list->AddCallback(paint_map, data.data(), data.size());
    list->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

void wish_labels(const Camera& camera, Rect area, std::span<const TileShown> tiles, bool marks_only,
                 LabelLayer& labels) {
    const Palette& p = palette();
    for (const TileShown& shown : tiles) {
        const TilePlace place = place_of(camera, area, shown.id);
        const std::array<float, 4> clip = clip_of(shown);
        const float scale = place.scale();
        for (const TileLabel& label : shown.content->labels) {
            if (marks_only && label.role != MapRole::Community && label.role != MapRole::Space)
                continue;
            LabelWish wish{label.text, TextStyle::Second, p.ink_second};
            wish.rank = rank_of(label);
            wish.size = label.room * scale;
            wish.apart = px(200);
            const bool near = camera.zoom >= double{kStreetZoom};
            if (label.along) {
                if (label.role == MapRole::Road && !label.main && camera.zoom < 14.5) continue;
                wish_road(label, place, area, wish, labels);
                continue;
            }
            const auto x = static_cast<float>(label.at.x);
            const auto y = static_cast<float>(label.at.y);
            if (x < clip[0] || y < clip[1] || x >= clip[2] || y >= clip[3]) continue;
            const ImVec2 at = place(label.at);
            if (!holds(area, at)) continue;
            switch (label.role) {
                case MapRole::Community:
                    // A tile holds part of a community only: near by, its name would be everywhere.
                    wish.style = TextStyle::SecondBold;
                    wish.colour = p.jade;
                    wish.apart = px(400);
                    // What was reported in its middle is no reason not to name it.
                    wish.slide = wish.size / 4;
                    if (camera.zoom > 17.4 || wish.size < px(70)) continue;
                    break;
                case MapRole::Building:
                    wish.apart = 0;
                    if (!near || wish.size < px(26)) continue;
                    break;
                case MapRole::Facility:
                    if (!near) continue;
                    break;
                case MapRole::Background: continue;
                default:
                    if (wish.size < px(50)) continue;
            }
            wish.x = at.x;
            wish.y = at.y;
            labels.wish(wish);
        }
        if (marks_only || camera.zoom < double{kSpotZoom}) continue;
        for (const TileSpot& spot : shown.content->spots) {
            if (spot.name.empty() || camera.zoom < double{kStreetZoom}) continue;
            const ImVec2 at = place(spot.at);
            if (!holds(area, at)) continue;
            LabelWish wish{spot.name, TextStyle::Second, p.ink_second};
            wish.rank = 5;
            wish.x = at.x;
            wish.y = at.y + px(8) + line_px(TextStyle::Second) / 2;
            labels.wish(wish);
        }
    }
}

void draw_spots(const Camera& camera, Rect area, std::span<const TileShown> tiles,
                LabelLayer& labels) {
    if (camera.zoom < double{kSpotZoom}) return;
    const Palette& p = palette();
    ImDrawList* list = context().list;
    const float r = px(3.5f);
    for (const TileShown& shown : tiles) {
        const TilePlace place = place_of(camera, area, shown.id);
        const std::array<float, 4> clip = clip_of(shown);
        for (const TileSpot& spot : shown.content->spots) {
            const auto x = static_cast<float>(spot.at.x);
            const auto y = static_cast<float>(spot.at.y);
            if (x < clip[0] || y < clip[1] || x >= clip[2] || y >= clip[3]) continue;
            const ImVec2 at = place(spot.at);
            if (!holds(area, at)) continue;
            list->AddCircleFilled(at, r + 1.5f, p.card);
            list->AddCircleFilled(at, r, spot.role == MapRole::Space ? p.gold : p.ink_second);
            labels.keep_free({at.x, at.y, r + 2, r + 2, 0});
        }
    }
}

}  // namespace kongdi::map
