// SPDX-License-Identifier: Apache-2.0
#include "core/matching/offers.hpp"

#include <algorithm>
#include <tuple>

namespace kongdi {

namespace {

/// Where each name stands in a list of names, which is sorted for it.
class Places {
public:
    void add(std::string_view name, std::size_t place) { m_rows.emplace_back(name, place); }
    void sort() { std::sort(m_rows.begin(), m_rows.end()); }
    std::optional<std::size_t> find(std::string_view name) const {
        const auto at = std::lower_bound(
            m_rows.begin(), m_rows.end(), name,
            [](const auto& row, std::string_view wanted) { return row.first < wanted; });
        if (at == m_rows.end() || at->first != name) return std::nullopt;
        return at->second;
    }

private:
    std::vector<std::pair<std::string_view, std::size_t>> m_rows;
};

double weight_of(std::span<const KindWeight> weights, std::string_view kind) {
    for (const KindWeight& one : weights)
        if (one.kind == kind) return one.weight;
    return 1;
}

struct Reach {
    std::size_t space;
    std::size_t kind;
    std::string_view community;
    double people;
};

}  // namespace

MatchingProblem offers_of(std::span<const MatchSpace> spaces, const Catalogue& catalogue,
                          std::span<const FacilityKind> kinds, const MatchingRules& rules,
                          std::span<const KindWeight> weights,
                          std::span<const NewlyReached> reached, const MatchingLimits& limits) {
    MatchingProblem out;
    out.budget_yuan = limits.budget_yuan;
    out.most_projects = limits.most_projects;
    Places space_places, kind_places, community_places;
    for (std::size_t i = 0; i < spaces.size(); ++i) {
        out.spaces.push_back({spaces[i].id, spaces[i].area_low_dm2.value_or(0)});
        space_places.add(spaces[i].id, i);
    }
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        out.kinds.push_back(kinds[i].code);
        kind_places.add(kinds[i].code, i);
    }
    space_places.sort();
    kind_places.sort();

    std::vector<Reach> rows;
    for (const NewlyReached& one : reached) {
        const auto space = space_places.find(one.space);
        const auto kind = kind_places.find(one.kind);
        if (!space || !kind || !(one.people > 0)) continue;
        rows.push_back({*space, *kind, one.community, one.people});
        out.communities.push_back(one.community);
    }
    std::sort(out.communities.begin(), out.communities.end());
    out.communities.erase(std::unique(out.communities.begin(), out.communities.end()),
                          out.communities.end());
    for (std::size_t i = 0; i < out.communities.size(); ++i)
        community_places.add(out.communities[i], i);
    std::stable_sort(rows.begin(), rows.end(), [](const Reach& a, const Reach& b) {
        return std::tie(a.space, a.kind, a.community) < std::tie(b.space, b.kind, b.community);
    });

    for (std::size_t i = 0; i < rows.size();) {
        const MatchSpace& space = spaces[rows[i].space];
        const FacilityKind& kind = kinds[rows[i].kind];
        const SpaceType* type = catalogue.space_type(space.type);
        const Suitability fit = judge(space, type != nullptr ? *type : SpaceType{}, kind, rules);
        Offer offer{.space = rows[i].space, .kind = rows[i].kind, .takes_dm2 = fit.least_dm2};
        offer.refused_by = fit.refused_by;
        offer.to_clarify = fit.to_clarify;
        if (const TypeTraits* traits = rules.type(space.type))
            offer.cost_yuan = conversion_yuan(space, *traits, fit.least_dm2);
        const double weight = weight_of(weights, kind.code);
        const double suitability = fit.fits ? fit.suitability : 1;
        const double size_fit = fit.fits ? fit.size_fit : 1;
        for (const std::size_t first = i; i < rows.size() && rows[i].space == rows[first].space &&
                                          rows[i].kind == rows[first].kind;
             ++i) {
            const std::size_t community = *community_places.find(rows[i].community);
            if (!offer.shares.empty() && offer.shares.back().community == community) continue;
            offer.shares.push_back({community,
                                    gain_of(weight, rows[i].people, suitability, size_fit),
                                    rows[i].people});
        }
        out.offers.push_back(std::move(offer));
    }
    return in_order(out);
}

}  // namespace kongdi
