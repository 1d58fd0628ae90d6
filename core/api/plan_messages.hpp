// SPDX-License-Identifier: Apache-2.0
// The action plan on the wire, as the desk reads it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/codec/tree_fields.hpp"

namespace kongdi::api {

/// What the items of a year come to; those that were removed do not count.
struct PlanYear {
    std::int64_t year = 0;
    std::int64_t items = 0;
    std::int64_t finished = 0;  // done or beyond
    std::int64_t budget_yuan = 0;
    std::int64_t funded_yuan = 0;
    std::int64_t spent_yuan = 0;  // in that year, by items of any year
    friend bool operator==(const PlanYear&, const PlanYear&) = default;
};
/// Newest first.
std::vector<PlanYear> plan_years(const std::vector<PlanItem>& items);

struct PlanList {
    std::vector<PlanItem> items = {};
    std::vector<PlanYear> years = {};
};
Value to_value(const PlanList& list);
Result<PlanList> plan_list_of(const Value& tree);

/// An item with all that was done to it.
struct PlanCard {
    PlanItem item = {};
    struct Step {
        std::int64_t version = 1;
        std::string doing = {};  // "change", or the name of a move
        std::string reason = {};
        std::string by = {};
        std::int64_t at_ms = 0;
        std::vector<FieldChange> diff = {};
    };
    std::vector<Step> steps = {};    // oldest first
    std::string space_receipt = {};  // of the idle space
};
Result<PlanCard> plan_card_of(const Value& tree);
Result<PlanItem> plan_item_message_of(const Value& tree);

}  // namespace kongdi::api
