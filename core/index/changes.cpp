// SPDX-License-Identifier: Apache-2.0
#include "core/index/changes.hpp"

#include <cmath>
#include <map>

namespace kongdi {

namespace {

struct Side {
    const CityInput& city;
    const IndexSettings& settings;
    SatisfactionModel model;
    std::map<std::string, std::size_t> places = {};

    Side(const CityInput& input, const IndexSettings& with)
        : city(input), settings(with), model(satisfaction_model(input)) {
        for (std::size_t c = 0; c < city.communities.size(); ++c)
            places[city.communities[c].code] = c;
    }
    const CommunityInput* community(const std::string& code) const {
        const auto found = places.find(code);
        return found == places.end() ? nullptr : &city.communities[found->second];
    }
    CommunityScore score(const CommunityInput& community) const {
        return score_of(community, city, model, settings);
    }
    /// What a service is worth with full access, by what people say; 0 to 1.
    double worth(const ServiceScore& one) const {
        return settings.access_share + (1 - settings.access_share) * one.satisfaction.value;
    }
};

void explain(const Side& before, const CommunityScore& first, const Side& after,
             const CommunityScore& second, IndexChange& out) {
    std::map<std::string, std::size_t> kinds;
    for (std::size_t k = 0; k < after.city.kinds.size(); ++k) kinds[after.city.kinds[k].code] = k;
    double most = 0;
    for (std::size_t k = 0; k < before.city.kinds.size(); ++k) {
        const auto same = kinds.find(before.city.kinds[k].code);
        if (same == kinds.end()) continue;
        const ServiceScore& a = first.services[k];
        const ServiceScore& b = second.services[same->second];
        const double weight = 50 * (a.weight + b.weight);  // a hundred times their mean
        const double by_access =
            weight * (b.access.value - a.access.value) * (before.worth(a) + after.worth(b)) / 2;
        const double by_content =
            weight * (after.worth(b) - before.worth(a)) * (a.access.value + b.access.value) / 2;
        out.by_access += by_access;
        out.by_content += by_content;
        if (std::fabs(by_access + by_content) > most) {
            most = std::fabs(by_access + by_content);
            out.moved_most = before.city.kinds[k].code;
        }
    }
    out.by_settings = second.index - first.index - out.by_access - out.by_content;
}

}  // namespace

std::vector<IndexChange> index_changes(const CityInput& before,
                                       const IndexSettings& settings_before, const CityInput& after,
                                       const IndexSettings& settings_after) {
    const Side first(before, settings_before);
    const Side second(after, settings_after);
    std::map<std::string, IndexChange> out;
    for (const Side* side : {&first, &second})
        for (const CommunityInput& community : side->city.communities)
            out[community.code].name = community.name;
    std::vector<IndexChange> rows;
    for (auto& [code, row] : out) {
        row.code = code;
        const CommunityInput* a = first.community(code);
        const CommunityInput* b = second.community(code);
        const CommunityScore score_a = a != nullptr ? first.score(*a) : CommunityScore();
        const CommunityScore score_b = b != nullptr ? second.score(*b) : CommunityScore();
        row.before = as_printed(score_a.index);
        row.after = as_printed(score_b.index);
        if (!score_a.has_index && !score_b.has_index) continue;
        row.has_both = score_a.has_index && score_b.has_index;
        if (row.has_both) explain(first, score_a, second, score_b, row);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace kongdi
