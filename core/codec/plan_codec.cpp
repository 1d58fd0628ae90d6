// SPDX-License-Identifier: Apache-2.0
#include "core/codec/plan_codec.hpp"

#include "core/base/time.hpp"
#include "core/codec/tree_fields.hpp"
#include "core/rules/plan_check.hpp"

namespace kongdi {

namespace {

Value texts_tree(const std::vector<std::string>& texts) {
    Value out = Value::list();
    for (const std::string& one : texts) out.push(one);
    return out;
}

std::vector<FundShare> funds_of(const Value& tree, Errors& errors) {
    std::vector<FundShare> out;
    const Value& funds = tree["funds"];
    if (funds.is_null()) return out;
    if (funds.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, "/funds"});
        return out;
    }
    for (const Value::Member& member : *funds.if_map()) {
        const auto source = fund_source_from_name(member.first);
        if (!source)
            errors.push_back({ErrorCode::FieldChoice, "/funds" + path_step(member.first)});
        else if (member.second.if_int() == nullptr)
            errors.push_back({ErrorCode::FieldType, "/funds" + path_step(member.first)});
        else
            out.push_back({*source, member.second.int_or(0)});
    }
    return out;
}

PlanFacts read_facts(const Value& tree, Errors& errors) {
    const TreeFields fields(tree, errors);
    PlanFacts out;
    if (tree["year"].is_null()) fields.wrong(ErrorCode::FieldMissing, "year");
    out.year = fields.whole("year").value_or(kFirstPlanYear);
    out.title = fields.text("title");
    out.community = fields.text("community");
    out.kinds = fields.words("kinds");
    out.space = fields.text("space");
    if (const std::string way = fields.text("way"); !way.empty()) {
        out.way = acquisition_way_from_name(way);
        if (!out.way) fields.wrong(ErrorCode::FieldChoice, "way");
    }
    out.source_index_run = fields.text("source_index_run");
    out.owner = fields.text("owner");
    out.budget_yuan = fields.whole("budget_yuan").value_or(0);
    out.funds = funds_of(tree, errors);
    out.starts_on = fields.text("starts_on");
    out.ends_on = fields.text("ends_on");
    out.photos_before = fields.words("photos_before");
    out.photos_after = fields.words("photos_after");
    return out;
}

}  // namespace

Value plan_facts_tree(const PlanFacts& facts) {
    Value funds = Value::map();
    for (const FundShare& share : facts.funds)
        funds.set(fund_source_name(share.source), share.yuan);
    return Value::map({{"year", facts.year},
                       {"title", facts.title},
                       {"community", facts.community},
                       {"kinds", texts_tree(facts.kinds)},
                       {"space", facts.space},
                       {"way", facts.way ? Value(acquisition_way_name(*facts.way)) : Value()},
                       {"source_index_run", facts.source_index_run},
                       {"owner", facts.owner},
                       {"budget_yuan", facts.budget_yuan},
                       {"funds", funds},
                       {"starts_on", facts.starts_on},
                       {"ends_on", facts.ends_on},
                       {"photos_before", texts_tree(facts.photos_before)},
                       {"photos_after", texts_tree(facts.photos_after)}});
}

CheckedPlan plan_facts_of(const Value& tree, const Catalogue& catalogue) {
    CheckedPlan out;
    if (tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
        return out;
    }
    out.facts = read_facts(tree, out.errors);
    if (out.errors.empty()) out.errors = check_plan_facts(out.facts, catalogue);
    return out;
}

Value year_progress_tree(const YearProgress& progress) {
    return Value::map({{"year", progress.year},
                       {"percent", progress.percent},
                       {"spent_yuan", progress.spent_yuan},
                       {"note", progress.note}});
}

YearProgress year_progress_of(const Value& tree, Errors& errors) {
    Errors own;
    const TreeFields fields(tree, own);
    YearProgress out;
    for (const std::string_view name : {"year", "percent"})
        if (tree[name].is_null()) fields.wrong(ErrorCode::FieldMissing, name);
    out.year = fields.whole("year").value_or(0);
    out.percent = fields.whole("percent").value_or(0);
    out.spent_yuan = fields.whole("spent_yuan").value_or(0);
    out.note = fields.text("note");
    for (Error& error : own) errors.push_back({error.code, "/progress" + error.path});
    if (own.empty())
        for (Error& error : check_plan_note(out)) errors.push_back(std::move(error));
    return out;
}

