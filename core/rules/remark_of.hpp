// SPDX-License-Identifier: Apache-2.0
// What a record of kind facility_remark says. Its body:
//   {"subject": "closed", "facility": ID, "description": TEXT?}
//   {"subject": "missing", "facility_kind": "ELD02", "place": PLACE, "description": TEXT?}
#pragma once

#include "core/base/value.hpp"
#include "core/model/facility_remark.hpp"

namespace kongdi {

/// Of the body of a record that passed check_record; without what the register and the history
/// know of it.
FacilityRemark remark_of(const Value& body);

}  // namespace kongdi
