// SPDX-License-Identifier: Apache-2.0
// Importance and performance (Martilla & James 1977): numbered marks in four quadrants, and what
// the numbers stand for below them, so that no name is cut or lies on another.
#include <algorithm>
#include <cmath>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

void draw_point(Canvas& canvas, std::size_t quadrant, Spot at, double radius) {
    switch (quadrant) {
        case 0: canvas.diamond(at, radius * 1.1, kGoldTint, kBrown); break;
        case 1: canvas.dot(at, radius * 1.1, kJadeTint, kJade); break;
        case 2: canvas.triangle(at, radius * 1.25, kWhite, kSecondInk); break;
        default: canvas.square(at, radius * 1.05, kWhite, kSecondInk); break;
    }
}

struct Range {
    double from = 1;
    double to = 5;
};

/// What the points take of 1 to 5, with some room.
Range range_of(const std::vector<QuadrantPoint>& points, double QuadrantPoint::*part, double mean) {
    double low = mean, high = mean;
    for (const QuadrantPoint& one : points) {
        low = std::min(low, one.*part);
        high = std::max(high, one.*part);
    }
    const double reach = std::max({high - mean, mean - low, 0.25}) * 1.15;
    return {std::max(1.0, mean - reach), std::min(5.0, mean + reach)};
}

/// Names by quadrant in two columns; gives the height.
double draw_names(Canvas& canvas, const QuadrantChart& chart, Spot at, double width, double size) {
    const double column = (width - size * 2) / 2;
    double y = at.y;
    for (const std::size_t row : {std::size_t{0}, std::size_t{2}}) {
        double tallest = 0;
        for (std::size_t side = 0; side < 2; ++side) {
            const std::size_t quadrant = row + side;
            const double x = at.x + static_cast<double>(side) * (column + size * 2);
            double down = y;
            draw_point(canvas, quadrant, {x + size * 0.5, down + size * 0.75}, size * 0.4);
            down += canvas
                        .text(chart.quadrants[quadrant], {x + size * 1.5, down},
                              {.size = size, .is_bold = true, .width = column - size * 1.5})
                        .height;
            for (std::size_t i = 0; i < chart.points.size(); ++i) {
                if (chart.points[i].quadrant != quadrant) continue;
                canvas.text(std::to_string(i + 1), {x + size, down},
                            {.size = size * 0.86, .is_bold = true, .align = Align::Right});
                down += canvas
                            .text(chart.points[i].name, {x + size * 1.5, down},
                                  {.size = size * 0.86, .width = column - size * 1.5})
                            .height;
            }
            tallest = std::max(tallest, down - y);
        }
        y += tallest + size * 0.8;
    }
    return y - at.y;
}

}  // namespace

double draw_body(Canvas& canvas, const QuadrantChart& chart, Spot at, double width, double size) {
    const Range across =
        range_of(chart.points, &QuadrantPoint::satisfaction, chart.mean_satisfaction);
    const Range up = range_of(chart.points, &QuadrantPoint::importance, chart.mean_importance);
    double y = at.y;
    y += canvas.text(chart.axes[1], {at.x, y}, {.size = size * 0.86, .colour = kSecondInk}).height;
    const double side = std::min(width, size * 32);
    const double left = size * 2.2;
    const Frame plot{at.x + left, y + size * 0.3, width - left, side * 0.62};
    const double middle_x =
        plot.x + (chart.mean_satisfaction - across.from) / (across.to - across.from) * plot.width;
    const double middle_y =
        plot.bottom() - (chart.mean_importance - up.from) / (up.to - up.from) * plot.height;
    canvas.fill(plot, kWhite);
    canvas.fill({plot.x, plot.y, middle_x - plot.x, middle_y - plot.y}, kGoldTint);
    canvas.fill({middle_x, plot.y, plot.right() - middle_x, middle_y - plot.y}, kJadeTint);
    canvas.outline(plot, {kRule, 1});
    canvas.line({middle_x, plot.y}, {middle_x, plot.bottom()}, {kSecondInk, 1, size * 0.3});
    canvas.line({plot.x, middle_y}, {plot.right(), middle_y}, {kSecondInk, 1, size * 0.3});
    const TextStyle corner{.size = size, .is_bold = true, .colour = kSecondInk};
    TextStyle right = corner;
    right.align = Align::Right;
    const double in = size * 0.5;
    canvas.text(chart.quadrants[0], {plot.x + in, plot.y + in}, corner);
    canvas.text(chart.quadrants[1], {plot.right() - in, plot.y + in}, right);
    canvas.text(chart.quadrants[2], {plot.x + in, plot.bottom() - in - size * 1.4}, corner);
    canvas.text(chart.quadrants[3], {plot.right() - in, plot.bottom() - in - size * 1.4}, right);
    for (const auto& [value, is_low] : {std::pair(up.from, true), std::pair(up.to, false)})
        canvas.text(axis_number(std::round(value * 10) / 10),
                    {plot.x - size * 0.4, is_low ? plot.bottom() - size * 1.2 : plot.y},
                    {.size = size * 0.8, .colour = kSecondInk, .align = Align::Right});
    canvas.text(axis_number(std::round(across.from * 10) / 10),
                {plot.x, plot.bottom() + size * 0.2}, {.size = size * 0.8, .colour = kSecondInk});
    canvas.text(axis_number(std::round(across.to * 10) / 10),
                {plot.right(), plot.bottom() + size * 0.2},
                {.size = size * 0.8, .colour = kSecondInk, .align = Align::Right});
    const double radius = size * 0.72;
    std::vector<Spot> spots;
    for (const QuadrantPoint& one : chart.points)
        spots.push_back(
            {plot.x + (one.satisfaction - across.from) / (across.to - across.from) * plot.width,
             plot.bottom() - (one.importance - up.from) / (up.to - up.from) * plot.height});
    spots = spread(std::move(spots), radius, plot);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        draw_point(canvas, chart.points[i].quadrant, spots[i], radius);
        canvas.text(std::to_string(i + 1), {spots[i].x, spots[i].y - size * 0.55},
                    {.size = size * 0.76, .is_bold = true, .align = Align::Centre});
    }
    y = plot.bottom() + size * 0.2;
    canvas.text(chart.axes[0], {plot.x + plot.width / 2, y},
                {.size = size * 0.86, .colour = kSecondInk, .align = Align::Centre});
    y += size * 2;
    y += draw_names(canvas, chart, {at.x, y}, width, size);
    return y - at.y;
}

}  // namespace kongdi::server
