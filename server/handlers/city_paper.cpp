// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/city_paper.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "core/index/composite.hpp"
#include "core/index/gaps.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kMostCommunities = 10'000;
constexpr std::size_t kWorst = 3;

Result<std::vector<CitySpaces>> spaces_of(Storage& storage, const std::optional<Scope>& within) {
    api::SpaceQuery query;
    query.filter.states = open_states();
    query.within = within;
    std::map<std::string, CitySpaces, std::less<>> types;
    const auto cursor = KONGDI_TRY(storage.open_spaces(query));
    Space row;
    while (KONGDI_TRY(cursor->next(row))) {
        CitySpaces& one = types[row.type];
        one.type = row.type;
        ++one.counts[static_cast<std::size_t>(row.state)];
    }
    std::vector<CitySpaces> out;
    for (auto& [type, one] : types) out.push_back(std::move(one));
    std::stable_sort(out.begin(), out.end(),
                     [](const CitySpaces& a, const CitySpaces& b) { return a.all() > b.all(); });
    return out;
}

}  // namespace

std::int64_t CitySpaces::all() const {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

Result<std::vector<MapRow>> community_outlines(Storage& storage,
                                               const std::optional<Scope>& within) {
    auto rows =
        KONGDI_TRY(storage.map_rows({"community", Box{-180, -90, 180, 90}, 0, kMostCommunities}));
    if (within) std::erase_if(rows, [&](const MapRow& row) { return !covers(*within, row.code); });
    return rows;
}

std::vector<CityGap> city_gaps(const CityInput& city, const IndexSettings& settings,
                               const CityIndex& index) {
    std::set<std::string_view> ours;
    for (const CommunityIndex& one : index.communities)
        if (one.has_index) ours.insert(one.code);
    const SatisfactionModel model = satisfaction_model(city);
    std::vector<CityGap> out(city.kinds.size());
    for (std::size_t k = 0; k < out.size(); ++k) out[k].kind = city.kinds[k].code;
    for (std::size_t c = 0; c < city.communities.size(); ++c) {
        if (!ours.contains(city.communities[c].code)) continue;
        const CommunityGaps gaps = gaps_of(city, c, settings, model);
        for (std::size_t i = 0; i < gaps.services.size(); ++i) {
            const ServiceGap& gap = gaps.services[i];
            CityGap& sum = out[gap.kind];
            sum.costs += gap.costs;
            sum.by_access += gap.by_access;
            sum.need += city.communities[c].services[gap.kind].need;
            sum.unreached += gap.unreached;
            if (i < kWorst) ++sum.worst_in;
        }
    }
    const auto many = static_cast<double>(std::max<std::size_t>(ours.size(), 1));
    for (CityGap& one : out) {
        one.costs /= many;
        one.by_access /= many;
    }
    std::erase_if(out, [](const CityGap& one) { return one.need <= 0; });
    std::stable_sort(out.begin(), out.end(),
                     [](const CityGap& a, const CityGap& b) { return a.costs > b.costs; });
    return out;
}

std::string city_map_says(const PaperFor& paper, const CityIndex& index) {
    return paper.text(
        "chart.city_map_says",
        {{"ranked", index.ranked}, {"bottom", index.bottom}, {"unsure", index.survey_first}});
}

Result<CityPaper> city_paper(const Services& services, const Request& request) {
    CityPaper out;
    const auto within = within_scope(request);
    out.whole_city = sees_whole_city(request);
    out.run = KONGDI_TRY(index_run_asked(services, std::string(request.parameter("run"))));
    if (out.run) {
        out.index = KONGDI_TRY(index_result_of(services, out.run->id, within));
        const FrozenRun frozen = KONGDI_TRY(index_document_of(services, out.run->id));
        out.gaps = city_gaps(frozen.city, frozen.settings, out.index);
    }
    out.outlines = KONGDI_TRY(community_outlines(services.storage, within));
    out.spaces = KONGDI_TRY(spaces_of(services.storage, within));
    out.plan = KONGDI_TRY(services.storage.plan_items({.within = within}));
    std::erase_if(out.plan,
                  [](const PlanItem& item) { return item.standing.state == PlanState::Removed; });
    FacilityQuery facilities{.within = within};
    facilities.limit = 1;
    out.facilities = KONGDI_TRY(services.storage.facilities(facilities)).total;
    return out;
}

}  // namespace kongdi::server
