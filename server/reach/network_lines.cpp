// SPDX-License-Identifier: Apache-2.0
#include "server/reach/network_lines.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace kongdi::server {

namespace {

constexpr double kCellM = 100;

/// A vertex on a stretch between its ends.
struct Cut {
    std::uint32_t stretch = 0;
    double part = 0;
    std::uint32_t vertex = 0;
};

using Pair = std::pair<std::uint32_t, std::uint32_t>;

class Joiner {
public:
    Joiner(DrawnLines lines, const NetworkSettings& settings)
        : m_lines(std::move(lines)), m_settings(settings), m_seen(m_lines.stretches().size(), 0) {
        std::vector<Segment> segments;
        for (std::uint32_t i = 0; i < count(); ++i) segments.push_back(m_lines.segment(i));
        m_grid = SegmentGrid(segments, kCellM);
    }

    JoinedLines joined() {
        join_ends();
        join_crossings();
        return pieces();
    }

private:
    std::uint32_t count() const { return static_cast<std::uint32_t>(m_lines.stretches().size()); }
    const DrawnLines::Stretch& stretch(std::uint32_t one) const { return m_lines.stretches()[one]; }
    Metres place(std::uint32_t vertex) const { return m_lines.vertices()[vertex]; }

    /// Visits each stretch near a rectangle once.
    template <class Visit>
    void each_near(Metres low, Metres high, Visit visit) {
        ++m_round;
        m_grid.each_in(low, high, [&](std::uint32_t one) {
            if (m_seen[one] == m_round) return;
            m_seen[one] = m_round;
            visit(one);
        });
    }

    double gap_to(std::uint32_t vertex, std::uint32_t at) const {
        const auto [a, b] = m_lines.segment(at);
        const Metres p = place(vertex);
        return gap_m(p, a + nearest_part(p, a, b) * (b - a));
    }

    /// Joins a vertex beside a stretch to it, by a short piece where they do not touch.
    void join(std::uint32_t vertex, std::uint32_t at) {
        const auto [a, b] = m_lines.segment(at);
        const double part = nearest_part(place(vertex), a, b);
        const Metres foot = a + part * (b - a);
        for (const std::uint32_t end : {stretch(at).from, stretch(at).to})
            if (gap_m(foot, place(end)) <= kSamePlaceM) {
                m_links.emplace_back(vertex, end);
                return;
            }
        std::uint32_t on_it = vertex;
        if (gap_m(foot, place(vertex)) > kSamePlaceM) {
            on_it = m_lines.vertex_at(foot);
            m_links.emplace_back(vertex, on_it);
        }
        m_cuts.push_back({at, part, on_it});
    }

    void join_ends() {
        const auto vertices = static_cast<std::uint32_t>(m_lines.vertices().size());
        const Metres margin{m_settings.join_m, m_settings.join_m};
        for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
            if (!m_lines.is_end(vertex)) continue;
            each_near(place(vertex) - margin, place(vertex) + margin, [&](std::uint32_t at) {
                if (m_lines.has(at, vertex) || gap_to(vertex, at) > m_settings.join_m) return;
                if (stretch(at).level == m_lines.level_of(vertex) || touches_end(vertex, at))
                    join(vertex, at);
            });
        }
    }

    bool touches_end(std::uint32_t vertex, std::uint32_t at) const {
        for (const std::uint32_t end : {stretch(at).from, stretch(at).to})
            if (m_lines.is_end(end) && gap_m(place(end), place(vertex)) <= m_settings.join_m)
                return true;
        return false;
    }

    void join_crossings() {
        for (std::uint32_t one = 0; one < count(); ++one) {
            const auto [a, b] = m_lines.segment(one);
            each_near({std::min(a.east_m, b.east_m), std::min(a.north_m, b.north_m)},
                      {std::max(a.east_m, b.east_m), std::max(a.north_m, b.north_m)},
                      [&](std::uint32_t other) {
                          if (other > one && may_join(one, other)) join_crossing(one, other);
                      });
        }
    }

    bool may_join(std::uint32_t one, std::uint32_t other) const {
        const DrawnLines::Stretch& second = stretch(other);
        return second.level == stretch(one).level && !m_lines.has(one, second.from) &&
               !m_lines.has(one, second.to);
    }

    /// Where two stretches cross between their ends.
    std::optional<std::pair<double, double>> crossing_parts(std::uint32_t one,
                                                            std::uint32_t other) const {
        const auto [a, b] = m_lines.segment(one);
        const auto [c, d] = m_lines.segment(other);
        const double turn = cross(b - a, d - c);
        if (turn == 0) return std::nullopt;
        const double on_one = cross(c - a, d - c) / turn;
        const double on_other = cross(c - a, b - a) / turn;
        if (on_one <= 0 || on_one >= 1 || on_other <= 0 || on_other >= 1) return std::nullopt;
        return std::pair(on_one, on_other);
    }

