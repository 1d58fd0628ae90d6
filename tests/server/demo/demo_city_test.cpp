// SPDX-License-Identifier: Apache-2.0
// The invented city as a map: it lies where it should, without gaps, the same for the same seed.
#include <gtest/gtest.h>

#include <ctime>
#include <map>
#include <numeric>
#include <set>

#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "server/demo/demo.hpp"
#include "server/demo/layers.hpp"
#include "server/demo/lines.hpp"
#include "server/demo/names.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi::server::demo {
namespace {

using kongdi::tests::catalogue;
using kongdi::tests::kNowMs;

std::vector<Town> towns_of(const CityPlan& plan, int street) {
    std::vector<Town> towns;
    for (int i = 0; i < plan.count_of(street); ++i)
        towns.push_back(make_town(plan, catalogue(), plan.first_of(street) + i));
    return towns;
}

std::vector<Layer> layers_of(const CityPlan& plan, int street) {
    return street_layers(plan, street, towns_of(plan, street), kNowMs);
}

std::string text_of_map(std::uint64_t seed, int communities) {
    const CityPlan plan(seed, communities);
    std::string text;
    for (int street = 0; street < plan.streets(); ++street)
        for (const Layer& layer : layers_of(plan, street))
            for (const Feature& feature : layer.features)
                append_json(text.append(layer.role), feature_tree(feature));
    return text;
}

/// Who a point belongs to, of all communities.
class Areas {
public:
    explicit Areas(const CityPlan& plan) {
        for (int i = 0; i < plan.communities(); ++i) {
            m_areas.push_back(plan.area(i));
            m_boxes.push_back(box_of(m_areas.back()));
        }
    }
    std::vector<int> around(Wgs84Point point) const {
        std::vector<int> found;
        for (std::size_t i = 0; i < m_areas.size(); ++i)
            if (m_boxes[i].contains(point) && contains(m_areas[i], point))
                found.push_back(static_cast<int>(i));
        return found;
    }
    const std::vector<MultiPolygon>& all() const { return m_areas; }

private:
    std::vector<MultiPolygon> m_areas;
    std::vector<Box> m_boxes;
};

TEST(DemoCity, the_same_seed_gives_the_same_map_to_the_byte) {
    EXPECT_EQ(text_of_map(kSeed, 24), text_of_map(kSeed, 24));
    EXPECT_NE(text_of_map(kSeed, 24), text_of_map(kSeed + 1, 24));
}

TEST(DemoCity, every_building_stands_in_exactly_one_community_which_is_its_own) {
    const CityPlan plan(kSeed, 60);
    const Areas areas(plan);
    int in_enclaves = 0;
    for (int street = 0; street < plan.streets(); ++street) {
        for (const Town& town : towns_of(plan, street)) {
            for (const Building& building : town.buildings) {
                ASSERT_EQ(areas.around(on_earth(building.centre)), std::vector{building.community})
                    << town.name << " " << building.name;
                in_enclaves += building.community == town.community ? 0 : 1;
            }
        }
    }
    EXPECT_GT(in_enclaves, 0);
}

TEST(DemoCity, communities_tile_the_city_without_gap_or_overlap) {
    const CityPlan plan(kSeed, 48);
    const Areas areas(plan);
    // The same points asked of all communities and of the streets, each in one of both.
    std::vector<MultiPolygon> streets;
    for (int street = 0; street < plan.streets(); ++street)
        streets.push_back(plan.street_area(street));
    int inside = 0;
    for (double east = -2600; east <= 2600; east += 41) {
        for (double north = -1800; north <= 1800; north += 37) {
            const Wgs84Point point = on_earth(Spot{east, north});
            const std::vector<int> found = areas.around(point);
            std::vector<int> of_street;
            for (std::size_t i = 0; i < streets.size(); ++i)
                if (contains(streets[i], point)) of_street.push_back(static_cast<int>(i));
            ASSERT_EQ(found.size(), of_street.size()) << point.lon << " " << point.lat;
            ASSERT_LE(found.size(), 1u);
            if (found.empty()) continue;
            ASSERT_EQ(plan.street_of(found[0]), of_street[0]);
            ++inside;
        }
    }
    EXPECT_GT(inside, 8000);
}

TEST(DemoCity, some_communities_have_a_hole_and_their_neighbours_a_second_part) {
    const CityPlan plan(kSeed, 48);
    int holes = 0;
    int parts = 0;
    const Areas areas(plan);
    for (const MultiPolygon& area : areas.all()) {
        holes += area[0].rings.size() > 1 ? 1 : 0;
        parts += area.size() > 1 ? 1 : 0;
    }
    EXPECT_GE(holes, 2);
    EXPECT_EQ(holes, parts);
}

TEST(DemoCity, codes_are_valid_and_all_different_in_the_whole_city) {
    const CityPlan plan(kSeed, kMaxCommunities);
    ASSERT_EQ(plan.communities(), 1248);
    std::set<std::string> codes;
    for (int i = 0; i < plan.communities(); ++i) {
        EXPECT_TRUE(is_community_code(plan.community_code(i)));
        EXPECT_EQ(plan.community_at(plan.cell_of(i)), i);
        codes.insert(plan.community_code(i));
    }
    EXPECT_EQ(codes.size(), 1248u);
}

TEST(DemoCity, names_occur_once_in_the_whole_city) {
    const CityPlan plan(kSeed, kMaxCommunities);
    std::set<std::string> names;
    for (int i = 0; i < plan.communities(); ++i) {
        const std::string name = community_name(plan.seed(), i);
        EXPECT_TRUE(name.ends_with("社区")) << name;
        names.insert(name);
    }
    for (int i = 0; i < plan.streets(); ++i) names.insert(street_name(plan.seed(), i));
    EXPECT_EQ(names.size(), 1248u + 104u);
}

TEST(DemoCity, a_building_number_stands_once_in_a_community) {
    const CityPlan plan(kSeed, 24);
    for (int street = 0; street < plan.streets(); ++street) {
        for (const Town& town : towns_of(plan, street)) {
            std::set<std::pair<int, int>> numbers;
            for (const Building& building : town.buildings)
                EXPECT_TRUE(numbers.emplace(building.community, building.number).second);
        }
    }
}

TEST(DemoCity, roads_and_paths_are_one_connected_network) {
    const CityPlan plan(kSeed, 36);
    std::map<std::pair<double, double>, int> points;
    std::vector<int> parent;
    const auto root = [&parent](int at) {
        while (parent[static_cast<std::size_t>(at)] != at)
            at = parent[static_cast<std::size_t>(at)];
        return at;
    };
    for (int street = 0; street < plan.streets(); ++street) {
        for (const Layer& layer : layers_of(plan, street)) {
            if (layer.role != "road") continue;
            for (const Feature& road : layer.features) {
                int last = -1;
                for (const Wgs84Point point : std::get<Line>(road.geometry)) {
                    const auto added =
                        points.emplace(std::pair(point.lon, point.lat), points.size());
                    const int here = added.first->second;
                    if (added.second) parent.push_back(here);
                    if (last >= 0) parent[static_cast<std::size_t>(root(here))] = root(last);
                    last = here;
                }
            }
        }
    }
    std::set<int> pieces;
    for (std::size_t i = 0; i < parent.size(); ++i) pieces.insert(root(static_cast<int>(i)));
    EXPECT_EQ(pieces.size(), 1u);
    EXPECT_GT(parent.size(), 600u);
}

TEST(DemoCity, every_feature_says_that_it_is_a_demonstration) {
    const CityPlan plan(kSeed, 14);  // the last street has only two communities
    std::map<std::string, std::size_t> counts;
    for (int street = 0; street < plan.streets(); ++street) {
        for (const Layer& layer : layers_of(plan, street)) {
            counts[std::string(layer.role)] += layer.features.size();
            for (const Feature& feature : layer.features)
                EXPECT_TRUE(feature.properties["demo"].bool_or(false)) << layer.role;
        }
    }
    EXPECT_EQ(counts["street"], 2u);
    EXPECT_EQ(counts["community"], 14u);
    for (const std::string_view role : {"water", "green", "road", "building", "facility"})
        EXPECT_GT(counts[std::string(role)], 0u) << role;
}

TEST(DemoCity, facilities_are_those_of_the_catalogue_about_twenty_a_community) {
    const CityPlan plan(kSeed, 120);
    std::map<std::string, int> kinds;
    for (int street = 0; street < plan.streets(); ++street)
        for (const Town& town : towns_of(plan, street))
            for (const FacilitySite& site : town.facilities) ++kinds[site.kind];
    int all = 0;
    for (const auto& kind : kinds) {
        EXPECT_NE(catalogue().facility(kind.first), nullptr) << kind.first;
        all += kind.second;
    }
    EXPECT_EQ(kinds.size(), catalogue().facilities.size());
    // 25 800 facilities of 1258 communities were counted in the practice: 20.5 each.
    EXPECT_NEAR(all / 120.0, 20.5, 2);
}

TEST(DemoCity, communities_have_believable_numbers_of_people) {
    const CityPlan plan(kSeed, 48);
    for (int street = 0; street < plan.streets(); ++street) {
        for (const Layer& layer : layers_of(plan, street)) {
            if (layer.role != "community") continue;
            for (const Feature& community : layer.features) {
                const Value& of = community.properties;
                const std::int64_t people = of["people"].int_or(0);
                EXPECT_GT(people, 1500);
                EXPECT_LT(people, 20'000);
                EXPECT_EQ(people, of["people_0_3"].int_or(0) + of["people_3_6"].int_or(0) +
                                      of["people_6_12"].int_or(0) + of["people_12_60"].int_or(0) +
                                      of["people_60_up"].int_or(0));
                const double each = static_cast<double>(people) / of["households"].number_or(1);
                EXPECT_GT(each, 1.8);
                EXPECT_LT(each, 3.2);
            }
        }
    }
}

TEST(DemoCity, the_cost_grows_as_the_number_of_communities) {
    const auto seconds = [](int communities) {
        const std::clock_t start = std::clock();
        const std::size_t size = text_of_map(kSeed, communities).size();
        EXPECT_GT(size, 0u);
        return std::pair(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
                         static_cast<double>(size));
    };
    const auto small = seconds(96);
    const auto large = seconds(384);
    EXPECT_NEAR(large.second / small.second, 4, .4);
    EXPECT_LT(large.first / small.first, 7);  // quadratic would be 16
}

}  // namespace
}  // namespace kongdi::server::demo
