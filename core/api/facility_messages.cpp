// SPDX-License-Identifier: Apache-2.0
#include "core/api/facility_messages.hpp"

#include "core/base/time.hpp"
#include "core/codec/facility_kind_codec.hpp"

namespace kongdi::api {

namespace {

std::int64_t time_or_0(const Value& tree, std::string_view name) {
    return parse_time(tree[name].string_or("")).value_or(0);
}

}  // namespace

Result<Facility> facility_of(const Value& tree) {
    Facility out;
    out.id = tree.text("id");
    if (out.id.empty()) return Error{ErrorCode::FieldMissing, "/id"};
    const auto state = facility_state_from_name(tree["state"].string_or(""));
    if (!state) return Error{ErrorCode::FieldChoice, "/state"};
    out.state = *state;
    out.version = tree["version"].int_or(0);
    out.facts = stored_facility_facts(tree);
    out.origin = tree.text("origin");
    out.community_name = tree.text("community_name");
    out.filed_by = tree.text("filed_by");
    out.filed_at_ms = time_or_0(tree, "filed_at");
    out.stated_by = tree.text("stated_by");
    out.verified_by = tree.text("verified_by");
    out.verified_at_ms = parse_time(tree["verified_at"].string_or(""));
    if (tree["verified_version"].if_int() != nullptr)
        out.verified_version = tree["verified_version"].int_or(0);
    out.changed_at_ms = time_or_0(tree, "changed_at");
    return out;
}

Result<FacilityList> facility_list_of(const Value& tree) {
    if (tree["total"].if_int() == nullptr) return Error{ErrorCode::FieldMissing, "/total"};
    FacilityList out;
    out.total = tree["total"].int_or(0);
    for (const Value& row : tree.items("facilities"))
        out.rows.push_back(KONGDI_TRY(facility_of(row)));
    return out;
}

Result<FacilityCard> facility_card_of(const Value& tree) {
    FacilityCard out;
    out.facility = KONGDI_TRY(facility_of(tree));
    for (const Value& row : tree.items("versions")) {
        FacilityChange& change = out.versions.emplace_back();
        FacilityVersion& version = change.version;
        version.version = row["version"].int_or(0);
        version.move =
            facility_move_from_name(row["move"].string_or("")).value_or(FacilityMove::Change);
        version.state =
            facility_state_from_name(row["state"].string_or("")).value_or(FacilityState::Filed);
        version.facts = stored_facility_facts(row["facts"]);
        version.by = row.text("by");
        version.reason = row.text("reason");
        version.at_ms = time_or_0(row, "at");
        for (const Value& one : row.items("diff"))
            change.diff.push_back({one.text("field"), one["before"], one["after"]});
    }
    return out;
}

Result<CatalogueNow> catalogue_now_of(const Value& tree) {
    if (tree["facilities"].if_list() == nullptr)
        return Error{ErrorCode::FieldMissing, "/facilities"};
    CatalogueNow out;
    for (const Value& kind : tree.items("facilities"))
        for (const Value& row : kind.items("thresholds")) {
            const auto measure = measure_from_name(row["measure"].string_or(""));
            if (!measure) continue;  // of a newer server
            out.thresholds.push_back(
                {kind.text("code"),
                 {*measure, KONGDI_TRY(bounds_of(row, "/thresholds")), row.text("mark")},
                 KONGDI_TRY(bounds_of(row["default"], "/thresholds/default")),
                 row["confirmed"].bool_or(false)});
        }
    for (const Value& row : tree.items("history")) {
        const auto measure = measure_from_name(row["measure"].string_or(""));
        if (!measure) continue;
        out.history.push_back({row.text("kind"), *measure,
                               KONGDI_TRY(bounds_of(row["before"], "/history/before")),
                               KONGDI_TRY(bounds_of(row["after"], "/history/after")),
                               row.text("reason"), row.text("by"), time_or_0(row, "at")});
    }
    return out;
}

}  // namespace kongdi::api
