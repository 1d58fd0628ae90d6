// SPDX-License-Identifier: Apache-2.0
#include "core/model/facility.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<FacilityState> kStates{"filed", "verified", "changed", "closed"};
constexpr EnumNames<FacilityMove> kMoves{"file", "change", "verify", "close", "reopen"};
constexpr EnumNames<Accessibility> kAccessibility{"step_free", "lift", "accessible_toilet",
                                                  "tactile_paving"};

}  // namespace

std::string_view facility_state_name(FacilityState state) {
    return name_of<FacilityState>(kStates, state);
}
std::optional<FacilityState> facility_state_from_name(std::string_view name) {
    return from_name<FacilityState>(kStates, name);
}
std::string_view facility_move_name(FacilityMove move) {
    return name_of<FacilityMove>(kMoves, move);
}
std::optional<FacilityMove> facility_move_from_name(std::string_view name) {
    return from_name<FacilityMove>(kMoves, name);
}
std::string_view accessibility_name(Accessibility one) {
    return name_of<Accessibility>(kAccessibility, one);
}
std::optional<Accessibility> accessibility_from_name(std::string_view name) {
    return from_name<Accessibility>(kAccessibility, name);
}

}  // namespace kongdi
