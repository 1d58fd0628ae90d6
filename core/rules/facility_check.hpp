// SPDX-License-Identifier: Apache-2.0
// What may stand in the register.
#pragma once

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/facility.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxFacilityName = 80;   // code points
inline constexpr std::size_t kMaxOpeningHours = 120;  // code points
inline constexpr std::size_t kMaxFacilityPhotos = 8;
inline constexpr double kMaxFacilityAreaM2 = 1e6;
inline constexpr std::int64_t kMaxSeats = 100'000;

/// Paths name the fields ("/floor_area_m2"), in their order.
Errors check_facility(const FacilityFacts& facts, const Catalogue& catalogue);

}  // namespace kongdi
