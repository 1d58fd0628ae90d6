// SPDX-License-Identifier: Apache-2.0
// Shapes and text on the canvas. Positions are snapped to device pixels so that edges and letters
// stay sharp.
#pragma once

#include <string_view>
#include <vector>

#include "shell/widgets/context.hpp"
#include "shell/widgets/lines.hpp"
#include "shell/widgets/words.hpp"

namespace kongdi::widgets {

/// To the nearest device pixel.
float snap(float value);

/// Size in pixels of a style at the current scale and view; whole, as fonts are baked.
float text_px(TextStyle style);
float line_px(TextStyle style);
Colour text_colour(TextStyle style);

struct TextBlock {
    std::vector<Line> lines;
    float width = 0;  // of the longest line
    float height = 0;
};
TextBlock layout_text(std::string_view text, TextStyle style, float width);
float text_width(std::string_view text, TextStyle style);

/// Draws a laid out text with its left top at (x, y) inside `width`.
void draw_block(std::string_view text, const TextBlock& block, TextStyle style, float x, float y,
                float width, Colour colour, Align align = Align::Left);
/// One line, not wrapped.
void draw_line(std::string_view text, TextStyle style, float x, float y, Colour colour);
/// One line with its middle at (x, y), turned clockwise by an angle in radians.
void draw_turned_line(std::string_view text, TextStyle style, float x, float y, float angle,
                      Colour colour);

void fill_rect(Rect rect, Colour colour, float radius = 0);
void stroke_rect(Rect rect, Colour colour, float radius, float thickness = 1);
/// White, thin line, rounded; jade and thicker when selected.
void card_shape(Rect rect, bool selected, float radius);
/// The ring around what the keyboard is at.
void focus_ring(NodeId id, Rect rect, float radius);
/// Slightly darker where the pointer or finger is.
void press_shade(NodeId id, Rect rect, float radius);
bool is_visible(Rect rect);

/// A rectangle over the whole width at the cursor; moves the cursor behind it and a gap.
Rect take_rect(float height, float gap);

void push_clip(Rect rect);
void pop_clip();

}  // namespace kongdi::widgets
