// SPDX-License-Identifier: Apache-2.0
// A line for each community: where its index may lie, and how likely it is among the lowest.
#include <algorithm>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

struct Columns {
    double name, interval, value, probability, mark;  // widths
};

Columns columns_of(Canvas& canvas, const RankingChart& chart, double width, double size) {
    const TextStyle text{.size = size};
    Columns out{};
    const auto widest = [&](std::string RankRow::*part, const std::string& head, double most) {
        double wide = canvas.measure(head, {.size = size * 0.86}).width;
        for (const RankRow& row : chart.rows)
            wide = std::max(wide, canvas.measure(row.*part, text).width);
        return std::min(wide, most) + size;
    };
    out.value = widest(&RankRow::value, chart.heads[2], width * 0.14);
    out.probability = widest(&RankRow::probability, chart.heads[3], width * 0.2);
    out.name = widest(&RankRow::name, chart.heads[0], width * 0.28);
    for (const RankRow& row : chart.rows)
        if (!row.mark.empty())
            out.mark = std::max(out.mark, chip_size(canvas, row.mark, size * 0.86).width);
    out.interval =
        std::max(size * 8, width - out.name - out.value - out.probability - out.mark - size);
    return out;
}

}  // namespace

double draw_body(Canvas& canvas, const RankingChart& chart, Spot at, double width, double size) {
    const Columns wide = columns_of(canvas, chart, width, size);
    const double plot_x = at.x + wide.name;
    const double value_x = plot_x + wide.interval;
    const double probability_x = value_x + wide.value;
    const double mark_x = probability_x + wide.probability + size * 0.6;
    const TextStyle head{.size = size * 0.86, .colour = kSecondInk};
    const auto right = [&](TextStyle style, double column) {
        style.align = Align::Right;
        style.width = column;
        return style;
    };
    double y = at.y;
    TextStyle name_head = head;
    name_head.width = wide.name - size;
    double tall = canvas.text(chart.heads[0], {at.x, y}, name_head).height;
    TextStyle plot_head = head;
    plot_head.width = wide.interval - size;
    tall = std::max(tall, canvas.text(chart.heads[1], {plot_x, y}, plot_head).height);
    tall =
        std::max(tall, canvas.text(chart.heads[2], {value_x, y}, right(head, wide.value)).height);
    tall = std::max(
        tall,
        canvas.text(chart.heads[3], {probability_x, y}, right(head, wide.probability)).height);
    y += tall + size * 0.4;
    canvas.line({at.x, y}, {at.x + width, y}, {kRule, 1});
    y += size * 0.3;
    const double top = y;
    TextStyle name{.size = size};
    name.width = wide.name - size;
    const Frame plot{plot_x, 0, wide.interval - size, 0};
    for (const RankRow& row : chart.rows) {
        const double height =
            std::max(canvas.measure(row.name, name).height, size * 1.3) + size * 0.5;
        const double line = y + size * 0.25;
        canvas.text(row.name, {at.x, line}, name);
        draw_interval(canvas, row.interval, chart.axis, {plot.x, y, plot.width, height});
        canvas.text(row.value, {value_x, line}, right({.size = size}, wide.value));
        canvas.text(row.probability, {probability_x, line},
                    right({.size = size}, wide.probability));
        if (!row.mark.empty())
            draw_chip(canvas, row.mark, {mark_x, line - size * 0.05}, size * 0.86,
                      row.interval.mark);
        y += height;
    }
    const double span = chart.axis.to - chart.axis.from;
    if (chart.axis.cut && span > 0) {
        const double x = plot.x + (*chart.axis.cut - chart.axis.from) / span * plot.width;
        if (x >= plot.x && x <= plot.x + plot.width)
            canvas.line({x, top}, {x, y}, {kBrown, 1, size * 0.3});
    }
    canvas.line({plot.x, y + 2}, {plot.x + plot.width, y + 2}, {kSecondInk, 1});
    y += size * 0.4;
    const double step = axis_step(span, 5);
    for (double value = chart.axis.from; value <= chart.axis.to + step * 0.01; value += step)
        canvas.text(axis_number(value), {plot.x + (value - chart.axis.from) / span * plot.width, y},
                    {.size = size * 0.8, .colour = kSecondInk, .align = Align::Centre});
    y += size * 1.5;
    if (!chart.cut.empty()) {
        const double dash = size * 1.6;
        canvas.line({at.x, y + size * 0.6}, {at.x + dash, y + size * 0.6}, {kBrown, 1, size * 0.3});
        y += canvas
                 .text(chart.cut, {at.x + dash + size * 0.5, y},
                       {.size = size * 0.86, .colour = kSecondInk, .width = width - dash - size})
                 .height;
    }
    return y - at.y;
}

}  // namespace kongdi::server
