// SPDX-License-Identifier: Apache-2.0
#include "core/tile/simplify.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace kongdi::tile {

double segment_distance(PlanePoint point, PlanePoint from, PlanePoint to) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double length = dx * dx + dy * dy;
    double along = 0;
    if (length > 0)
        along = std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / length, 0.0, 1.0);
    return std::hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

std::vector<PlanePoint> simplified(std::span<const PlanePoint> line, double tolerance) {
    if (line.size() < 3) return {line.begin(), line.end()};
    std::vector<bool> stays(line.size(), false);
    stays.front() = stays.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        double furthest = tolerance;
        std::size_t at = first;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double away = segment_distance(line[i], line[first], line[last]);
            if (away > furthest) {
                furthest = away;
                at = i;
            }
        }
        if (at == first) continue;
        stays[at] = true;
        open.emplace_back(first, at);
        open.emplace_back(at, last);
    }
    std::vector<PlanePoint> out;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (stays[i]) out.push_back(line[i]);
    return out;
}

}  // namespace kongdi::tile
