// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/plan_map_shapes.hpp"

#include <algorithm>

#include "shell/map/class_colours.hpp"

namespace kongdi::shell {

namespace {

using map::MapShape;
using map::ShapeKind;

Ring ring_of(const Value& numbers) {
    Ring out;
    const Value::List* list = numbers.if_list();
    if (list == nullptr) return out;
    for (std::size_t i = 0; i + 1 < list->size(); i += 2)
        out.push_back({(*list)[i].number_or(0), (*list)[i + 1].number_or(0)});
    return out;
}

Ring ring_of(const Box& box) {
    return {{box.west, box.south},
            {box.east, box.south},
            {box.east, box.north},
            {box.west, box.north},
            {box.west, box.south}};
}

/// The outline in the colour of its value; nothing for one that is missing.
std::optional<MapShape> coloured(const PlanMap& plan, const MapShape& outline) {
    const api::CommunityValue* value = community_value(plan, outline.id);
    if (value == nullptr || value->value.kind == ValueKind::Missing) return std::nullopt;
    MapShape out = outline;
    out.kind = ShapeKind::Class;
    out.share = map::kKeptBack;
    if (value->value.kind == ValueKind::Shown && !plan.values->classes.empty())
        out.share = map::class_share(class_at(plan.values->classes, value->value.value),
                                     plan.values->classes.size());
    return out;
}

}  // namespace

std::vector<MapShape> outlines_of(const Value& tree) {
    std::vector<MapShape> out;
    for (const Value& one : tree.items("communities")) {
        MapShape shape;
        shape.kind = ShapeKind::Class;
        shape.id = one.text("code");
        for (const Value& numbers : one.items("rings"))
            if (Ring ring = ring_of(numbers); ring.size() > 2)
                shape.parts.push_back(std::move(ring));
        if (!shape.parts.empty()) out.push_back(std::move(shape));
    }
    return out;
}

std::vector<MapShape> plan_shapes(const PlanMap& plan, const SpaceFilter& filter) {
    std::vector<MapShape> out;
    for (const MapShape& outline : plan.outlines) {
        if (plan.values)
            if (auto shape = coloured(plan, outline)) out.push_back(*std::move(shape));
        if (plan.community.empty() || outline.id != plan.community) continue;
        MapShape border = outline;
        border.kind = ShapeKind::Boundary;
        out.push_back(std::move(border));
    }
    if (const Box* box = std::get_if<Box>(&filter.area))
        out.push_back({ShapeKind::Area, {ring_of(*box)}});
    if (const Ring* ring = std::get_if<Ring>(&filter.area))
        out.push_back({ShapeKind::Area, {*ring}});
    if (!plan.corners.empty()) out.push_back({ShapeKind::Measure, {plan.corners}});
    if (plan.rectangle_from) out.push_back({ShapeKind::Measure, {{*plan.rectangle_from}}});
    return out;
}

FilterArea rectangle_area(const std::vector<Wgs84Point>& corners) {
    constexpr double kSame = 1e-9;  // degrees; a tenth of a millimetre
    Box box;
    for (const Wgs84Point corner : corners) box.add(corner);
    const bool upright = std::all_of(corners.begin(), corners.end(), [&](Wgs84Point corner) {
        return std::min(corner.lon - box.west, box.east - corner.lon) < kSame &&
               std::min(corner.lat - box.south, box.north - corner.lat) < kSame;
    });
    if (upright) return box;
    return Ring(corners);
}

std::string_view outline_at(const std::vector<MapShape>& outlines, Wgs84Point point) {
    for (const MapShape& outline : outlines)
        if (contains(Polygon{outline.parts}, point)) return outline.id;
    return {};
}

const api::CommunityValue* community_value(const PlanMap& plan, std::string_view code) {
    if (!plan.values) return nullptr;
    const auto& all = plan.values->communities;
    const auto at = std::lower_bound(
        all.begin(), all.end(), code,
        [](const api::CommunityValue& one, std::string_view wanted) { return one.code < wanted; });
    return at != all.end() && at->code == code ? &*at : nullptr;
}

}  // namespace kongdi::shell
