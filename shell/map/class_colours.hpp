// SPDX-License-Identifier: Apache-2.0
// The colours of classes on a map: one hue that gets darker (on dark ground lighter) with the
// value, so that they can be told apart, and put in order, without seeing colours at all.
#pragma once

#include <cstddef>
#include <string_view>

#include "shell/widgets/theme.hpp"

namespace kongdi::map {

/// What is kept back or missing has no place on the scale.
inline constexpr float kKeptBack = -1;

/// From 0 for the lowest class to 1 for the highest.
float class_share(std::size_t number, std::size_t classes);
widgets::Colour class_colour(float share);
widgets::Colour class_colour_of(widgets::ThemeName theme, float share);

/// A square in the colour, and what it stands for.
void legend_row(float share, std::string_view words);

}  // namespace kongdi::map
