// SPDX-License-Identifier: Apache-2.0
// What a row that is given back wants an item of the action plan to be.
#pragma once

#include <array>
#include <string_view>

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/plan_item.hpp"
#include "server/changes/given_back.hpp"

namespace kongdi::server {

// clang-format off
/// Columns that planners may edit; the two before them say which item is meant. Where an item
/// stands is none of them: each move is a step of its own.
inline constexpr std::array<std::string_view, 19> kPlanColumns{
    "id", "version", "title", "year", "community_code", "kinds", "space_id", "way", "owner",
    "budget_yuan", "starts_on", "ends_on", "index_run_id",
    // The sources of money, in the order of FundSource.
    "fund_state_yuan", "fund_city_yuan", "fund_district_yuan", "fund_owners_yuan",
    "fund_company_yuan", "fund_other_yuan"};
// clang-format on
enum class PlanColumn : std::uint8_t {
    Id,
    Version,
    Title,
    Year,
    Community,
    Kinds,
    Space,
    Way,
    Owner,
    Budget,
    StartsOn,
    EndsOn,
    IndexRun,
    FirstFund,
};

struct PlanEdit {
    PlanFacts facts = {};
    Errors errors = {};  // of cells that cannot be read; the facts are checked elsewhere
};

class PlanEdits {
public:
    explicit PlanEdits(const Catalogue& catalogue) : m_catalogue(catalogue) {}

    /// The facts before with what the row has instead; what has no column stays. A cell that says
    /// the same in another way changes nothing.
    PlanEdit of(const PlanFacts& before, const GivenRow& row) const;
    /// Of a row without an id.
    PlanEdit of_new(const GivenRow& row) const;

private:
    const Catalogue& m_catalogue;
};

}  // namespace kongdi::server
