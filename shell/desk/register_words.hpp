// SPDX-License-Identifier: Apache-2.0
// Words and small pieces that the pages of facilities and waves share.
#pragma once

#include <string>
#include <string_view>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

struct Said {
    std::string key;
    widgets::Tone tone;
};
Said facility_state_said(FacilityState state);
Said wave_state_said(WaveState state);

/// What a threshold measures, with its unit.
std::string measure_label(const text::Text& text, Measure measure);
/// "300 – 500", "at least 60".
std::string bounds_text(const text::Text& text, const Bounds& bounds);
/// The days of a wave, of the city wherever the person is; the last is the one before it closes.
std::string period_text(const AppState& state, const text::Text& text, const WavePlan& plan);
/// The threshold that the address names; null while the catalogue is not here.
const api::ThresholdNow* threshold_of_route(const AppState& state);
/// What a day of the city is ahead of UTC.
inline constexpr std::int64_t kCityOffsetMs = std::int64_t{8} * 3'600'000;
/// A number as a field of a form has it: "62.5".
std::string typed_of(double number);

std::string kind_label(const AppState& state, std::string_view code);
/// A district or county by the first six digits of a code: its name where we have it (GB/T 2260),
/// else "District 330199".
std::string district_label(const text::Text& text, std::string_view code);
/// A value of what is filed of a facility, by its field, as people read it.
std::string field_text(const AppState& state, const text::Text& text, const std::string& field,
                       const Value& value);
/// What is being waited for, or why it failed; true when it is to be tried again.
bool draw_asked(const text::Text& text, const Asked& asked, bool empty);

}  // namespace kongdi::shell::desk
