// SPDX-License-Identifier: Apache-2.0
// Whom all facilities of a city reach on foot, from its store to the input of an index run; one
// facility that changes; a tenth of the city beside all of it. KONGDI_LOAD_REACH is the number of
// communities.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>

#include "core/geometry/distance.hpp"
#include "server/demo/demo.hpp"
#include "server/reach/city_reach.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::load {

namespace {

using kongdi::tests::catalogue;
using kongdi::tests::kNowMs;
using namespace kongdi::server;

constexpr std::int64_t kChanged = 300;
constexpr std::size_t kSpaces = 3000;

int number_of_communities() {
    const char* text = std::getenv("KONGDI_LOAD_REACH");
    return text == nullptr ? 1248 : std::atoi(text);
}

double seconds_since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

double peak_mb() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024;
}

std::int64_t buildings_of(Storage& storage) {
    for (const RoleCount& one : storage.role_counts().value_or({}))
        if (one.role == "building") return one.features;
    return 0;
}

struct Measured {
    std::int64_t buildings = 0;
    std::size_t facilities = 0;
    std::size_t pairs = 0;
    double cold_s = 0;
    double slowest_change_s = 0;
    double mean_change_s = 0;
    double gains_s = 0;
};

/// Puts facilities a street further, one after the other, and asks for the whole input each time.
void change_some(Storage& storage, CityReach& reach, Measured& out) {
    const auto page = storage.facilities({.limit = kChanged});
    ASSERT_TRUE(page);
    std::int64_t changed = 0;
    for (const Facility& one : page->rows) {
        auto facility = reach_facility(storage, one, catalogue().facilities);
        ASSERT_TRUE(facility);
        if (!*facility) continue;
        (*facility)->point = moved_m((*facility)->point, 120, 80);
        const auto began = std::chrono::steady_clock::now();
        reach.set_facility(**facility);
        const CityInput input = reach.input();
        const double took_s = seconds_since(began);
        EXPECT_FALSE(input.communities.empty());
        out.slowest_change_s = std::max(out.slowest_change_s, took_s);
        out.mean_change_s += took_s;
        ++changed;
    }
    EXPECT_GT(changed, 0);
    out.mean_change_s /= static_cast<double>(std::max<std::int64_t>(changed, 1));
}

/// What any kind would add in each of many places, as the matching of spaces asks.
double gains_s(CityReach& reach) {
    const auto vertices = reach.network().vertices();
    const auto began = std::chrono::steady_clock::now();
    std::size_t shares = 0;
    for (std::size_t i = 0; i < kSpaces; ++i) {
        const Metres place = vertices[i * 7919 % vertices.size()];
        for (std::size_t kind = 0; kind < catalogue().facilities.size(); ++kind)
            shares += reach.gains(reach.network().plane().on_earth(place), kind).size();
    }
    EXPECT_GT(shares, kSpaces);
    return seconds_since(began);
}

Measured measure(int communities) {
    Measured out;
    const server::tests::TemporaryFolder folder;
    const auto storage = server::tests::open_or_die({.folder = folder.path() / "data"});
    demo::Options options;
    options.communities = communities;
    options.checkups_per_community = 0;
    options.now_ms = kNowMs;
    EXPECT_TRUE(demo::fill_city(*storage, catalogue(), options, [](std::string_view) {}));
    out.buildings = buildings_of(*storage);

    const auto began = std::chrono::steady_clock::now();
    auto reach = read_city_reach(*storage, catalogue().facilities);
    EXPECT_TRUE(reach);
    if (!reach) return out;
    const CityInput input = reach->input();
    out.cold_s = seconds_since(began);
    EXPECT_EQ(input.communities.size(), static_cast<std::size_t>(communities));
    for (const CommunityInput& one : input.communities) EXPECT_TRUE(one.by_network);
    out.facilities = reach->facilities();
    out.pairs = reach->pairs();
    change_some(*storage, *reach, out);
    out.gains_s = gains_s(*reach);
    return out;
}

}  // namespace

TEST(Load, reach) {
    const int communities = number_of_communities();
    const Measured tenth = measure(std::max(1, communities / 10));
    const Measured all = measure(communities);
    const std::string of = std::to_string(communities) + " communities";
    add_figure("reach of " + of + ", " + std::to_string(all.buildings) + " buildings, " +
                   std::to_string(all.facilities) + " facilities, from the store",
               fixed(all.cold_s, 1) + " s, " + fixed(static_cast<double>(all.pairs) / 1e6, 1) +
                   " million pairs, " + fixed(peak_mb()) + " MB with the filling of the store",
               "20 s");
    add_figure("reach, one facility changed: slowest · mean of " + std::to_string(kChanged),
               fixed(all.slowest_change_s * 1000) + " · " + fixed(all.mean_change_s * 1000) + " ms",
               "1 s");
    add_figure("what 20 kinds would add in each of " + std::to_string(kSpaces) + " places",
               fixed(all.gains_s, 1) + " s");
    const double more = static_cast<double>(all.buildings) / static_cast<double>(tenth.buildings);
    const double longer = all.cold_s / tenth.cold_s;
    add_figure("reach of all beside a tenth of it",
               fixed(longer, 1) + " times the time for " + fixed(more, 1) + " times the buildings",
               "linear");
    EXPECT_LT(longer, 2 * more) << "twice the buildings must not cost four times";
}

}  // namespace kongdi::load
