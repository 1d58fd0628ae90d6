// SPDX-License-Identifier: Apache-2.0
// People reached by minutes on foot, a line and a sign for each pace.
#include <algorithm>
#include <array>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<Colour, 3> kColours{kJade, kGold, kSecondInk};
constexpr std::array<double, 3> kDashes{0, 0.6, 0.2};
constexpr std::size_t kSignEvery = 5;  // minutes

void draw_sign(Canvas& canvas, std::size_t curve, Spot at, double radius) {
    switch (curve) {
        case 0: canvas.dot(at, radius, kJade, kJade); break;
        case 1: canvas.diamond(at, radius, kGoldTint, kBrown); break;
        default: canvas.square(at, radius, kWhite, kSecondInk); break;
    }
}

}  // namespace

double draw_body(Canvas& canvas, const CurveChart& chart, Spot at, double width, double size) {
    double most = 1;
    std::size_t minutes = 1;
    for (const Curve& curve : chart.curves) {
        for (const double value : curve.values) most = std::max(most, value);
        minutes =
            std::max(minutes, curve.values.size() - std::min<std::size_t>(1, curve.values.size()));
    }
    const double step = axis_step(most, 5);
    const double left = canvas.measure(axis_number(most), {.size = size * 0.8}).width + size * 1.2;
    double y = at.y;
    y += canvas.text(chart.axes[1], {at.x, y}, {.size = size * 0.86, .colour = kSecondInk}).height;
    const Frame plot{at.x + left, y + size * 0.6, width - left - size * 5, size * 17};
    const auto up = [&](double value) { return plot.bottom() - value / most * plot.height; };
    const auto along = [&](std::size_t minute) {
        return plot.x + static_cast<double>(minute) / static_cast<double>(minutes) * plot.width;
    };
    for (double value = 0; value <= most; value += step) {
        canvas.line({plot.x, up(value)}, {plot.right(), up(value)}, {kRule, 0.8});
        canvas.text(axis_number(value), {plot.x - size * 0.5, up(value) - size * 0.6},
                    {.size = size * 0.8, .colour = kSecondInk, .align = Align::Right});
    }
    for (std::size_t minute = 0; minute <= minutes; minute += kSignEvery) {
        canvas.line({along(minute), plot.y}, {along(minute), plot.bottom()}, {kRule, 0.8});
        canvas.text(std::to_string(minute), {along(minute), plot.bottom() + size * 0.3},
                    {.size = size * 0.8, .colour = kSecondInk, .align = Align::Centre});
    }
    const std::size_t shown = std::min(chart.curves.size(), kColours.size());
    for (std::size_t c = 0; c < shown; ++c) {
        const std::vector<double>& values = chart.curves[c].values;
        std::vector<Spot> path;
        for (std::size_t minute = 0; minute < values.size(); ++minute)
            path.push_back({along(minute), up(values[minute])});
        canvas.line(path, {kColours[c], 2, kDashes[c] * size});
        for (std::size_t minute = 0; minute < values.size(); minute += kSignEvery) {
            draw_sign(canvas, c, path[minute], size * 0.3);
            if (minute > 0 && c == 0)
                canvas.text(axis_number(values[minute]),
                            {path[minute].x, path[minute].y - size * 1.6},
                            {.size = size * 0.8, .is_bold = true, .align = Align::Right});
        }
    }
    y = plot.bottom() + size * 1.6;
    canvas.text(chart.axes[0], {plot.x + plot.width / 2, y},
                {.size = size * 0.86, .colour = kSecondInk, .align = Align::Centre});
    y += size * 2;
    double x = plot.x;
    for (std::size_t c = 0; c < shown; ++c) {
        const TextStyle style{.size = size * 0.86};
        const double wide = canvas.measure(chart.curves[c].name, style).width + size * 3;
        if (x + wide > at.x + width && x > plot.x) {
            x = plot.x;
            y += size * 1.6;
        }
        canvas.line({x, y + size * 0.65}, {x + size * 2, y + size * 0.65},
                    {kColours[c], 2, kDashes[c] * size});
        draw_sign(canvas, c, {x + size, y + size * 0.65}, size * 0.3);
        canvas.text(chart.curves[c].name, {x + size * 2.5, y}, style);
        x += wide + size;
    }
    return y + size * 1.6 - at.y;
}

}  // namespace kongdi::server
