// SPDX-License-Identifier: Apache-2.0
#include "server/sheets/chart.hpp"

#include <algorithm>
#include <cmath>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

constexpr double kMargin = 28;
constexpr double kText = 14;
constexpr double kDots = 2;
/// Cairo's pictures have at most 32767 dots a side.
static_assert(kMostChartHeight * kDots < 32'767);

/// Everything of a picture; gives its height.
double draw_picture(Canvas& canvas, const Chart& chart) {
    const double width = kChartWidth - 2 * kMargin;
    double y = kMargin;
    canvas.begin("H1");
    y += canvas.text(chart.title, {kMargin, y}, {.size = 22, .is_bold = true, .width = width})
             .height;
    canvas.end("H1");
    if (!chart.subtitle.empty())
        y += canvas
                 .text(chart.subtitle, {kMargin, y + 2},
                       {.size = kText, .colour = kSecondInk, .width = width})
                 .height +
             2;
    y += 16;
    canvas.begin("Figure");
    y += draw_chart(canvas, chart.body, {kMargin, y}, width, kText);
    canvas.end("Figure");
    y += 12;
    for (const std::string& note : chart.notes)
        y += canvas.text(note, {kMargin, y}, {.size = 12, .colour = kSecondInk, .width = width})
                 .height +
             2;
    y += 8;
    canvas.line({kMargin, y}, {kMargin + width, y}, {kRule, 1});
    y += 8;
    y += canvas.text(chart.foot, {kMargin, y}, {.size = 11, .colour = kSecondInk, .width = width})
             .height;
    return y + kMargin * 0.6;
}

Result<Size> size_of(const Chart& chart) {
    Canvas nowhere = Canvas::nowhere(chart.language);
    const double height = std::ceil(draw_picture(nowhere, chart));
    if (height > kMostChartHeight) return Error{ErrorCode::RequestFormat, "/rows"};
    return Size{kChartWidth, height};
}

Result<std::string> drawn(Canvas canvas, const Chart& chart, Size size) {
    canvas.fill({0, 0, size.width, size.height}, kPaper);
    draw_picture(canvas, chart);
    return canvas.finish();
}

}  // namespace

double draw_chart(Canvas& canvas, const ChartBody& body, Spot at, double width, double size) {
    return std::visit(
        [&](const auto& one) {
            if (!is_empty(body)) return draw_body(canvas, one, at, width, size);
            const double pad = size * 1.6;
            const TextStyle style{.size = size,
                                  .colour = kSecondInk,
                                  .align = Align::Centre,
                                  .width = width - 2 * pad};
            const double height = canvas.measure(one.none, style).height + 2 * pad;
            canvas.fill({at.x, at.y, width, height}, kGreyTint, size);
            canvas.text(one.none, {at.x + pad, at.y + pad}, style);
            return height;
        },
        body);
}

bool is_empty(const ChartBody& body) {
    struct Empty {
        bool operator()(const RankingChart& one) const { return one.rows.empty(); }
        bool operator()(const DistributionChart& one) const { return one.bins.empty(); }
        bool operator()(const QuadrantChart& one) const { return one.points.empty(); }
        bool operator()(const TimeLineChart& one) const { return one.rows.empty(); }
        bool operator()(const CurveChart& one) const { return one.curves.empty(); }
        bool operator()(const ProgressChart& one) const { return one.rows.empty(); }
        bool operator()(const MapChart& one) const {
            return one.extent.width <= 0 || one.extent.height <= 0;
        }
    };
    return std::visit(Empty(), body);
}

Result<std::string> chart_svg(const Chart& chart) {
    const Size size = KONGDI_TRY(size_of(chart));
    return drawn(Canvas::svg(size, {chart.title, chart.description, chart.language}), chart, size);
}

Result<std::string> chart_png(const Chart& chart) {
    const Size size = KONGDI_TRY(size_of(chart));
    return drawn(Canvas::png(size, chart.language, kDots), chart, size);
}

Result<std::string> chart_pdf(const Chart& chart, const PdfFacts& facts) {
    const Size size = KONGDI_TRY(size_of(chart));
    return drawn(Canvas::pdf(size, facts), chart, size);
}

