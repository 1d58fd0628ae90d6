// SPDX-License-Identifier: Apache-2.0
#include "core/codec/space_stage_codec.hpp"

#include <array>

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

struct VoicesName {
    const char* name;
    Voices OwnersVote::*part;
};
constexpr std::array<VoicesName, 3> kVoices{{{"all", &OwnersVote::all},
                                             {"voting", &OwnersVote::voting},
                                             {"in_favour", &OwnersVote::in_favour}}};

Value owners_vote_tree(const OwnersVote& vote) {
    Value out = Value::map();
    for (const VoicesName& one : kVoices) {
        const Voices& voices = vote.*one.part;
        out.set(one.name, Value::map({{"owners", voices.owners}, {"area_cm2", voices.area_cm2}}));
    }
    return out;
}

std::optional<OwnersVote> stored_owners_vote(const Value& tree) {
    if (tree.if_map() == nullptr) return std::nullopt;
    OwnersVote out;
    for (const VoicesName& one : kVoices)
        out.*one.part = {tree[one.name]["owners"].int_or(0), tree[one.name]["area_cm2"].int_or(0)};
    return out;
}

std::optional<OwnersVote> owners_vote_of(const Value& tree, Errors& errors) {
    const std::string path = "/owners_vote";
    if (tree.is_null()) return std::nullopt;
    if (tree.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return std::nullopt;
    }
    const auto number = [&](const Value& value, const std::string& place, std::int64_t most) {
        if (value.is_null())
            errors.push_back({ErrorCode::FieldMissing, place});
        else if (value.if_int() == nullptr)
            errors.push_back({ErrorCode::FieldType, place});
        else if (value.int_or(0) < 0 || value.int_or(0) > most)
            errors.push_back({ErrorCode::FieldRange, place});
        return value.int_or(0);
    };
    OwnersVote out;
    for (const VoicesName& one : kVoices) {
        const std::string place = path + path_step(one.name);
        const Value& voices = tree[one.name];
        out.*one.part = {number(voices["owners"], place + "/owners", kMostAsked),
                         number(voices["area_cm2"], place + "/area_cm2", kMostAreaCm2)};
    }
    return out;
}

std::optional<bool> stored_flag(const Value& tree) {
    return tree.if_bool() != nullptr ? std::optional(*tree.if_bool()) : std::nullopt;
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
    step.owners_vote = owners_vote_of(tree["owners_vote"], out.errors);
    step.common_parts = stored_flag(tree["common_parts"]);
    if (!tree["common_parts"].is_null() && !step.common_parts)
        fields.wrong(ErrorCode::FieldType, "common_parts");
    return out;
}

Value space_step_tree(const SpaceStep& step) {
    Value out = Value::map({{"move", space_move_name(step.move)}});
    set_text(out, "words", step.words);
    if (step.reason) out.set("reason", infeasible_reason_name(*step.reason));
    set_count(out, "in_favour", step.in_favour);
    set_count(out, "against", step.against);
    if (step.owners_vote) out.set("owners_vote", owners_vote_tree(*step.owners_vote));
    if (step.common_parts) out.set("common_parts", *step.common_parts);
    return out;
}

std::optional<SpaceStep> stored_space_step(const Value& tree) {
    const auto move = space_move_from_name(tree["move"].string_or(""));
    if (!move) return std::nullopt;
    return SpaceStep{*move,
                     tree.text("words"),
                     infeasible_reason_from_name(tree["reason"].string_or("")),
                     tree["in_favour"].int_or(0),
                     tree["against"].int_or(0),
                     stored_owners_vote(tree["owners_vote"]),
                     stored_flag(tree["common_parts"])};
}

Value space_standing_tree(const SpaceStanding& standing) {
    Value out = Value::map();
    if (standing.ownership != Ownership::Unknown)
        out.set("ownership", ownership_name(standing.ownership));
    set_text(out, "ownership_words", standing.ownership_words);
    if (standing.common_parts) out.set("common_parts", *standing.common_parts);
    if (standing.feasible) out.set("feasible", *standing.feasible);
    if (standing.reason) out.set("reason", infeasible_reason_name(*standing.reason));
    set_text(out, "feasible_words", standing.feasible_words);
    if (const auto& asked = standing.consultation) {
        Value tree = Value::map(
            {{"item", asked->item}, {"in_favour", asked->in_favour}, {"against", asked->against}});
        if (asked->owners_vote) tree.set("owners_vote", owners_vote_tree(*asked->owners_vote));
        out.set("consultation", std::move(tree));
    }
    set_text(out, "approved_item", standing.approved_item);
    set_text(out, "released_item", standing.released_item);
    return out;
}

SpaceStanding space_standing_of(const Value& tree) {
    SpaceStanding out;
    out.ownership =
        ownership_from_name(tree["ownership"].string_or("")).value_or(Ownership::Unknown);
    out.ownership_words = tree.text("ownership_words");
    out.common_parts = stored_flag(tree["common_parts"]);
    if (const Value& feasible = tree["feasible"]; !feasible.is_null())
        out.feasible = feasible.bool_or(false);
    out.reason = infeasible_reason_from_name(tree["reason"].string_or(""));
    out.feasible_words = tree.text("feasible_words");
    if (const Value& asked = tree["consultation"]; asked.if_map() != nullptr)
        out.consultation =
            Consultation{asked.text("item"), asked["in_favour"].int_or(0),
                         asked["against"].int_or(0), stored_owners_vote(asked["owners_vote"])};
    out.approved_item = tree.text("approved_item");
    out.released_item = tree.text("released_item");
    return out;
}

}  // namespace kongdi
