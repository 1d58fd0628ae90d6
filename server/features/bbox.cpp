// SPDX-License-Identifier: Apache-2.0
#include "server/features/bbox.hpp"

#include <utility>

#include "server/features/numbers.hpp"

namespace kongdi::server::features {

namespace {

/// What a box over the 180th meridian is made of.
std::vector<AskedBox> parts_of(const AskedBox& box) {
    AskedBox west = box;
    AskedBox east = box;
    if (box.crs->axes == Axes::LonLat && box.low.x > box.high.x) {
        west.high.x = 180;
        east.low.x = -180;
    } else if (box.crs->axes == Axes::LatLon && box.low.y > box.high.y) {
        west.high.y = 180;
        east.low.y = -180;
    } else {
        return {box};
    }
    return {west, east};
}

bool contains(const AskedBox& box, Position p) {
    return box.low.x <= p.x && p.x <= box.high.x && box.low.y <= p.y && p.y <= box.high.y;
}

}  // namespace

std::optional<AskedBox> box_of_numbers(const std::vector<double>& numbers, const Crs& crs) {
    if (numbers.size() != 4 && numbers.size() != 6) return std::nullopt;
    const std::size_t half = numbers.size() / 2;
    const AskedBox box{&crs, {numbers[0], numbers[1]}, {numbers[half], numbers[half + 1]}};
    const bool turned_x = box.low.x > box.high.x && crs.axes != Axes::LonLat;
    const bool turned_y = box.low.y > box.high.y && crs.axes != Axes::LatLon;
    const bool turned_z = half == 3 && numbers[2] > numbers[5];
    if (turned_x || turned_y || turned_z) return std::nullopt;
    return box;
}

Result<AskedBox> asked_box_of(std::string_view text, const Crs& crs) {
    const auto numbers = numbers_of(text, 6);
    if (numbers)
        if (const auto box = box_of_numbers(*numbers, crs)) return *box;
    return Error{ErrorCode::RequestFormat, "/bbox"};
}

bool meets(const AskedBox& box, const Geometry& geometry) {
    // Most features are points, and there are many.
    const auto* point = std::get_if<Wgs84Point>(&geometry);
    const auto position = point != nullptr ? in_crs(*box.crs, *point) : std::nullopt;
    const Shape shape = point != nullptr ? Shape() : shape_of(geometry, *box.crs);
    for (const AskedBox& part : parts_of(box)) {
        const bool met = point != nullptr ? position && contains(part, *position)
                                          : intersects(rectangle(part.low, part.high), shape);
        if (met) return true;
    }
    return false;
}

std::optional<Box> around(const AskedBox& box) {
    if (box.crs->is_grid()) return std::nullopt;
    Position low = box.low;
    Position high = box.high;
    if (box.crs->axes == Axes::LatLon) {
        std::swap(low.x, low.y);
        std::swap(high.x, high.y);
    }
    if (low.x > high.x) return Box{-180, low.y, 180, high.y};
    return Box{low.x, low.y, high.x, high.y};
}

}  // namespace kongdi::server::features
