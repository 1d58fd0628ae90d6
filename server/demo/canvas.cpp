// SPDX-License-Identifier: Apache-2.0
#include "server/demo/canvas.hpp"

#include <algorithm>
#include <array>

namespace kongdi::server::demo {

namespace {

struct Letter {
    char name;
    std::array<std::string_view, 7> rows;
};

constexpr std::array<Letter, 4> kLetters{{
    {'D', {"XXXX ", "X   X", "X   X", "X   X", "X   X", "X   X", "XXXX "}},
    {'E', {"XXXXX", "X    ", "X    ", "XXXX ", "X    ", "X    ", "XXXXX"}},
    {'M', {"X   X", "XX XX", "X X X", "X X X", "X   X", "X   X", "X   X"}},
    {'O', {" XXX ", "X   X", "X   X", "X   X", "X   X", "X   X", " XXX "}},
}};

}  // namespace

Rgb shade(Rgb colour, int percent) {
    const auto part = [percent](int value) { return std::clamp(value * percent / 100, 0, 255); };
    return {part(colour.red), part(colour.green), part(colour.blue)};
}

Rgb Canvas::at(int x, int y) const {
    x = std::clamp(x, 0, m_width - 1);
    y = std::clamp(y, 0, m_height - 1);
    return m_pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) +
                    static_cast<std::size_t>(x)];
}

void Canvas::rectangle(int x, int y, int width, int height, Rgb colour) {
    gradient(x, y, width, height, colour, colour);
}

void Canvas::gradient(int x, int y, int width, int height, Rgb top, Rgb bottom) {
    for (int row = std::max(0, y); row < std::min(m_height, y + height); ++row) {
        const auto mix = [&](int a, int b) { return a + (b - a) * (row - y) / height; };
        const Rgb colour{mix(top.red, bottom.red), mix(top.green, bottom.green),
                         mix(top.blue, bottom.blue)};
        for (int column = std::max(0, x); column < std::min(m_width, x + width); ++column)
            m_pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width) +
                     static_cast<std::size_t>(column)] = colour;
    }
}

void Canvas::polygon(std::initializer_list<Pixel> corners, Rgb colour) {
    const std::vector<Pixel> points(corners);
    for (int y = 0; y < m_height; ++y) {
        std::vector<int> crossings;
        for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
            const Pixel a = points[i];
            const Pixel b = points[j];
            if ((a.y > y) != (b.y > y))
                crossings.push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 1; i < crossings.size(); i += 2)
            rectangle(crossings[i - 1], y, crossings[i] - crossings[i - 1], 1, colour);
    }
}

void Canvas::disc(int x, int y, int radius, Rgb colour) {
    for (int row = -radius; row <= radius; ++row) {
        int half = radius;
        while (half * half + row * row > radius * radius) --half;
        rectangle(x - half, y + row, 2 * half + 1, 1, colour);
    }
}

void Canvas::letters(int x, int y, int dot, std::string_view text, Rgb colour) {
    for (const char name : text) {
        for (const Letter& letter : kLetters) {
            if (letter.name != name) continue;
            for (int row = 0; row < 7; ++row)
                for (int column = 0; column < 5; ++column)
                    if (letter.rows[static_cast<std::size_t>(row)]
                                   [static_cast<std::size_t>(column)] == 'X')
                        rectangle(x + column * dot, y + row * dot, dot, dot, colour);
        }
        x += 6 * dot;
    }
}

}  // namespace kongdi::server::demo
