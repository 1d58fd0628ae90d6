// SPDX-License-Identifier: Apache-2.0
#include "core/api/proposal_messages.hpp"

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

Proposal proposal_of(const Value& tree) {
    const Value& space = tree["space"];
    Proposal out;
    out.space = space.text("id");
    out.receipt = space.text("receipt");
    out.type = space.text("type");
    out.community_name = space.text("community_name");
    out.verified = space["verified"].bool_or(false);
    if (space["area_low_m2"].is_number()) out.area_low_m2 = space["area_low_m2"].number_or(0);
    out.kind = tree.text("kind");
    out.cost_yuan = tree["cost_yuan"].int_or(0);
    out.people = tree["people"].number_or(0);
    for (const Value& one : tree.items("gives"))
        out.gives.emplace_back(one.text("community"), one["people"].number_or(0));
    for (const Value& line : tree.items("said")) out.said.push_back(line_of(line));
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
    for (const Value& one : tree.items("choices")) out.choices.push_back(proposal_of(one));
    return out;
}

}  // namespace kongdi::api
