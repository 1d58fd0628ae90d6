// SPDX-License-Identifier: Apache-2.0
#include "core/codec/programme_codec.hpp"

#include "core/base/time.hpp"
#include "core/codec/tree_fields.hpp"

namespace kongdi {

namespace {

Value facts_in(const Value& tree) {
    return tree["facts"].if_map() != nullptr ? tree["facts"] : Value::map();
}

/// What a version has, with what it no longer has as null.
Value facts_diff(const Value& was, const Value& now) {
    Value all = now;
    for (const Value::Member& member : *was.if_map())
        if (now.find(member.first) == nullptr) all.set(member.first, Value());
    return diff_tree(tree_diff(was, all));
}

}  // namespace

Value land_facilities_tree(std::span<const LandFacility> facilities) {
    Value out = Value::list();
    for (const LandFacility& one : facilities)
        out.push(Value::map({{"kind", one.kind},
                             {"tier", tier_name(one.tier)},
                             {"basis", land_basis_name(one.basis)},
                             {"count", one.count},
                             {"floor_m2", or_null(one.floor_m2)},
                             {"site_m2", or_null(one.site_m2)}}));
    return out;
}

std::vector<LandFacility> land_facilities_of(const Value::List& trees) {
    std::vector<LandFacility> out;
    for (const Value& tree : trees) {
        Errors ignored;
        const TreeFields fields(tree, ignored);
        out.push_back({fields.text("kind"),
                       tier_from_name(fields.text("tier")).value_or(Tier::Plot),
                       land_basis_from_name(fields.text("basis")).value_or(LandBasis::ByPlanner),
                       fields.whole("count").value_or(0), fields.number("floor_m2"),
                       fields.number("site_m2")});
    }
    return out;
}

Value programme_entry_tree(const ProgrammeEntry& entry) {
    return Value::map({{"id", entry.id},
                       {"kind", programme_kind_name(entry.kind)},
                       {"version", entry.version},
                       {"state", programme_state_name(entry.state)},
                       {"facts", entry.facts},
                       {"reason", entry.reason},
                       {"facilities", land_facilities_tree(entry.facilities)},
                       {"community_name", entry.community_name},
                       {"filed_by", entry.filed_by},
                       {"filed_at", format_time(entry.filed_at_ms)},
                       {"changed_at", format_time(entry.changed_at_ms)}});
}

ProgrammeEntry programme_entry_of(const Value& tree) {
    ProgrammeEntry out;
    out.id = tree.text("id");
    out.kind = programme_kind_from_name(tree.text("kind")).value_or(ProgrammeKind::Candidate);
    out.version = tree["version"].int_or(1);
    out.state = programme_state_from_name(tree.text("state")).value_or(ProgrammeState::Draft);
    out.facts = facts_in(tree);
    out.reason = tree.text("reason");
    out.facilities = land_facilities_of(tree.items("facilities"));
    out.community_name = tree.text("community_name");
    out.filed_by = tree.text("filed_by");
    out.filed_at_ms = parse_time(tree.text("filed_at")).value_or(0);
    out.changed_at_ms = parse_time(tree.text("changed_at")).value_or(0);
    return out;
}

Value programme_step_tree(const ProgrammeStep& step) {
    Value out = Value::map({{"do", programme_doing_name(step.doing)}});
    if (step.doing == ProgrammeDoing::File) out.set("kind", programme_kind_name(step.kind));
    if (step.move) out.set("move", programme_move_name(*step.move));
    if (step.facts) out.set("facts", *step.facts);
    if (!step.reason.empty()) out.set("reason", step.reason);
    if (!step.facilities.empty()) out.set("facilities", land_facilities_tree(step.facilities));
    return out;
}

ProgrammeStep programme_step_of(const Value& tree) {
    ProgrammeStep out;
    out.doing = programme_doing_from_name(tree.text("do")).value_or(ProgrammeDoing::Change);
    out.kind = programme_kind_from_name(tree.text("kind")).value_or(ProgrammeKind::Candidate);
    out.move = programme_move_from_name(tree.text("move"));
    if (tree["facts"].if_map() != nullptr) out.facts = tree["facts"];
    out.reason = tree.text("reason");
    out.facilities = land_facilities_of(tree.items("facilities"));
    return out;
}

Value programme_versions_tree(const std::vector<ProgrammeVersion>& versions) {
    Value out = Value::list();
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const ProgrammeVersion& one = versions[i];
        out.push(
            Value::map({{"version", one.version},
                        {"do", programme_doing_name(one.doing)},
                        {"move", one.move ? Value(programme_move_name(*one.move)) : Value()},
                        {"state", programme_state_name(one.entry.state)},
                        {"reason", one.reason},
                        {"by", one.by},
                        {"at", format_time(one.at_ms)},
                        {"diff", i > 0 ? facts_diff(versions[i - 1].entry.facts, one.entry.facts)
                                       : Value::list()}}));
    }
    return out;
}

}  // namespace kongdi
