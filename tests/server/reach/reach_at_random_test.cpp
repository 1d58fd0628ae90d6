// SPDX-License-Identifier: Apache-2.0
// Whole small cities at random: the numbers compared with a plain way of reckoning them, and what
// comes step by step with what comes all at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/index/coverage.hpp"
#include "server/reach/walker.hpp"
#include "tests/server/reach/small_city.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;

/// Squares of a lattice of roads, some of them missing, 100 metres wide; houses and facilities
/// anywhere, some of them too far from all roads.
SmallCity city_of(Random& random) {
    SmallCity city(3);
    city.roads.clear();
    for (double i = 0; i < 6; ++i)
        for (double j = 0; j < 5; ++j) {
            if (!random.once_in(4))
                city.roads.push_back({{square_at(10 * i, 10 * j), square_at(10 * i, 10 * j + 10)}});
            if (!random.once_in(4))
                city.roads.push_back({{square_at(10 * j, 10 * i), square_at(10 * j + 10, 10 * i)}});
        }
    if (random.once_in(10)) city.roads.clear();
    const auto spot = [&] { return square_at(random.real(-20, 75), random.real(-20, 75)); };
    for (std::size_t i = 0; i < 40; ++i)
        city.demand.push_back({spot(), static_cast<std::uint32_t>(random.below(3)),
                               static_cast<double>(random.between(1, 90))});
    for (std::size_t i = 0; i < 12; ++i)
        city.facilities.push_back({"facility " + std::to_string(i), random.below(2),
                                   random.once_in(2) ? Tier::T5 : Tier::T15, spot(),
                                   random.once_in(3) ? 0.5 : 1.0,
                                   static_cast<double>(random.between(50, 500))});
    for (ReachCommunity& one : city.communities) {
        one.people = static_cast<double>(random.between(0, 20000));
        one.households = static_cast<double>(random.between(0, 7000));
    }
    return city;
}

/// Metres from a house to a facility, walked from the house.
double way_m(const WalkingNetwork& network, Walker& walker, const DemandPoint& house,
             const ReachFacility& facility, double detour) {
    const Metres from = network.plane().to_plane(house.point);
    const Metres to = network.plane().to_plane(facility.point);
    const auto begin = network.foothold(from);
    const auto end = network.foothold(to);
    const double straight_m = detour * gap_m(from, to);
    if (!begin || !end) return straight_m;
    walker.walk(*begin, 1e9);
    const double walked_m = walker.distance_m(*end);
    const bool are_neighbours = begin->piece == end->piece && begin->is_left == end->is_left;
    return are_neighbours ? std::min(walked_m, straight_m) : walked_m;
}

/// What verified facilities come to in one community, from the definitions.
Service plainly(const SmallCity& city, std::uint32_t community, std::size_t kind) {
    WalkingNetwork network(city.roads);
    if (network.empty()) network = WalkingNetwork::without_roads(kSouthWest);
    Walker walker(network);
    const double radius_m = radius_m_of(city.kinds[kind], city.settings.walk_m_per_minute);
    Service out;
    out.required = required_room(city.kinds[kind], city.communities[community].people,
                                 city.communities[community].households);
    std::map<const ReachFacility*, std::pair<double, double>> within;  // here and everywhere
    for (const DemandPoint& house : city.demand) {
        const bool is_here = house.community == community;
        double best = 0;
        bool is_within = false;
        for (const ReachFacility& facility : city.facilities) {
            if (facility.kind != kind || facility.tier != city.kinds[kind].tier ||
                facility.probability < 1)
                continue;
            const double metres = way_m(network, walker, house, facility, city.settings.detour);
            best = std::max(best, reach_at(metres, radius_m, city.settings.fade));
            if (metres > radius_m) continue;
            is_within = true;
            within[&facility].second += house.people;
            if (is_here) within[&facility].first += house.people;
        }
        if (!is_here) continue;
        out.need += house.people;
        out.reached += house.people * best;
        if (is_within) out.strictly_reached += house.people;
        out.buildings += house.people > 0 ? 1 : 0;
        out.buildings_reached += house.people > 0 && is_within ? 1 : 0;
    }
    for (const auto& [facility, need] : within)
        out.supplied += shared_room(room_of(city.kinds[kind], facility->floor_area_m2, {}),
                                    need.first, need.second);
    return out;
}

