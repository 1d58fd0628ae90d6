// SPDX-License-Identifier: Apache-2.0
#include "core/rules/thresholds.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi {

std::optional<ErrorCode> check_bounds(const Bounds& bounds) {
    const auto fits = [](double value) {
        return std::isfinite(value) && value >= 0 && value <= kMostBound;
    };
    if (!fits(bounds.low)) return ErrorCode::FieldRange;
    if (bounds.high && (!fits(*bounds.high) || *bounds.high < bounds.low))
        return ErrorCode::FieldRange;
    return std::nullopt;
}

std::vector<FacilityKind> kinds_in_force(const std::vector<FacilityKind>& defaults,
                                         std::span<const ThresholdChange> changes) {
    std::vector<FacilityKind> out = defaults;
    for (const ThresholdChange& change : changes)
        for (FacilityKind& kind : out) {
            if (kind.code != change.kind) continue;
            for (Threshold& threshold : kind.thresholds)
                if (threshold.measure == change.measure) threshold.bounds = change.after;
        }
    return out;
}

}  // namespace kongdi
