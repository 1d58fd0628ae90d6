// SPDX-License-Identifier: Apache-2.0
// The index of the whole city with 1,000 draws: 1248 communities, 20 kinds, the sums of 40 million
// ratings behind them, a tenth of the services in doubt. On one core, natively and as Wasm.
#include <gtest/gtest.h>

#include <chrono>

#include "core/index/ranking.hpp"
#include "tests/load/table.hpp"
#include "tests/support/index_city.hpp"

namespace kongdi::load {

namespace {

#ifdef __EMSCRIPTEN__
constexpr const char* kHow = " as Wasm";
constexpr const char* kAim = "under 3 s";
#else
constexpr const char* kHow = "";
constexpr const char* kAim = "under 1 s";
#endif

CityInput whole_city(std::size_t communities) {
    kongdi::tests::Random random(31);
    CityInput out;
    for (std::size_t k = 0; k < 20; ++k)
        out.kinds.push_back({"K" + std::to_string(100 + k), k % 3 == 0 ? 2.0 : 1.0});
    for (std::size_t f = 0; f < communities; ++f)
        out.doubtful.push_back({"f" + std::to_string(f), 0.5});
    for (std::size_t c = 0; c < communities; ++c) {
        CommunityInput community;
        community.code = std::to_string(330'100'000'000 + static_cast<std::int64_t>(c));
        const double provided = random.real(20, 100);
        for (std::size_t k = 0; k < 20; ++k) {
            Service service =
                kongdi::tests::service_reaching(std::min(100.0, provided * random.real(0.7, 1.3)));
            const std::int64_t raters = 1'000 + random.between(0, 1'200);
            const std::int64_t mean = random.between(2, 4);
            service.satisfaction.add(mean, raters);
            service.satisfaction.add(mean + 1, raters / 3);
            if (random.once_in(10)) {
                service.doubts = {{random.below(communities), 0}};
                service.reached_with = {service.reached, 100};
            }
            community.services.push_back(std::move(service));
        }
        out.communities.push_back(std::move(community));
    }
    return out;
}

double seconds_of(const CityInput& city) {
    const auto begin = std::chrono::steady_clock::now();
    const CityIndex index = city_index(city, kongdi::tests::plain_index_settings());
    EXPECT_EQ(index.ranked, std::ssize(city.communities));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST(Load, index) {
    const CityInput city = whole_city(1248);
    std::int64_t ratings = 0;
    for (const CommunityInput& community : city.communities)
        for (const Service& service : community.services) ratings += service.satisfaction.n;
    const double all_s = seconds_of(city);
    const double tenth_s = seconds_of(whole_city(125));
    add_figure(
        std::string("the index of 1248 communities by 20 kinds, 1,000 draws, one core") + kHow,
        fixed(all_s, 2) + " s", kAim);
    add_figure("  ratings behind its sums", std::to_string(ratings / 1'000'000) + " million", "");
    add_figure("  beside a tenth of the communities", fixed(all_s / tenth_s, 1) + " times",
               "linear");
}

}  // namespace kongdi::load
