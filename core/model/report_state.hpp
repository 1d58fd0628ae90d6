// SPDX-License-Identifier: Apache-2.0
// Where a report stands, and what can happen to it. Which moves are legal: core/lifecycle.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kongdi {

enum class ReportState : std::uint8_t {
    Submitted,
    NeedsInfo,  // whoever sent it was asked something
    Verified,
    Merged,    // it goes on as another report of the same space
    Rejected,  // with a reason
    Withdrawn,
    Expired,       // checked too long ago: to be checked anew
    Screened,      // looked at by staff: can be a space, to be checked on site
    Corroborated,  // that, and another resident says the same
    Count_
};
enum class ReportMove : std::uint8_t {
    Submit,
    Verify,  // a check on site, whatever it found
    Withdraw,
    Corroborate,
    AskMore,
    Answer,
    Reject,
    Merge,
    Reopen,  // undoes what was decided
    Judge,   // "is it what you hoped?"
    Expire,  // by time: what was found on site counts no longer
    Screen,
    Count_
};

/// Who acts. A resident acts on their own reports only; an administrator on accounts only, and what
/// the operator has done by time is done as one.
enum class Role : std::uint8_t { Resident, Worker, Planner, Administrator, Count_ };

std::string_view report_state_name(ReportState state);
std::optional<ReportState> report_state_from_name(std::string_view name);
std::string_view report_move_name(ReportMove move);
std::optional<ReportMove> report_move_from_name(std::string_view name);
std::string_view role_name(Role role);
std::optional<Role> role_from_name(std::string_view name);

}  // namespace kongdi
