// SPDX-License-Identifier: Apache-2.0
// How the page looks and sounds: sizes, colours, the elder view, the language, the voice.
#include <algorithm>

#include "core/codec/json.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr int kLeastPercent = 100;
constexpr int kMostPercent = 200;

/// The other view counts a report's steps in another way; the person stays where they are.
void count_steps_anew(AppState& state, bool elder_before) {
    const Questionnaire& questionnaire = report_questionnaire(state);
    const bool elder = state.display.elder;
    if (state.draft)
        state.draft->furthest_step =
            same_step(questionnaire, state.draft->furthest_step, elder_before, elder);
}

}  // namespace

void set_language(AppState& state, text::Language language, Effects& effects) {
    if (state.language == language) return;
    state.language = language;
    // What was agreed to was the other language's wording.
    if (state.draft) state.draft->consents.clear();
    if (state.rating) state.rating->consents.clear();
    stop_reading(state, effects);
    save_settings(state, effects);
    save_draft(state, effects);
    save_rating(state, effects);
    effects.push_back(page_effect(state));
}

void set_display(AppState& state, const Display& display, Effects& effects) {
    const bool elder_before = state.display.elder;
    state.display = display;
    state.display.scale_percent = std::clamp(display.scale_percent, kLeastPercent, kMostPercent);
    if (elder_before != display.elder) {
        count_steps_anew(state, elder_before);
        save_draft(state, effects);
        if (!display.elder) stop_reading(state, effects);
    }
    save_settings(state, effects);
}

void read_aloud(AppState& state, const std::string& words, Effects& effects) {
    if (words.empty() || !state.can_speak) {
        stop_reading(state, effects);
        return;
    }
    state.speaking = true;
    effects.push_back(
        effect("speak", {{"text", words}, {"lang", text::language_tag(state.language)}}));
}

void stop_reading(AppState& state, Effects& effects) {
    if (!state.speaking) return;
    state.speaking = false;
    effects.push_back(simple_effect("speak.stop"));
}

void take_prefers(AppState& state, const Value& prefers) {
    state.prefers = {prefers["dark"].bool_or(false), prefers["contrast"].bool_or(false),
                     prefers["calm"].bool_or(false)};
}

}  // namespace kongdi::shell
