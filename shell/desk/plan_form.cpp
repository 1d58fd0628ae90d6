// SPDX-License-Identifier: Apache-2.0
// An item of the plan that is filed or changed: its fields as typed, and what they come to.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/lifecycle/plan_steps.hpp"
#include "core/model/money.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/thresholds.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/plan_words.hpp"

namespace kongdi::shell::desk {

namespace {

/// Of "new@COMMUNITY@KIND,KIND@SPACE": the parts behind the first.
std::string part_of(const std::string& argument, int number) {
    std::size_t at = 0;
    for (; number > 0; --number) {
        at = argument.find('@', at);
        if (at == std::string::npos) return {};
        ++at;
    }
    return argument.substr(at, argument.find('@', at) - at);
}

const PlanItem* changed_item(const AppState& state) {
    const auto& card = state.plan.card;
    return card && card->item.id == state.route.argument ? &card->item : nullptr;
}

std::string published_run(const AppState& state) {
    for (const IndexRun& run : state.index.runs)
        if (run.state == IndexRunState::Published) return run.id;
    return {};
}

std::string typed_wan(std::int64_t yuan) {
    return yuan == 0 ? std::string() : format_money(yuan, MoneyUnit::Wan);
}

/// An amount in 万元 as it is typed; what is none stays a text, so that it is refused.
Value yuan_of(const std::string& typed) {
    if (trimmed(typed).empty()) return Value(0);
    const auto yuan = parse_money(trimmed(typed), MoneyUnit::Wan);
    return yuan ? Value(*yuan) : Value(typed);
}

std::string fund_field(FundSource source) {
    return "fund_" + std::string(fund_source_name(source));
}

/// What is known of the proposals that it comes from.
void add_proposals(const AppState& state, const std::string& space, const Value& kinds,
                   Value& out) {
    if (!state.index.proposals) return;
    const Value::List& asked = *kinds.if_list();
    std::int64_t yuan = 0;
    for (const api::Proposal& one : state.index.proposals->choices) {
        if (one.space != space ||
            std::find(asked.begin(), asked.end(), Value(one.kind)) == asked.end())
            continue;
        yuan += one.cost_yuan;
        // The usual ones come first.
        if (!one.ways.empty() && one.ways.front().usual)
            out.set("way", acquisition_way_name(one.ways.front().way));
    }
    if (yuan > 0) out.set("budget_wan", typed_wan(yuan));
}

Value kinds_of(const std::string& codes) {
    Value out = Value::list();
    for (std::size_t at = 0; at < codes.size();) {
        const std::size_t end = std::min(codes.find(',', at), codes.size());
        out.push(codes.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

Value facts_of_form(const AppState& state) {
    const DeskForm& form = state.form;
    Value funds = Value::map();
    for (int i = 0; i < static_cast<int>(FundSource::Count_); ++i) {
        const auto source = static_cast<FundSource>(i);
        const Value yuan = yuan_of(form.text(fund_field(source)));
        if (yuan != Value(0)) funds.set(fund_source_name(source), yuan);
    }
    const bool after = form.fields["after"].bool_or(false);
    Value before_photos = Value::list();
    Value after_photos = Value::list();
    for (const Value& photo : form.fields.items("kept_before")) before_photos.push(photo);
    for (const Value& photo : form.fields.items("kept_after")) after_photos.push(photo);
    for (const Value& photo : form.fields.items("photos"))
        (after ? after_photos : before_photos).push(photo);
    // The list of runs may come after the first letter was typed.
    std::string source = form.text("source_index_run");
    if (source.empty() && is_new_plan_item(state.route)) source = published_run(state);
    return Value::map({{"year", question::typed_number(form.text("year"))},
                       {"title", trimmed(form.text("title"))},
                       {"community", form.text("community")},
                       {"kinds", form.fields["kinds"]},
                       {"space", form.text("space")},
                       {"way", form.text("way")},
                       {"source_index_run", source},
                       {"owner", trimmed(form.text("owner"))},
                       {"budget_yuan", yuan_of(form.text("budget_wan"))},
                       {"funds", std::move(funds)},
                       {"starts_on", trimmed(form.text("starts_on"))},
                       {"ends_on", trimmed(form.text("ends_on"))},
                       {"photos_before", std::move(before_photos)},
                       {"photos_after", std::move(after_photos)}});
}

}  // namespace

bool is_new_plan_item(const Route& route) {
    return route.argument.empty() || route.argument.starts_with(kNewPlanItem);
}

Value begin_plan_form(const AppState& state) {
    if (is_new_plan_item(state.route)) {
        const std::string& argument = state.route.argument;
        const Value kinds = kinds_of(part_of(argument, 2));
        const std::string space = part_of(argument, 3);
        Value out = Value::map({{"year", std::to_string(next_plan_year(state))},
                                {"community", part_of(argument, 1)},
                                {"kinds", kinds},
                                {"space", space},
                                {"source_index_run", published_run(state)}});
        // What several are called together is for whoever files it to say.
        if (kinds.if_list()->size() == 1)
            out.set("title", kind_label(state, (*kinds.if_list())[0].string_or("")));
        add_proposals(state, space, kinds, out);
        return out;
    }
    const PlanItem* was = changed_item(state);
    if (was == nullptr) return {};
    Value out = plan_facts_tree(was->facts);
    out.set("year", std::to_string(was->facts.year));
    out.set("way",
            was->facts.way ? std::string(acquisition_way_name(*was->facts.way)) : std::string());
    out.set("budget_wan", typed_wan(was->facts.budget_yuan));
    for (const FundShare& share : was->facts.funds)
        out.set(fund_field(share.source), typed_wan(share.yuan));
    out.set("kept_before", out["photos_before"]);
    out.set("kept_after", out["photos_after"]);
    out.set("after", was->standing.state >= PlanState::Building &&
                         was->standing.state <= PlanState::EffectMeasured);
    return out;
}

CheckedForm check_plan_form(const AppState& state) {
    CheckedForm out;
    out.path = api::kPlan;
    Value facts = facts_of_form(state);
    // The words of the form name what is checked where it is typed.
    out.errors = plan_facts_of(facts, state.catalogue).errors;
    if (is_new_plan_item(state.route)) {
        facts.set("id", state.form.text("id"));
        out.body = std::move(facts);
        return out;
    }
    out.path.append("/").append(state.route.argument).append(api::kRecordEvents);
    const PlanItem* was = changed_item(state);
    // What was decided on stands: the server says the same of what is there then.
    if (was != nullptr && out.errors.empty()) {
        const PlanStep step{.doing = PlanDoing::Change,
                            .facts = plan_facts_of(facts, state.catalogue).facts};
        if (const auto after = after_new_step(*was, step, Role::Planner); !after)
            out.errors.push_back(after.error());
    }
    out.body = Value::map({{"do", plan_doing_name(PlanDoing::Change)},
                           {"version", was != nullptr ? was->version : 0},
                           {"facts", std::move(facts)}});
    return out;
}

}  // namespace kongdi::shell::desk
