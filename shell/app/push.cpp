// SPDX-License-Identifier: Apache-2.0
// Messages about a person's reports while the page is closed.
#include <array>

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
    constexpr std::array<std::string_view, 5> kNames{"none", "off", "on", "denied", "failed"};
    state.push = Push::None;
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (event["state"].string_or("") == kNames[i]) state.push = static_cast<Push>(i);
}

}  // namespace kongdi::shell
