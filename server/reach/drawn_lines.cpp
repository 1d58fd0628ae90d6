// SPDX-License-Identifier: Apache-2.0
#include "server/reach/drawn_lines.hpp"

#include <cmath>

namespace kongdi::server {

namespace {

constexpr double kLongestM = 400;  // longer stretches are cut, so that each lies in few squares
constexpr double kMostAway = 3;    // degrees from the middle: what is beyond is another city

}  // namespace

DrawnLines::DrawnLines(std::span<const RoadLine> lines, const LocalPlane& plane)
    : m_middle(plane.on_earth({})) {
    for (const RoadLine& line : lines) add(line, plane);
}

void DrawnLines::add(const RoadLine& line, const LocalPlane& plane) {
    std::optional<std::uint32_t> last;
    for (const Wgs84Point point : line.path) {
        if (!(std::abs(point.lon - m_middle.lon) < kMostAway &&
              std::abs(point.lat - m_middle.lat) < kMostAway)) {
            last.reset();
            continue;
        }
        const std::uint32_t vertex = vertex_at(plane.to_plane(point));
        if (last) add_stretches(*last, vertex, line.level);
        last = vertex;
    }
}

std::uint32_t DrawnLines::vertex_at(Metres place) {
    const auto part = [](double metres) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(
            static_cast<std::int64_t>(std::floor(metres / kSamePlaceM + 0.5))));
    };
    const std::uint64_t key = part(place.east_m) << 32U | part(place.north_m);
    const auto [at, is_new] =
        m_by_place.try_emplace(key, static_cast<std::uint32_t>(m_vertices.size()));
    if (is_new) {
        m_vertices.push_back(place);
        m_uses.emplace_back();
    }
    return at->second;
}

void DrawnLines::add_stretches(std::uint32_t from, std::uint32_t to, int level) {
    const Metres a = m_vertices[from];
    const Metres b = m_vertices[to];
    const auto parts = static_cast<int>(std::ceil(gap_m(a, b) / kLongestM));
    for (int i = 1; i <= parts; ++i) {
        const std::uint32_t next = i == parts ? to : vertex_at(a + (1.0 * i / parts) * (b - a));
        if (next == from) continue;
        m_stretches.push_back({from, next, level});
        for (const std::uint32_t vertex : {from, next}) {
            ++m_uses[vertex].stretches;
            m_uses[vertex].level = level;
        }
        from = next;
    }
}

}  // namespace kongdi::server
