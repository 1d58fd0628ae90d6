// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/programme_steps.hpp"

#include "core/base/text.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/model/programme_fields.hpp"

namespace kongdi {

namespace {

Result<ProgrammeEntry> changed(ProgrammeEntry entry, const Value& facts) {
    if (is_over(entry.kind, entry.state)) return Error{ErrorCode::MoveIllegal};
    for (const ProgrammeField& field : programme_fields())
        if (is_fixed(field.fixed, entry.kind, entry.state) &&
            facts[field.name] != entry.facts[field.name])
            return Error{ErrorCode::MoveIllegal, path_step(field.name)};
    entry.facts = facts;
    return entry;
}

/// Every paper of the list must be there before they are handed in.
bool all_there(const Value& papers) {
    for (const Value& paper : *papers.if_list())
        if (!paper["there"].bool_or(false)) return false;
    return true;
}

Result<ProgrammeEntry> moved(ProgrammeEntry entry, const ProgrammeStep& step) {
    if (!step.move) return Error{ErrorCode::FieldMissing, "/move"};
    const ProgrammeMoveRow* row = programme_move(entry.kind, entry.state, *step.move);
    if (row == nullptr) return Error{ErrorCode::MoveIllegal};
    if (row->reason && trimmed(step.reason).empty())
        return Error{ErrorCode::FieldMissing, "/reason"};
    for (const std::string_view need : row->needs)
        if (!need.empty() && entry.facts[need].is_null())
            return Error{ErrorCode::FieldMissing, path_step(need)};
    if (entry.kind == ProgrammeKind::Certificate && *step.move == ProgrammeMove::Submit &&
        !all_there(entry.facts["papers"]))
        return Error{ErrorCode::AnswerConstraint, "/papers"};
    if (*step.move == ProgrammeMove::Issue) {
        if (step.facilities.empty()) return Error{ErrorCode::FieldMissing, "/facilities"};
        entry.facilities = step.facilities;
    }
    entry.state = row->to;
    // A plot that is planned anew is reckoned anew.
    if (entry.state == ProgrammeState::Draft) entry.facilities.clear();
    if (row->reason) entry.reason = step.reason;
    return entry;
}

}  // namespace

Result<ProgrammeEntry> after_step(const ProgrammeEntry& now, const ProgrammeStep& step, Role who) {
    if (who != Role::Planner) return Error{ErrorCode::AccessDenied};
    if (step.doing == ProgrammeDoing::Move) return moved(now, step);
    if (!step.facts) return Error{ErrorCode::FieldMissing, "/facts"};
    if (step.doing == ProgrammeDoing::Change) return changed(now, *step.facts);
    return ProgrammeEntry{
        .id = now.id, .kind = step.kind, .facts = *step.facts, .state = first_state(step.kind)};
}

}  // namespace kongdi
