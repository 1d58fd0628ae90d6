// SPDX-License-Identifier: Apache-2.0
#include "core/index/changes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/index_city.hpp"

namespace kongdi {

using tests::IndexCity;
using tests::plain_index_settings;
using tests::service_reaching;

namespace {

CityInput random_city(tests::Random& random) {
    IndexCity city({{"A", 1}, {"B", 2}, {"C", 1}});
    for (int c = 0; c < 8; ++c) {
        std::vector<Service> services;
        for (int k = 0; k < 3; ++k) {
            Service one = service_reaching(random.real(0, 100));
            for (std::size_t i = random.below(9); i > 0; --i)
                one.satisfaction.add(random.between(1, 5), 1);
            services.push_back(std::move(one));
        }
        city.community(std::to_string(100 + c), std::move(services));
    }
    return city.build();
}

}  // namespace

TEST(IndexChanges, parts_make_up_the_difference) {
    tests::Random random(5);
    for (int round = 0; round < 100; ++round) {
        const CityInput before = random_city(random);
        const CityInput after = random_city(random);
        IndexSettings other = plain_index_settings();
        other.access_share = random.real(0, 1);
        for (const IndexChange& one : index_changes(before, plain_index_settings(), after, other)) {
            ASSERT_TRUE(one.has_both);
            ASSERT_NEAR(one.by_access + one.by_content + one.by_settings, one.after - one.before,
                        0.0101);
        }
    }
}

TEST(IndexChanges, a_new_canteen_moves_access_and_nothing_else) {
    const auto city = [](double canteen) {
        return IndexCity({{"COM01", 1}, {"ELD02", 1}})
            .community("1", {service_reaching(50), service_reaching(canteen)})
            .community("2", {service_reaching(40), service_reaching(40)})
            .build();
    };
    const auto changes =
        index_changes(city(25), plain_index_settings(), city(100), plain_index_settings());
    ASSERT_EQ(changes.size(), 2U);
    // √1 - √0.25 of half of all weights, at the worth of 0.6 + 0.4·0.5.
    EXPECT_NEAR(changes[0].by_access, 20, 1e-9);
    EXPECT_NEAR(changes[0].by_content, 0, 1e-9);
    EXPECT_NEAR(changes[0].by_settings, 0, 1e-9);
    EXPECT_EQ(changes[0].moved_most, "ELD02");
    EXPECT_EQ(changes[1].after, changes[1].before);
    EXPECT_EQ(changes[1].moved_most, "");
}

TEST(IndexChanges, a_community_of_one_run_only_is_told_without_parts) {
    const CityInput first = IndexCity({{"A", 1}}).community("1", {service_reaching(5)}).build();
    const CityInput second = IndexCity({{"A", 1}}).community("2", {service_reaching(5)}).build();
    const auto changes =
        index_changes(first, plain_index_settings(), second, plain_index_settings());
    ASSERT_EQ(changes.size(), 2U);
    for (const IndexChange& one : changes) {
        EXPECT_FALSE(one.has_both);
        EXPECT_EQ(one.by_access, 0);
    }
}

TEST(IndexChanges, whom_neither_run_has_an_index_of_is_not_told) {
    const CityInput city = IndexCity({{"A", 1}})
                               .community("1", {service_reaching(5)})
                               .community("2", {Service()})
                               .build();
    const auto changes = index_changes(city, plain_index_settings(), city, plain_index_settings());
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].code, "1");
}

TEST(IndexChanges, other_weights_alone_move_by_settings) {
    CityInput first = IndexCity({{"A", 1}, {"B", 1}})
                          .community("1", {service_reaching(100), service_reaching(0)})
                          .build();
    CityInput second = first;
    second.kinds[0].weight = 3;
    const auto changes =
        index_changes(first, plain_index_settings(), second, plain_index_settings());
    EXPECT_NEAR(changes[0].by_settings, 0.25 * 80, 1e-9);
    EXPECT_NEAR(changes[0].by_access, 0, 1e-9);
}

}  // namespace kongdi
