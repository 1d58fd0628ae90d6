// SPDX-License-Identifier: Apache-2.0
// Are these services together a complex of embedded services (社区嵌入式服务综合体)? domain.md §6.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/matching/matching_rules.hpp"

namespace kongdi {

enum class ComplexTest : std::uint8_t {
    LeastArea,
    LeastFunctions,
    LeastPriority,
    AreaPerHouseholds,
    AdvisedArea,
    AdvisedNormal,  // one of elder care and nursery among them
    AdvisedAreaPerHouseholds,
    Count_
};

std::string_view complex_test_name(ComplexTest test);

struct ComplexPlan {
    std::vector<std::string> kinds = {};  // the same kind twice is one function
    std::int64_t floor_dm2 = 0;           // of the complex
    std::int64_t households = 0;          // of the communities it serves
    std::int64_t other_floor_dm2 = 0;     // of service floor they have already
};

struct ComplexOutcome {
    std::int64_t functions = 0;
    std::int64_t priority = 0;
    std::int64_t dm2_per_100_households = 0;  // rounded down, for show; 0 without households
    std::vector<ComplexTest> failed = {};     // must be
    std::vector<ComplexTest> advised = {};    // should be, and is not
    bool is_complex() const { return failed.empty(); }
    friend bool operator==(const ComplexOutcome&, const ComplexOutcome&) = default;
};

/// Exact. Without households the areas for each hundred of them are not asked.
ComplexOutcome judge_complex(const ComplexPlan& plan, const ComplexRules& rules);

}  // namespace kongdi
