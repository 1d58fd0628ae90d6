// SPDX-License-Identifier: Apache-2.0
// What all fuzzing programs share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace kongdi::fuzz {

/// What must hold of any input; libFuzzer keeps the input for which it does not.
inline void check(bool holds) {
    if (!holds) std::abort();
}

/// For what is only to be lived through, whatever comes of it.
template <class T>
void tried(const T&) {}

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

/// The first line, without its end, and what follows it.
struct FirstLine {
    std::string_view line;
    std::string_view rest;
};
inline FirstLine first_line(std::string_view text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {text, {}};
    return {text.substr(0, end), text.substr(end + 1)};
}

}  // namespace kongdi::fuzz
