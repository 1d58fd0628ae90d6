// SPDX-License-Identifier: Apache-2.0
#include "core/index/ranking.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/index_city.hpp"

namespace kongdi {

using tests::IndexCity;
using tests::plain_index_settings;
using tests::ratings_of;
using tests::service_reaching;

namespace {

std::string code_of(int number) {
    std::string digits = std::to_string(number);
    return "330199001" + std::string(3 - digits.size(), '0') + digits;
}

/// One kind; everybody is as content as everybody else, so that reach decides.
CityInput city_reaching(const std::vector<double>& reached) {
    IndexCity city({{"ELD01", 1}});
    for (std::size_t i = 0; i < reached.size(); ++i)
        city.community(code_of(static_cast<int>(i) + 1), {service_reaching(reached[i], {3, 3, 3})});
    return city.build();
}

std::vector<int> bottom_of(const CityIndex& index) {
    std::vector<int> out;
    for (std::size_t i = 0; i < index.communities.size(); ++i)
        if (index.communities[i].bottom) out.push_back(static_cast<int>(i) + 1);
    return out;
}

const CommunityIndex& of(const CityIndex& index, int number) {
    return index.communities[static_cast<std::size_t>(number) - 1];
}

}  // namespace

TEST(CityIndex, is_as_reckoned_by_hand) {
    // Elder care counts twice. A: half reached, all content; B: all reached, nobody content.
    IndexCity city({{"ELD01", 2}, {"COM01", 1}});
    Service half = service_reaching(25);
    half.required = 100;
    half.supplied = 100;
    city.community(code_of(1), {half, service_reaching(100)});
    city.community(code_of(2), {service_reaching(100), service_reaching(0)});
    CityInput input = city.build();
    // So many raters, who differ a little, that they are believed.
    for (std::size_t k = 0; k < 2; ++k) {
        input.communities[0].services[k].satisfaction.add(5, 4'000'000);
        input.communities[1].services[k].satisfaction.add(1, 4'000'000);
        for (CommunityInput& one : input.communities) {
            one.services[k].satisfaction.add(4, 1);
            one.services[k].satisfaction.add(2, 1);
        }
    }
    const CityIndex index = city_index(input, plain_index_settings());
    // A: (2·100·√0.25·1 + 1·100·1)/3, B: (2·100·1·0.6 + 0)/3.
    EXPECT_NEAR(of(index, 1).index, 66.67, 0.02);
    EXPECT_NEAR(of(index, 1).standard, 66.67, 1e-9);
    EXPECT_NEAR(of(index, 2).index, 40.0, 0.02);
    EXPECT_NEAR(of(index, 2).standard, 66.67, 1e-9);
    EXPECT_EQ(of(index, 1).rank, 1);
    EXPECT_EQ(of(index, 2).rank, 2);
    EXPECT_EQ(bottom_of(index), (std::vector<int>{2}));
}

TEST(CityIndex, a_service_that_is_not_there_is_worth_nothing_whatever_people_say) {
    const CityIndex index = city_index(
        IndexCity({{"ELD01", 1}}).community(code_of(1), {service_reaching(0, {5, 5, 5})}).build(),
        plain_index_settings());
    EXPECT_EQ(of(index, 1).index, 0);
    EXPECT_EQ(of(index, 1).high, 0);
}

TEST(CityIndex, reach_does_not_make_up_for_room) {
    Service wide = service_reaching(100, {3});
    wide.required = 100;
    wide.supplied = 1;
    const CityIndex index = city_index(
        IndexCity({{"ELD01", 1}}).community(code_of(1), {wide}).build(), plain_index_settings());
    EXPECT_NEAR(of(index, 1).standard, 10, 1e-9);  // √(1 · 0.01)
}

TEST(CityIndex, what_nobody_needs_does_not_count) {
    Service none;
    const CityIndex index = city_index(IndexCity({{"EDU01", 2}, {"COM01", 1}})
                                           .community(code_of(1), {none, service_reaching(50)})
                                           .community(code_of(2), {none, none})
                                           .build(),
                                       plain_index_settings());
    EXPECT_NEAR(of(index, 1).standard, 70.71, 1e-9);
    EXPECT_FALSE(of(index, 2).has_index);
    EXPECT_EQ(of(index, 2).rank, 0);
    EXPECT_EQ(index.ranked, 1);
}

TEST(CityIndex, a_tenth_of_1248_is_125_and_124_where_it_is_cut_down) {
    IndexSettings settings = plain_index_settings();
    EXPECT_EQ(bottom_count(1248, settings), 125);
    settings.bottom_rounding = CutRounding::Down;
    EXPECT_EQ(bottom_count(1248, settings), 124);
    for (const CutRounding rounding : {CutRounding::Up, CutRounding::Down}) {
        settings.bottom_rounding = rounding;
        EXPECT_EQ(bottom_count(0, settings), 0);
        for (std::int64_t n = 10; n < 5000; n += 10) ASSERT_EQ(bottom_count(n, settings), n / 10);
    }
}

TEST(CityIndex, whoever_has_the_index_of_the_last_on_the_plan_is_on_it_too) {
    std::vector<double> reached(20, 81);
    reached[3] = 4;
    reached[7] = reached[11] = reached[15] = 16;
    const CityIndex index = city_index(city_reaching(reached), plain_index_settings());
    EXPECT_EQ(bottom_of(index), (std::vector<int>{4, 8, 12, 16}));  // two, and two with the second
    EXPECT_EQ(index.bottom, 4);
    EXPECT_EQ(index.cut, of(index, 8).index);
    EXPECT_EQ(of(index, 4).rank, 20);
    EXPECT_EQ(of(index, 8).rank, 17);
    EXPECT_EQ(of(index, 16).rank, 17);
    EXPECT_EQ(of(index, 1).rank, 1);
    EXPECT_EQ(of(index, 20).rank, 1);
}

TEST(CityIndex, the_rank_by_brute_force_is_one_more_than_those_above) {
    tests::Random random(4);
    std::vector<double> reached;
    for (int i = 0; i < 200; ++i) reached.push_back(static_cast<double>(random.below(40)));
    const CityIndex index = city_index(city_reaching(reached), plain_index_settings());
    for (const CommunityIndex& one : index.communities)
        ASSERT_EQ(one.rank, 1 + std::count_if(index.communities.begin(), index.communities.end(),
                                              [&](const CommunityIndex& other) {
                                                  return other.index > one.index;
                                              }));
}

TEST(CityIndex, is_ranked_by_index_then_by_facilities_alone_then_by_code) {
    const auto one = [](std::string code, double index, double standard, bool has = true) {
        return CommunityIndex{
            .code = std::move(code), .has_index = has, .index = index, .standard = standard};
    };
    // The codes run against the numbers.
    std::vector<CommunityIndex> all{one("1", 0, 0, false), one("2", 50, 70), one("3", 50, 60),
                                    one("5", 50, 60),      one("4", 50, 60), one("6", 40, 90)};
    std::sort(all.begin(), all.end(), ranks_before);
    std::string order;
    for (const CommunityIndex& community : all) order += community.code;
    EXPECT_EQ(order, "634521") << "and who has no index comes last";
    EXPECT_FALSE(ranks_before(all[1], all[1]));
}

TEST(CityIndex, what_nobody_verified_counts_in_the_chances_and_not_in_the_value) {
    IndexCity city({{"ELD01", 1}});
    for (int i = 1; i <= 10; ++i)
        city.community(code_of(i), {service_reaching(i == 1 ? 0.0 : 40.0 + i, {3, 3})});
    city.doubtful("f1", 0.5);
    CityInput input = city.build();
    Service& service = input.communities[0].services[0];
    service.doubts = {{0, 0}};
    service.reached_with = {0, 100};
    const CityIndex index = city_index(input, plain_index_settings());
    EXPECT_EQ(of(index, 1).index, 0);
    EXPECT_TRUE(of(index, 1).bottom);
    EXPECT_NEAR(of(index, 1).probability, 0.5, 0.05);
    EXPECT_TRUE(of(index, 1).survey_first);
    EXPECT_EQ(of(index, 1).low, 0);
    EXPECT_GT(of(index, 1).high, 70);
    EXPECT_NEAR(of(index, 2).probability, 0.5, 0.05);  // the next one, where it is there
    EXPECT_EQ(of(index, 10).probability, 0);
}

TEST(CityIndex, doubts_about_one_facility_are_one_doubt_in_all_communities_it_reaches) {
    IndexCity city({{"ELD01", 1}});
    for (int i = 1; i <= 20; ++i) city.community(code_of(i), {service_reaching(50, {3})});
    city.doubtful("f1", 0.3);
    CityInput input = city.build();
    for (const std::size_t c : {0U, 1U}) {
        input.communities[c].services[0].reached = 0;
        input.communities[c].services[0].doubts = {{0, 0}};
        input.communities[c].services[0].reached_with = {0, 100};
    }
    const CityIndex index = city_index(input, plain_index_settings());
    EXPECT_EQ(of(index, 1).probability, of(index, 2).probability);
    EXPECT_NEAR(of(index, 1).probability, 0.7, 0.05);
}

TEST(CityIndex, more_raters_make_the_interval_narrower) {
    double last = 100 * 100;  // of a hundred communities
    for (const int raters : {1, 4, 16, 64}) {
        tests::Random random(9);
        IndexCity city({{"ELD01", 1}, {"COM01", 1}, {"CUL02", 1}});
        for (int i = 1; i <= 100; ++i) {
            const double content = random.real(0.2, 0.9);
            std::vector<Service> services(3, service_reaching(80));
            for (Service& service : services)
                for (int rater = 0; rater < raters; ++rater)
                    service.satisfaction.add(tests::random_rating(random, content), 1);
            city.community(code_of(i), services);
        }
        const CityIndex index = city_index(city.build(), plain_index_settings());
        double width = 0;
        for (const CommunityIndex& one : index.communities) width += one.high - one.low;
        EXPECT_LT(width, last) << raters;
        last = width;
    }
}

TEST(CityIndex, another_seed_gives_other_draws_and_the_same_values) {
    IndexSettings settings = plain_index_settings();
    std::vector<double> reached;
    for (int i = 0; i < 50; ++i) reached.push_back(30 + i % 7);
    CityInput input = city_reaching(reached);
    for (std::size_t c = 0; c < input.communities.size(); ++c)
        input.communities[c].services[0].satisfaction =
            ratings_of({1 + static_cast<int>(c % 5), 2 + static_cast<int>(c % 4)});
    const CityIndex one = city_index(input, settings);
    EXPECT_EQ(one, city_index(input, settings));
    settings.seed = 7;
    const CityIndex other = city_index(input, settings);
    EXPECT_NE(one, other);
    for (std::size_t c = 0; c < input.communities.size(); ++c)
        EXPECT_EQ(one.communities[c].index, other.communities[c].index);
}

TEST(CityIndex, of_a_city_without_communities_is_empty) {
    EXPECT_EQ(city_index({}, plain_index_settings()), CityIndex());
}

}  // namespace kongdi
