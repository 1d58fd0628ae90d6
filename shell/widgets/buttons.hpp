// SPDX-License-Identifier: Apache-2.0
// Things to press. Each returns true in the frame in which it was pressed.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "shell/widgets/icon.hpp"

namespace kongdi::widgets {

/// The one main action of a screen.
bool primary_button(std::string_view id, std::string_view label, bool enabled = true);
/// Outlined, for the other ways on.
bool secondary_button(std::string_view id, std::string_view label, Icon icon = Icon::None);
/// Words only.
bool text_button(std::string_view id, std::string_view label, Icon icon = Icon::None);
/// A pill ("download CSV").
bool pill_button(std::string_view id, std::string_view label, Icon icon = Icon::None);
struct PillChoice {
    std::string_view id;
    std::string_view label;
    Icon icon = Icon::None;
};
/// Several pills that wrap; the one that was pressed.
std::optional<std::size_t> pill_row(std::span<const PillChoice> pills);
/// One of the few things to do of the elder view: large words in the middle, a state below.
bool tall_button(std::string_view id, std::string_view label, std::string_view chip = {});
/// A card with an icon, a title, one line about what happens, and a state in a pill.
bool card_button(std::string_view id, Icon icon, std::string_view title,
                 std::string_view second = {}, std::string_view chip = {},
                 Tone chip_tone = Tone::Waiting);
/// Takes or chooses a photo; the chooser opens inside the press and the page answers with
/// photo.ready. With the name of a picture it shows that and offers to replace it.
void photo_button(std::string_view id, std::string_view label, std::string_view hint,
                  std::string_view picture_name = {});

/// Words only; chooses a file of reports, which opens inside the press. The page answers with
/// handover.read.
void file_button(std::string_view id, std::string_view label, Icon icon = Icon::None);

}  // namespace kongdi::widgets
