// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/brush.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "shell/widgets/letters.hpp"

namespace kongdi::widgets {

namespace {

ImFont* font_of(TextStyle style) {
    return type_row(style).bold ? context().bold : context().regular;
}

ImFontBaked* baked_of(TextStyle style) { return font_of(style)->GetFontBaked(text_px(style)); }

float advance_of(void* baked, LetterCode code) {
    return letter_width(static_cast<ImFontBaked*>(baked), code);
}

// More than any text of ours; what a paste holds beyond it is kept, but neither laid out nor drawn.
constexpr std::size_t kMostBytes = 32 * 1024;

std::string_view drawable(std::string_view text) {
    if (text.size() <= kMostBytes) return text;
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

/// What a text came to before. A page says the same in frame after frame, and where its lines break
/// depends on nothing but what is asked here.
struct Known {
    std::string text;
    TextStyle style = TextStyle::Body;
    float width = 0, size = 0, density = 0;
    TextBlock block = {};
};

template <class Work>
TextBlock remembered(std::string_view text, TextStyle style, float width, const Work& work) {
    constexpr std::size_t kPlaces = 1024;
    constexpr std::size_t kLongest = 256;
    if (text.size() > kLongest) return work();
    static std::vector<Known> all(kPlaces);
    const float size = text_px(style);
    const float density = context().viewport.density;
    const std::size_t hash = std::hash<std::string_view>{}(text) ^
                             (std::hash<float>{}(width)*31 + static_cast<std::size_t>(style));
    Known& known = all[hash % kPlaces];
    if (known.style != style || known.width != width || known.size != size ||
        known.density != density || known.text != text)
        known = {std::string(text), style, width, size, density, work()};
    return known.block;
}

std::vector<PlacedLetter>& placed_letters(std::string_view text, ImFontBaked* baked) {
    static std::vector<PlacedLetter> line;
    line.clear();
    bool mixed = false;
    for (std::size_t at = 0; at < text.size();) {
        PlacedLetter& placed = line.emplace_back();
        placed.letter = next_letter(text, at);
        placed.width = letter_width(baked, placed.letter.code);
        mixed = mixed || placed.letter.right_to_left;
    }
    if (mixed) put_in_reading_order(line);
    return line;
}

void add_letter(ImDrawList* list, const ImFontGlyph& glyph, float x, float y, float squeeze,
                Colour colour) {
    if (!glyph.Visible) return;
    list->PrimReserve(6, 4);
    list->PrimRectUV(ImVec2(x + glyph.X0 * squeeze, y + glyph.Y0),
                     ImVec2(x + glyph.X1 * squeeze, y + glyph.Y1), ImVec2(glyph.U0, glyph.V0),
                     ImVec2(glyph.U1, glyph.V1), glyph.Colored ? colour | IM_COL32_A_MASK : colour);
}

/// `width`: no wider than this, 0 for as wide as it is.
void draw_letters(std::string_view text, TextStyle style, float x, float y, float width,
                  Colour colour) {
    Context& c = context();
    const float height = line_px(style);
    const ImVec4 clip = c.list->_CmdHeader.ClipRect;
    if (text.empty() || y + height < c.clip.y || y > c.clip.bottom()) return;
    if (y + height < clip.y || y > clip.w) return;
    ImFontBaked* baked = baked_of(style);
    const std::vector<PlacedLetter>& line = placed_letters(drawable(text), baked);
    float natural = 0;
    for (const PlacedLetter& placed : line) natural += placed.width;
    const float squeeze = width > 0 && natural > width + 0.5f ? width / natural : 1;
    // Centred in its line as a browser does it, so that a field's own text lies on ours.
    const float ink = baked->Ascent - baked->Descent;
    const float top = snap(y + (height - ink) / 2);
    x = snap(x);
    for (const PlacedLetter& placed : line) {
        if (x > clip.z) break;
        const float right = x + placed.width * squeeze;
        const LetterCode code = placed.letter.code;
        if (code != 0 && right + height >= clip.x && letter_is_ready(baked, code))
            add_letter(c.list, *baked->FindGlyph(code), x, top, squeeze, colour);
        x = right;
    }
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
    if (text.empty()) return {};
    const auto lay_out = [&] {
        TextBlock block;
        text = drawable(text);
        ImFontBaked* baked = baked_of(style);
        measure_letters(baked, text);
        block.lines = break_lines(text, std::max(width, text_px(style)), advance_of, baked);
        for (const Line& line : block.lines) block.width = std::max(block.width, line.width);
        block.height = line_px(style) * static_cast<float>(block.lines.size());
        return block;
    };
    return remembered(text, style, width, lay_out);
}

float text_width(std::string_view text, TextStyle style) {
    const auto measure = [&] {
        TextBlock block;
        text = drawable(text);
        ImFontBaked* baked = baked_of(style);
        measure_letters(baked, text);
        for (std::size_t at = 0; at < text.size();)
            block.width += letter_width(baked, next_letter(text, at).code);
        return block;
    };
    constexpr float kUnbroken = -1;
    return remembered(text, style, kUnbroken, measure).width;
}

void draw_line(std::string_view text, TextStyle style, float x, float y, Colour colour) {
    draw_letters(text, style, x, y, 0, colour);
}

void draw_turned_line(std::string_view text, TextStyle style, float x, float y, float angle,
                      Colour colour) {
    ImDrawList* list = context().list;
    ImFontBaked* baked = baked_of(style);
    const std::vector<PlacedLetter>& line = placed_letters(drawable(text), baked);
    float width = 0;
    for (const PlacedLetter& placed : line) width += placed.width;
    const float along_x = std::cos(angle);
    const float along_y = std::sin(angle);
    const auto at = [&](float right, float down) {
        return ImVec2(x + along_x * right - along_y * down, y + along_y * right + along_x * down);
    };
    float right = -width / 2;
    const float top = -(baked->Ascent - baked->Descent) / 2;
    for (const PlacedLetter& placed : line) {
        const LetterCode code = placed.letter.code;
        if (code != 0 && letter_is_ready(baked, code)) {
            const ImFontGlyph& glyph = *baked->FindGlyph(code);
            if (glyph.Visible) {
                list->PrimReserve(6, 4);
                list->PrimQuadUV(
                    at(right + glyph.X0, top + glyph.Y0), at(right + glyph.X1, top + glyph.Y0),
                    at(right + glyph.X1, top + glyph.Y1), at(right + glyph.X0, top + glyph.Y1),
                    ImVec2(glyph.U0, glyph.V0), ImVec2(glyph.U1, glyph.V0),
                    ImVec2(glyph.U1, glyph.V1), ImVec2(glyph.U0, glyph.V1), colour);
            }
        }
        right += placed.width;
    }
}

void draw_block(std::string_view text, const TextBlock& block, TextStyle style, float x, float y,
                float width, Colour colour, Align align) {
    const float height = line_px(style);
    for (const Line& line : block.lines) {
        float left = x;
        if (align == Align::Centre) left += (width - line.width) / 2;
        if (align == Align::Right) left += width - line.width;
        draw_letters(text.substr(line.begin, line.end - line.begin), style, left, y, line.width,
                     colour);
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
