// SPDX-License-Identifier: Apache-2.0
// The thresholds of the catalogue as planners have changed them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/facility_kind.hpp"

namespace kongdi {

/// The most any bound may be.
inline constexpr double kMostBound = 1e7;
/// Code points of the reason of a change.
inline constexpr std::size_t kMaxReason = 400;

/// Not negative, not past kMostBound, a high that is not below its low.
std::optional<ErrorCode> check_bounds(const Bounds& bounds);

/// The kinds with each change put in the place of what was before, in their order. Changes of what
/// no kind has are left out.
std::vector<FacilityKind> kinds_in_force(const std::vector<FacilityKind>& defaults,
                                         std::span<const ThresholdChange> changes);

}  // namespace kongdi
