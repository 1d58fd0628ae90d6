// SPDX-License-Identifier: Apache-2.0
// What the checks of registers share: words, a line of them, a list without repetitions, photos.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"

namespace kongdi {

/// Of at most `most` code points, in any number of lines.
inline void check_lines(const std::string& words, std::size_t most, const char* path,
                        Errors& errors) {
    if (code_point_count(words) > most)
        errors.push_back({ErrorCode::FieldTooLong, path});
    else if (has_control_characters(words))
        errors.push_back({ErrorCode::FieldFormat, path});
}

/// One line of at most `most` code points.
inline void check_line(const std::string& words, std::size_t most, const char* path,
                       Errors& errors) {
    const std::size_t before = errors.size();
    check_lines(words, most, path, errors);
    if (errors.size() == before && words.find_first_of("\n\t") != std::string::npos)
        errors.push_back({ErrorCode::FieldFormat, path});
}

template <class T>
bool has_twice(std::vector<T> items) {
    std::sort(items.begin(), items.end());
    return std::adjacent_find(items.begin(), items.end()) != items.end();
}

/// Hashes, none twice.
inline void check_photos(const std::vector<std::string>& photos, std::size_t most, const char* path,
                         Errors& errors) {
    if (photos.size() > most) errors.push_back({ErrorCode::FieldRange, path});
    if (!std::all_of(photos.begin(), photos.end(),
                     [](const std::string& photo) { return is_sha256_text(photo); }))
        errors.push_back({ErrorCode::FieldFormat, path});
    if (has_twice(photos)) errors.push_back({ErrorCode::FieldRepeated, path});
}

}  // namespace kongdi
