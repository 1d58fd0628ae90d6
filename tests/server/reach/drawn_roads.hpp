// SPDX-License-Identifier: Apache-2.0
// Roads drawn as text. A character is a square of ten metres: `-` and `|` run on, `+` is a point
// that lines have in common, `x` is where one runs across another without one; letters stand beside
// the roads.
#pragma once

#include <map>

#include "core/geometry/distance.hpp"
#include "server/reach/walking_network.hpp"
#include "tests/support/ascii_map.hpp"

namespace kongdi::server::tests {

inline constexpr double kSquareM = 10;
inline constexpr Wgs84Point kSouthWest{120.15, 30.27};

/// So many squares east and north of the south-west corner.
inline Wgs84Point square_at(double east, double north) {
    return moved_m(kSouthWest, east * kSquareM, north * kSquareM);
}

class DrawnRoads {
public:
    explicit DrawnRoads(std::vector<std::string_view> text) : m_map(std::move(text)) {
        for (std::size_t row = 0; row < m_map.height(); ++row) draw(row, true);
        for (std::size_t column = 0; column < m_map.width(); ++column) draw(column, false);
    }

    std::vector<RoadLine> lines = {};
    std::map<char, Wgs84Point> letters = {};

private:
    void draw(std::size_t number, bool eastward) {
        RoadLine line;
        std::optional<Wgs84Point> last;
        const auto end = [&] {
            if (last) line.path.push_back(*last);
            if (line.path.size() > 1) lines.push_back(line);
            line = {};
            last.reset();
        };
        const std::size_t length = eastward ? m_map.width() : m_map.height();
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t column = eastward ? i : number;
            const std::size_t row = eastward ? number : i;
            const char c = m_map.at(column, row);
            const Wgs84Point here =
                square_at(static_cast<double>(column), static_cast<double>(row));
            if (c >= 'A' && c <= 'Z') letters[c] = here;
            if (c != '+' && c != 'x' && c != (eastward ? '-' : '|')) {
                end();
                continue;
            }
            if (line.path.empty() || c == '+') {
                line.path.push_back(here);
                last.reset();
            } else {
                last = here;
            }
        }
        end();
    }

    kongdi::tests::AsciiMap m_map;
};

}  // namespace kongdi::server::tests
