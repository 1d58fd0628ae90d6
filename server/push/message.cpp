// SPDX-License-Identifier: Apache-2.0
#include "server/push/message.hpp"

#include <algorithm>
#include <array>

#include "core/codec/json.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "core/model/plan_item.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/webhook_cursors.hpp"

namespace kongdi::server::push {

namespace {

struct ReportRow {
    ReportMove move;
    ReportState state;  // in which it must be still, or it is told by what came after
    std::string_view step;
};

/// THE table of what is told of steps of staff. Of two persons who check a space the first leaves
/// it as it was, so nothing is told.
constexpr std::array<ReportRow, 8> kReportRows{{
    {ReportMove::AskMore, ReportState::NeedsInfo, "asked"},
    {ReportMove::Screen, ReportState::Screened, "screened"},
    {ReportMove::Screen, ReportState::Corroborated, "screened"},
    {ReportMove::Verify, ReportState::Verified, "verified"},
    {ReportMove::Verify, ReportState::Rejected, "rejected"},
    {ReportMove::Reject, ReportState::Rejected, "rejected"},
    {ReportMove::Merge, ReportState::Merged, "merged"},
    {ReportMove::Reopen, ReportState::Submitted, "reopened"},
}};

struct PlanRow {
    PlanMove move;
    std::string_view step;
};

/// THE table of what is told of the item of the plan that is made of a space.
constexpr std::array<PlanRow, 5> kPlanRows{{
    {PlanMove::ListByRank, "planned"},
    {PlanMove::ListByReason, "planned"},
    {PlanMove::Build, "building"},
    {PlanMove::Finish, "opened"},
    {PlanMove::Remove, "removed"},
}};

void add(std::vector<PushMessage>& out, const PushReport& report, std::string_view step,
         std::int64_t at_ms) {
    for (const std::string& endpoint : report.endpoints)
        out.push_back({endpoint, report.id, std::string(step), report.number, at_ms, 0, 0});
}

Result<std::vector<PushMessage>> of_report(Storage& storage, const EventHead& event,
                                           ReportMove move) {
    std::vector<PushMessage> out;
    const bool is_told = std::any_of(kReportRows.begin(), kReportRows.end(),
                                     [&](const ReportRow& row) { return row.move == move; });
    if (!is_told) return out;
    for (const PushReport& report : KONGDI_TRY(storage.push_reports(event.subject, false)))
        for (const ReportRow& row : kReportRows)
            if (row.move == move && row.state == report.state)
                add(out, report, row.step, event.at_ms);
    return out;
}

Result<std::vector<PushMessage>> of_plan(Storage& storage, const EventHead& event, PlanMove move) {
    std::vector<PushMessage> out;
    const auto row = std::find_if(kPlanRows.begin(), kPlanRows.end(),
                                  [&](const PlanRow& one) { return one.move == move; });
    if (row == kPlanRows.end()) return out;
    const auto item = KONGDI_TRY(storage.plan_item(event.subject));
    // A proposal is nobody's business, its removal neither.
    if (!item || item->facts.space.empty() || item->listed_at_ms == 0) return out;
    for (const PushReport& report : KONGDI_TRY(storage.push_reports(item->facts.space, true)))
        if (report.state != ReportState::Withdrawn) add(out, report, row->step, event.at_ms);
    return out;
}

}  // namespace

Result<std::vector<PushMessage>> messages_of(Storage& storage, const EventHead& event) {
    std::vector<PushMessage> none;
    const bool is_report = event.kind == "move";
    if (!is_report && event.kind != kPlanEvent) return none;
    const auto facts = parse_own_json(event.facts);
    if (!facts || (*facts)["erased"].bool_or(false)) return none;
    const std::string move = facts->text("move");
    if (is_report) {
        const auto known = report_move_from_name(move);
        return known ? of_report(storage, event, *known) : none;
    }
    const auto known = plan_move_from_name(move);
    return known ? of_plan(storage, event, *known) : none;
}

std::string body_of(const PushMessage& message, const Words& text) {
    return write_json(Value::map({{"title", text("push.title", {{"number", message.number}})},
                                  {"text", text("push.told." + message.step)},
                                  {"path", "/my/" + message.subject},
                                  {"tag", message.subject}}));
}

}  // namespace kongdi::server::push
