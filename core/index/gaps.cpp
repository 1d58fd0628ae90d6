// SPDX-License-Identifier: Apache-2.0
#include "core/index/gaps.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/enum_names.hpp"
#include "core/model/least_shown.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<Quadrant> kQuadrants{"improve", "keep_up", "low_priority", "more_than_needed"};

std::optional<double> shown_mean(const Moments& moments) {
    return may_show(moments.n) ? moments.mean() : std::nullopt;
}

ServiceGap gap_of(std::size_t kind, const Service& service, const ServiceScore& score,
                  double access_share) {
    ServiceGap out;
    out.kind = kind;
    out.score = score;
    out.gives = score.weight * score.points;
    out.costs = 100 * score.weight - out.gives;
    const double worth =
        100 * score.weight * (access_share + (1 - access_share) * score.satisfaction.value);
    const Access& access = score.access;
    out.by_reach = worth * (std::sqrt(access.room) - access.value);
    out.by_room = worth * (std::sqrt(access.coverage) - access.value);
    out.by_access = worth * (1 - access.value);
    out.by_content = out.costs - out.by_access;
    out.unreached = std::max(0.0, service.need - service.reached);
    out.satisfaction = shown_mean(service.satisfaction);
    out.importance = shown_mean(service.importance);
    return out;
}

void set_quadrants(CommunityGaps& gaps) {
    double n = 0;
    QuadrantAxes axes;
    for (const ServiceGap& one : gaps.services) {
        if (!one.satisfaction || !one.importance) continue;
        n += 1;
        axes.satisfaction += *one.satisfaction;
        axes.importance += *one.importance;
    }
    if (n < 2) return;
    axes.satisfaction /= n;
    axes.importance /= n;
    gaps.axes = axes;
    for (ServiceGap& one : gaps.services) {
        if (!one.satisfaction || !one.importance) continue;
        const bool important = *one.importance >= axes.importance;
        const bool content = *one.satisfaction >= axes.satisfaction;
        one.quadrant = important ? (content ? Quadrant::KeepUp : Quadrant::Improve)
                                 : (content ? Quadrant::MoreThanNeeded : Quadrant::LowPriority);
    }
}

}  // namespace

std::string_view quadrant_name(Quadrant quadrant) {
    return name_of<Quadrant>(kQuadrants, quadrant);
}
std::optional<Quadrant> quadrant_from_name(std::string_view name) {
    return from_name<Quadrant>(kQuadrants, name);
}

CommunityGaps gaps_of(const CityInput& city, std::size_t community, const IndexSettings& settings) {
    return gaps_of(city, community, settings, satisfaction_model(city));
}

CommunityGaps gaps_of(const CityInput& city, std::size_t community, const IndexSettings& settings,
                      const SatisfactionModel& model) {
    CommunityGaps out;
    const CommunityInput& input = city.communities[community];
    out.score = score_of(input, city, model, settings);
    for (std::size_t k = 0; k < city.kinds.size(); ++k)
        if (out.score.services[k].weight > 0)
            out.services.push_back(
                gap_of(k, input.services[k], out.score.services[k], settings.access_share));
    std::sort(out.services.begin(), out.services.end(),
              [](const ServiceGap& a, const ServiceGap& b) {
                  return a.costs != b.costs ? a.costs > b.costs : a.kind < b.kind;
              });
    set_quadrants(out);
    return out;
}

}  // namespace kongdi
