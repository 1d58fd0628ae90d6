// SPDX-License-Identifier: Apache-2.0
#include "core/index/composite.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi {

namespace {

Access access(const Service& service, double reached, double supplied) {
    Access out;
    out.coverage = service.need > 0 ? std::clamp(reached / service.need, 0.0, 1.0) : 0;
    out.room = service.required > 0 ? std::clamp(supplied / service.required, 0.0, 1.0) : 1;
    out.value = std::sqrt(out.coverage * out.room);
    return out;
}

std::vector<Moments> satisfaction_cells(const CommunityInput& community) {
    std::vector<Moments> cells;
    cells.reserve(community.services.size());
    for (const Service& service : community.services) cells.push_back(service.satisfaction);
    return cells;
}

}  // namespace

Access access_of(const Service& service) {
    return access(service, service.reached, service.supplied);
}

Access access_with(const Service& service, std::size_t doubts) {
    double supplied = service.supplied;
    for (std::size_t i = 0; i < service.doubts.size(); ++i)
        if ((doubts >> i & 1U) != 0) supplied += service.doubts[i].supplied;
    const double reached =
        doubts < service.reached_with.size() ? service.reached_with[doubts] : service.reached;
    return access(service, reached, supplied);
}

CommunityScore score_of(const CommunityInput& community, const CityInput& city,
                        const SatisfactionModel& model, const IndexSettings& settings) {
    CommunityScore out;
    const CommunitySatisfaction satisfaction =
        satisfaction_of(model, satisfaction_cells(community));
    out.shared_variance = satisfaction.shared_variance;
    double weights = 0;
    for (std::size_t k = 0; k < city.kinds.size(); ++k)
        if (community.services[k].need > 0) weights += city.kinds[k].weight;
    out.has_index = weights > 0;
    const double beta = settings.access_share;
    double shared = 0;
    for (std::size_t k = 0; k < city.kinds.size(); ++k) {
        ServiceScore one;
        one.access = access_of(community.services[k]);
        one.satisfaction = satisfaction.services[k];
        if (community.services[k].need > 0) one.weight = city.kinds[k].weight / weights;
        one.points = 100 * one.access.value * (beta + (1 - beta) * one.satisfaction.value);
        out.index += one.weight * one.points;
        out.standard += one.weight * 100 * one.access.value;
        const double slope = 100 * one.weight * (1 - beta) * one.access.value;
        out.variance += slope * slope * one.satisfaction.variance;
        shared += slope * (1 - one.satisfaction.own);
        out.services.push_back(one);
    }
    out.variance += shared * shared * out.shared_variance;
    return out;
}

SatisfactionModel satisfaction_model(const CityInput& city) {
    std::vector<Moments> cells;
    cells.reserve(city.communities.size() * city.kinds.size());
    for (const CommunityInput& community : city.communities)
        for (const Service& service : community.services) cells.push_back(service.satisfaction);
    return satisfaction_model(cells, city.kinds.size());
}

Cover cover_of(const CommunityInput& community, const CityInput& city) {
    double people = 0;
    double people_weights = 0;
    double buildings = 0;
    double building_weights = 0;
    for (std::size_t k = 0; k < city.kinds.size(); ++k) {
        const Service& service = community.services[k];
        const double weight = city.kinds[k].weight;
        if (service.need > 0) {
            people += weight * service.strictly_reached / service.need;
            people_weights += weight;
        }
        if (service.buildings > 0) {
            buildings += weight * static_cast<double>(service.buildings_reached) /
                         static_cast<double>(service.buildings);
            building_weights += weight;
        }
    }
    Cover out;
    if (people_weights > 0) out.people = people / people_weights;
    if (building_weights > 0) out.buildings = buildings / building_weights;
    return out;
}

double as_printed(double index) { return std::floor(index * 100 + 0.5) / 100; }

}  // namespace kongdi
