// SPDX-License-Identifier: Apache-2.0
#include "server/demo/desk_steps.hpp"

#include <algorithm>

#include "core/base/value.hpp"
#include "server/auth/demo_accounts.hpp"

namespace kongdi::server::demo {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

/// A number below `below` that belongs to the report.
unsigned lot_of(const SentReport& report, unsigned below) {
    unsigned out = 0;
    for (const char c : report.record.id) out = out * 31 + static_cast<unsigned char>(c);
    return out % below;
}

ReportStep check_of(const SentReport& report) {
    ReportStep step{.move = ReportMove::Verify};
    SiteCheck check;
    const Value& area = report.record.body["floor_area"];
    // Who brings a tape measures every second one.
    if (area["value"].is_number() && lot_of(report, 2) == 0)
        check.area_m2 = area["value"].number_or(1);
    step.check = check;
    return step;
}

}  // namespace

std::optional<DeskStep> desk_step_of(const SentReport& report, std::int64_t now_ms) {
    const Actor worker{Role::Worker, std::string(kDemoAccounts[1].name)};
    if (report.verified_at_ms) return DeskStep{check_of(report), worker, *report.verified_at_ms};
    if (report.withdrawn_at_ms)
        return DeskStep{{.move = ReportMove::Withdraw},
                        {Role::Resident, report.record.device},
                        *report.withdrawn_at_ms};
    const std::int64_t at_ms = std::min(now_ms, report.received_at_ms + 20 * kHourMs);
    switch (lot_of(report, 14)) {
        case 0:
            return DeskStep{
                {.move = ReportMove::AskMore, .words = "入口在哪一侧？门锁着吗？"}, worker, at_ms};
        case 1: {
            ReportStep reject{.move = ReportMove::Reject};
            reject.reason = RejectReason::NotFound;
            return DeskStep{reject, worker, at_ms};
        }
        case 2:
        case 3:
        case 4: return DeskStep{{.move = ReportMove::Screen}, worker, at_ms};
        default: return std::nullopt;
    }
}

std::vector<SpaceStep> space_steps_of(const SentReport& report) {
    if (!report.verified_at_ms) return {};
    const SpaceStep clear{.move = SpaceMove::ClearOwnership, .words = "街道办事处（演示）"};
    switch (lot_of(report, 12)) {
        case 0: return {{.move = SpaceMove::DisputeOwnership, .words = "物业与业委会各有说法"}};
        case 1:
        case 2: return {clear};
        case 3:
        case 4:
        case 5: return {clear, {.move = SpaceMove::FindFeasible}};
        case 6:
            return {clear,
                    {.move = SpaceMove::FindInfeasible, .reason = InfeasibleReason::FireRisk}};
        default: return {};
    }
}

}  // namespace kongdi::server::demo