// What charts have in common.

void draw_mark(Canvas& canvas, Mark mark, Spot at, double radius) {
    switch (mark) {
        case Mark::Plain: canvas.dot(at, radius, kJade, kJade); break;
        case Mark::Listed: canvas.diamond(at, radius, kGold, kBrown); break;
        case Mark::Unsure: canvas.dot(at, radius, kWhite, kSecondInk); break;
    }
}

void draw_interval(Canvas& canvas, const Interval& interval, const IntervalAxis& axis,
                   const Frame& frame) {
    const double span = axis.to - axis.from;
    const auto at = [&](double value) {
        return frame.x + std::clamp((value - axis.from) / span, 0.0, 1.0) * frame.width;
    };
    const double y = frame.y + frame.height / 2;
    const double radius = std::clamp(frame.height * 0.18, 2.2, 5.0);
    const Colour colour = interval.mark == Mark::Listed   ? kGold
                          : interval.mark == Mark::Unsure ? kSecondInk
                                                          : kJade;
    canvas.line({at(interval.low), y}, {at(interval.high), y}, {colour, radius * 0.8});
    for (const double end : {interval.low, interval.high})
        canvas.line({at(end), y - radius}, {at(end), y + radius}, {colour, 1});
    draw_mark(canvas, interval.mark, {at(interval.value), y}, radius);
}

namespace {

constexpr double kChipPad = 0.7;  // of the letters

}  // namespace

Size chip_size(Canvas& canvas, std::string_view words, double size) {
    const Size text = canvas.measure(words, {.size = size, .is_bold = true});
    return {text.width + 2 * kChipPad * size, text.height + 0.3 * size};
}

Size draw_chip(Canvas& canvas, std::string_view words, Spot at, double size, Mark mark) {
    const Size whole = chip_size(canvas, words, size);
    const bool listed = mark == Mark::Listed;
    const bool unsure = mark == Mark::Unsure;
    canvas.fill({at.x, at.y, whole.width, whole.height},
                listed   ? kGoldTint
                : unsure ? kGreyTint
                         : kJadeTint,
                whole.height / 2);
    canvas.text(words, {at.x + kChipPad * size, at.y + 0.15 * size},
                {.size = size,
                 .is_bold = true,
                 .colour = listed   ? kBrown
                           : unsure ? kSecondInk
                                    : kJade});
    return whole;
}

std::vector<Spot> spread(std::vector<Spot> spots, double radius, const Frame& frame) {
    const double near = radius * 2.3;
    for (int turn = 0; turn < 40; ++turn)
        for (std::size_t i = 0; i < spots.size(); ++i)
            for (std::size_t j = i + 1; j < spots.size(); ++j) {
                double dx = spots[j].x - spots[i].x, dy = spots[j].y - spots[i].y;
                const double apart = std::sqrt(dx * dx + dy * dy);
                if (apart >= near) continue;
                if (apart < 0.01) {
                    dx = 1;
                    dy = 0;
                }
                const double push =
                    (near - apart) / 2 / std::max(1.0, std::sqrt(dx * dx + dy * dy));
                spots[i].x -= dx * push;
                spots[i].y -= dy * push;
                spots[j].x += dx * push;
                spots[j].y += dy * push;
            }
    for (Spot& one : spots) {
        one.x = std::clamp(one.x, frame.x + radius, frame.right() - radius);
        one.y = std::clamp(one.y, frame.y + radius, frame.bottom() - radius);
    }
    return spots;
}

std::string axis_number(double value) {
    const auto hundredths = std::llround(std::fabs(value) * 100);
    std::string out = value < 0 && hundredths > 0 ? "-" : "";
    out += std::to_string(hundredths / 100);
    if (const auto rest = hundredths % 100; rest != 0) {
        out += '.';
        out += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
    }
    return out;
}

double axis_step(double most, int steps) {
    if (most <= 0) return 1;
    const double power = std::pow(10, std::floor(std::log10(most / steps)));
    for (const double times : {1.0, 2.0, 5.0})
        if (most / (times * power) <= steps) return times * power;
    return 10 * power;
}

}  // namespace kongdi::server
