// SPDX-License-Identifier: Apache-2.0
#include "core/model/space_stage.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<SpaceStage> kStages{
    "candidate", "site_checked", "ownership_clear", "ownership_disputed",
    "feasible",  "infeasible",   "matched",         "consulted",
    "approved",  "works",        "in_use",          "released"};
constexpr EnumNames<SpaceMove> kMoves{"clear_ownership", "dispute_ownership", "find_feasible",
                                      "find_infeasible", "consult",           "approve",
                                      "release",         "take_back"};
constexpr EnumNames<Ownership> kOwnerships{"unknown", "clear", "disputed"};
constexpr EnumNames<InfeasibleReason> kReasons{"too_small", "unsafe", "fire_risk", "no_access",
                                               "zoning",    "cost",   "other"};

}  // namespace

std::string_view space_stage_name(SpaceStage stage) { return name_of<SpaceStage>(kStages, stage); }
std::optional<SpaceStage> space_stage_from_name(std::string_view name) {
    return from_name<SpaceStage>(kStages, name);
}
std::string_view space_move_name(SpaceMove move) { return name_of<SpaceMove>(kMoves, move); }
std::optional<SpaceMove> space_move_from_name(std::string_view name) {
    return from_name<SpaceMove>(kMoves, name);
}
std::string_view ownership_name(Ownership ownership) {
    return name_of<Ownership>(kOwnerships, ownership);
}
std::optional<Ownership> ownership_from_name(std::string_view name) {
    return from_name<Ownership>(kOwnerships, name);
}
std::string_view infeasible_reason_name(InfeasibleReason reason) {
    return name_of<InfeasibleReason>(kReasons, reason);
}
std::optional<InfeasibleReason> infeasible_reason_from_name(std::string_view name) {
    return from_name<InfeasibleReason>(kReasons, name);
}

}  // namespace kongdi
