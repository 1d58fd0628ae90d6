// SPDX-License-Identifier: Apache-2.0
#include "core/codec/space_stage_codec.hpp"

#include "core/base/text.hpp"
#include "core/codec/staff_words.hpp"
#include "core/codec/tree_fields.hpp"

namespace kongdi {

namespace {

void set_text(Value& tree, std::string_view name, const std::string& text) {
    if (!text.empty()) tree.set(name, text);
}

void set_count(Value& tree, std::string_view name, std::int64_t n) {
    if (n != 0) tree.set(name, n);
}

std::int64_t count_of(const TreeFields& fields, const char* name) {
    const std::int64_t out = fields.whole(name).value_or(0);
    if (out < 0 || out > kMostAsked) fields.wrong(ErrorCode::FieldRange, name);
    return out;
}

}  // namespace

CheckedSpaceStep space_step_of(const Value& tree) {
    CheckedSpaceStep out;
    SpaceStep& step = out.step;
    const TreeFields fields(tree, out.errors);
    if (tree["move"].is_null()) {
        fields.wrong(ErrorCode::FieldMissing, "move");
        return out;
    }
    const auto move = space_move_from_name(fields.text("move"));
    if (!move && tree["move"].if_string() != nullptr) fields.wrong(ErrorCode::FieldChoice, "move");
    step.move = move.value_or(SpaceMove::TakeBack);
    step.words = trimmed(fields.text("words"));
    check_words(step.words, kMaxSpaceWords, "/words", out.errors);
    const std::string reason = fields.text("reason");
    step.reason = infeasible_reason_from_name(reason);
    if (!reason.empty() && !step.reason) fields.wrong(ErrorCode::FieldChoice, "reason");
    step.in_favour = count_of(fields, "in_favour");
    step.against = count_of(fields, "against");
    return out;
}

Value space_step_tree(const SpaceStep& step) {
    Value out = Value::map({{"move", space_move_name(step.move)}});
    set_text(out, "words", step.words);
    if (step.reason) out.set("reason", infeasible_reason_name(*step.reason));
    set_count(out, "in_favour", step.in_favour);
    set_count(out, "against", step.against);
    return out;
}

std::optional<SpaceStep> stored_space_step(const Value& tree) {
    const auto move = space_move_from_name(tree["move"].string_or(""));
    if (!move) return std::nullopt;
    return SpaceStep{*move, tree.text("words"),
                     infeasible_reason_from_name(tree["reason"].string_or("")),
                     tree["in_favour"].int_or(0), tree["against"].int_or(0)};
}

Value space_standing_tree(const SpaceStanding& standing) {
    Value out = Value::map();
    if (standing.ownership != Ownership::Unknown)
        out.set("ownership", ownership_name(standing.ownership));
    set_text(out, "ownership_words", standing.ownership_words);
    if (standing.feasible) out.set("feasible", *standing.feasible);
    if (standing.reason) out.set("reason", infeasible_reason_name(*standing.reason));
    set_text(out, "feasible_words", standing.feasible_words);
    if (standing.consultation)
        out.set("consultation", Value::map({{"item", standing.consultation->item},
                                            {"in_favour", standing.consultation->in_favour},
                                            {"against", standing.consultation->against}}));
    set_text(out, "approved_item", standing.approved_item);
    set_text(out, "released_item", standing.released_item);
    return out;
}

SpaceStanding space_standing_of(const Value& tree) {
    SpaceStanding out;
    out.ownership =
        ownership_from_name(tree["ownership"].string_or("")).value_or(Ownership::Unknown);
    out.ownership_words = tree.text("ownership_words");
    if (const Value& feasible = tree["feasible"]; !feasible.is_null())
        out.feasible = feasible.bool_or(false);
    out.reason = infeasible_reason_from_name(tree["reason"].string_or(""));
    out.feasible_words = tree.text("feasible_words");
    if (const Value& asked = tree["consultation"]; asked.if_map() != nullptr)
        out.consultation = Consultation{asked.text("item"), asked["in_favour"].int_or(0),
                                        asked["against"].int_or(0)};
    out.approved_item = tree.text("approved_item");
    out.released_item = tree.text("released_item");
    return out;
}

}  // namespace kongdi