TEST(CityReach, small_cities_at_random_are_as_the_definitions_say) {
    int reached = 0;
    int in_lines = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        const SmallCity city = city_of(random);
        const CityInput input = city.input();
        for (std::uint32_t community = 0; community < 3; ++community) {
            in_lines += input.communities[community].by_network ? 0 : 1;
            for (std::size_t kind = 0; kind < 2; ++kind) {
                const Service& service = input.communities[community].services[kind];
                const Service expected = plainly(city, community, kind);
                // Ways are kept in centimetres: 90 people × 0.005 m / 150 m for each house.
                ASSERT_NEAR(service.reached, expected.reached, 0.1) << "seed " << seed;
                ASSERT_NEAR(service.supplied, expected.supplied, 1e-6) << "seed " << seed;
                ASSERT_EQ(service.need, expected.need);
                ASSERT_EQ(service.strictly_reached, expected.strictly_reached);
                ASSERT_EQ(service.buildings, expected.buildings);
                ASSERT_EQ(service.buildings_reached, expected.buildings_reached);
                ASSERT_EQ(service.required, expected.required);
                if (service.reached > 0 && service.reached < service.need) ++reached;
            }
        }
    }
    EXPECT_GT(reached, 100);
    EXPECT_GT(in_lines, 10);
}

TEST(CityReach, what_a_facility_would_add_anywhere_is_what_the_input_gains_by_it) {
    std::size_t gained = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        const SmallCity city = city_of(random);
        CityReach reach = city.reach();
        const CityInput before = reach.input();
        ReachFacility one = SmallCity::facility_at("new", 0);
        one.kind = random.below(2);
        one.tier = city.kinds[one.kind].tier;
        one.point = square_at(random.real(-20, 75), random.real(-20, 75));
        const std::vector<Gain> gains = reach.gains(one.point, one.kind);
        reach.set_facility(one);
        const CityInput after = reach.input();
        for (std::uint32_t i = 0; i < 3; ++i) {
            Gain expected{i};
            for (const Gain& gain : gains)
                if (gain.community == i) expected = gain;
            const Service& first = before.communities[i].services[one.kind];
            const Service& second = after.communities[i].services[one.kind];
            ASSERT_NEAR(second.reached - first.reached, expected.reached, 1e-9);
            ASSERT_EQ(second.strictly_reached - first.strictly_reached, expected.strictly_reached);
            if (expected.reached > 0) ++gained;
        }
    }
    EXPECT_GT(gained, 30u);
}

TEST(CityReach, what_comes_step_by_step_in_any_order_is_the_same_to_the_bit_as_all_at_once) {
    std::size_t doubtful = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        SmallCity city = city_of(random);
        const CityInput at_once = city.input();
        doubtful += at_once.doubtful.size();
        // The same in another order, with detours on the way.
        const auto shuffle = [&](auto& list) {
            for (std::size_t i = list.size(); i > 1; --i)
                std::swap(list[i - 1], list[random.below(i)]);
        };
        shuffle(city.demand);
        std::vector<ReachFacility> order = city.facilities;
        shuffle(order);
        city.facilities.clear();
        CityReach reach = city.reach();
        for (const ReachFacility& one : order) {
            ReachFacility first = one;
            first.point = square_at(random.real(-20, 75), random.real(-20, 75));
            first.probability = 1.5 - first.probability;
            reach.set_facility(first);
            if (random.once_in(2)) reach.input();
        }
        shuffle(order);
        for (const ReachFacility& one : order) {
            if (random.once_in(3)) reach.remove_facility(one.id);
            reach.set_facility(one);
            if (random.once_in(2)) reach.input();
        }
        ASSERT_EQ(reach.input(), at_once) << "seed " << seed;
    }
    EXPECT_GT(doubtful, 60u);
}

}  // namespace

}  // namespace kongdi::server::tests
