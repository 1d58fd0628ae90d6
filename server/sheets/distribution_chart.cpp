// SPDX-License-Identifier: Apache-2.0
// How many communities have which index; those on the plan hatched.
#include <algorithm>
#include <cmath>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

double draw_body(Canvas& canvas, const DistributionChart& chart, Spot at, double width,
                 double size) {
    std::int64_t most = 1;
    for (const Bin& bin : chart.bins) most = std::max(most, bin.count);
    const double step = std::max(1.0, axis_step(static_cast<double>(most), 4));
    const double left =
        canvas.measure(axis_number(static_cast<double>(most)), {.size = size * 0.8}).width +
        size * 0.8;
    const Frame plot{at.x + left, at.y + size * 2.4, width - left - size * 0.5, size * 15};
    const double high = static_cast<double>(most);
    const auto up = [&](double count) { return plot.bottom() - count / high * plot.height; };
    for (double count = 0; count <= high; count += step) {
        canvas.line({plot.x, up(count)}, {plot.right(), up(count)}, {kRule, 0.8});
        canvas.text(axis_number(count), {plot.x - size * 0.5, up(count) - size * 0.6},
                    {.size = size * 0.8, .colour = kSecondInk, .align = Align::Right});
    }
    const double from = chart.bins.front().from;
    const double to = chart.bins.back().to;
    const auto along = [&](double value) {
        return plot.x + (value - from) / (to - from) * plot.width;
    };
    for (const Bin& bin : chart.bins) {
        const double x = along(bin.from) + 1;
        const double wide = along(bin.to) - 1 - x;
        const double listed = up(static_cast<double>(bin.listed));
        const double all = up(static_cast<double>(bin.count));
        canvas.fill({x, all, wide, listed - all}, kJade);
        const Frame marked{x, listed, wide, plot.bottom() - listed};
        canvas.fill(marked, kGoldTint);
        canvas.hatch(marked, kGold, std::max(3.0, size * 0.35));
        if (bin.listed > 0) canvas.outline(marked, {kBrown, 0.8});
        if (bin.count > 0)
            canvas.text(std::to_string(bin.count), {x + wide / 2, all - size * 1.3},
                        {.size = size * 0.8, .align = Align::Centre});
    }
    canvas.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {kSecondInk, 1});
    double y = plot.bottom() + size * 0.3;
    const double mark = axis_step(to - from, 10);
    for (double value = std::ceil(from / mark) * mark; value <= to + mark * 0.01; value += mark)
        canvas.text(axis_number(value), {along(value), y},
                    {.size = size * 0.8, .colour = kSecondInk, .align = Align::Centre});
    if (chart.cut && *chart.cut >= from && *chart.cut <= to) {
        const double x = along(*chart.cut);
        canvas.line({x, at.y + size * 1.5}, {x, plot.bottom()}, {kBrown, 1.2, size * 0.3});
        const double wide = canvas.measure(chart.cut_words, {.size = size * 0.86}).width;
        canvas.text(chart.cut_words,
                    {std::clamp(x - wide / 2, at.x, std::max(at.x, at.x + width - wide)), at.y},
                    {.size = size * 0.86, .colour = kBrown});
    }
    y += size * 1.3;
    canvas.text(chart.axis, {plot.x + plot.width / 2, y},
                {.size = size * 0.86, .colour = kSecondInk, .align = Align::Centre});
    y += size * 1.9;
    double x = plot.x;
    for (std::size_t i = 0; i < chart.legend.size(); ++i) {
        const Frame box{x, y + size * 0.15, size * 1.4, size};
        canvas.fill(box, i == 0 ? kJade : kGoldTint);
        if (i == 1) {
            canvas.hatch(box, kGold, std::max(3.0, size * 0.35));
            canvas.outline(box, {kBrown, 0.8});
        }
        x = box.right() + size * 0.5;
        x += canvas.text(chart.legend[i], {x, y}, {.size = size * 0.86}).width + size * 1.6;
    }
    return y + size * 1.5 - at.y;
}

}  // namespace kongdi::server
