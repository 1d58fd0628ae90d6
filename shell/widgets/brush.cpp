// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/brush.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace kongdi::widgets {

namespace {

ImFont* font_of(TextStyle style) {
    return type_row(style).bold ? context().bold : context().regular;
}

ImFontBaked* baked_of(TextStyle style) { return font_of(style)->GetFontBaked(text_px(style)); }

void prefetch(std::string_view text, TextStyle style) {
    const Context& c = context();
    if (c.prefetch != nullptr) c.prefetch(text, text_px(style), type_row(style).bold);
}

float advance_of(void* baked, std::uint32_t code_point) {
    return static_cast<ImFontBaked*>(baked)->GetCharAdvance(code_point);
}

}  // namespace

float snap(float value) {
    const float density = context().viewport.density;
    return std::round(value * density) / density;
}

float text_px(TextStyle style) {
    const TypeRow& row = type_row(style);
    return std::round(px(context().theme.elder ? row.elder_size : row.size));
}

float line_px(TextStyle style) { return std::round(text_px(style) * type_row(style).line_height); }

Colour text_colour(TextStyle style) {
    return style == TextStyle::Second || style == TextStyle::SecondBold ? palette().ink_second
                                                                        : palette().ink;
}

TextBlock layout_text(std::string_view text, TextStyle style, float width) {
    TextBlock block;
    if (text.empty()) return block;
    prefetch(text, style);
    block.lines = break_lines(text, std::max(width, text_px(style)), advance_of, baked_of(style));
    for (const Line& line : block.lines) block.width = std::max(block.width, line.width);
    block.height = line_px(style) * static_cast<float>(block.lines.size());
    return block;
}

float text_width(std::string_view text, TextStyle style) {
    prefetch(text, style);
    ImFontBaked* baked = baked_of(style);
    float width = 0;
    for (std::size_t at = 0; at < text.size();)
        width += baked->GetCharAdvance(next_code_point(text, at));
    return width;
}

void draw_line(std::string_view text, TextStyle style, float x, float y, Colour colour) {
    Context& c = context();
    const float height = line_px(style);
    if (text.empty() || y + height < c.clip.y || y > c.clip.bottom()) return;
    const ImFontBaked* baked = baked_of(style);
    // Centred in its line as a browser does it, so that a field's own text lies on ours.
    const float ink = baked->Ascent - baked->Descent;
    c.list->AddText(font_of(style), text_px(style), ImVec2(snap(x), snap(y + (height - ink) / 2)),
                    colour, text.data(), text.data() + text.size());
}

void draw_block(std::string_view text, const TextBlock& block, TextStyle style, float x, float y,
                float width, Colour colour, Align align) {
    const float height = line_px(style);
    for (const Line& line : block.lines) {
        float left = x;
        if (align == Align::Centre) left += (width - line.width) / 2;
        if (align == Align::Right) left += width - line.width;
        draw_line(text.substr(line.begin, line.end - line.begin), style, left, y, colour);
        y += height;
    }
}

void fill_rect(Rect rect, Colour colour, float radius) {
    if (!is_visible(rect)) return;
    context().list->AddRectFilled(ImVec2(snap(rect.x), snap(rect.y)),
                                  ImVec2(snap(rect.right()), snap(rect.bottom())), colour, radius);
}

void stroke_rect(Rect rect, Colour colour, float radius, float thickness) {
    if (!is_visible(rect)) return;
    // The line lies inside the rectangle; ImGui sets its path half a pixel in by itself.
    const float d = (thickness - 1) / 2;
    context().list->AddRect(ImVec2(snap(rect.x) + d, snap(rect.y) + d),
                            ImVec2(snap(rect.right()) - d, snap(rect.bottom()) - d), colour,
                            std::max(0.0f, radius - d), 0, thickness);
}

void card_shape(Rect rect, bool selected, float radius) {
    fill_rect(rect, selected ? palette().jade_tint : palette().card, radius);
    stroke_rect(rect, selected ? palette().jade : palette().line, radius, selected ? 3.0f : 1.0f);
}

void focus_ring(NodeId id, Rect rect, float radius) {
    const Context& c = context();
    if (c.focus != id || !c.focus_visible || c.editing == id) return;
    const float gap = 2;
    stroke_rect({rect.x - gap - 3, rect.y - gap - 3, rect.w + 2 * gap + 6, rect.h + 2 * gap + 6},
                palette().ink, radius + gap + 3, 3);
}

void press_shade(NodeId id, Rect rect, float radius) {
    const Context& c = context();
    const bool pressed = c.press == id;
    if (!pressed && c.hover != id) return;
    fill_rect(rect, (palette().ink & 0x00FFFFFFu) | (pressed ? 0x1C000000u : 0x0C000000u), radius);
}

bool is_visible(Rect rect) {
    const Rect& clip = context().clip;
    return rect.bottom() > clip.y && rect.y < clip.bottom() && rect.right() > clip.x &&
           rect.x < clip.right();
}

Rect take_rect(float height, float gap) {
    Region& region = context().region;
    const Rect rect{region.x, region.y, region.w, height};
    region.y += height + gap;
    return rect;
}

void push_clip(Rect rect) {
    context().list->PushClipRect(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), true);
}

void pop_clip() { context().list->PopClipRect(); }

}  // namespace kongdi::widgets
