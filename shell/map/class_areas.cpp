// SPDX-License-Identifier: Apache-2.0
#include "shell/map/class_areas.hpp"

#include <algorithm>
#include <cmath>

#include "core/model/value_classes.hpp"
#include "shell/map/base_map.hpp"
#include "shell/map/class_colours.hpp"
#include "shell/map/mesh_builder.hpp"

namespace kongdi::map {

namespace {

constexpr double kUnitsAcross = 60'000;  // 16 bits, with room for rounding
constexpr Paint kEdge = Paint::SpaceEdge;
constexpr float kAnyUnit = 1e9f;
// Seven classes and what is kept back have a paint each; the last one is the edge's.
static_assert(static_cast<std::size_t>(kEdge) > kMostClasses);

tile::WorldBox around(std::span<const MapShape> shapes) {
    tile::WorldBox box{{2, 2}, {-1, -1}};
    for (const MapShape& shape : shapes)
        for (const auto& ring : shape.parts)
            for (const LonLat point : ring) {
                if (shape.kind != ShapeKind::Class) continue;
                const World at = to_world(point);
                box.low = {std::min(box.low.x, at.x), std::min(box.low.y, at.y)};
                box.high = {std::max(box.high.x, at.x), std::max(box.high.y, at.y)};
            }
    return box;
}

Paint paint_of(std::vector<float>& shares, float share) {
    const auto known = std::find(shares.begin(), shares.end(), share);
    const auto place = static_cast<std::size_t>(known - shares.begin());
    if (known == shares.end()) shares.push_back(share);
    return static_cast<Paint>(std::min(place, kMostClasses));
}

}  // namespace

ClassAreas class_areas(std::span<const MapShape> shapes) {
    ClassAreas out;
    const tile::WorldBox box = around(shapes);
    if (box.high.x < box.low.x) return out;
    out.middle = {(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2};
    out.unit = std::max({box.high.x - box.low.x, box.high.y - box.low.y, 1e-9}) / kUnitsAcross;
    MeshBuilder builder;
    for (const MapShape& shape : shapes) {
        if (shape.kind != ShapeKind::Class) continue;
        std::vector<tile::Part> rings;
        for (const auto& ring : shape.parts) {
            tile::Part part;
            for (const LonLat point : ring) {
                const World at = to_world(point);
                const tile::TilePoint units{
                    static_cast<std::int32_t>(std::lround((at.x - out.middle.x) / out.unit)),
                    static_cast<std::int32_t>(std::lround((at.y - out.middle.y) / out.unit))};
                if (part.empty() || part.back() != units) part.push_back(units);
            }
            if (part.size() < 3) continue;
            builder.add_line(MeshLayer::Marks, kEdge, part, 1, true);
            rings.push_back(std::move(part));
        }
        if (!rings.empty())
            builder.add_area(MeshLayer::Ground, paint_of(out.shares, shape.share), rings);
    }
    out.mesh = builder.finish();
    return out;
}

void draw_class_areas(const Camera& camera, widgets::Rect area, const ClassAreas& areas) {
    if (areas.mesh.indices.empty()) return;
    MapPicture picture;
    for (std::size_t i = 0; i < areas.shares.size() && i <= kMostClasses; ++i)
        picture.looks[i] = {class_colour(areas.shares[i]), 0, 0, 1};
    picture.looks[static_cast<std::size_t>(kEdge)] = {
        (widgets::palette().ink & 0x00FFFFFFu) | 0x40000000u, 0, 1, 1};
    const Projection projection(camera, area.x + area.w / 2, area.y + area.h / 2);
    const ScreenPoint middle = projection(areas.middle);
    const double unit = world_px(camera) * areas.unit;
    const auto [cosine, sine] = direction_of(camera);
    MeshDraw draw{&areas.mesh, areas.mesh.number};
    draw.turn = {static_cast<float>(cosine * unit), static_cast<float>(-sine * unit),
                 static_cast<float>(sine * unit), static_cast<float>(cosine * unit)};
    draw.x = middle.x;
    draw.y = middle.y;
    draw.clip = {-kAnyUnit, -kAnyUnit, kAnyUnit, kAnyUnit};
    add_picture(picture, {&draw, 1});
}

}  // namespace kongdi::map
