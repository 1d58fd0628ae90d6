// SPDX-License-Identifier: Apache-2.0
// Small maps drawn as text. One character is a square of one degree; the first line lies in the
// north, the south-west corner of the drawing at 0, 0.
#pragma once

#include <string_view>
#include <vector>

#include "core/geometry/polygon.hpp"

namespace kongdi::tests {

class AsciiMap {
public:
    explicit AsciiMap(std::vector<std::string_view> lines) : m_lines(std::move(lines)) {}

    std::size_t width() const { return m_lines.empty() ? 0 : m_lines[0].size(); }
    std::size_t height() const { return m_lines.size(); }

    /// The character of a square, counted from the south-west.
    char at(std::size_t column, std::size_t row) const {
        return m_lines[m_lines.size() - 1 - row][column];
    }
    static Wgs84Point middle(std::size_t column, std::size_t row) {
        return {static_cast<double>(column) + 0.5, static_cast<double>(row) + 0.5};
    }

private:
    std::vector<std::string_view> m_lines;
};

/// A closed rectangle as a ring, its corners given in degrees.
inline Ring rectangle(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

}  // namespace kongdi::tests
