// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/register_words.hpp"

#include "shell/screens/report_words.hpp"

namespace kongdi::shell::desk {

Said facility_state_said(FacilityState state) {
    widgets::Tone tone = widgets::Tone::Waiting;
    if (state == FacilityState::Verified) tone = widgets::Tone::Good;
    if (state == FacilityState::Closed) tone = widgets::Tone::Neutral;
    return {"facility.state." + std::string(facility_state_name(state)), tone};
}

Said wave_state_said(WaveState state) {
    widgets::Tone tone = widgets::Tone::Neutral;
    if (state == WaveState::Open) tone = widgets::Tone::Good;
    if (state == WaveState::Draft) tone = widgets::Tone::Waiting;
    return {"wave.state." + std::string(wave_state_name(state)), tone};
}

std::string kind_label(const AppState& state, std::string_view code) {
    const FacilityKind* kind = state.catalogue.facility(code);
    return std::string(kind != nullptr ? kind->label.in(language_code(state.language)) : code);
}

bool draw_asked(const text::Text& text, const Asked& asked, bool empty) {
    if (asked.busy && empty) widgets::second(text("register.loading"));
    if (!asked.failed) return false;
    widgets::note("failed", widgets::Tone::Error,
                  asked.error ? text(error_row(asked.error->code).key) : text("error.no_network"));
    return widgets::secondary_button("again", text("action.again"));
}

}  // namespace kongdi::shell::desk
