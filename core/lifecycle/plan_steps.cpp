// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/plan_steps.hpp"

#include <algorithm>

#include "core/lifecycle/plan_lifecycle.hpp"

namespace kongdi {

namespace {

Result<PlanItem> changed(PlanItem item, const PlanFacts& facts, Role who) {
    if (who != Role::Planner) return Error{ErrorCode::AccessDenied};
    if (is_over(item.standing.state)) return Error{ErrorCode::MoveIllegal};
    // The year of what is listed moves by being carried over, so that nothing slips unseen.
    if (item.standing.state != PlanState::Proposed && facts.year != item.facts.year)
        return Error{ErrorCode::MoveIllegal, "/year"};
    item.facts = facts;
    return item;
}

Result<PlanItem> told(PlanItem item, const YearProgress& told, Role who) {
    if (who != Role::Planner && who != Role::Worker) return Error{ErrorCode::AccessDenied};
    if (!tells_progress(item.standing.state)) return Error{ErrorCode::MoveIllegal};
    if (told.year < item.carried_from_year.value_or(item.facts.year) || told.year > item.facts.year)
        return Error{ErrorCode::FieldRange, "/progress/year"};
    if (told.percent < 0 || told.percent > 100)
        return Error{ErrorCode::FieldRange, "/progress/percent"};
    if (told.spent_yuan < 0 || told.spent_yuan > kMostPlanYuan)
        return Error{ErrorCode::FieldRange, "/progress/spent_yuan"};
    std::erase_if(item.progress, [&](const YearProgress& one) { return one.year == told.year; });
    const auto after = std::find_if(item.progress.begin(), item.progress.end(),
                                    [&](const YearProgress& one) { return one.year > told.year; });
    if (after != item.progress.begin() && std::prev(after)->percent > told.percent)
        return Error{ErrorCode::FieldRange, "/progress/percent"};
    if (after != item.progress.end() && after->percent < told.percent)
        return Error{ErrorCode::FieldRange, "/progress/percent"};
    item.progress.insert(after, told);
    return item;
}

/// What a move asks for beyond what the table of moves says.
std::optional<Error> lacks(const PlanItem& item, const PlanStep& step) {
    switch (*step.move) {
        case PlanMove::ListByRank:
            if (item.facts.source_index_run.empty())
                return Error{ErrorCode::FieldMissing, "/source_index_run"};
            break;
        case PlanMove::Fund:
            if (item.facts.budget_yuan <= 0) return Error{ErrorCode::FieldMissing, "/budget_yuan"};
            if (funded_yuan(item.facts) < item.facts.budget_yuan)
                return Error{ErrorCode::FieldRange, "/funds"};
            break;
        case PlanMove::MeasureEffect:
            if (step.index_run.empty() || !step.index)
                return Error{ErrorCode::FieldMissing, "/index_run"};
            break;
        default: break;
    }
    return std::nullopt;
}

Result<PlanItem> moved(PlanItem item, const PlanStep& step, Role who) {
    if (!step.move) return Error{ErrorCode::FieldMissing, "/move"};
    const PlanStanding to = KONGDI_TRY(after_move(item.standing, *step.move, step.reason, who));
    if (const auto error = lacks(item, step)) return *error;
    item.standing = to;
    if (!step.reason.empty()) item.reason = step.reason;
    if (*step.move == PlanMove::ListByRank || *step.move == PlanMove::ListByReason) {
        item.index_before = step.index;
        if (item.facts.source_index_run.empty() && step.index)
            item.facts.source_index_run = step.index_run;
    }
    if (*step.move == PlanMove::MeasureEffect) {
        item.effect_index_run = step.index_run;
        item.index_after = step.index;
    }
    if (*step.move == PlanMove::Resume) {
        if (!item.carried_from_year) item.carried_from_year = item.facts.year;
        ++item.facts.year;
    }
    return item;
}

/// Its money was found: it has been funded, and was not given up.
bool is_funded(const PlanStanding& standing) {
    const PlanState state =
        standing.state == PlanState::CarriedOver ? standing.carried_from : standing.state;
    return state >= PlanState::Funded && state <= PlanState::EffectMeasured;
}

/// What a change would undo that was decided on.
std::optional<Error> undoes(const PlanItem& item, const PlanFacts& facts) {
    if (item.standing.state != PlanState::Proposed) {
        if (facts.community != item.facts.community)
            return Error{ErrorCode::MoveIllegal, "/community"};
        if (facts.source_index_run != item.facts.source_index_run)
            return Error{ErrorCode::MoveIllegal, "/source_index_run"};
    }
    const bool moves_money =
        facts.budget_yuan != item.facts.budget_yuan || facts.funds != item.facts.funds;
    if (!moves_money || !is_funded(item.standing)) return std::nullopt;
    if (facts.budget_yuan <= 0) return Error{ErrorCode::FieldMissing, "/budget_yuan"};
    if (funded_yuan(facts) >= facts.budget_yuan) return std::nullopt;
    return Error{ErrorCode::MoveIllegal,
                 facts.budget_yuan > item.facts.budget_yuan ? "/budget_yuan" : "/funds"};
}

}  // namespace

Result<PlanItem> after_step(const PlanItem& now, const PlanStep& step, Role who) {
    switch (step.doing) {
        case PlanDoing::File:
            if (who != Role::Planner) return Error{ErrorCode::AccessDenied};
            if (!step.facts) return Error{ErrorCode::FieldMissing, "/facts"};
            return PlanItem{.id = now.id, .facts = *step.facts};
        case PlanDoing::Change:
            if (!step.facts) return Error{ErrorCode::FieldMissing, "/facts"};
            return changed(now, *step.facts, who);
        case PlanDoing::Progress:
            if (!step.progress) return Error{ErrorCode::FieldMissing, "/progress"};
            return told(now, *step.progress, who);
        default: return moved(now, step, who);
    }
}

Result<PlanItem> after_new_step(const PlanItem& now, const PlanStep& step, Role who) {
    auto out = after_step(now, step, who);
    if (out && step.doing == PlanDoing::Change)
        if (auto error = undoes(now, *step.facts)) return *std::move(error);
    return out;
}

}  // namespace kongdi
