// SPDX-License-Identifier: Apache-2.0
// Paper to draw on: an SVG, a PNG or the pages of a PDF, in points of 1/72 inch with the origin at
// the upper left. With canvas.cpp the only user of Cairo and Pango beside seat_sheet.cpp. The same
// drawing gives the same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/sheets/colours.hpp"

namespace kongdi::server {

struct Spot {
    double x = 0;
    double y = 0;
};
struct Size {
    double width = 0;
    double height = 0;
};
struct Frame {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
};

enum class Align : std::uint8_t { Left, Centre, Right };

struct TextStyle {
    double size = 10;
    bool is_bold = false;
    Colour colour = kInk;
    Align align = Align::Left;
    /// Wraps within it; 0: one line, which begins, ends or has its middle at the spot.
    double width = 0;
};

struct LineStyle {
    Colour colour = kInk;
    double width = 1;
    double dash = 0;  // 0: whole
    bool closed = false;
};

/// What a PDF says of itself.
struct PdfFacts {
    std::string title = {};
    std::string author = {};
    std::string subject = {};
    std::string language = {};  // "zh"
    std::int64_t made_at_ms = 0;
};

/// What a picture says of itself to those who do not see it.
struct PictureWords {
    std::string title = {};
    std::string description = {};
    std::string language = {};
};

class Canvas {
public:
    static Canvas svg(Size size, PictureWords facts);
    /// `scale` dots a point.
    static Canvas png(Size size, std::string language, double scale);
    static Canvas pdf(Size page, const PdfFacts& facts);
    /// Measures only: what is drawn on it is drawn nowhere.
    static Canvas nowhere(std::string language);
    ~Canvas();
    Canvas(Canvas&&) noexcept;

    /// Gives the size of what it took.
    Size text(std::string_view words, Spot at, const TextStyle& style);
    Size measure(std::string_view words, const TextStyle& style);

    void line(std::span<const Spot> points, const LineStyle& style);
    void line(Spot from, Spot to, const LineStyle& style);
    /// Rings of one area, holes among them (even-odd).
    void area(std::span<const std::vector<Spot>> rings, Colour fill);
    void fill(const Frame& frame, Colour colour, double radius = 0);
    void outline(const Frame& frame, const LineStyle& style, double radius = 0);
    /// Slanted lines within a frame: what is not there yet, told without a colour.
    void hatch(const Frame& frame, Colour colour, double gap = 4);
    void dot(Spot middle, double radius, Colour fill, Colour rim);
    /// A square on its corner.
    void diamond(Spot middle, double radius, Colour fill, Colour rim);
    void square(Spot middle, double radius, Colour fill, Colour rim);
    void triangle(Spot middle, double radius, Colour fill, Colour rim);
    /// Until unclip() nothing is drawn outside. They nest.
    void clip(const Frame& frame);
    void unclip();

    // Of a PDF; elsewhere they do nothing.
    void next_page();
    /// A part of the document's structure ("H1", "P", "Table", "Figure"), for readers of screens.
    void begin(std::string_view part);
    void end(std::string_view part);
    /// A line of the outline that leads to a height of this page, the first being 1.
    void bookmark(std::string_view words, int page, double y);

    /// The bytes. internal for letters that no font of the machine has, which would be boxes.
    Result<std::string> finish();

private:
    struct Paper;
    explicit Canvas(std::unique_ptr<Paper> paper);
    std::unique_ptr<Paper> m_paper;
};

}  // namespace kongdi::server
