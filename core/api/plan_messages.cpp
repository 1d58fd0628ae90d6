// SPDX-License-Identifier: Apache-2.0
#include "core/api/plan_messages.hpp"

#include <algorithm>

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

Error unreadable(std::string_view name) { return {ErrorCode::FieldMissing, path_step(name)}; }

PlanYear& year_row(std::vector<PlanYear>& years, std::int64_t year) {
    for (PlanYear& one : years)
        if (one.year == year) return one;
    return years.emplace_back(PlanYear{.year = year});
}

}  // namespace

std::vector<PlanYear> plan_years(const std::vector<PlanItem>& items) {
    std::vector<PlanYear> out;
    for (const PlanItem& item : items) {
        for (const YearProgress& told : item.progress)
            if (told.spent_yuan > 0) year_row(out, told.year).spent_yuan += told.spent_yuan;
        if (item.standing.state == PlanState::Removed) continue;
        PlanYear& year = year_row(out, item.facts.year);
        ++year.items;
        if (item.standing.state >= PlanState::Done &&
            item.standing.state <= PlanState::EffectMeasured)
            ++year.finished;
        year.budget_yuan += item.facts.budget_yuan;
        year.funded_yuan += funded_yuan(item.facts);
    }
    std::sort(out.begin(), out.end(),
              [](const PlanYear& a, const PlanYear& b) { return a.year > b.year; });
    return out;
}

Value to_value(const PlanList& list) {
    Value items = Value::list();
    for (const PlanItem& item : list.items) items.push(plan_item_tree(item));
    Value years = Value::list();
    for (const PlanYear& one : list.years)
        years.push(Value::map({{"year", one.year},
                               {"items", one.items},
                               {"finished", one.finished},
                               {"budget_yuan", one.budget_yuan},
                               {"funded_yuan", one.funded_yuan},
                               {"spent_yuan", one.spent_yuan}}));
    return Value::map({{"items", items}, {"years", years}});
}

Result<PlanList> plan_list_of(const Value& tree) {
    if (tree["items"].if_list() == nullptr) return unreadable("items");
    PlanList out;
    for (const Value& item : tree.items("items"))
        out.items.push_back(KONGDI_TRY(plan_item_message_of(item)));
    for (const Value& one : tree.items("years"))
        out.years.push_back({one["year"].int_or(0), one["items"].int_or(0),
                             one["finished"].int_or(0), one["budget_yuan"].int_or(0),
                             one["funded_yuan"].int_or(0), one["spent_yuan"].int_or(0)});
    return out;
}

Result<PlanItem> plan_item_message_of(const Value& tree) {
    if (tree.text("id").empty()) return unreadable("id");
    if (!plan_state_from_name(tree.text("state"))) return unreadable("state");
    return plan_item_of(tree);
}

Result<PlanCard> plan_card_of(const Value& tree) {
    PlanCard out;
    out.item = KONGDI_TRY(plan_item_message_of(tree["item"]));
    for (const Value& one : tree.items("versions")) {
        PlanCard::Step step{one["version"].int_or(0),
                            one.text("do"),
                            one.text("reason"),
                            one.text("by"),
                            parse_time(one.text("at")).value_or(0),
                            {}};
        if (!one.text("move").empty()) step.doing = one.text("move");
        for (const Value& change : one.items("diff"))
            step.diff.push_back({change.text("field"), change["before"], change["after"]});
        out.steps.push_back(std::move(step));
    }
    out.space_receipt = tree.text("space_receipt");
    return out;
}

}  // namespace kongdi::api
