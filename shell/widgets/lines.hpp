// SPDX-License-Identifier: Apache-2.0
// Where lines of Chinese and Latin text may break: between hanzi, never before 。,、 or after an
// opening bracket, words and numbers kept whole as long as they fit.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shell/widgets/clusters.hpp"
#include "shell/widgets/letters.hpp"

namespace kongdi::widgets {

struct Line {
    std::uint32_t begin = 0;  // bytes of the text; blanks at the end left out
    std::uint32_t end = 0;
    float width = 0;
};

/// May a line break stand between two neighbours, the last code point of a letter and the first of
/// the next one?
bool may_break_between(std::uint32_t before, std::uint32_t after);

/// Lines no wider than `width`; a single word that is wider is broken anywhere. `advance` gives the
/// width of a letter by its code (see letters.hpp). Always at least one line.
using Advance = float (*)(void* data, LetterCode code);
std::vector<Line> break_lines(std::string_view text, float width, Advance advance, void* data);

struct PlacedLetter {
    Letter letter;
    float width = 0;
};

/// Words of a right-to-left script beside each other are read from right to left. A line of ours
/// always runs left to right as a whole: numbers and Latin words inside such a passage end it, and
/// a paragraph of Arabic is not set flush right. What is inside a word the browser draws.
void put_in_reading_order(std::vector<PlacedLetter>& line);

}  // namespace kongdi::widgets
