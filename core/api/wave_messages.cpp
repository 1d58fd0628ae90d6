// SPDX-License-Identifier: Apache-2.0
#include "core/api/wave_messages.hpp"

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

Split split_of(const Value& tree) {
    Split out;
    if (const Value::Map* members = tree.if_map())
        for (const Value::Member& member : *members) {
            std::optional<std::int64_t> n;
            if (member.second.if_int() != nullptr) n = member.second.int_or(0);
            out.emplace_back(member.first, n);
        }
    return out;
}

std::optional<double> mean_of(const Value& measure) {
    return measure["mean"].is_number() ? std::optional(measure["mean"].number_or(0)) : std::nullopt;
}

CommunityProgress community_of(const Value& row) {
    return {row.text("community"),
            row.text("name"),
            estate_kind_from_name(row["estate"].string_or("")).value_or(EstateKind::General),
            row["households"].int_or(0),
            row["answered"].int_or(0),
            row["share"].number_or(0),
            row["goal"].number_or(0),
            row["expected"].number_or(0),
            row["behind"].bool_or(false),
            split_of(row["by_mode"]),
            split_of(row["by_age"])};
}

}  // namespace

Result<Wave> wave_of(const Value& tree) {
    Wave out;
    out.id = tree.text("id");
    if (out.id.empty()) return Error{ErrorCode::FieldMissing, "/id"};
    const auto state = wave_state_from_name(tree["state"].string_or(""));
    if (!state) return Error{ErrorCode::FieldChoice, "/state"};
    out.state = *state;
    out.number = tree["number"].int_or(0);
    out.plan = stored_wave_plan(tree);
    out.households = tree["households"].int_or(0);
    out.by = tree.text("by");
    out.changed_at_ms = parse_time(tree["changed_at"].string_or("")).value_or(0);
    return out;
}

Result<std::vector<Wave>> wave_list_of(const Value& tree) {
    if (tree["waves"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/waves"};
    std::vector<Wave> out;
    for (const Value& row : tree.items("waves")) out.push_back(KONGDI_TRY(wave_of(row)));
    return out;
}

Result<WaveProgress> wave_progress_of(const Value& tree) {
    WaveProgress out;
    out.wave = KONGDI_TRY(wave_of(tree["wave"]));
    out.answered = tree["answered"].int_or(0);
    out.seated = tree["seated"].int_or(0);
    out.behind = tree["behind"].int_or(0);
    out.by_mode = split_of(tree["by_mode"]);
    out.by_age = split_of(tree["by_age"]);
    for (const Value& row : tree.items("communities")) out.communities.push_back(community_of(row));
    return out;
}

Result<std::vector<WaveResult>> wave_results_of(const Value& tree) {
    if (tree["rows"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/rows"};
    std::vector<WaveResult> out;
    for (const Value& row : tree.items("rows"))
        out.push_back({row.text("facility"), row["satisfaction"]["n"].int_or(0),
                       mean_of(row["satisfaction"]), mean_of(row["importance"]),
                       mean_of(row["minutes"]), mean_of(row["use"])});
    return out;
}

}  // namespace kongdi::api
