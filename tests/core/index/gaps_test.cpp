// SPDX-License-Identifier: Apache-2.0
#include "core/index/gaps.hpp"

#include <gtest/gtest.h>

#include "tests/support/index_city.hpp"

namespace kongdi {

using tests::IndexCity;
using tests::plain_index_settings;
using tests::service_reaching;

namespace {

Service random_service(tests::Random& random) {
    Service out = service_reaching(random.real(0, 100));
    if (random.once_in(5)) out.reached = 0;
    if (random.once_in(2)) {
        out.required = 100;
        out.supplied = random.real(0, 150);
    }
    for (std::size_t i = random.below(12); i > 0; --i) {
        out.satisfaction.add(random.between(1, 5), 1);
        out.importance.add(random.between(1, 5), 1);
    }
    return out;
}

CityInput random_city(std::uint64_t seed) {
    tests::Random random(seed);
    IndexCity city({{"A", 1}, {"B", 2}, {"C", 1}, {"D", 0.5}});
    for (int c = 0; c < 12; ++c) {
        std::vector<Service> services;
        for (int k = 0; k < 4; ++k) services.push_back(random_service(random));
        if (random.once_in(3)) services[2] = {};
        city.community(std::to_string(100 + c), std::move(services));
    }
    return city.build();
}

double index_of(const CityInput& city, std::size_t community) {
    return score_of(city.communities[community], city, satisfaction_model(city),
                    plain_index_settings())
        .index;
}

}  // namespace

TEST(Gaps, are_what_the_index_gains_when_they_are_closed) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const CityInput city = random_city(seed);
        const std::size_t c = seed % city.communities.size();
        const CommunityGaps gaps = gaps_of(city, c, plain_index_settings());
        const double before = index_of(city, c);
        double gives = 0;
        double costs = 0;
        for (const ServiceGap& gap : gaps.services) {
            gives += gap.gives;
            costs += gap.costs;
            CityInput closed = city;
            Service& service = closed.communities[c].services[gap.kind];
            service.reached = service.need;
            ASSERT_NEAR(index_of(closed, c) - before, gap.by_reach, 1e-9);
            service.supplied = service.required;
            ASSERT_NEAR(index_of(closed, c) - before, gap.by_access, 1e-9);
            service.reached = city.communities[c].services[gap.kind].reached;
            ASSERT_NEAR(index_of(closed, c) - before, gap.by_room, 1e-9);
            ASSERT_NEAR(gap.by_access + gap.by_content, gap.costs, 1e-9);
            ASSERT_GE(gap.by_content, -1e-9);
        }
        ASSERT_NEAR(gives, before, 1e-9);
        ASSERT_NEAR(gives + costs, 100, 1e-9);
    }
}

TEST(Gaps, the_most_costly_comes_first_and_what_nobody_needs_not_at_all) {
    const CityInput city =
        IndexCity({{"A", 1}, {"B", 1}, {"C", 1}})
            .community("1", {service_reaching(80), Service(), service_reaching(10)})
            .build();
    const CommunityGaps gaps = gaps_of(city, 0, plain_index_settings());
    ASSERT_EQ(gaps.services.size(), 2U);
    EXPECT_EQ(gaps.services[0].kind, 2U);
    EXPECT_EQ(gaps.services[0].unreached, 90);
    EXPECT_EQ(gaps.services[1].kind, 0U);
}

TEST(Gaps, four_services_lie_in_the_four_quadrants) {
    IndexCity city({{"A", 1}, {"B", 1}, {"C", 1}, {"D", 1}});
    std::vector<Service> services(4, service_reaching(50));
    const int satisfaction[] = {1, 5, 1, 5};
    const int importance[] = {5, 5, 1, 1};
    for (std::size_t k = 0; k < 4; ++k) {
        services[k].satisfaction.add(satisfaction[k], 5);
        services[k].importance.add(importance[k], 5);
    }
    CommunityGaps gaps = gaps_of(city.community("1", services).build(), 0, plain_index_settings());
    ASSERT_TRUE(gaps.axes);
    EXPECT_EQ(gaps.axes->satisfaction, 3);
    EXPECT_EQ(gaps.axes->importance, 3);
    const Quadrant expected[] = {Quadrant::Improve, Quadrant::KeepUp, Quadrant::LowPriority,
                                 Quadrant::MoreThanNeeded};
    for (const ServiceGap& gap : gaps.services) EXPECT_EQ(gap.quadrant, expected[gap.kind]);
}

TEST(Gaps, what_fewer_than_five_say_is_not_told) {
    std::vector<Service> services(2, service_reaching(50));
    for (Service& service : services) {
        service.satisfaction.add(4, 4);
        service.importance.add(4, 4);
    }
    const CommunityGaps gaps =
        gaps_of(IndexCity({{"A", 1}, {"B", 1}}).community("1", services).build(), 0,
                plain_index_settings());
    EXPECT_FALSE(gaps.axes);
    for (const ServiceGap& gap : gaps.services) {
        EXPECT_FALSE(gap.satisfaction);
        EXPECT_FALSE(gap.importance);
        EXPECT_FALSE(gap.quadrant);
    }
}

TEST(Cover, is_the_share_of_people_and_of_buildings_within_the_distance) {
    Service elder = service_reaching(80);
    elder.strictly_reached = 30;
    elder.buildings = 8;
    elder.buildings_reached = 6;
    Service market = service_reaching(90);
    market.buildings = 10;
    market.buildings_reached = 9;
    IndexCity city({{"ELD01", 2}, {"COM01", 1}, {"EDU01", 2}});
    city.community("1", {elder, market, {}});
    city.community("2", {service_reaching(50), {}, {}});
    city.community("3", {{}, {}, {}});
    const CityInput input = city.build();
    // (2·30/100 + 90/100) / 3 and (2·6/8 + 9/10) / 3; nobody needs the third kind.
    const Cover cover = cover_of(input.communities[0], input);
    EXPECT_DOUBLE_EQ(cover.people.value(), 0.5);
    EXPECT_DOUBLE_EQ(cover.buildings.value(), 0.8);
    // Buildings that were not counted are not none.
    EXPECT_DOUBLE_EQ(cover_of(input.communities[1], input).people.value(), 0.5);
    EXPECT_FALSE(cover_of(input.communities[1], input).buildings);
    EXPECT_FALSE(cover_of(input.communities[2], input).people);
}

TEST(Gaps, each_quadrant_has_a_name) {
    for (int i = 0; i < static_cast<int>(Quadrant::Count_); ++i)
        EXPECT_EQ(quadrant_from_name(quadrant_name(static_cast<Quadrant>(i))),
                  static_cast<Quadrant>(i));
    EXPECT_FALSE(quadrant_from_name("nowhere"));
}

}  // namespace kongdi
