// SPDX-License-Identifier: Apache-2.0
// What workers of the invented city did with a report.
#pragma once

#include <optional>
#include <vector>

#include "core/model/report_step.hpp"
#include "core/model/space_stage.hpp"
#include "server/demo/reports.hpp"
#include "server/storage/registers.hpp"

namespace kongdi::server::demo {

struct DeskStep {
    ReportStep step = {};
    Actor actor = {};
    std::int64_t at_ms = 0;
};

/// None while it waits in the queue. The same for the same report.
std::optional<DeskStep> desk_step_of(const SentReport& report, std::int64_t now_ms);

/// What was found of a space that was checked, in its order. The same for the same report.
std::vector<SpaceStep> space_steps_of(const SentReport& report);

}  // namespace kongdi::server::demo
