// SPDX-License-Identifier: Apache-2.0
// The items of a plan by quarter, what is done of each filled and the rest hatched; today is a
// line.
#include <algorithm>

#include "core/base/time.hpp"
#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// Quarters since the year 0.
int quarter_of(int day) {
    const CivilTime date = civil_time(day * kDayMs);
    return date.year * 4 + (date.month - 1) / 3;
}
int first_day_of(int quarter) {
    std::string text = std::to_string(10'000 + quarter / 4).substr(1);
    constexpr const char* kMonths[] = {"-01-01", "-04-01", "-07-01", "-10-01"};
    return parse_date(text + kMonths[quarter % 4]).value_or(0);
}

struct Span {
    int first = 0;  // quarters, both counted in
    int last = 0;
    int first_day = 0;
    int end_day = 0;
};

Span span_of(const TimeLineChart& chart) {
    constexpr int kMostQuarters = 60;  // a mistyped year does not press all others together
    int first = quarter_of(chart.today), last = first;
    for (const TimeRow& row : chart.rows)
        for (const auto& day : {row.first_day, row.last_day})
            if (day) {
                first = std::min(first, quarter_of(*day));
                last = std::max(last, quarter_of(*day));
            }
    const int now = quarter_of(chart.today);
    first = std::max(first, now - kMostQuarters / 2);
    last = std::max(std::min(last, now + kMostQuarters / 2), first + 3);
    return {first, last, first_day_of(first), first_day_of(last + 1)};
}

}  // namespace

double draw_body(Canvas& canvas, const TimeLineChart& chart, Spot at, double width, double size) {
    const Span span = span_of(chart);
    const double name_wide = width * 0.32;
    const Frame plot{at.x + name_wide + size, 0, width - name_wide - size, 0};
    const auto along = [&](int day) {
        const double part = static_cast<double>(day - span.first_day) /
                            static_cast<double>(span.end_day - span.first_day);
        return plot.x + std::clamp(part, 0.0, 1.0) * plot.width;
    };
    double y = at.y + size * 1.4;
    const int quarters = span.last - span.first + 1;
    const TextStyle small{.size = size * 0.8, .colour = kSecondInk};
    for (int quarter = span.first; quarter <= span.last; ++quarter) {
        const double x = along(first_day_of(quarter));
        if (quarter % 4 == 0 || quarter == span.first)
            canvas.text(std::to_string(quarter / 4), {x + 2, y},
                        {.size = size * 0.86, .is_bold = true});
        if (quarters <= 16)
            canvas.text("Q" + std::to_string(quarter % 4 + 1), {x + 2, y + size * 1.2}, small);
    }
    y += size * 2.6;
    const double top = y;
    struct Placed {
        double y, height;
    };
    std::vector<Placed> placed;
    const TextStyle title{.size = size, .width = name_wide};
    TextStyle place{.size = size * 0.82, .colour = kSecondInk, .width = name_wide};
    double down = y;
    for (const TimeRow& row : chart.rows) {
        const double height = canvas.measure(row.title, title).height +
                              canvas.measure(row.place, place).height + size * 0.7;
        placed.push_back({down, height});
        down += height;
    }
    for (int quarter = span.first; quarter <= span.last + 1; ++quarter) {
        const double x = along(first_day_of(quarter));
        canvas.line({x, top - size * 0.2}, {x, down},
                    {quarter % 4 == 0 ? kSecondInk : kRule, quarter % 4 == 0 ? 0.8 : 0.6});
    }
    for (std::size_t i = 0; i < chart.rows.size(); ++i) {
        const TimeRow& row = chart.rows[i];
        const double line = placed[i].y + size * 0.2;
        const double used = canvas.text(row.title, {at.x, line}, title).height;
        canvas.text(row.place, {at.x, line + used}, place);
        const double bar_y = placed[i].y + size * 0.5;
        if (row.first_day || row.last_day) {
            const double from =
                along(row.first_day.value_or(*(row.last_day ? row.last_day : row.first_day)));
            const double to = std::max(
                from + size * 0.6,
                along(row.last_day.value_or(row.first_day.value_or(0)) + (row.last_day ? 1 : 0)));
            const Frame bar{from, bar_y, to - from, size * 0.9};
            canvas.fill(bar, kJadeTint);
            canvas.hatch(bar, kJade, std::max(3.0, size * 0.32));
            canvas.fill(
                {bar.x, bar.y, bar.width * std::clamp(row.percent, 0, 100) / 100, bar.height},
                kJade);
            canvas.outline(bar, {row.is_late ? kRed : kJade, row.is_late ? 2.0 : 0.8});
        }
        const std::string says =
            row.first_day || row.last_day ? row.says : chart.no_days + " · " + row.says;
        const double wide = canvas.measure(says, small).width;
        const double from = row.first_day  ? along(*row.first_day)
                            : row.last_day ? along(*row.last_day)
                                           : plot.x;
        TextStyle style = small;
        style.colour = row.is_late ? kRed : kInk;
        // Words stand on the paper's colour, so that no line of a quarter runs through them.
        const double x = std::clamp(from, plot.x, std::max(plot.x, plot.right() - wide));
        const double words_y = bar_y + size * 1.05;
        canvas.fill({x, words_y, wide, size * 1.15}, kPaper);
        canvas.text(says, {x, words_y}, style);
    }
    const double today = along(chart.today);
    canvas.line({today, at.y + size * 1.3}, {today, down}, {kRed, 1.4});
    const double wide = canvas.measure(chart.today_words, {.size = size * 0.86}).width;
    canvas.text(chart.today_words,
                {std::clamp(today - wide / 2, plot.x, std::max(plot.x, plot.right() - wide)), at.y},
                {.size = size * 0.86, .is_bold = true, .colour = kRed});
    y = down + size;
    double x = at.x;
    for (std::size_t i = 0; i < chart.legend.size(); ++i) {
        const Frame box{x, y + size * 0.2, size * 1.6, size * 0.9};
        canvas.fill(box, i == 0 ? kJade : i == 1 ? kJadeTint : kWhite);
        if (i == 1) canvas.hatch(box, kJade, std::max(3.0, size * 0.32));
        canvas.outline(box, {i == 2 ? kRed : kJade, i == 2 ? 2.0 : 0.8});
        x = box.right() + size * 0.5;
        x += canvas.text(chart.legend[i], {x, y}, {.size = size * 0.86}).width + size * 1.4;
    }
    return y + size * 1.6 - at.y;
}

}  // namespace kongdi::server
