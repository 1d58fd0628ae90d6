// SPDX-License-Identifier: Apache-2.0
// Where lines of Chinese and Latin text may break: between hanzi, never before 。,、 or after an
// opening bracket, words and numbers kept whole as long as they fit.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kongdi::widgets {

struct Line {
    std::uint32_t begin = 0;  // bytes of the text; blanks at the end left out
    std::uint32_t end = 0;
    float width = 0;
};

/// Decodes one code point at `at` and moves `at` behind it; U+FFFD for bytes that are no UTF-8.
std::uint32_t next_code_point(std::string_view text, std::size_t& at);

/// May a line break stand between two neighbours?
bool may_break_between(std::uint32_t before, std::uint32_t after);

/// Lines no wider than `width`; a single word that is wider is broken anywhere. `advance` gives the
/// width of a code point. Always at least one line.
using Advance = float (*)(void* data, std::uint32_t code_point);
std::vector<Line> break_lines(std::string_view text, float width, Advance advance, void* data);

}  // namespace kongdi::widgets
