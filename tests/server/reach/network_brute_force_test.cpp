// SPDX-License-Identifier: Apache-2.0
// Small networks at random, compared with a way of reckoning that is slow and plain: all lines
// against all lines, then Floyd and Warshall.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "server/reach/walker.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;

constexpr double kStepM = 30;  // of the lattice: a near miss is further off than join_m
constexpr double kEqualM = 1e-5;

/// The lines' pieces cut wherever they meet, and two places put on the nearest of them.
class Slow {
public:
    explicit Slow(const std::vector<Segment>& segments) : m_segments(segments) {
        for (std::size_t i = 0; i < segments.size(); ++i) m_stops.push_back({});
        for (std::size_t i = 0; i < segments.size(); ++i) {
            stop(i, segments[i].a);
            stop(i, segments[i].b);
            for (std::size_t j = 0; j < i; ++j) meet(i, j);
        }
    }

    double between(Metres from, Metres to) {
        const Slow before = *this;
        const auto [first, first_gap] = put(from);
        const auto [second, second_gap] = put(to);
        std::vector<std::vector<double>> far(m_places.size(),
                                             std::vector<double>(m_places.size(), HUGE_VAL));
        for (std::size_t i = 0; i < far.size(); ++i) far[i][i] = 0;
        for (std::size_t i = 0; i < m_segments.size(); ++i) {
            auto stops = m_stops[i];
            std::sort(stops.begin(), stops.end(), [&](std::size_t a, std::size_t b) {
                return gap_m(m_places[a], m_segments[i].a) < gap_m(m_places[b], m_segments[i].a);
            });
            for (std::size_t k = 1; k < stops.size(); ++k) {
                const double length = gap_m(m_places[stops[k - 1]], m_places[stops[k]]);
                double& there = far[stops[k - 1]][stops[k]];
                there = std::min(there, length);
                far[stops[k]][stops[k - 1]] = there;
            }
        }
        for (std::size_t k = 0; k < far.size(); ++k)
            for (std::size_t i = 0; i < far.size(); ++i)
                for (std::size_t j = 0; j < far.size(); ++j)
                    far[i][j] = std::min(far[i][j], far[i][k] + far[k][j]);
        const double out = first_gap + far[first][second] + second_gap;
        *this = before;
        return out;
    }

    double to_nearest_m(Metres place) const {
        double least = HUGE_VAL;
        for (const auto& [a, b] : m_segments)
            least = std::min(least, gap_m(place, a + nearest_part(place, a, b) * (b - a)));
        return least;
    }

private:
    std::size_t place_of(Metres place) {
        for (std::size_t i = 0; i < m_places.size(); ++i)
            if (gap_m(m_places[i], place) < kEqualM) return i;
        m_places.push_back(place);
        return m_places.size() - 1;
    }
    std::size_t stop(std::size_t segment, Metres place) {
        const std::size_t number = place_of(place);
        auto& stops = m_stops[segment];
        if (std::find(stops.begin(), stops.end(), number) == stops.end()) stops.push_back(number);
        return number;
    }

    /// Ends of one on the other, and where both run across each other.
    void meet(std::size_t i, std::size_t j) {
        for (const auto& [one, other] : {std::pair(i, j), std::pair(j, i)})
            for (const Metres end : {m_segments[one].a, m_segments[one].b}) {
                const auto [a, b] = m_segments[other];
                if (gap_m(end, a + nearest_part(end, a, b) * (b - a)) < kEqualM) stop(other, end);
            }
        const auto [a, b] = m_segments[i];
        const auto [c, d] = m_segments[j];
        const double turn = cross(b - a, d - c);
        if (std::abs(turn) < 1e-6) return;
        const double u = cross(c - a, d - c) / turn;
        const double v = cross(c - a, b - a) / turn;
        if (u > 0 && u < 1 && v > 0 && v < 1) {
            stop(i, a + u * (b - a));
            stop(j, a + u * (b - a));
        }
    }

    std::pair<std::size_t, double> put(Metres place) {
        const double gap = to_nearest_m(place);
        for (std::size_t i = 0;; ++i) {
            const auto [a, b] = m_segments[i];
            const Metres foot = a + nearest_part(place, a, b) * (b - a);
            if (gap_m(place, foot) == gap) return {stop(i, foot), gap};
        }
    }

    std::vector<Segment> m_segments;
    std::vector<std::vector<std::size_t>> m_stops = {};
    std::vector<Metres> m_places = {};
};

TEST(WalkingNetwork, small_networks_at_random_are_walked_as_a_slow_way_of_reckoning_says) {
    const LocalPlane plane({120.15, 30.27});
    int walked = 0, apart = 0, beyond = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Random random(seed);
        const auto spot = [&] {
            return Metres{kStepM * static_cast<double>(random.between(0, 9)),
                          kStepM * static_cast<double>(random.between(0, 9))};
        };
        std::vector<RoadLine> lines;
        std::vector<Segment> segments;
        const std::size_t count = 1 + random.below(9);
        for (std::size_t i = 0; i < count; ++i) {
            RoadLine line;
            std::optional<Metres> last;
            for (std::size_t points = 2 + random.below(3); points > 0; --points) {
                const Metres next = spot();
                line.path.push_back(plane.on_earth(next));
                if (last && *last != next) segments.push_back({*last, next});
                last = next;
            }
            lines.push_back(line);
        }
        if (segments.empty()) continue;
        const WalkingNetwork network(lines, {.snap_m = 100, .least_island_m = 0});
        Slow slow(segments);
        Walker walker(network);
        for (int i = 0; i < 6; ++i) {
            const Metres from{random.real(-60, 330), random.real(-60, 330)};
            const Metres to{random.real(-60, 330), random.real(-60, 330)};
            const auto begin = network.foothold(network.plane().to_plane(plane.on_earth(from)));
            const auto end = network.foothold(network.plane().to_plane(plane.on_earth(to)));
            ASSERT_EQ(begin.has_value(), slow.to_nearest_m(from) <= 100);
            ASSERT_EQ(end.has_value(), slow.to_nearest_m(to) <= 100);
            if (!begin || !end) continue;
            const double limit_m = random.real(50, 900);
            walker.walk(*begin, limit_m);
            const double distance = walker.distance_m(*end);
            const double expected = slow.between(from, to);
            if (expected <= limit_m) {
                ASSERT_NEAR(distance, expected, 0.02) << "seed " << seed;
                ++walked;
            } else {
                ASSERT_GT(distance, limit_m - 0.02) << "seed " << seed;
                ++(expected == HUGE_VAL ? apart : beyond);
            }
        }
    }
    // The test looked at all three.
    EXPECT_GT(walked, 300);
    EXPECT_GT(apart, 100);
    EXPECT_GT(beyond, 100);
}

}  // namespace

}  // namespace kongdi::server::tests
