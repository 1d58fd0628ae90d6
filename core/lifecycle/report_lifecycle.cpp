// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/report_lifecycle.hpp"

#include <algorithm>
#include <array>

namespace kongdi {

namespace {

using enum ReportState;

constexpr std::array<ReportMoveRow, 49> kMoves{{
    {Submitted, ReportMove::Verify, Verified, Role::Worker},
    {NeedsInfo, ReportMove::Verify, Verified, Role::Worker},
    {Submitted, ReportMove::AskMore, NeedsInfo, Role::Worker},
    {NeedsInfo, ReportMove::AskMore, NeedsInfo, Role::Worker},
    {NeedsInfo, ReportMove::Answer, Submitted, Role::Resident},
    {Submitted, ReportMove::Reject, Rejected, Role::Worker},
    {NeedsInfo, ReportMove::Reject, Rejected, Role::Worker},
    {Verified, ReportMove::Reject, Rejected, Role::Worker},
    {Submitted, ReportMove::Merge, Merged, Role::Worker},
    {NeedsInfo, ReportMove::Merge, Merged, Role::Worker},
    {Verified, ReportMove::Merge, Merged, Role::Worker},
    {NeedsInfo, ReportMove::Reopen, Submitted, Role::Worker},
    {Verified, ReportMove::Reopen, Submitted, Role::Worker},
    {Merged, ReportMove::Reopen, Submitted, Role::Worker},
    {Rejected, ReportMove::Reopen, Submitted, Role::Worker},
    {Submitted, ReportMove::Withdraw, Withdrawn, Role::Resident},
    {NeedsInfo, ReportMove::Withdraw, Withdrawn, Role::Resident},
    {Verified, ReportMove::Withdraw, Withdrawn, Role::Resident},
    {Merged, ReportMove::Withdraw, Withdrawn, Role::Resident},
    {Rejected, ReportMove::Withdraw, Withdrawn, Role::Resident},
    // Another resident says that the space is there: before staff looked at it, and after it was
    // checked, that adds weight and changes no state.
    {Submitted, ReportMove::Corroborate, Submitted, Role::Resident},
    {NeedsInfo, ReportMove::Corroborate, NeedsInfo, Role::Resident},
    {Verified, ReportMove::Corroborate, Verified, Role::Resident},
    {Merged, ReportMove::Corroborate, Merged, Role::Resident},
    {Verified, ReportMove::Judge, Verified, Role::Resident},
    {Merged, ReportMove::Judge, Merged, Role::Resident},
    // What was checked long ago may be in use by now.
    {Verified, ReportMove::Expire, Expired, Role::Administrator},
    {Expired, ReportMove::Verify, Verified, Role::Worker},
    {Expired, ReportMove::AskMore, NeedsInfo, Role::Worker},
    {Expired, ReportMove::Reject, Rejected, Role::Worker},
    {Expired, ReportMove::Merge, Merged, Role::Worker},
    {Expired, ReportMove::Reopen, Submitted, Role::Worker},
    {Expired, ReportMove::Withdraw, Withdrawn, Role::Resident},
    {Expired, ReportMove::Corroborate, Expired, Role::Resident},
    // Staff looked at it, and it can be a space: somebody goes there.
    {Submitted, ReportMove::Screen, Screened, Role::Worker},
    {Screened, ReportMove::Verify, Verified, Role::Worker},
    {Screened, ReportMove::AskMore, NeedsInfo, Role::Worker},
    {Screened, ReportMove::Reject, Rejected, Role::Worker},
    {Screened, ReportMove::Merge, Merged, Role::Worker},
    {Screened, ReportMove::Reopen, Submitted, Role::Worker},
    {Screened, ReportMove::Withdraw, Withdrawn, Role::Resident},
    {Screened, ReportMove::Corroborate, Corroborated, Role::Resident},
    {Corroborated, ReportMove::Verify, Verified, Role::Worker},
    {Corroborated, ReportMove::AskMore, NeedsInfo, Role::Worker},
    {Corroborated, ReportMove::Reject, Rejected, Role::Worker},
    {Corroborated, ReportMove::Merge, Merged, Role::Worker},
    {Corroborated, ReportMove::Reopen, Submitted, Role::Worker},
    {Corroborated, ReportMove::Withdraw, Withdrawn, Role::Resident},
    {Corroborated, ReportMove::Corroborate, Corroborated, Role::Resident},
}};

RejectReason reason_of(SiteFinding finding) {
    switch (finding) {
        case SiteFinding::InUse: return RejectReason::InUse;
        case SiteFinding::NotThere: return RejectReason::NotThere;
        default: return RejectReason::NotUsable;
    }
}

/// Whoever looked last knows best; what they do not say stays as it was found before.
void take_facts(SiteFacts& found, const SiteFacts& now) {
    const auto move = [](const std::vector<std::string>& names, std::vector<std::string>& to,
                         std::vector<std::string>& from) {
        for (const std::string& name : names) {
            std::erase(from, name);
            if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
        }
    };
    move(now.has, found.has, found.lacks);
    move(now.lacks, found.lacks, found.has);
}

/// What a check decides. Where two persons must find the same, the first check leaves it open.
void take_check(ReportStanding& out, const ReportStep& step, std::string_view by,
                std::int64_t at_ms) {
    const SiteCheck check = step.check.value_or(SiteCheck{});
    const ReportState now = out.state;
    std::erase_if(out.checks, [&](const DoneCheck& one) { return one.by == by; });
    if (check.area_m2) out.measured_m2 = check.area_m2;
    if (!check.type.empty()) out.found_type = check.type;
    take_facts(out.found_facts, check.facts);
    const auto same =
        std::count_if(out.checks.begin(), out.checks.end(),
                      [&](const DoneCheck& one) { return one.check.finding == check.finding; });
    if (step.check || step.two_persons) out.checks.push_back({std::string(by), at_ms, check});
    if (step.two_persons && same == 0) {
        out.state = now == Screened || now == Corroborated ? now : Submitted;
        return;
    }
    const bool usable = check.finding == SiteFinding::Usable;
    out.state = usable ? Verified : Rejected;
    if (!usable) out.reason = reason_of(check.finding);
    out.words = step.words;
}

std::optional<Error> lacks(const ReportStep& step) {
    switch (step.move) {
        case ReportMove::AskMore:
        case ReportMove::Answer:
            if (step.words.empty()) return Error{ErrorCode::FieldMissing, "/words"};
            break;
        case ReportMove::Reject:
            if (!step.reason) return Error{ErrorCode::FieldMissing, "/reason"};
            if (*step.reason == RejectReason::Other && step.words.empty())
                return Error{ErrorCode::FieldMissing, "/words"};
            break;
        case ReportMove::Merge:
            if (step.into.empty()) return Error{ErrorCode::FieldMissing, "/into"};
            break;
        case ReportMove::Judge:
            if (!step.judgement) return Error{ErrorCode::FieldMissing, "/judgement"};
            break;
        default: break;
    }
    return std::nullopt;
}

}  // namespace

std::span<const ReportMoveRow> report_moves() { return kMoves; }

std::optional<ReportState> after_move(ReportState from, ReportMove move, Role who) {
    for (const ReportMoveRow& row : kMoves)
        if (row.from == from && row.move == move && row.who == who) return row.to;
    return std::nullopt;
}

Result<ReportStanding> after_step(const ReportStanding& now, const ReportStep& step, Role who,
                                  std::string_view by, std::int64_t at_ms) {
    const auto to = after_move(now.state, step.move, who);
    if (!to)
        return Error{ErrorCode::MoveIllegal,
                     {},
                     std::string(report_move_name(step.move)) + " from " +
                         std::string(report_state_name(now.state))};
    if (const auto error = lacks(step)) return *error;
    ReportStanding out = now;
    if (step.move == ReportMove::Verify) {
        take_check(out, step, by, at_ms);
        return out;
    }
    out.state = *to;
    switch (step.move) {
        case ReportMove::Screen:
            if (step.seconded) out.state = Corroborated;
            break;
        case ReportMove::AskMore:
            out.asked = step.words;
            out.answer.clear();
            break;
        case ReportMove::Answer: out.answer = step.words; break;
        case ReportMove::Reject:
            out.reason = step.reason;
            out.words = step.words;
            break;
        case ReportMove::Merge:
            out.into = step.into;
            out.words = step.words;
            break;
        case ReportMove::Expire: out.checks.clear(); break;
        case ReportMove::Reopen:
            out.checks.clear();
            out.measured_m2.reset();
            out.found_type.clear();
            out.found_facts = {};
            out.reason.reset();
            out.into.clear();
            out.words = step.words;
            break;
        case ReportMove::Judge: out.judgement = step.judgement; break;
        default: break;
    }
    return out;
}

std::vector<ReportState> open_states() {
    std::vector<ReportState> out;
    for (std::uint8_t i = 0; i < static_cast<std::uint8_t>(ReportState::Count_); ++i)
        if (const auto state = static_cast<ReportState>(i); shown_state(state))
            out.push_back(state);
    return out;
}

std::optional<ReportState> shown_state(ReportState state) {
    switch (state) {
        case Submitted:
        case NeedsInfo:
        case Expired:
        case Screened:
        case Corroborated: return Submitted;
        case Verified: return Verified;
        default: return std::nullopt;
    }
}

}  // namespace kongdi
