// SPDX-License-Identifier: Apache-2.0
// Where letters come from: the browser's own text engine on the web, boxes of fixed width in tests.
#pragma once

#include <string_view>

struct ImFontLoader;

namespace kongdi::platform {

const ImFontLoader* glyph_loader();
/// Makes all letters of a text that are missing at this size in one go.
void prefetch_glyphs(std::string_view text, float font_px, bool bold);

}  // namespace kongdi::platform
