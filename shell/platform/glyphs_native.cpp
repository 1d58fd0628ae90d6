// SPDX-License-Identifier: Apache-2.0
// Letters for tests: a hanzi is as wide as it is high, a Latin letter half as wide, a bold one a
// little wider. Nothing is drawn, everything is measured.
#include "shell/platform/glyphs.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace kongdi::platform {

namespace {

bool baked_init(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
    baked->Ascent = baked->Size * 0.9f;
    baked->Descent = -baked->Size * 0.25f;
    return true;
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool load(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code,
          ImFontGlyph* out, float* out_advance) {
    const bool wide = code >= 0x2000;
    const float bold = source->FontNo == 1 && !wide ? 1.06f : 1.0f;
    const float advance = baked->Size * (wide ? 1.0f : 0.55f) * bold;
    if (out_advance != nullptr) {
        *out_advance = advance;
        return true;
    }
    out->Codepoint = code & 0x3FFFFFu;
    out->AdvanceX = advance;
    return true;
}

}  // namespace

const ImFontLoader* glyph_loader() {
    static ImFontLoader loader;
    loader.Name = "fixed";
    loader.FontSrcContainsGlyph = contains;
    loader.FontBakedInit = baked_init;
    loader.FontBakedLoadGlyph = load;
    return &loader;
}

void prefetch_glyphs(std::string_view, float, bool) {}

}  // namespace kongdi::platform
