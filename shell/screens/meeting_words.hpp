// SPDX-License-Identifier: Apache-2.0
// What came of a question of a meeting, for phones, the host and the projector.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

/// "A", "B", …: what marks an option on the map and in lists; empty without a place.
std::string option_letter(const Question& question, std::size_t index);
/// What came of an option, beside its dot.
struct OptionSaid {
    std::string words = {};
    float share = 0;  // of the most that one got
};
/// The options on a map, with their letters; those in `picked` (codes) in jade. `said`, one for
/// each option, is told below the dots, which are the larger the more it is. The index of the one
/// that was pressed. Nothing for a question without places.
std::optional<std::size_t> draw_option_map(const AppState& state, const Question& question,
                                           std::string_view label,
                                           const std::vector<std::string>& picked,
                                           const std::vector<OptionSaid>& said = {});

/// Steps of a scale as ids.
inline constexpr std::array<std::string_view, 5> kScaleIds{"1", "2", "3", "4", "5"};
/// "very good" for 5.
std::string scale_words(const text::Text& text, int step);

/// Bars for choices and steps, lines for words.
void draw_meeting_results(const AppState& state, const text::Text& text,
                          const api::MeetingQuestion& one);

}  // namespace kongdi::shell
