// SPDX-License-Identifier: Apache-2.0
#include "core/model/report_state.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<ReportState> kStates{"submitted", "needs_info", "verified",
                                         "merged",    "rejected",   "withdrawn",
                                         "expired",   "screened",   "corroborated"};
constexpr EnumNames<ReportMove> kMoves{"submit",   "verify", "withdraw", "corroborate",
                                       "ask_more", "answer", "reject",   "merge",
                                       "reopen",   "judge",  "expire",   "screen"};
constexpr EnumNames<Role> kRoles{"resident", "worker", "planner", "administrator"};

}  // namespace

std::string_view report_state_name(ReportState state) {
    return name_of<ReportState>(kStates, state);
}
std::optional<ReportState> report_state_from_name(std::string_view name) {
    return from_name<ReportState>(kStates, name);
}
std::string_view report_move_name(ReportMove move) { return name_of<ReportMove>(kMoves, move); }
std::optional<ReportMove> report_move_from_name(std::string_view name) {
    return from_name<ReportMove>(kMoves, name);
}
std::string_view role_name(Role role) { return name_of<Role>(kRoles, role); }
std::optional<Role> role_from_name(std::string_view name) { return from_name<Role>(kRoles, name); }

}  // namespace kongdi
