// SPDX-License-Identifier: Apache-2.0
// The steps of a service check-up: the community, one column of one service at a time, the other
// questions one by one, the consent and the sending. The same in both views.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/questionnaire.hpp"

namespace kongdi::shell {

struct AppState;

enum class RateStepKind : std::uint8_t { Community, Cell, Question, Send };

struct RateStep {
    RateStepKind kind = RateStepKind::Community;
    const Question* question = nullptr;  // of Cell (the matrix) and Question
    std::size_t row = 0;                 // of Cell
    std::size_t column = 0;
    int bar = 0;  // which of the bars of progress; 0 for none
};

struct RateSteps {
    std::vector<RateStep> steps = {};
    int bars = 0;
};

/// In order; valid as long as the questionnaire.
RateSteps rate_steps_of(const Questionnaire& questionnaire);

/// The check-up's questionnaire, of its draft's version; never null with a catalogue that loaded.
const Questionnaire& rate_questionnaire(const AppState& state);
/// The index of the step of the current route.
std::size_t current_rate_step(const AppState& state, const RateSteps& steps);
/// Is there something to ask at this step, given the answers so far?
bool rate_step_asks(const AppState& state, const RateStep& step);
/// What is wrong with the answer to a step's question, of a table with all of it.
Errors rate_step_errors(const AppState& state, const RateStep& step);
/// How many services something was said of.
std::size_t rated_services(const AppState& state);

}  // namespace kongdi::shell
