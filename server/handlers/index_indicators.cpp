// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/index_indicators.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "server/handlers/index_reading.hpp"

namespace kongdi::server {

namespace {

using Values = std::map<std::string, IndicatorValue, std::less<>>;

IndicatorValue shown(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    return {ValueKind::Shown, std::round(value * scale) / scale};
}

Result<Values> of_communities(const Services& services, const std::string& run,
                              std::string_view name, int decimals) {
    const CityIndex index = KONGDI_TRY(index_result_of(services, run, {}));
    const bool is_index = name == api::kIndexIndicator;
    Values out;
    for (const CommunityIndex& one : index.communities)
        if (one.has_index)
            out[one.code] = shown(is_index ? one.index : one.probability * 100, decimals);
    return out;
}

IndicatorValue value_of_service(const Service& service, bool is_coverage, int decimals) {
    if (is_coverage)
        return service.need > 0 ? shown(access_of(service).coverage * 100, decimals)
                                : IndicatorValue();
    const auto mean = service.satisfaction.mean();
    if (!mean) return {};
    if (!may_show(service.satisfaction.n)) return {ValueKind::KeptBack};
    return shown(*mean, decimals);
}

/// What the run was made of says it: none where it did not know the kind.
Result<Values> of_services(const Services& services, const std::string& run, std::string_view name,
                           int decimals) {
    const FrozenRun frozen = KONGDI_TRY(index_document_of(services, run));
    const std::vector<IndexKind>& kinds = frozen.city.kinds;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const IndexKind& one) {
        return one.code == api::kind_of_indicator(name);
    });
    Values out;
    if (kind == kinds.end()) return out;
    const auto place = static_cast<std::size_t>(kind - kinds.begin());
    const bool is_coverage = name.starts_with(api::kCoverageOf);
    for (const CommunityInput& one : frozen.city.communities)
        if (place < one.services.size())
            out[one.code] = value_of_service(one.services[place], is_coverage, decimals);
    return out;
}

}  // namespace

Result<std::vector<api::CommunityValue>> index_values(const Services& services,
                                                      std::string_view name, const Scope& within) {
    const std::vector<std::string> names = api::index_indicators(services.catalogue);
    if (std::find(names.begin(), names.end(), name) == names.end())
        return Error{ErrorCode::NotFound};
    const std::string run = KONGDI_TRY(published_index_run(services));
    const int decimals = api::index_indicator_scale(name).decimals;
    Values values;
    if (!run.empty())
        values = api::kind_of_indicator(name).empty()
                     ? KONGDI_TRY(of_communities(services, run, name, decimals))
                     : KONGDI_TRY(of_services(services, run, name, decimals));
    std::vector<api::CommunityValue> out;
    for (const CommunityFacts& one : KONGDI_TRY(services.storage.community_facts())) {
        if (!covers(within, one.code)) continue;
        const auto value = values.find(one.code);
        out.push_back({one.code, one.name, one.street,
                       value == values.end() ? IndicatorValue() : value->second});
    }
    return out;
}

}  // namespace kongdi::server
