// SPDX-License-Identifier: Apache-2.0
#include "core/model/facility_kind.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<Tier> kTiers{"T15", "T5", "PLOT"};
constexpr EnumNames<Measure> kMeasures{
    "radius_m",      "walk_minutes",          "persons",
    "floor_area_m2", "advised_floor_area_m2", "floor_m2_per_100_households",
    "site_area_m2"};

}  // namespace

std::string_view tier_name(Tier tier) { return name_of<Tier>(kTiers, tier); }
std::optional<Tier> tier_from_name(std::string_view name) { return from_name<Tier>(kTiers, name); }
std::string_view measure_name(Measure measure) { return name_of<Measure>(kMeasures, measure); }
std::optional<Measure> measure_from_name(std::string_view name) {
    return from_name<Measure>(kMeasures, name);
}

}  // namespace kongdi
