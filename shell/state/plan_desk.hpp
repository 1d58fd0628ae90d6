// SPDX-License-Identifier: Apache-2.0
// The action plan on the desk: what is to be built where, and how far it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/api/plan_messages.hpp"
#include "shell/state/register_desk.hpp"

namespace kongdi::shell {

/// How the items of a year are laid out.
enum class PlanShown : std::uint8_t { Board, TimeLine };

struct PlanDesk {
    api::PlanList list = {};
    Asked listing = {};
    PlanShown shown = PlanShown::Board;
    std::int64_t year = 0;  // 0: the newest there is
    std::optional<api::PlanCard> card = {};
    Asked opening = {};
    Asked moving = {};
    std::string reason = {};        // written for a move
    std::string effect_run = {};    // chosen for the measured effect
    Value progress = Value::map();  // as typed: "year", "percent", "spent_wan", "note"
};

// What is done there.

/// What the address shows of the plan, once more.
struct AskPlan {};
struct ShowPlan {
    PlanShown shown;
};
struct ShowPlanYear {
    std::int64_t year;
};
struct SetPlanReason {
    std::string reason;
};
struct ChooseEffectRun {
    std::string run;
};
struct MovePlanItem {
    PlanMove move;
};
struct TypePlanProgress {
    std::string name;
    Value value;
};
struct TellPlanProgress {};
struct DownloadPlan {
    std::string format;
};

}  // namespace kongdi::shell
