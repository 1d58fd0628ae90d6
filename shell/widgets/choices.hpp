// SPDX-License-Identifier: Apache-2.0
// Things to choose from. They show the choice they are given and return the one pressed: the state
// changes elsewhere.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "shell/widgets/icon.hpp"

namespace kongdi::widgets {

struct Choice {
    std::string_view id;
    std::string_view label;
    Icon icon = Icon::None;
    bool selected = false;
    std::string_view second = {};
};

enum class Pick : unsigned char { One, Many };

/// Icon over word, as many columns as fit (3 on a phone).
std::optional<std::size_t> choice_tiles(std::string_view id, std::string_view label,
                                        std::span<const Choice> choices, Pick pick = Pick::One);
/// Pills that wrap.
std::optional<std::size_t> choice_chips(std::string_view id, std::string_view label,
                                        std::span<const Choice> choices, Pick pick = Pick::One);
/// Full-width rows, one answer each.
std::optional<std::size_t> choice_list(std::string_view id, std::string_view label,
                                       std::span<const Choice> choices, Pick pick = Pick::One);
/// Side by side in one bar, for two to four short words.
std::optional<std::size_t> segmented(std::string_view id, std::string_view label,
                                     std::span<const Choice> choices);
/// The browser's own list, for many choices. `label` stands above; with `compact` beside it.
std::optional<std::size_t> select(std::string_view id, std::string_view label,
                                  std::span<const Choice> choices);
/// A row with a tick; true when pressed. `second` is a quieter line.
bool checkbox(std::string_view id, std::string_view label, bool checked,
              std::string_view second = {}, std::string_view error = {});

}  // namespace kongdi::widgets
