// SPDX-License-Identifier: Apache-2.0
// Kinds of facility and the numbers a planner holds them against. Each number carries the mark of
// where it comes from, and is a default until a planner has confirmed or changed it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/local_text.hpp"

namespace kongdi {

/// Three levels of walking distance: 10-15 minutes, 5 minutes, the plot.
enum class Tier : std::uint8_t { T15, T5, Plot, Count_ };

/// What a threshold measures; its unit is in its name.
enum class Measure : std::uint8_t {
    RadiusM,
    WalkMinutes,
    Persons,  // whom one facility serves
    FloorAreaM2,
    AdvisedFloorAreaM2,
    FloorM2Per100Households,
    SiteAreaM2,
    Count_
};

std::string_view tier_name(Tier tier);  // "T15", "T5", "PLOT"
std::optional<Tier> tier_from_name(std::string_view name);
std::string_view measure_name(Measure measure);
std::optional<Measure> measure_from_name(std::string_view name);

/// At least `low`; where there is a `high`, customary up to it.
struct Bounds {
    double low = 0;
    std::optional<double> high = {};
    friend bool operator==(const Bounds&, const Bounds&) = default;
};

struct Threshold {
    Measure measure = Measure::RadiusM;
    Bounds bounds = {};
    std::string mark = {};  // of FacilityMark: where the number comes from
    friend bool operator==(const Threshold&, const Threshold&) = default;
};

struct FacilityKind {
    std::string code = {};  // "ELD01"
    LocalText label = {};
    std::vector<std::string> also = {};  // what layers to import call it
    LocalText note = {};                 // empty as a rule
    std::string facility_class = {};     // of FacilityClass
    Tier tier = Tier::T5;
    std::string ages = {};  // of "C", "A", "E"; "*" for all
    std::vector<Threshold> thresholds = {};

    /// None when nothing is asked of this kind.
    const Threshold* threshold(Measure measure) const {
        for (const Threshold& one : thresholds)
            if (one.measure == measure) return &one;
        return nullptr;
    }
    std::optional<double> least(Measure measure) const {
        const Threshold* one = threshold(measure);
        return one != nullptr ? std::optional(one->bounds.low) : std::nullopt;
    }

    friend bool operator==(const FacilityKind&, const FacilityKind&) = default;
};

/// One of the eight classes of the check-up.
struct FacilityClass {
    std::string code = {};
    LocalText label = {};
    friend bool operator==(const FacilityClass&, const FacilityClass&) = default;
};

/// What a mark beside a number stands for: a source, "K" for what nobody has confirmed, "D" for
/// what this software has decided.
struct FacilityMark {
    std::string code = {};
    LocalText label = {};
    friend bool operator==(const FacilityMark&, const FacilityMark&) = default;
};

/// A planner put other bounds in the place of those in force, or confirmed them.
struct ThresholdChange {
    std::string kind = {};
    Measure measure = Measure::RadiusM;
    Bounds before = {};
    Bounds after = {};
    std::string reason = {};
    std::string by = {};
    std::int64_t at_ms = 0;
    friend bool operator==(const ThresholdChange&, const ThresholdChange&) = default;
};

}  // namespace kongdi
