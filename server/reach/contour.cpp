// SPDX-License-Identifier: Apache-2.0
#include "server/reach/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace kongdi::server {

namespace {

constexpr double kMostNodes = 4e6;

/// Of a square of the lattice.
enum Side : std::uint8_t { Bottom, Right, Top, Left, None };

/// A contour crosses a square from one side to another.
struct Crossing {
    Side from = None;
    Side to = None;
};

/// By which corners are nearer than the level: 1 bottom left, 2 bottom right, 4 top right, 8 top
/// left. What is nearer lies on the left.
constexpr std::array<std::array<Crossing, 2>, 16> kCrossings{{
    {},
    {{{Bottom, Left}, {}}},
    {{{Right, Bottom}, {}}},
    {{{Right, Left}, {}}},
    {{{Top, Right}, {}}},
    {{{Bottom, Left}, {Top, Right}}},
    {{{Top, Bottom}, {}}},
    {{{Top, Left}, {}}},
    {{{Left, Top}, {}}},
    {{{Bottom, Top}, {}}},
    {{{Right, Bottom}, {Left, Top}}},
    {{{Right, Top}, {}}},
    {{{Left, Right}, {}}},
    {{{Bottom, Right}, {}}},
    {{{Left, Bottom}, {}}},
    {},
}};
// Two corners across from each other, whose middle is nearer than the level, too.
constexpr std::array<Crossing, 2> kJoined5{{{Bottom, Right}, {Top, Left}}};
constexpr std::array<Crossing, 2> kJoined10{{{Left, Bottom}, {Right, Top}}};

class Tracer {
public:
    explicit Tracer(const DistanceField& field) : m_field(field), m_level_m(field.within_m()) {
        for (std::int64_t row = 0; row + 1 < field.rows(); ++row)
            for (std::int64_t column = 0; column + 1 < field.columns(); ++column)
                cross(column, row);
    }

    std::vector<PlaneRing> rings() {
        std::vector<PlaneRing> out;
        while (!m_next.empty()) {
            PlaneRing ring;
            for (auto at = m_next.begin(); at != m_next.end(); at = m_next.find(ring_end(at, ring)))
                ;
            out.push_back(std::move(ring));
        }
        return out;
    }

private:
    using Next = std::map<std::int64_t, std::int64_t>;

    /// Adds where the ring crosses a side, and gives the side it comes to.
    std::int64_t ring_end(Next::iterator at, PlaneRing& ring) {
        ring.push_back(place_on(at->first));
        const std::int64_t to = at->second;
        m_next.erase(at);
        return to;
    }

    bool is_near(std::int64_t column, std::int64_t row) const {
        return m_field.at(column, row) < m_level_m;
    }

    void cross(std::int64_t column, std::int64_t row) {
        const std::size_t corners =
            (is_near(column, row) ? 1U : 0U) | (is_near(column + 1, row) ? 2U : 0U) |
            (is_near(column + 1, row + 1) ? 4U : 0U) | (is_near(column, row + 1) ? 8U : 0U);
        const auto* crossings = &kCrossings[corners];
        if (corners == 5 || corners == 10) {
            const double middle = (m_field.at(column, row) + m_field.at(column + 1, row) +
                                   m_field.at(column + 1, row + 1) + m_field.at(column, row + 1)) /
                                  4;
            if (middle < m_level_m) crossings = corners == 5 ? &kJoined5 : &kJoined10;
        }
        for (const Crossing& one : *crossings)
            if (one.from != None) m_next[side(column, row, one.from)] = side(column, row, one.to);
    }

    /// Each side of the lattice has a number: even ones lie, odd ones stand.
    std::int64_t side(std::int64_t column, std::int64_t row, Side one) const {
        if (one == Right) ++column;
        if (one == Top) ++row;
        const bool stands = one == Left || one == Right;
        return 2 * (row * m_field.columns() + column) + (stands ? 1 : 0);
    }

    Metres place_on(std::int64_t number) const {
        const std::int64_t column = number / 2 % m_field.columns();
        const std::int64_t row = number / 2 / m_field.columns();
        const bool stands = number % 2 == 1;
        const std::int64_t next_column = column + (stands ? 0 : 1);
        const std::int64_t next_row = row + (stands ? 1 : 0);
        const double here = m_field.at(column, row);
        const double there = m_field.at(next_column, next_row);
        const Metres from = m_field.node(column, row);
        return from +
               (m_level_m - here) / (there - here) * (m_field.node(next_column, next_row) - from);
    }

    const DistanceField& m_field;
    double m_level_m;
    Next m_next = {};  // side by side
};

}  // namespace

DistanceField::DistanceField(const std::vector<Segment>& segments, double within_m) {
    if (segments.empty()) return;
    Metres low = segments[0].a;
    Metres high = low;
    for (const Segment& one : segments)
        for (const Metres end : {one.a, one.b}) {
            low = {std::min(low.east_m, end.east_m), std::min(low.north_m, end.north_m)};
            high = {std::max(high.east_m, end.east_m), std::max(high.north_m, end.north_m)};
        }
    const Metres bare = high - low;
    m_cell_m = std::max(within_m / 3, std::sqrt(bare.east_m * bare.north_m / kMostNodes));
    m_within_m = std::max(within_m, 2 * m_cell_m);
    const double margin_m = m_within_m + 2 * m_cell_m;
    m_corner = low - Metres{margin_m, margin_m};
    const Metres size = high + Metres{margin_m, margin_m} - m_corner;
    m_columns = static_cast<std::int64_t>(std::ceil(size.east_m / m_cell_m)) + 1;
    m_rows = static_cast<std::int64_t>(std::ceil(size.north_m / m_cell_m)) + 1;
    m_distances.assign(static_cast<std::size_t>(m_columns * m_rows), static_cast<float>(margin_m));
    for (const Segment& one : segments) come_near(one);
}

void DistanceField::come_near(const Segment& segment) {
    const auto [a, b] = segment;
    const double margin_m = m_within_m + 2 * m_cell_m;
    const auto number = [&](double from_corner_m, std::int64_t count) {
        return std::clamp<std::int64_t>(
            static_cast<std::int64_t>(std::floor(from_corner_m / m_cell_m)), 0, count - 1);
    };
    const Metres margin{margin_m, margin_m};
    const Metres low =
        Metres{std::min(a.east_m, b.east_m), std::min(a.north_m, b.north_m)} - margin - m_corner;
    const Metres high =
        Metres{std::max(a.east_m, b.east_m), std::max(a.north_m, b.north_m)} + margin - m_corner;
    const std::int64_t last_row = number(high.north_m, m_rows);
    const std::int64_t last_column = number(high.east_m, m_columns);
    for (std::int64_t row = number(low.north_m, m_rows); row <= last_row; ++row)
        for (std::int64_t column = number(low.east_m, m_columns); column <= last_column; ++column) {
            const Metres p = node(column, row);
            const double gap = gap_m(p, a + nearest_part(p, a, b) * (b - a));
            float& there = m_distances[static_cast<std::size_t>(row * m_columns + column)];
            there = std::min(there, static_cast<float>(gap));
        }
}

std::vector<PlaneRing> contours(const DistanceField& field) { return Tracer(field).rings(); }

double signed_area_m2(const PlaneRing& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i)
        sum += cross(ring[i] - ring[0], ring[(i + 1) % ring.size()] - ring[0]);
    return sum / 2;
}

}  // namespace kongdi::server
