// SPDX-License-Identifier: Apache-2.0
#include "core/api/remark_messages.hpp"

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

Value point_tree(Wgs84Point point) { return Value::map({{"lon", point.lon}, {"lat", point.lat}}); }

std::optional<Wgs84Point> point_of(const Value& tree) {
    if (!tree["lon"].is_number() || !tree["lat"].is_number()) return std::nullopt;
    return Wgs84Point{tree["lon"].number_or(0), tree["lat"].number_or(0)};
}

}  // namespace

Value to_value(const NearFacility& facility) {
    return Value::map({{"id", facility.id},
                       {"kind", facility.kind},
                       {"name", facility.name},
                       {"community", facility.community},
                       {"state", facility_state_name(facility.state)},
                       {"opening_hours", facility.opening_hours},
                       {"point", point_tree(facility.point)}});
}

Result<std::vector<NearFacility>> near_facilities_of(const Value& tree) {
    if (tree["facilities"].if_list() == nullptr)
        return Error{ErrorCode::FieldMissing, "/facilities"};
    std::vector<NearFacility> out;
    for (const Value& row : tree.items("facilities")) {
        const auto point = point_of(row["point"]);
        if (row.text("id").empty() || !point) return Error{ErrorCode::FieldMissing, "/facilities"};
        out.push_back(
            {row.text("id"), row.text("kind"), row.text("name"), row.text("community"),
             facility_state_from_name(row["state"].string_or("")).value_or(FacilityState::Filed),
             row.text("opening_hours"), *point});
    }
    return out;
}

Value to_value(const FacilityRemark& remark) {
    return Value::map({{"id", remark.id},
                       {"subject", remark_subject_name(remark.subject)},
                       {"facility", remark.facility},
                       {"facility_name", remark.facility_name},
                       {"kind", remark.kind},
                       {"point", remark.point ? point_tree(*remark.point) : Value()},
                       {"description", remark.description},
                       {"community", remark.community},
                       {"community_name", remark.community_name},
                       {"state", report_state_name(remark.state)},
                       {"received_at", format_time(remark.received_at_ms)}});
}

Result<std::vector<FacilityRemark>> facility_remarks_of(const Value& tree) {
    if (tree["remarks"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/remarks"};
    std::vector<FacilityRemark> out;
    for (const Value& row : tree.items("remarks")) {
        const auto subject = remark_subject_from_name(row["subject"].string_or(""));
        const auto state = report_state_from_name(row["state"].string_or(""));
        if (row.text("id").empty()) return Error{ErrorCode::FieldMissing, "/remarks"};
        if (!subject || !state) continue;  // of a newer server
        out.push_back({row.text("id"), *subject, row.text("facility"), row.text("kind"),
                       point_of(row["point"]), row.text("description"), row.text("facility_name"),
                       row.text("community"), row.text("community_name"), *state,
                       parse_time(row["received_at"].string_or("")).value_or(0)});
    }
    return out;
}

}  // namespace kongdi::api