    /// Vertices of one on the other, with the stretch they lie on. Ends of lines are joined anyway.
    std::vector<Pair> touching(std::uint32_t one, std::uint32_t other) const {
        std::vector<Pair> out;
        for (const auto& [from, at] : {Pair(one, other), Pair(other, one)})
            for (const std::uint32_t vertex : {stretch(from).from, stretch(from).to})
                if (!m_lines.is_end(vertex) && gap_to(vertex, at) <= kSamePlaceM)
                    out.emplace_back(vertex, at);
        return out;
    }

    void join_crossing(std::uint32_t one, std::uint32_t other) {
        const std::vector<Pair> touches = touching(one, other);
        for (const Pair& touch : touches) join(touch.first, touch.second);
        const auto parts = crossing_parts(one, other);
        if (!touches.empty() || !parts) return;
        const auto [a, b] = m_lines.segment(one);
        const std::uint32_t vertex = m_lines.vertex_at(a + parts->first * (b - a));
        m_cuts.push_back({one, parts->first, vertex});
        m_cuts.push_back({other, parts->second, vertex});
    }

    JoinedLines pieces() {
        std::sort(m_cuts.begin(), m_cuts.end(), [](const Cut& a, const Cut& b) {
            return std::tie(a.stretch, a.part, a.vertex) < std::tie(b.stretch, b.part, b.vertex);
        });
        JoinedLines out;
        const auto add = [&](std::uint32_t from, std::uint32_t to) {
            if (from != to)
                out.pieces.push_back(
                    {std::min(from, to), std::max(from, to), gap_m(place(from), place(to))});
        };
        std::size_t next = 0;
        for (std::uint32_t i = 0; i < count(); ++i) {
            std::uint32_t from = stretch(i).from;
            for (; next < m_cuts.size() && m_cuts[next].stretch == i; ++next) {
                add(from, m_cuts[next].vertex);
                from = m_cuts[next].vertex;
            }
            add(from, stretch(i).to);
        }
        for (const Pair& link : m_links) add(link.first, link.second);
        const auto ends = [](const RoadPiece& one) { return Pair(one.from, one.to); };
        std::sort(out.pieces.begin(), out.pieces.end(),
                  [&](const RoadPiece& a, const RoadPiece& b) { return ends(a) < ends(b); });
        out.pieces.erase(
            std::unique(out.pieces.begin(), out.pieces.end(),
                        [&](const RoadPiece& a, const RoadPiece& b) { return ends(a) == ends(b); }),
            out.pieces.end());
        out.vertices.assign(m_lines.vertices().begin(), m_lines.vertices().end());
        return out;
    }

    DrawnLines m_lines;
    const NetworkSettings& m_settings;
    SegmentGrid m_grid = {};
    std::vector<std::uint32_t> m_seen;  // the round in which each stretch was visited last
    std::uint32_t m_round = 0;
    std::vector<Cut> m_cuts = {};
    std::vector<Pair> m_links = {};
};

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t vertex) {
    while (parents[vertex] != vertex) vertex = parents[vertex] = parents[parents[vertex]];
    return vertex;
}

}  // namespace

JoinedLines join_lines(DrawnLines lines, const NetworkSettings& settings) {
    return Joiner(std::move(lines), settings).joined();
}

JoinedLines without_islands(JoinedLines lines, double least_m) {
    std::vector<std::uint32_t> parents(lines.vertices.size());
    std::iota(parents.begin(), parents.end(), 0U);
    for (const RoadPiece& piece : lines.pieces)
        parents[root_of(parents, piece.from)] = root_of(parents, piece.to);
    std::vector<double> length_m(lines.vertices.size(), 0);
    double longest_m = 0;
    for (const RoadPiece& piece : lines.pieces) {
        double& sum = length_m[root_of(parents, piece.from)];
        longest_m = std::max(longest_m, sum += piece.length_m);
    }
    const double needed_m = std::min(least_m, longest_m);
    constexpr auto kNone = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> numbers(lines.vertices.size(), kNone);
    JoinedLines out;
    for (RoadPiece piece : lines.pieces) {
        if (length_m[root_of(parents, piece.from)] < needed_m) continue;
        for (std::uint32_t* end : {&piece.from, &piece.to}) {
            std::uint32_t& number = numbers[*end];
            if (number == kNone) {
                number = static_cast<std::uint32_t>(out.vertices.size());
                out.vertices.push_back(lines.vertices[*end]);
            }
            *end = number;
        }
        out.pieces.push_back(piece);
    }
    return out;
}

}  // namespace kongdi::server