Value plan_item_tree(const PlanItem& item) {
    Value out = plan_facts_tree(item.facts);
    Value progress = Value::list();
    for (const YearProgress& year : item.progress) progress.push(year_progress_tree(year));
    out.set("id", item.id);
    out.set("version", item.version);
    out.set("state", plan_state_name(item.standing.state));
    if (item.standing.state == PlanState::CarriedOver)
        out.set("carried_from", plan_state_name(item.standing.carried_from));
    out.set("reason", item.reason);
    out.set("progress", progress);
    out.set("carried_from_year", or_null(item.carried_from_year));
    out.set("index_before", or_null(item.index_before));
    out.set("effect_index_run", item.effect_index_run);
    out.set("index_after", or_null(item.index_after));
    out.set("listed_at", format_time(item.listed_at_ms));
    out.set("building_at", format_time(item.building_at_ms));
    out.set("done_at", format_time(item.done_at_ms));
    out.set("community_name", item.community_name);
    out.set("filed_by", item.filed_by);
    out.set("filed_at", format_time(item.filed_at_ms));
    out.set("changed_at", format_time(item.changed_at_ms));
    return out;
}

PlanItem plan_item_of(const Value& tree) {
    Errors ignored;
    const TreeFields fields(tree, ignored);
    PlanItem out;
    out.id = fields.text("id");
    out.version = fields.whole("version").value_or(1);
    out.facts = read_facts(tree, ignored);
    out.standing.state = plan_state_from_name(fields.text("state")).value_or(PlanState::Proposed);
    out.standing.carried_from =
        plan_state_from_name(fields.text("carried_from")).value_or(PlanState::Proposed);
    out.reason = fields.text("reason");
    for (const Value& year : tree.items("progress"))
        out.progress.push_back(year_progress_of(year, ignored));
    out.carried_from_year = fields.whole("carried_from_year");
    out.index_before = fields.number("index_before");
    out.effect_index_run = fields.text("effect_index_run");
    out.index_after = fields.number("index_after");
    out.listed_at_ms = parse_time(fields.text("listed_at")).value_or(0);
    out.building_at_ms = parse_time(fields.text("building_at")).value_or(0);
    out.done_at_ms = parse_time(fields.text("done_at")).value_or(0);
    out.community_name = fields.text("community_name");
    out.filed_by = fields.text("filed_by");
    out.filed_at_ms = parse_time(fields.text("filed_at")).value_or(0);
    out.changed_at_ms = parse_time(fields.text("changed_at")).value_or(0);
    return out;
}

Value plan_step_tree(const PlanStep& step) {
    Value out = Value::map({{"do", plan_doing_name(step.doing)}});
    if (step.move) out.set("move", plan_move_name(*step.move));
    if (step.facts) out.set("facts", plan_facts_tree(*step.facts));
    if (step.progress) out.set("progress", year_progress_tree(*step.progress));
    if (!step.reason.empty()) out.set("reason", step.reason);
    if (!step.index_run.empty()) out.set("index_run", step.index_run);
    if (step.index) out.set("index", *step.index);
    return out;
}

PlanStep plan_step_of(const Value& tree) {
    Errors ignored;
    PlanStep out;
    out.doing = plan_doing_from_name(tree.text("do")).value_or(PlanDoing::Change);
    out.move = plan_move_from_name(tree.text("move"));
    if (tree["facts"].if_map() != nullptr) out.facts = read_facts(tree["facts"], ignored);
    if (tree["progress"].if_map() != nullptr)
        out.progress = year_progress_of(tree["progress"], ignored);
    out.reason = tree.text("reason");
    out.index_run = tree.text("index_run");
    if (tree["index"].is_number()) out.index = tree["index"].number_or(0);
    return out;
}

Value plan_versions_tree(const std::vector<PlanVersion>& versions) {
    Value out = Value::list();
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const PlanVersion& one = versions[i];
        Value diff = Value::list();
        if (i > 0)
            diff = diff_tree(tree_diff(plan_facts_tree(versions[i - 1].item.facts),
                                       plan_facts_tree(one.item.facts)));
        out.push(Value::map({{"version", one.version},
                             {"do", plan_doing_name(one.doing)},
                             {"move", one.move ? Value(plan_move_name(*one.move)) : Value()},
                             {"state", plan_state_name(one.item.standing.state)},
                             {"reason", one.reason},
                             {"by", one.by},
                             {"at", format_time(one.at_ms)},
                             {"item", plan_item_tree(one.item)},
                             {"diff", diff}}));
    }
    return out;
}

}  // namespace kongdi
