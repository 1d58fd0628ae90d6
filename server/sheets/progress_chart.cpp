// SPDX-License-Identifier: Apache-2.0
// How far a wave is: households that answered, what the time would ask for, and the goal.
#include <algorithm>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

void draw_goal(Canvas& canvas, Spot at, double size) {
    canvas.line({at.x, at.y - size * 0.65}, {at.x, at.y + size * 0.65}, {kInk, 2});
}
void draw_expected(Canvas& canvas, Spot at, double size) {
    canvas.triangle({at.x, at.y + size * 0.75}, size * 0.3, kGold, kBrown);
}

}  // namespace

double draw_body(Canvas& canvas, const ProgressChart& chart, Spot at, double width, double size) {
    const TextStyle plain{.size = size};
    double name_wide = 0, says_wide = 0, mark_wide = 0, most = 1;
    for (const ProgressRow& row : chart.rows) {
        name_wide = std::max(name_wide, canvas.measure(row.name, plain).width);
        says_wide = std::max(says_wide, canvas.measure(row.says, plain).width);
        if (!row.mark.empty())
            mark_wide = std::max(mark_wide, chip_size(canvas, row.mark, size * 0.86).width);
        most = std::max({most, row.share, row.goal});
    }
    name_wide = std::min(name_wide, width * 0.3);
    const double plot_x = at.x + name_wide + size;
    const double plot_wide =
        std::max(size * 6, width - name_wide - says_wide - mark_wide - size * 3.5);
    TextStyle name{.size = size, .width = name_wide};
    double y = at.y;
    bool first = true;
    for (const ProgressRow& row : chart.rows) {
        name.is_bold = first;
        const double height =
            std::max(canvas.measure(row.name, name).height, size * 1.4) + size * 0.6;
        const double middle = y + height / 2;
        const double line = middle - size * 0.72;
        canvas.text(row.name, {at.x, y + size * 0.3}, name);
        const Frame whole{plot_x, middle - size * 0.4, plot_wide, size * 0.8};
        canvas.fill(whole, kGreyTint, size * 0.4);
        const double done = std::clamp(row.share / most, 0.0, 1.0) * plot_wide;
        canvas.fill({whole.x, whole.y, done, whole.height}, kJade, size * 0.4);
        draw_expected(canvas, {plot_x + row.expected / most * plot_wide, middle}, size);
        draw_goal(canvas, {plot_x + row.goal / most * plot_wide, middle}, size);
        canvas.text(row.says, {plot_x + plot_wide + size, line}, {.size = size, .is_bold = first});
        if (!row.mark.empty())
            draw_chip(canvas, row.mark, {plot_x + plot_wide + says_wide + size * 2, line},
                      size * 0.86, Mark::Listed);
        y += height;
        if (first) {
            canvas.line({at.x, y + size * 0.2}, {at.x + width, y + size * 0.2}, {kRule, 1});
            y += size * 0.5;
        }
        first = false;
    }
    y += size * 0.6;
    double x = at.x;
    for (std::size_t i = 0; i < chart.legend.size(); ++i) {
        const Spot sign{x + size * 0.7, y + size * 0.65};
        if (i == 0) canvas.fill({x, y + size * 0.25, size * 1.4, size * 0.8}, kJade, size * 0.4);
        if (i == 1) canvas.triangle(sign, size * 0.35, kGold, kBrown);
        if (i == 2) draw_goal(canvas, sign, size);
        x += size * 1.9;
        x += canvas.text(chart.legend[i], {x, y}, {.size = size * 0.86}).width + size * 1.4;
    }
    return y + size * 1.5 - at.y;
}

}  // namespace kongdi::server
