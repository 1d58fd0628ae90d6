// SPDX-License-Identifier: Apache-2.0
// What the answers to a service check-up say. Its body, version 2:
//   {"services": {"ELD02": ["yes", "6_10", 4, 5], "EDU01": ["none_here", null, null, 3],
//                 "COM01": ["yes"]},
//    "age_band": "60_74", "household": ["age_60_up"]}
// A row's list is used in the last six months (yes, no, none_here), minutes on foot (0_5, 6_10,
// 11_15, 16_up), satisfaction and importance (1 to 5 or "dont_know"); null where nothing was said,
// the end left out. Version 1 had {"satisfaction": {"ELD02": 4, "EDU01": "none_here"}} instead.
#pragma once

#include "core/model/checkup.hpp"
#include "core/model/record.hpp"

namespace kongdi {

/// The record must have passed check_record and be of kind service_checkup.
Checkup checkup_of(const Record& record);

}  // namespace kongdi
