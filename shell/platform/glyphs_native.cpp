// SPDX-License-Identifier: Apache-2.0
// Letters for tests: a hanzi is as wide as it is high, a Latin letter half as wide, a bold one a
// little wider; a cluster is as wide as a hanzi, a right-to-left word as its letters are together.
// Nothing is drawn, everything is measured, and drawing takes as long as the test says.
#include "shell/platform/glyphs.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include "core/base/text.hpp"
#include "shell/platform/native.hpp"
#include "shell/widgets/clusters.hpp"

namespace kongdi::platform {

namespace {

struct Counts {
    double ms_a_batch = 0;
    double now_ms = 0;
    int drawn = 0;
};

Counts& counts() {
    static Counts the_counts;
    return the_counts;
}

float width_of(widgets::LetterCode code, float px, bool bold) {
    std::string text;
    widgets::append_letter(text, code);
    std::size_t at = 0;
    const std::uint32_t first = widgets::next_code_point(text, at);
    if (widgets::is_right_to_left(first))
        return px * 0.5f * static_cast<float>(code_point_count(text));
    const bool wide = first >= 0x2000;
    return px * (wide ? 1.0f : 0.55f) * (bold && !wide ? 1.06f : 1.0f);
}

void measure(std::span<const widgets::LetterCode> codes, float px, bool bold, float* widths) {
    for (const widgets::LetterCode code : codes) *widths++ = width_of(code, px, bold);
}

void draw(std::span<const widgets::LetterCode> codes, float, bool) {
    counts().drawn += static_cast<int>(codes.size());
    counts().now_ms += counts().ms_a_batch;
}

double clock_ms() { return counts().now_ms; }

bool baked_init(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
    baked->Ascent = baked->Size * 0.9f;
    baked->Descent = -baked->Size * 0.25f;
    return true;
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool load(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* out,
          float* out_advance) {
    const float advance = widgets::letter_width(baked, code);
    if (out_advance != nullptr) {
        *out_advance = advance;
        return true;
    }
    out->Codepoint = code;
    out->AdvanceX = advance;
    return true;
}

const ImFontLoader* loader() {
    static ImFontLoader the_loader;
    the_loader.Name = "fixed";
    the_loader.FontSrcContainsGlyph = contains;
    the_loader.FontBakedInit = baked_init;
    the_loader.FontBakedLoadGlyph = load;
    return &the_loader;
}

}  // namespace

widgets::LetterMaker letter_maker() { return {loader(), measure, draw, clock_ms}; }

namespace native {

void set_letter_cost(double ms_a_batch) {
    counts() = Counts{};
    counts().ms_a_batch = ms_a_batch;
}

int letters_drawn() { return counts().drawn; }

}  // namespace native

}  // namespace kongdi::platform
