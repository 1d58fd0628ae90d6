// SPDX-License-Identifier: Apache-2.0
#include "core/codec/wave_codec.hpp"

#include "core/base/time.hpp"
#include "core/rules/wave_rules.hpp"

namespace kongdi {

namespace {

Value goals_tree(const WaveGoals& goals) {
    Value out = Value::map();
    for (std::size_t i = 0; i < kEstateKinds; ++i)
        out.set(estate_kind_name(static_cast<EstateKind>(i)), goals[i]);
    return out;
}

void read_goals(const Value& tree, WaveGoals& goals, Errors& errors) {
    if (tree.is_null()) return;
    if (tree.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, "/goals"});
        return;
    }
    for (const Value::Member& member : *tree.if_map()) {
        const std::string path = "/goals" + path_step(member.first);
        const auto kind = estate_kind_from_name(member.first);
        if (!kind)
            errors.push_back({ErrorCode::FieldChoice, path});
        else if (!member.second.is_number())
            errors.push_back({ErrorCode::FieldType, path});
        else
            goals[static_cast<std::size_t>(*kind)] = member.second.number_or(0);
    }
}

std::int64_t read_time(const Value& tree, std::string_view name, Errors& errors) {
    const Value& value = tree[name];
    if (value.is_null()) {
        errors.push_back({ErrorCode::FieldMissing, path_step(name)});
        return 0;
    }
    const auto at = parse_time(value.string_or(""));
    if (!at) errors.push_back({ErrorCode::FieldFormat, path_step(name)});
    return at.value_or(0);
}

void read_targets(const Value& tree, std::vector<WaveTarget>& out, Errors& errors) {
    const Value& list = tree["targets"];
    if (!list.is_null() && list.if_list() == nullptr) {
        errors.push_back({ErrorCode::FieldType, "/targets"});
        return;
    }
    const Value::List& items = tree.items("targets");
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string path = "/targets/" + std::to_string(i);
        const Value& households = items[i]["households"];
        if (households.if_int() == nullptr)
            errors.push_back({households.is_null() ? ErrorCode::FieldMissing : ErrorCode::FieldType,
                              path + "/households"});
        const Value& estate = items[i]["estate"];
        const auto kind = estate.is_null() ? std::optional(EstateKind::General)
                                           : estate_kind_from_name(estate.string_or(""));
        if (!kind) errors.push_back({ErrorCode::FieldChoice, path + "/estate"});
        out.push_back(
            {items[i].text("community"), households.int_or(0), kind.value_or(EstateKind::General)});
    }
}

WavePlan read_plan(const Value& tree, const WaveGoals& goals, Errors& errors) {
    WavePlan out;
    out.goals = goals;
    for (const std::string_view name : {"title", "questionnaire"})
        if (!tree[name].is_null() && tree[name].if_string() == nullptr)
            errors.push_back({ErrorCode::FieldType, path_step(name)});
    out.title = tree.text("title");
    out.questionnaire = tree.text("questionnaire");
    out.questionnaire_version = tree["questionnaire_version"].int_or(0);
    out.opens_at_ms = read_time(tree, "opens_at", errors);
    out.closes_at_ms = read_time(tree, "closes_at", errors);
    read_goals(tree["goals"], out.goals, errors);
    read_targets(tree, out.targets, errors);
    return out;
}

}  // namespace

Value wave_plan_tree(const WavePlan& plan) {
    Value targets = Value::list();
    for (const WaveTarget& target : plan.targets)
        targets.push(Value::map({{"community", target.community},
                                 {"households", target.households},
                                 {"estate", estate_kind_name(target.estate)}}));
    return Value::map({{"title", plan.title},
                       {"questionnaire", plan.questionnaire},
                       {"questionnaire_version", plan.questionnaire_version},
                       {"opens_at", format_time(plan.opens_at_ms)},
                       {"closes_at", format_time(plan.closes_at_ms)},
                       {"goals", goals_tree(plan.goals)},
                       {"targets", targets}});
}

WavePlan stored_wave_plan(const Value& tree) {
    Errors ignored;
    return read_plan(tree, {}, ignored);
}

CheckedWave wave_plan_of(const Value& tree, const Catalogue& catalogue,
                         const Questionnaire* published) {
    CheckedWave out;
    if (tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
        return out;
    }
    out.plan = read_plan(tree, catalogue.wave_rules.goals, out.errors);
    if (out.plan.questionnaire_version == 0) {
        const bool is_it = published != nullptr && published->id == out.plan.questionnaire;
        const Questionnaire* newest =
            is_it ? published : catalogue.questionnaire(out.plan.questionnaire);
        if (newest != nullptr) out.plan.questionnaire_version = newest->version;
    }
    if (out.errors.empty()) out.errors = check_wave(out.plan, catalogue, published);
    return out;
}

Value wave_tree(const Wave& wave) {
    Value out = wave_plan_tree(wave.plan);
    if (wave.plan.targets.empty()) out.erase("targets");
    out.set("id", wave.id);
    out.set("number", wave.number);
    out.set("state", wave_state_name(wave.state));
    out.set("households", wave.households);
    out.set("by", wave.by);
    out.set("changed_at", format_time(wave.changed_at_ms));
    return out;
}

Result<WaveRules> wave_rules_of(const Value& tree) {
    WaveRules out;
    for (std::size_t i = 0; i < kEstateKinds; ++i) {
        const std::string_view name = estate_kind_name(static_cast<EstateKind>(i));
        out.goals[i] = tree["goals"][name]["share"].number_or(0);
        if (!(out.goals[i] > 0 && out.goals[i] <= 1))
            return Error{ErrorCode::FieldRange, "/goals" + path_step(name)};
    }
    out.behind_share = tree["behind"]["share"].number_or(-1);
    out.behind_after = tree["behind"]["after"].number_or(-1);
    for (const double one : {out.behind_share, out.behind_after})
        if (one < 0 || one > 1) return Error{ErrorCode::FieldRange, "/behind"};
    return out;
}

}  // namespace kongdi
