// SPDX-License-Identifier: Apache-2.0
// A facility of the register: what was filed of it, who filed it and who verified it. Each change
// is a version of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry/point.hpp"
#include "core/model/facility_kind.hpp"

namespace kongdi {

enum class FacilityState : std::uint8_t { Filed, Verified, Changed, Closed, Count_ };
enum class FacilityMove : std::uint8_t { File, Change, Verify, Close, Reopen, Count_ };

std::string_view facility_state_name(FacilityState state);
std::optional<FacilityState> facility_state_from_name(std::string_view name);
std::string_view facility_move_name(FacilityMove move);
std::optional<FacilityMove> facility_move_from_name(std::string_view name);

/// What somebody in a wheelchair, with a pram or with bad eyes wants to know.
enum class Accessibility : std::uint8_t { StepFree, Lift, AccessibleToilet, TactilePaving, Count_ };
std::string_view accessibility_name(Accessibility one);
std::optional<Accessibility> accessibility_from_name(std::string_view name);

/// What is filed.
struct FacilityFacts {
    std::string kind = {};  // of the catalogue
    Tier tier = Tier::T5;   // that of its kind as a rule
    std::string name = {};
    std::string community = {};  // 12 digits, or empty outside every community
    Wgs84Point point = {};
    std::optional<double> floor_area_m2 = {};
    std::optional<double> site_area_m2 = {};
    std::optional<std::int64_t> seats = {};
    std::string opening_hours = {};  // "07:30-18:00", free words where that is not enough
    std::vector<Accessibility> accessibility = {};
    std::vector<std::string> photos = {};  // SHA-256

    friend bool operator==(const FacilityFacts&, const FacilityFacts&) = default;
};

/// One thing that was done to it.
struct FacilityVersion {
    std::int64_t version = 1;
    FacilityMove move = FacilityMove::File;
    FacilityState state = FacilityState::Filed;  // after it
    FacilityFacts facts = {};                    // after it
    std::string by = {};
    std::string reason = {};
    std::int64_t at_ms = 0;

    friend bool operator==(const FacilityVersion&, const FacilityVersion&) = default;
};

/// As the register has it now.
struct Facility {
    std::string id = {};  // UUIDv7
    std::int64_t version = 1;
    FacilityState state = FacilityState::Filed;
    FacilityFacts facts = {};
    std::string origin = {};  // of an imported one: "source/code"
    std::string community_name = {};
    std::string filed_by = {};
    std::int64_t filed_at_ms = 0;
    std::string stated_by = {};  // who filed or changed what stands now
    std::string verified_by = {};
    std::optional<std::int64_t> verified_at_ms = {};
    /// The version that was verified last: what an index may count. None for a closed one.
    std::optional<std::int64_t> verified_version = {};
    std::int64_t changed_at_ms = 0;

    friend bool operator==(const Facility&, const Facility&) = default;
};

}  // namespace kongdi
