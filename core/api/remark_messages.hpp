// SPDX-License-Identifier: Apache-2.0
// What residents say of facilities, on the wire; and the facilities near a place, of which they
// say it.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/facility.hpp"
#include "core/model/facility_remark.hpp"

namespace kongdi::api {

/// What everybody may know of a facility that is not closed.
struct NearFacility {
    std::string id = {};
    std::string kind = {};
    std::string name = {};
    std::string community = {};
    FacilityState state = FacilityState::Filed;
    std::string opening_hours = {};
    Wgs84Point point = {};

    friend bool operator==(const NearFacility&, const NearFacility&) = default;
};

Value to_value(const NearFacility& facility);
Result<std::vector<NearFacility>> near_facilities_of(const Value& tree);

Value to_value(const FacilityRemark& remark);
Result<std::vector<FacilityRemark>> facility_remarks_of(const Value& tree);

}  // namespace kongdi::api
