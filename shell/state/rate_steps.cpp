// SPDX-License-Identifier: Apache-2.0
#include "shell/state/rate_steps.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/rules/answer_logic.hpp"
#include "core/rules/record_check.hpp"
#include "shell/state/report_steps.hpp"
#include "shell/state/state.hpp"

namespace kongdi::shell {

RateSteps rate_steps_of(const Questionnaire& questionnaire) {
    RateSteps out;
    out.steps.push_back({});
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& question : page.questions) {
            if (is_worked_out_unseen(question)) continue;
            if (question.kind != QuestionKind::Matrix) {
                out.steps.push_back({RateStepKind::Question, &question, 0, 0, ++out.bars});
                continue;
            }
            for (std::size_t row = 0; row < question.choices.size(); ++row) {
                ++out.bars;
                for (std::size_t column = 0; column < question.columns.size(); ++column)
                    out.steps.push_back({RateStepKind::Cell, &question, row, column, out.bars});
            }
        }
    out.steps.push_back({RateStepKind::Send, nullptr, 0, 0, ++out.bars});
    return out;
}

const Questionnaire& rate_questionnaire(const AppState& state) {
    static const Questionnaire kNone;
    const std::int64_t version = state.rating ? state.rating->questionnaire_version : 0;
    const Questionnaire* found =
        state.catalogue.questionnaire(record_kind_name(RecordKind::ServiceCheckup), version);
    return found != nullptr ? *found : kNone;
}

std::size_t current_rate_step(const AppState& state, const RateSteps& steps) {
    const int number = std::atoi(state.route.argument.c_str());
    return static_cast<std::size_t>(std::clamp(number, 1, static_cast<int>(steps.steps.size())) -
                                    1);
}

bool rate_step_asks(const AppState& state, const RateStep& step) {
    if (!state.rating || step.question == nullptr) return true;
    const Value& body = state.rating->body;
    const AnswerLogic logic(rate_questionnaire(state), body,
                            day_of_record(state.now_ms + state.clock_offset_ms));
    if (!logic.asks(*step.question)) return false;
    if (step.kind != RateStepKind::Cell) return true;
    const std::string& code = step.question->choices[step.row].code;
    return logic.asked_columns(*step.question, body[step.question->name][code])[step.column];
}

Errors rate_step_errors(const AppState& state, const RateStep& step) {
    if (!state.rating || step.question == nullptr) return {};
    const Draft& draft = *state.rating;
    const AnswerLogic logic(rate_questionnaire(state), draft.body,
                            day_of_record(state.now_ms + state.clock_offset_ms));
    if (!logic.asks(*step.question)) return {};
    return check_page({{}, {*step.question}, {}}, draft.body, draft.photos, logic);
}

std::size_t rated_services(const AppState& state) {
    if (!state.rating) return 0;
    std::size_t count = 0;
    for (const QuestionPage& page : rate_questionnaire(state).pages)
        for (const Question& question : page.questions)
            if (question.kind == QuestionKind::Matrix)
                if (const Value::Map* rows = state.rating->body[question.name].if_map())
                    count += rows->size();
    return count;
}

}  // namespace kongdi::shell
