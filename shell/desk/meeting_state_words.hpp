// SPDX-License-Identifier: Apache-2.0
// Words of meetings that the desk's pages share.
#pragma once

#include <string>
#include <string_view>

#include "core/model/meeting.hpp"
#include "shell/desk/register_words.hpp"

namespace kongdi::shell::desk {

Said meeting_state_said(MeetingState state);
/// As it is read out and written on a wall: "H7K 3QM".
std::string spaced_code(std::string_view code);

}  // namespace kongdi::shell::desk
