// SPDX-License-Identifier: Apache-2.0
#include "core/rules/remark_of.hpp"

#include "core/geometry/datum.hpp"

namespace kongdi {

FacilityRemark remark_of(const Value& body) {
    FacilityRemark out;
    out.subject =
        remark_subject_from_name(body["subject"].string_or("")).value_or(RemarkSubject::Closed);
    out.facility = body.text("facility");
    out.kind = body.text("facility_kind");
    out.description = body.text("description");
    const Value& point = body["place"]["point"];
    if (point.if_map() != nullptr)
        out.point = to_wgs84(point["lon"].number_or(0), point["lat"].number_or(0),
                             datum_from_name(point["datum"].string_or("")).value_or(Datum::Wgs84));
    return out;
}

}  // namespace kongdi
