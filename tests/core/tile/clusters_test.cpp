// SPDX-License-Identifier: Apache-2.0
#include "core/tile/clusters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tests/support/random.hpp"

namespace kongdi::tile {

namespace {

constexpr WorldBox kAll{{0, 0}, {1, 1}};

/// Some knots and some that lie about, as reports of a city do.
std::vector<World> city(tests::Random& random, std::size_t count) {
    std::vector<World> points;
    while (points.size() < count) {
        const World middle{random.real(0.83, 0.84), random.real(0.41, 0.42)};
        for (std::size_t i = random.below(30) + 1; i-- > 0 && points.size() < count;)
            points.push_back(
                {middle.x + random.real(-1e-5, 1e-5), middle.y + random.real(-1e-5, 1e-5)});
    }
    return points;
}

ClusterIndex index_of(std::vector<World> points, std::size_t step = 1000) {
    ClusterIndex index(std::move(points));
    while (!index.step(step)) {
    }
    return index;
}

std::uint32_t total(const std::vector<Cluster>& clusters) {
    std::uint32_t sum = 0;
    for (const Cluster& cluster : clusters) sum += cluster.count;
    return sum;
}

}  // namespace

TEST(Clusters, without_taking_in_neighbours_they_are_the_squares_of_the_grid) {
    tests::Random random(61);
    const std::vector<World> points = city(random, 3000);
    const ClusterIndex index = index_of(points);
    for (const int level : {3, 8, 11, 14, 18, 24, 28}) {
        const double across = std::exp2(level);
        struct Sum {
            double x = 0, y = 0;
            std::uint32_t count = 0;
        };
        std::map<std::pair<std::int64_t, std::int64_t>, Sum> squares;
        for (const World& point : points) {
            Sum& sum = squares[{static_cast<std::int64_t>(point.x * across),
                                static_cast<std::int64_t>(point.y * across)}];
            sum.x += point.x;
            sum.y += point.y;
            ++sum.count;
        }
        const std::vector<Cluster> clusters = index.clusters(kAll, level, 0);
        ASSERT_EQ(clusters.size(), squares.size()) << level;
        for (const Cluster& cluster : clusters) {
            const Sum& sum = squares.at({static_cast<std::int64_t>(cluster.at.x * across),
                                         static_cast<std::int64_t>(cluster.at.y * across)});
            ASSERT_EQ(cluster.count, sum.count);
            ASSERT_NEAR(cluster.at.x, sum.x / sum.count, 1e-12);
            ASSERT_NEAR(cluster.at.y, sum.y / sum.count, 1e-12);
        }
    }
}

TEST(Clusters, each_point_is_in_exactly_one) {
    tests::Random random(62);
    const std::vector<World> points = city(random, 5000);
    const ClusterIndex index = index_of(points);
    for (int level = 0; level <= ClusterIndex::kMostLevel; ++level) {
        std::set<std::uint32_t> seen;
        const std::vector<Cluster> clusters = index.clusters(kAll, level, 1);
        ASSERT_EQ(total(clusters), points.size());
        for (const Cluster& cluster : clusters) {
            const std::vector<std::uint32_t> members = index.members_of(cluster, 1'000'000);
            ASSERT_EQ(members.size(), cluster.count);
            World sum{};
            for (const std::uint32_t member : members) {
                ASSERT_TRUE(seen.insert(member).second);
                sum.x += points[member].x;
                sum.y += points[member].y;
            }
            ASSERT_NEAR(cluster.at.x, sum.x / cluster.count, 1e-10);
            ASSERT_NEAR(cluster.at.y, sum.y / cluster.count, 1e-10);
        }
        ASSERT_EQ(seen.size(), points.size());
    }
}

TEST(Clusters, come_out_the_same_whatever_the_order_of_the_points_and_the_size_of_the_steps) {
    tests::Random random(63);
    std::vector<World> points = city(random, 4000);
    const ClusterIndex index = index_of(points);
    for (std::size_t i = points.size() - 1; i > 0; --i)
        std::swap(points[i], points[random.below(i + 1)]);
    const ClusterIndex shuffled = index_of(points, 77);
    for (const int level : {4, 10, 13, 17, 22}) {
        const std::vector<Cluster> a = index.clusters(kAll, level, 0.8);
        const std::vector<Cluster> b = shuffled.clusters(kAll, level, 0.8);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            ASSERT_EQ(a[i].count, b[i].count);
            ASSERT_NEAR(a[i].at.x, b[i].at.x, 1e-12);
            ASSERT_NEAR(a[i].at.y, b[i].at.y, 1e-12);
        }
    }
}

TEST(Clusters, do_not_change_while_the_map_is_panned) {
    tests::Random random(64);
    const ClusterIndex index = index_of(city(random, 8000));
    const int level = 15;
    const std::vector<Cluster> all = index.clusters(kAll, level, 0.9);
    const auto same = [](const Cluster& a, const Cluster& b) {
        return a.count == b.count && std::abs(a.at.x - b.at.x) < 1e-12 &&
               std::abs(a.at.y - b.at.y) < 1e-12;
    };
    std::size_t shown = 0;
    for (int i = 0; i < 1000; ++i) {
        const World at{random.real(0.83, 0.839), random.real(0.41, 0.419)};
        const WorldBox view{at, {at.x + 0.0005, at.y + 0.0008}};
        for (const Cluster& cluster : index.clusters(view, level, 0.9)) {
            ++shown;
            ASSERT_TRUE(std::any_of(all.begin(), all.end(),
                                    [&](const Cluster& other) { return same(cluster, other); }));
        }
    }
    EXPECT_GT(shown, 1000);
}

TEST(Clusters, the_fullest_takes_in_what_is_near_it) {
    // Two squares of level 4 meet at x = 0.5; three points right of the line, one left of it.
    const double d = 1.0 / 16 / 100;
    const ClusterIndex index = index_of(
        {{0.5 + d, 0.53}, {0.5 + 2 * d, 0.53}, {0.5 + 3 * d, 0.53}, {0.5 - d, 0.53}, {0.2, 0.2}});
    const std::vector<Cluster> clusters = index.clusters(kAll, 4, 0.5);
    ASSERT_EQ(clusters.size(), 2);
    EXPECT_EQ(clusters[0].count, 4);
    EXPECT_EQ(clusters[1].count, 1);
    EXPECT_EQ(index.clusters(kAll, 4, 0).size(), 3);
}

TEST(Clusters, points_at_one_place_stay_together_at_every_level) {
    const ClusterIndex index = index_of(std::vector<World>(500, World{0.3, 0.7}));
    const std::vector<Cluster> clusters = index.clusters(kAll, ClusterIndex::kMostLevel, 1);
    ASSERT_EQ(clusters.size(), 1);
    EXPECT_EQ(clusters[0].count, 500);
    EXPECT_EQ(index.members_of(clusters[0], 3).size(), 3);
}

TEST(Clusters, of_nothing_there_are_none) {
    EXPECT_TRUE(index_of({}).clusters(kAll, 5, 1).empty());
    EXPECT_TRUE(ClusterIndex().clusters(kAll, 5, 1).empty());
    const ClusterIndex index = index_of({{0.5, 0.5}});
    EXPECT_TRUE(index.clusters({{0.8, 0.8}, {0.9, 0.9}}, 12, 1).empty());
}

}  // namespace kongdi::tile
