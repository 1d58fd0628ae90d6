// SPDX-License-Identifier: Apache-2.0
// Letters on their way into the atlas. Each cluster has a code below 65,536: its code point, or one
// of the private use area's for whatever is longer or lies beyond. Letters that are drawn for the
// first time are made in batches within a budget a frame; until then they are blank and as wide as
// they will be, so nothing moves when they come.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

struct ImFontBaked;
struct ImFontLoader;

namespace kongdi::widgets {

using LetterCode = std::uint16_t;

struct Letter {
    LetterCode code = 0;  // 0: nothing is drawn
    std::uint32_t first = 0, last = 0;
    bool right_to_left = false;
};

/// The letter at `at`, which must lie before the end; moves `at` behind its bytes.
Letter next_letter(std::string_view text, std::size_t& at);
/// Appends the letter's text as UTF-8.
void append_letter(std::string& out, LetterCode code);

/// How the platform makes letters. Sizes and widths are in device pixels.
struct LetterMaker {
    const ImFontLoader* loader = nullptr;
    void (*measure)(std::span<const LetterCode> codes, float px, bool bold, float* widths);
    /// Draws up to kLetterBatch letters; the loader is then asked for each of them.
    void (*draw)(std::span<const LetterCode> codes, float px, bool bold);
    double (*now_ms)();
};
constexpr std::size_t kLetterBatch = 64;
constexpr double kLetterBudgetMs = 4;

void set_letter_maker(const LetterMaker& maker);

/// Before a frame: forgets what was wanted; empties the atlas when it or the table of clusters has
/// run over. Nothing holds a letter's code from one frame to the next.
void begin_letters();
/// Measures all letters of the text that have not been, in one go.
void measure_letters(ImFontBaked* baked, std::string_view text);
/// Width in CSS pixels.
float letter_width(ImFontBaked* baked, LetterCode code);
/// Is it in the atlas? If not, it is made after this frame.
bool letter_is_ready(ImFontBaked* baked, LetterCode code);
/// The loader found no room in the atlas.
void atlas_is_full();

/// After a frame: makes what was wanted until the budget is spent. False when nothing was wanted.
bool make_letters();
/// Some letters were wanted and have not been made.
bool letters_are_wanted();

}  // namespace kongdi::widgets
