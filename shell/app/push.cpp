// SPDX-License-Identifier: Apache-2.0
// Messages about a person's reports while the page is closed.
#include <algorithm>

#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

Value push_effect(const AppState& state) {
    return Value::map(
        {{"op", "push"}, {"device", state.device}, {"lang", language_code(state.language)}});
}

}  // namespace

void ask_push(AppState& state, Effects& effects) {
    if (state.reports.empty() || state.push == Push::Busy) return;
    effects.push_back(push_effect(state));
}

void turn_push(AppState& state, bool on, Effects& effects) {
    Value effect = push_effect(state);
    effect.set("on", on);
    state.push = Push::Busy;
    effects.push_back(std::move(effect));
}

void push_told(AppState& state, const Value& event) {
    state.push = static_cast<Push>(
        std::clamp<std::int64_t>(event["state"].int_or(0), 0, static_cast<int>(Push::Failed)));
}

}  // namespace kongdi::shell
