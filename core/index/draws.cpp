// SPDX-License-Identifier: Apache-2.0
#include "core/index/draws.hpp"

#include <algorithm>
#include <cmath>

#include "core/index/chance.hpp"

namespace kongdi {

namespace {

// Facilities and communities each have a stream of their own under the seed.
constexpr std::uint64_t kFacilityStream = 0x66616369;
constexpr std::uint64_t kCommunityStream = 0x636f6d6d;

/// Parts of a service's share in mean and variance of the index, as if its access were 1.
struct Part {
    const Service* service = nullptr;
    double mean = 0;
    double own = 0;     // slope² · variance
    double shared = 0;  // slope · (1 - own)
    double access = 0;  // without the doubts
};

struct DrawnCommunity {
    std::size_t place = 0;  // in the city
    double mean = 0;        // of all that is not in doubt
    double own = 0;
    double shared = 0;
    double shared_variance = 0;
    double deviation = 0;  // where nothing is in doubt
    std::vector<Part> doubted = {};
};

DrawnCommunity prepared(std::size_t place, const CommunityInput& community,
                        const CommunityScore& score, const IndexSettings& settings) {
    DrawnCommunity out;
    out.place = place;
    out.shared_variance = score.shared_variance;
    const double beta = settings.access_share;
    for (std::size_t k = 0; k < score.services.size(); ++k) {
        const ServiceScore& one = score.services[k];
        const double slope = 100 * one.weight * (1 - beta);
        Part part{&community.services[k],
                  100 * one.weight * (beta + (1 - beta) * one.satisfaction.value),
                  slope * slope * one.satisfaction.variance, slope * (1 - one.satisfaction.own),
                  one.access.value};
        if (!community.services[k].doubts.empty() && one.weight > 0) {
            out.doubted.push_back(part);
            continue;
        }
        out.mean += part.access * part.mean;
        out.own += part.access * part.access * part.own;
        out.shared += part.access * part.shared;
    }
    if (out.doubted.empty())
        out.deviation = std::sqrt(out.own + out.shared * out.shared * out.shared_variance);
    return out;
}

/// The index in one draw; `deviate` of the standard normal.
double index_in(const DrawnCommunity& community, const std::vector<bool>& there, double deviate) {
    if (community.doubted.empty()) return community.mean + community.deviation * deviate;
    double mean = community.mean;
    double own = community.own;
    double shared = community.shared;
    for (const Part& part : community.doubted) {
        std::size_t doubts = 0;
        for (std::size_t i = 0; i < part.service->doubts.size(); ++i)
            if (there[part.service->doubts[i].facility]) doubts |= std::size_t{1} << i;
        const double access = doubts == 0 ? part.access : access_with(*part.service, doubts).value;
        mean += access * part.mean;
        own += access * access * part.own;
        shared += access * part.shared;
    }
    return mean + std::sqrt(own + shared * shared * community.shared_variance) * deviate;
}

struct Ranked {
    double index = 0;
    std::uint32_t who = 0;
};

/// Where the `share` of sorted numbers lies, between two of them if need be.
double quantile(std::span<const double> sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

constexpr double kLowShare = 0.025;
constexpr double kHighShare = 0.975;

}  // namespace

std::int64_t bottom_count(std::int64_t communities, const IndexSettings& settings) {
    const double exact = settings.bottom_share * static_cast<double>(communities);
    // A share such as 0.1 is a little more than a tenth; ten of a hundred are ten.
    const double whole = std::floor(exact + 0.5);
    if (std::fabs(exact - whole) < 1e-9) return static_cast<std::int64_t>(whole);
    return static_cast<std::int64_t>(
        settings.bottom_rounding == CutRounding::Up ? std::ceil(exact) : std::floor(exact));
}

std::vector<Spread> drawn(const CityInput& city, std::span<const CommunityScore> scores,
                          const IndexSettings& settings) {
    std::vector<DrawnCommunity> communities;
    for (std::size_t c = 0; c < scores.size(); ++c)
        if (scores[c].has_index)
            communities.push_back(prepared(c, city.communities[c], scores[c], settings));
    std::vector<Spread> out(scores.size());
    const std::size_t n = communities.size();
    const auto draws = static_cast<std::size_t>(std::clamp(settings.draws, 1, kMostDraws));
    const auto seed = static_cast<std::uint64_t>(settings.seed);
    const auto bottom =
        static_cast<std::size_t>(bottom_count(static_cast<std::int64_t>(n), settings));

    std::vector<double> indexes(n * draws);
    std::vector<std::uint32_t> ranks(n * draws);
    std::vector<std::int64_t> times_bottom(n);
    std::vector<bool> there(city.doubtful.size());
    std::vector<Ranked> order(n);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        for (std::size_t f = 0; f < there.size(); ++f)
            there[f] = chance(seed + kFacilityStream, draw, f) < city.doubtful[f].probability;
        for (std::size_t i = 0; i < n; ++i) {
            const double deviate =
                normal_deviate(chance(seed + kCommunityStream, draw, communities[i].place));
            const double index = std::clamp(index_in(communities[i], there, deviate), 0.0, 100.0);
            indexes[i * draws + draw] = index;
            order[i] = {index, static_cast<std::uint32_t>(i)};
        }
        std::sort(order.begin(), order.end(), [](const Ranked& a, const Ranked& b) {
            return a.index != b.index ? a.index < b.index : a.who < b.who;
        });
        for (std::size_t at = 0; at < n; ++at)
            ranks[order[at].who * draws + draw] = static_cast<std::uint32_t>(n - at);
        for (std::size_t at = 0;
             at < n && (at < bottom || (bottom > 0 && order[at].index == order[bottom - 1].index));
             ++at)
            ++times_bottom[order[at].who];
    }
    std::vector<double> sorted(draws);
    std::vector<std::uint32_t> sorted_ranks(draws);
    for (std::size_t i = 0; i < n; ++i) {
        Spread& spread = out[communities[i].place];
        std::copy_n(indexes.begin() + static_cast<std::ptrdiff_t>(i * draws), draws,
                    sorted.begin());
        std::sort(sorted.begin(), sorted.end());
        std::copy_n(ranks.begin() + static_cast<std::ptrdiff_t>(i * draws), draws,
                    sorted_ranks.begin());
        std::sort(sorted_ranks.begin(), sorted_ranks.end());
        spread.low = quantile(sorted, kLowShare);
        spread.high = quantile(sorted, kHighShare);
        const auto at = [&](double share) {
            return sorted_ranks[static_cast<std::size_t>(share * static_cast<double>(draws - 1))];
        };
        spread.best_rank = at(kLowShare);
        spread.worst_rank = at(kHighShare);
        spread.bottom = static_cast<double>(times_bottom[i]) / static_cast<double>(draws);
    }
    return out;
}

}  // namespace kongdi
