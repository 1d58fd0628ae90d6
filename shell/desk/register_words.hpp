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

std::string kind_label(const AppState& state, std::string_view code);
/// What is being waited for, or why it failed; true when it is to be tried again.
bool draw_asked(const text::Text& text, const Asked& asked, bool empty);

}  // namespace kongdi::shell::desk
