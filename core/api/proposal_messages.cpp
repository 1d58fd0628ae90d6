// SPDX-License-Identifier: Apache-2.0
#include "core/api/proposal_messages.hpp"

#include "core/codec/questionnaire_codec.hpp"

namespace kongdi::api {

namespace {

ProposalLine line_of(const Value& tree) {
    ProposalLine out{tree.text("key")};
    if (const Value::Map* values = tree["values"].if_map())
        for (const Value::Member& one : *values)
            out.values.push_back(
                {one.first, one.second.text("as"), one.second["value"], one.second.text("label")});
    return out;
}

std::optional<ProposalWay> way_of(const Value& tree) {
    const auto way = acquisition_way_from_name(tree["way"].string_or(""));
    if (!way) return std::nullopt;
    return ProposalWay{*way, tree["usual"].bool_or(false), local_text_of(tree["rights"]),
                       local_text_of(tree["certificate"]), local_text_of(tree["consent"])};
}

std::vector<std::string> words_of(const Value& tree, std::string_view name) {
    std::vector<std::string> out;
    for (const Value& one : tree.items(name)) out.emplace_back(one.string_or(""));
    return out;
}

std::optional<double> number_of(const Value& value) {
    return value.is_number() ? std::optional(value.number_or(0)) : std::nullopt;
}

ProposalComplex complex_of(const Value& tree) {
    const Value& space = tree["space"];
    ProposalComplex out;
    out.space = space.text("id");
    out.receipt = space.text("receipt");
    out.type = space.text("type");
    out.area_low_m2 = number_of(space["area_low_m2"]);
    out.kinds = words_of(tree, "kinds");
    out.is_complex = tree["is_complex"].bool_or(false);
    out.functions = tree["functions"].int_or(0);
    out.priority = tree["priority"].int_or(0);
    out.households = tree["households"].int_or(0);
    out.other_floor_m2 = tree["other_floor_m2"].number_or(0);
    out.m2_per_100_households = number_of(tree["m2_per_100_households"]);
    out.failed = words_of(tree, "failed");
    out.advised = words_of(tree, "advised");
    return out;
}

Proposal proposal_of(const Value& tree) {
    const Value& space = tree["space"];
    Proposal out;
    out.space = space.text("id");
    out.receipt = space.text("receipt");
    out.type = space.text("type");
    out.community_name = space.text("community_name");
    out.verified = space["verified"].bool_or(false);
    out.area_low_m2 = number_of(space["area_low_m2"]);
    out.kind = tree.text("kind");
    out.priority = tree["priority"].bool_or(false);
    out.cost_yuan = tree["cost_yuan"].int_or(0);
    out.people = tree["people"].number_or(0);
    for (const Value& one : tree.items("gives"))
        out.gives.emplace_back(one.text("community"), one["people"].number_or(0));
    for (const Value& line : tree.items("said")) out.said.push_back(line_of(line));
    for (const Value& one : tree.items("ways"))
        if (auto way = way_of(one)) out.ways.push_back(*std::move(way));
    return out;
}

}  // namespace

Result<ProposalCard> proposal_card_of(const Value& tree) {
    if (tree["choices"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/choices"};
    ProposalCard out;
    out.is_best = tree["is_best"].bool_or(false);
    out.cost_yuan = tree["cost_yuan"].int_or(0);
    out.projects = tree["projects"].int_or(0);
    out.spaces = tree["spaces"].int_or(0);
    out.planned = tree["planned"].int_or(0);
    for (const Value& one : tree.items("complexes")) out.complexes.push_back(complex_of(one));
    for (const Value& one : tree.items("choices")) out.choices.push_back(proposal_of(one));
    return out;
}

}  // namespace kongdi::api
