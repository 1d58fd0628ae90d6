// SPDX-License-Identifier: Apache-2.0
// Letters drawn by a 2D canvas of the browser into Dear ImGui's atlas: all fonts of the phone, at
// any size and density, for no byte of download. The other half is web/glyphs.js.
#include "shell/platform/glyphs.hpp"

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

// Letters are handed over as one text with a NUL after each: no letter holds one.
// clang-format off
EM_JS(void, page_font_metrics, (float px, int bold, float* out), {
    const m = Module["page"]["fontMetrics"](px, bold);
    HEAPF32[out >> 2] = m[0];
    HEAPF32[(out >> 2) + 1] = m[1];
});
EM_JS(void, page_measure, (const char* letters, int size, int count, float px, int bold,
                           float* widths), {
    Module["page"]["measure"](HEAPU8.subarray(letters, letters + size), px, bold,
        HEAPF32.subarray(widths >> 2, (widths >> 2) + count));
});
EM_JS(int, page_glyphs, (const char* letters, int size, int count, float px, int bold,
                         float* metrics), {
    return Module["page"]["glyphs"](HEAPU8.subarray(letters, letters + size), px, bold,
        HEAPF32.subarray(metrics >> 2, (metrics >> 2) + count * 5));
});
EM_JS(void, page_glyph_pixels, (uint8_t* out), {
    HEAPU8.set(Module["page"]["glyphPixels"](), out);
});
EM_JS(double, page_clock, (), { return performance.now(); });
// clang-format on

namespace kongdi::platform {

namespace {

using widgets::LetterCode;

struct Drawn {
    int left = 0, top = 0, width = 0, height = 0;  // device pixels
    bool colour = false;
    std::size_t at = 0;  // in the pixels: alpha, or RGBA when coloured
};

/// The batch that goes into the atlas next.
struct Batch {
    std::vector<LetterCode> codes;
    std::vector<Drawn> drawn;
    std::vector<std::uint8_t> pixels;
};

Batch& batch() {
    static Batch the_batch;
    return the_batch;
}

const std::string& texts_of(std::span<const LetterCode> codes) {
    static std::string texts;
    texts.clear();
    for (const LetterCode code : codes) {
        widgets::append_letter(texts, code);
        texts += '\0';
    }
    return texts;
}

void measure(std::span<const LetterCode> codes, float px, bool bold, float* widths) {
    const std::string& texts = texts_of(codes);
    page_measure(texts.data(), static_cast<int>(texts.size()), static_cast<int>(codes.size()), px,
                 bold ? 1 : 0, widths);
}

void draw(std::span<const LetterCode> codes, float px, bool bold) {
    constexpr std::size_t kNumbers = 5;  // left, top, width, height, coloured
    static std::vector<float> metrics;
    metrics.assign(codes.size() * kNumbers, 0);
    const std::string& texts = texts_of(codes);
    const int bytes = page_glyphs(texts.data(), static_cast<int>(texts.size()),
                                  static_cast<int>(codes.size()), px, bold ? 1 : 0, metrics.data());
    Batch& b = batch();
    b.codes.assign(codes.begin(), codes.end());
    b.drawn.clear();
    b.pixels.resize(static_cast<std::size_t>(bytes));
    if (bytes > 0) page_glyph_pixels(b.pixels.data());
    std::size_t at = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const float* m = &metrics[i * kNumbers];
        const Drawn glyph{static_cast<int>(m[0]),
                          static_cast<int>(m[1]),
                          static_cast<int>(m[2]),
                          static_cast<int>(m[3]),
                          m[4] != 0,
                          at};
        at += static_cast<std::size_t>(glyph.width * glyph.height * (glyph.colour ? 4 : 1));
        b.drawn.push_back(glyph);
    }
}

const Drawn& drawn_letter(LetterCode code, float px, bool bold) {
    const auto place = [code] {
        const std::vector<LetterCode>& codes = batch().codes;
        return static_cast<std::size_t>(std::find(codes.begin(), codes.end(), code) -
                                        codes.begin());
    };
    // Dear ImGui asks for a blank and a stand-in of its own accord.
    if (place() == batch().codes.size()) draw({&code, 1}, px, bold);
    return batch().drawn[place()];
}

bool is_bold(const ImFontConfig* source) { return source->FontNo == 1; }

bool baked_init(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
    const float density = baked->RasterizerDensity;
    float metrics[2] = {0, 0};
    page_font_metrics(baked->Size * density, is_bold(source) ? 1 : 0, metrics);
    // On whole device pixels, so that letters stay sharp.
    baked->Ascent = std::round(metrics[0]) / density;
    baked->Descent = -std::round(metrics[1]) / density;
    batch().codes.clear();  // of another size
    return true;
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code,
          ImFontGlyph* out, float* out_advance) {
    const float advance = widgets::letter_width(baked, code);
    if (out_advance != nullptr) {
        *out_advance = advance;
        return true;
    }
    const float density = baked->RasterizerDensity;
    const Drawn glyph = drawn_letter(code, baked->Size * density, is_bold(source));
    out->Codepoint = code;
    out->AdvanceX = advance;
    if (glyph.width <= 0 || glyph.height <= 0) return true;
    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, glyph.width, glyph.height);
    if (id == ImFontAtlasRectId_Invalid) {
        widgets::atlas_is_full();
        return true;  // blank until the atlas is emptied
    }
    ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
    out->X0 = static_cast<float>(glyph.left) / density;
    out->Y0 = baked->Ascent + static_cast<float>(glyph.top) / density;
    out->X1 = out->X0 + static_cast<float>(glyph.width) / density;
    out->Y1 = out->Y0 + static_cast<float>(glyph.height) / density;
    out->Visible = true;
    out->Colored = glyph.colour;
    out->PackId = id;
    ImFontAtlasBakedSetFontGlyphBitmap(
        atlas, baked, source, out, rect, batch().pixels.data() + glyph.at,
        glyph.colour ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8,
        glyph.width * (glyph.colour ? 4 : 1));
    return true;
}

const ImFontLoader* loader() {
    static ImFontLoader the_loader;
    the_loader.Name = "browser-canvas";
    the_loader.FontSrcContainsGlyph = contains;
    the_loader.FontBakedInit = baked_init;
    the_loader.FontBakedLoadGlyph = load;
    return &the_loader;
}

}  // namespace

widgets::LetterMaker letter_maker() { return {loader(), measure, draw, page_clock}; }

}  // namespace kongdi::platform
