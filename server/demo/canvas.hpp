// SPDX-License-Identifier: Apache-2.0
// A small picture to paint the demo photos on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace kongdi::server::demo {

struct Rgb {
    int red = 0;
    int green = 0;
    int blue = 0;
};

/// Lighter for factors above 100, darker below.
Rgb shade(Rgb colour, int percent);

struct Pixel {
    int x = 0;
    int y = 0;
};

class Canvas {
public:
    Canvas(int width, int height)
        : m_width(width),
          m_height(height),
          m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

    int width() const { return m_width; }
    int height() const { return m_height; }
    /// Beyond the edge: the pixel at the edge.
    Rgb at(int x, int y) const;

    void rectangle(int x, int y, int width, int height, Rgb colour);
    /// From one colour at its top to another at its bottom.
    void gradient(int x, int y, int width, int height, Rgb top, Rgb bottom);
    /// Even-odd.
    void polygon(std::initializer_list<Pixel> corners, Rgb colour);
    void disc(int x, int y, int radius, Rgb colour);
    /// Capital letters of "DEMO" only, five by seven dots of the given size.
    void letters(int x, int y, int dot, std::string_view text, Rgb colour);

private:
    int m_width;
    int m_height;
    std::vector<Rgb> m_pixels;
};

}  // namespace kongdi::server::demo
