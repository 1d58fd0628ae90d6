// SPDX-License-Identifier: Apache-2.0
// GET /api/v1/indicators, and one of them by community with its classes, for the map and the list
// beside it.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/indicator.hpp"
#include "core/model/value_classes.hpp"

namespace kongdi::api {

/// Names and units of the table: {"indicators": [{"name", "unit", "decimals"}, …]}
Value indicator_list_tree();

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

/// The values of all communities and their classes. What is kept back is in no class, so that the
/// classes tell nothing of it.
IndicatorMap indicator_map(const IndicatorRow& row, const std::vector<CommunityFacts>& facts,
                           bool for_public, ClassMethod method, std::size_t classes);

}  // namespace kongdi::api
