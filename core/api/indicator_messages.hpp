// SPDX-License-Identifier: Apache-2.0
// GET /api/v1/indicators, and one of them by community with its classes, for the map and the list
// beside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/indicator.hpp"
#include "core/model/value_classes.hpp"

namespace kongdi::api {

/// What staff are told of the published index run, beside THE table: the index of a community, its
/// probability of being among the lowest, and of each kind of facility whom it reaches and what
/// people say of it ("coverage.ELD01", "satisfaction.ELD01").
inline constexpr std::string_view kIndexIndicator = "index";
inline constexpr std::string_view kProbabilityIndicator = "probability";
inline constexpr std::string_view kCoverageOf = "coverage.";
inline constexpr std::string_view kSatisfactionOf = "satisfaction.";
std::vector<std::string> index_indicators(const Catalogue& catalogue);
/// "ELD01"; empty for one of no kind.
std::string_view kind_of_indicator(std::string_view name);

/// How a number of one of them is written. A unit that is empty is none.
struct IndicatorScale {
    std::string_view unit = {};
    int decimals = 0;
};
IndicatorScale index_indicator_scale(std::string_view name);

/// Names and units of the table and of more: {"indicators": [{"name", "unit", "decimals"}, …]}
Value indicator_list_tree(const std::vector<std::string>& of_index);

struct CommunityValue {
    std::string code = {};
    std::string name = {};
    std::string street = {};
    IndicatorValue value = {};
};

struct IndicatorMap {
    std::string name = {};
    std::string unit = {};
    int decimals = 0;
    ClassMethod method = ClassMethod::Quantiles;
    std::vector<ValueClass> classes = {};
    std::vector<CommunityValue> communities = {};  // by code
};
Value to_value(const IndicatorMap&);
Result<IndicatorMap> indicator_map_of(const Value&);

/// Values by code, and their classes. What is kept back is in no class, so that the classes tell
/// nothing of it.
IndicatorMap indicator_map(std::string_view name, IndicatorScale scale,
                           std::vector<CommunityValue> values, ClassMethod method,
                           std::size_t classes);
/// Those of all communities.
IndicatorMap indicator_map(const IndicatorRow& row, const std::vector<CommunityFacts>& facts,
                           bool for_public, ClassMethod method, std::size_t classes);

}  // namespace kongdi::api
