// SPDX-License-Identifier: Apache-2.0
// How several screens name a report and its state.
#pragma once

#include <string>
#include <string_view>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/widgets/words.hpp"

namespace kongdi::shell {

/// "Bike shed", by the catalogue; the code when it is not known. Of a rating what its questionnaire
/// is called.
std::string_view type_label(const AppState& state, std::string_view code);
widgets::Icon type_icon(const AppState& state, std::string_view code);

/// With blanks that keep "翠苑 1042" on one line.
std::string unbroken(std::string_view text);

struct StateWords {
    widgets::Tone tone;
    std::string_view key;
};
/// The plain state of a report of this device: waiting, received, checked…
StateWords state_words(const MyReport& report, const OutboxItem* item);
StateWords state_words(ReportState state);

/// "60 m² (36-96), by eye"; empty when nobody said how large it is.
std::string area_text(const AppState& state, const text::Text& text,
                      const std::optional<FloorArea>& area);
/// The labels of facts ticked, in the person's language.
std::string facts_text(const AppState& state, const text::Text& text,
                       const std::vector<std::string>& facts);
/// "23 m away", "reported 3 days ago"
std::string away_text(const text::Text& text, double away_m);
std::string age_text(const text::Text& text, std::int64_t days);
/// Received, checked, and what comes after, with their dates.
void draw_timeline(const AppState& state, const text::Text& text, const MyReport& report);

inline constexpr std::string_view kDiscard = "discard";
/// The question whether a draft is to be thrown away; true when it is.
bool draw_discard(const AppState& state, const text::Text& text, Actions& out);

/// How many households have answered the check-up that is open, where the person lives or in the
/// city.
void draw_survey(const AppState& state, const text::Text& text);

/// Messages about what becomes of it, where browser and server have them.
void draw_push(const AppState& state, const text::Text& text, Actions& out);

/// While nobody knows where the city lies: asked for, or asked for again.
void draw_map_wait(const AppState& state, const text::Text& text, Actions& out);

/// That the device would not keep something, and the way to a file.
void draw_storage_failure(const AppState& state, const text::Text& text, Actions& out);
/// Whether the browser promised to keep what waits, and the way to a file.
void draw_keeping(const AppState& state, const text::Text& text, Actions& out);
/// Opening a file of another device, and what came of it.
void draw_handover(const AppState& state, const text::Text& text);

}  // namespace kongdi::shell
