// SPDX-License-Identifier: Apache-2.0
// Letters drawn by a 2D canvas of the browser into Dear ImGui's atlas: all fonts of the phone, at
// any size and density, for no byte of download. The other half is web/glyphs.js.
#include "shell/platform/glyphs.hpp"

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/base/text.hpp"
#include "shell/widgets/stage.hpp"

// clang-format off
EM_JS(void, page_font_metrics, (float px, int bold, float* out), {
    const m = Module["page"]["fontMetrics"](px, bold);
    HEAPF32[out >> 2] = m[0];
    HEAPF32[(out >> 2) + 1] = m[1];
});
EM_JS(int, page_glyphs, (const uint32_t* codes, int count, float px, int bold, float* metrics), {
    return Module["page"]["glyphs"](HEAPU32.subarray(codes >> 2, (codes >> 2) + count), px, bold,
        HEAPF32.subarray(metrics >> 2, (metrics >> 2) + count * 6));
});
EM_JS(void, page_glyph_pixels, (uint8_t* out), {
    HEAPU8.set(Module["page"]["glyphPixels"](), out);
});
// clang-format on

namespace kongdi::platform {

namespace {

struct Drawn {
    float advance = 0;  // device pixels, as all of these
    int left = 0, top = 0, width = 0, height = 0;
    bool colour = false;
    std::vector<std::uint8_t> pixels;  // alpha, or RGBA when coloured
};

/// Drawn but not yet in the atlas, by code point, size and weight.
std::unordered_map<std::uint64_t, Drawn>& drawn() {
    static std::unordered_map<std::uint64_t, Drawn> map;
    return map;
}

std::uint64_t key_of(std::uint32_t code, float px, bool bold) {
    return (static_cast<std::uint64_t>(std::lround(px * 16)) << 24) |
           (static_cast<std::uint64_t>(bold) << 23) | code;
}

/// Joiners and variation selectors: they shape their neighbours and are nothing by themselves.
bool is_invisible(std::uint32_t c) {
    return c == 0x200B || c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

void draw(const std::vector<std::uint32_t>& codes, float px, bool bold) {
    constexpr int kNumbers = 6;  // advance, left, top, width, height, coloured
    std::vector<float> metrics(codes.size() * kNumbers);
    const int bytes =
        page_glyphs(codes.data(), static_cast<int>(codes.size()), px, bold ? 1 : 0, metrics.data());
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(bytes));
    if (bytes > 0) page_glyph_pixels(pixels.data());
    auto at = pixels.begin();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const float* m = &metrics[i * kNumbers];
        Drawn& glyph = drawn()[key_of(codes[i], px, bold)];
        glyph.advance = m[0];
        glyph.left = static_cast<int>(m[1]);
        glyph.top = static_cast<int>(m[2]);
        glyph.width = static_cast<int>(m[3]);
        glyph.height = static_cast<int>(m[4]);
        glyph.colour = m[5] != 0;
        const auto end = at + glyph.width * glyph.height * (glyph.colour ? 4 : 1);
        glyph.pixels.assign(at, end);
        at = end;
    }
}

bool is_bold(const ImFontConfig* source) { return source->FontNo == 1; }

bool baked_init(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
    const float density = baked->RasterizerDensity;
    float metrics[2] = {0, 0};
    page_font_metrics(baked->Size * density, is_bold(source) ? 1 : 0, metrics);
    // On whole device pixels, so that letters stay sharp.
    baked->Ascent = std::round(metrics[0]) / density;
    baked->Descent = -std::round(metrics[1]) / density;
    return true;
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code,
          ImFontGlyph* out, float* out_advance) {
    const float density = baked->RasterizerDensity;
    const float px = baked->Size * density;
    const bool bold = is_bold(source);
    if (is_invisible(code)) {
        if (out_advance != nullptr) *out_advance = 0;
        if (out != nullptr) {
            out->Codepoint = code & 0x3FFFFFu;
            out->AdvanceX = 0;
        }
        return true;
    }
    const std::uint64_t key = key_of(code, px, bold);
    if (drawn().find(key) == drawn().end()) draw({code}, px, bold);
    const Drawn& glyph = drawn()[key];
    const float advance = std::round(glyph.advance) / density;
    if (out_advance != nullptr) {
        *out_advance = advance;
        return true;
    }
    out->Codepoint = code & 0x3FFFFFu;
    out->AdvanceX = advance;
    if (glyph.width > 0 && glyph.height > 0) {
        const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, glyph.width, glyph.height);
        if (id == ImFontAtlasRectId_Invalid) return false;
        ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
        out->X0 = static_cast<float>(glyph.left) / density;
        out->Y0 = baked->Ascent + static_cast<float>(glyph.top) / density;
        out->X1 = out->X0 + static_cast<float>(glyph.width) / density;
        out->Y1 = out->Y0 + static_cast<float>(glyph.height) / density;
        out->Visible = true;
        out->Colored = glyph.colour;
        out->PackId = id;
        ImFontAtlasBakedSetFontGlyphBitmap(
            atlas, baked, source, out, rect, glyph.pixels.data(),
            glyph.colour ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8,
            glyph.width * (glyph.colour ? 4 : 1));
    }
    drawn().erase(key);
    return true;
}

}  // namespace

const ImFontLoader* glyph_loader() {
    static ImFontLoader loader;
    loader.Name = "browser-canvas";
    loader.FontSrcContainsGlyph = contains;
    loader.FontBakedInit = baked_init;
    loader.FontBakedLoadGlyph = load;
    return &loader;
}

void prefetch_glyphs(std::string_view text, float font_px, bool bold) {
    ImFont* font = ImGui::GetIO().Fonts->Fonts[bold ? 1 : 0];
    ImFontBaked* baked = font->GetFontBaked(font_px);
    const float px = baked->Size * baked->RasterizerDensity;
    static std::vector<std::uint32_t> missing;
    missing.clear();
    while (!text.empty()) {
        const char32_t code = take_code_point(text);
        if (code < 0x20 || is_invisible(code) || baked->IsGlyphLoaded(code)) continue;
        if (drawn().count(key_of(code, px, bold)) != 0) continue;
        if (std::find(missing.begin(), missing.end(), code) == missing.end())
            missing.push_back(code);
        if (missing.size() == 64) break;  // the rest is made one by one when drawn
    }
    if (!missing.empty()) draw(missing, px, bold);
}

}  // namespace kongdi::platform
