// SPDX-License-Identifier: Apache-2.0
// What came of a question of a meeting, for phones, the host and the projector.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

/// Steps of a scale as ids.
inline constexpr std::array<std::string_view, 5> kScaleIds{"1", "2", "3", "4", "5"};
/// "very good" for 5.
std::string scale_words(const text::Text& text, int step);

/// Bars for choices and steps, lines for words.
void draw_meeting_results(const AppState& state, const text::Text& text,
                          const api::MeetingQuestion& one);

}  // namespace kongdi::shell
