// SPDX-License-Identifier: Apache-2.0
#include "core/matching/embedded_complex.hpp"

#include <algorithm>

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<ComplexTest> kTests{"least_area",
                                        "least_functions",
                                        "least_priority",
                                        "area_per_households",
                                        "advised_area",
                                        "advised_normal",
                                        "advised_area_per_households"};

std::int64_t count_of(const std::vector<std::string>& kinds, const std::vector<std::string>& list) {
    return std::count_if(kinds.begin(), kinds.end(), [&](const std::string& kind) {
        return std::find(list.begin(), list.end(), kind) != list.end();
    });
}

/// floor / households >= each_100 / 100. Floors of cities fit: 10^13 dm² × 100 does.
bool enough_for(std::int64_t floor_dm2, std::int64_t households, std::int64_t each_100_dm2) {
    return floor_dm2 * 100 >= each_100_dm2 * households;
}

}  // namespace

std::string_view complex_test_name(ComplexTest test) { return name_of<ComplexTest>(kTests, test); }

ComplexOutcome judge_complex(const ComplexPlan& plan, const ComplexRules& rules) {
    ComplexOutcome out;
    std::vector<std::string> kinds = plan.kinds;
    std::sort(kinds.begin(), kinds.end());
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    out.functions = static_cast<std::int64_t>(kinds.size());
    out.priority = count_of(kinds, rules.priority);

    const auto must = [&](ComplexTest test, bool holds) {
        if (!holds) out.failed.push_back(test);
    };
    const auto should = [&](ComplexTest test, bool holds) {
        if (!holds) out.advised.push_back(test);
    };
    must(ComplexTest::LeastArea, plan.floor_dm2 >= rules.least_dm2);
    must(ComplexTest::LeastFunctions, out.functions >= rules.least_functions);
    must(ComplexTest::LeastPriority, out.priority >= rules.least_priority);
    should(ComplexTest::AdvisedArea, plan.floor_dm2 >= rules.advised_dm2);
    should(ComplexTest::AdvisedNormal, rules.normal.empty() || count_of(kinds, rules.normal) > 0);
    if (plan.households > 0) {
        const std::int64_t floor = plan.floor_dm2 + plan.other_floor_dm2;
        out.dm2_per_100_households = floor * 100 / plan.households;
        must(ComplexTest::AreaPerHouseholds,
             enough_for(floor, plan.households, rules.least_dm2_per_100_households));
        should(ComplexTest::AdvisedAreaPerHouseholds,
               enough_for(floor, plan.households, rules.advised_dm2_per_100_households));
    }
    return out;
}

}  // namespace kongdi
