// SPDX-License-Identifier: Apache-2.0
// What a person takes for one letter may be several code points: a family of emoji, a flag, a
// letter with its accents, a Hangul syllable of parts. Enough of UAX #29 for those; the browser
// draws each cluster in one go and so shapes it. A word of a right-to-left script is one cluster
// too, since only the browser knows how its letters join.
#pragma once

#include <cstdint>
#include <string_view>

namespace kongdi::widgets {

/// Decodes one code point at `at` and moves `at` behind it. U+FFFD once for a sequence of bytes
/// that is no UTF-8 (cut short, overlong, half of a surrogate pair).
std::uint32_t next_code_point(std::string_view text, std::size_t& at);

struct Cluster {
    std::size_t begin = 0, end = 0;  // bytes of the text
    std::uint32_t first = 0;         // its first code point
    std::uint32_t last = 0;          // and its last
    bool single = true;              // it is one well-formed code point
    bool right_to_left = false;
};

/// The cluster at `at`, which must lie before the end; moves `at` behind it.
Cluster next_cluster(std::string_view text, std::size_t& at);

/// Nothing is drawn for it: control characters, and joiners that stand alone.
bool is_invisible(std::uint32_t code_point);
bool is_right_to_left(std::uint32_t code_point);

}  // namespace kongdi::widgets
