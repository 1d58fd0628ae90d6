// SPDX-License-Identifier: Apache-2.0
#include "server/reach/segment_grid.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::server {

namespace {

/// Ascending along a column from south to north.
std::uint64_t key_of(std::int64_t east, std::int64_t north) {
    constexpr std::int64_t kMiddle = std::int64_t{1} << 31;
    return static_cast<std::uint64_t>(east + kMiddle) << 32U |
           static_cast<std::uint64_t>(north + kMiddle);
}

}  // namespace

SegmentGrid::SegmentGrid(std::span<const Segment> segments, double cell_m) : m_cell_m(cell_m) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> places;
    places.reserve(segments.size() * 2);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto [a, b] = segments[i];
        const std::int64_t east_end = cell_of(std::max(a.east_m, b.east_m));
        const std::int64_t north_end = cell_of(std::max(a.north_m, b.north_m));
        for (std::int64_t east = cell_of(std::min(a.east_m, b.east_m)); east <= east_end; ++east)
            for (std::int64_t north = cell_of(std::min(a.north_m, b.north_m)); north <= north_end;
                 ++north)
                places.emplace_back(key_of(east, north), static_cast<std::uint32_t>(i));
    }
    std::sort(places.begin(), places.end());
    m_numbers.reserve(places.size());
    for (const auto& [key, number] : places) {
        if (m_keys.empty() || m_keys.back() != key) {
            m_keys.push_back(key);
            m_begins.push_back(static_cast<std::uint32_t>(m_numbers.size()));
        }
        m_numbers.push_back(number);
    }
    m_begins.push_back(static_cast<std::uint32_t>(m_numbers.size()));
}

std::int64_t SegmentGrid::cell_of(double metres) const {
    return static_cast<std::int64_t>(std::floor(metres / m_cell_m));
}

std::span<const std::uint32_t> SegmentGrid::in_cell(std::int64_t east, std::int64_t north) const {
    const std::uint64_t key = key_of(east, north);
    const auto found = std::lower_bound(m_keys.begin(), m_keys.end(), key);
    if (found == m_keys.end() || *found != key) return {};
    const auto at = static_cast<std::size_t>(found - m_keys.begin());
    return std::span(m_numbers).subspan(m_begins[at], m_begins[at + 1] - m_begins[at]);
}

}  // namespace kongdi::server
