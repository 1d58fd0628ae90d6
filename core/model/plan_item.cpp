// SPDX-License-Identifier: Apache-2.0
#include "core/model/plan_item.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<AcquisitionWay> kWays{"demolish", "vacate", "integrate", "swap", "expropriate"};
constexpr EnumNames<PlanState> kStates{"proposed",     "listed", "scheme",   "funded",
                                       "building",     "done",   "accepted", "effect_measured",
                                       "carried_over", "removed"};
constexpr EnumNames<PlanMove> kMoves{"list_by_rank",   "list_by_reason", "design", "fund",
                                     "build",          "finish",         "rework", "accept",
                                     "measure_effect", "carry_over",     "resume", "remove"};

}  // namespace

std::string_view acquisition_way_name(AcquisitionWay way) {
    return name_of<AcquisitionWay>(kWays, way);
}
std::optional<AcquisitionWay> acquisition_way_from_name(std::string_view name) {
    return from_name<AcquisitionWay>(kWays, name);
}
std::string_view plan_state_name(PlanState state) { return name_of<PlanState>(kStates, state); }
std::optional<PlanState> plan_state_from_name(std::string_view name) {
    return from_name<PlanState>(kStates, name);
}
std::string_view plan_move_name(PlanMove move) { return name_of<PlanMove>(kMoves, move); }
std::optional<PlanMove> plan_move_from_name(std::string_view name) {
    return from_name<PlanMove>(kMoves, name);
}

}  // namespace kongdi
