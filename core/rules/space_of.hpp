// SPDX-License-Identifier: Apache-2.0
// What a planner's table says of an idle-space report.
#pragma once

#include "core/model/catalogue.hpp"
#include "core/model/record.hpp"
#include "core/model/space.hpp"

namespace kongdi {

/// Brings the point to WGS-84 (rounded to 1e-7 degrees, about a centimetre), the area to an
/// interval by the factors of its source (to 0.01 m²). The record must have passed check_record and
/// be of kind idle_space. Receipt, state, community name, received_at and photos_missing are the
/// server's to fill.
Space space_of(const Record& record, const Questionnaire& questionnaire);

/// What a worker measured, with how far the truth may lie from it: 5 %, as of residents who measure
/// (web/assets/questionnaires/idle_space.json).
FloorArea measured_on_site(double m2);

}  // namespace kongdi
