// SPDX-License-Identifier: Apache-2.0
// Meetings as JSON: their plan, and what a host does.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/meeting.hpp"

namespace kongdi {

/// A question alone, as it stands in a questionnaire's document.
Value question_document(const Question& question);
/// Adds to the errors what is wrong, with paths as "/questions/0/kind".
std::vector<Question> questions_of(const Value& list, const Catalogue& lists, Errors& errors);

Value meeting_plan_tree(const MeetingPlan& plan);
/// What an event of ours holds; nothing is checked.
MeetingPlan stored_meeting_plan(const Value& tree, const Catalogue& lists);

struct CheckedMeeting {
    MeetingPlan plan = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
CheckedMeeting meeting_plan_of(const Value& tree, const Catalogue& lists);

Value decisions_tree(const std::vector<Decision>& decisions);
/// `tree` has the list as "decisions".
std::vector<Decision> stored_decisions(const Value& tree);

/// {"move": …}, {"question": …, "set": …}, {"word": …, "show": …} or {"summary": {…}}.
Value meeting_step_tree(const MeetingStep& step);
struct CheckedStep {
    MeetingStep step = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
CheckedStep meeting_step_of(const Value& tree);

}  // namespace kongdi
