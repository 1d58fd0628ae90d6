// SPDX-License-Identifier: Apache-2.0
// Curves over an axis: each is told from the others by its dashes and its marks, not by colour
// alone.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/charts.hpp"

namespace kongdi::widgets {

namespace {

constexpr float kHeightPx = 170;
constexpr std::size_t kStyles = 3;

/// Lengths of a dash and of the gap behind it; a gap of 0 is a whole line.
struct Dash {
    float on = 1;
    float off = 0;
};
constexpr std::array<Dash, kStyles> kDashes{{{1, 0}, {9, 5}, {2, 4}}};

Colour curve_colour(std::size_t number) {
    const std::array<Colour, kStyles> colours{palette().jade, palette().gold, palette().ink};
    return colours[number % kStyles];
}

void dashed_line(ImVec2 a, ImVec2 b, std::size_t number) {
    const Dash dash = kDashes[number % kStyles];
    const Colour colour = curve_colour(number);
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    const float step = dash.off > 0 ? px(dash.on + dash.off) : length;
    if (step <= 0) return;
    for (float from = 0; from < length; from += step) {
        const float to = dash.off > 0 ? std::min(length, from + px(dash.on)) : length;
        const auto at = [&](float way) {
            return ImVec2{a.x + (b.x - a.x) * way / length, a.y + (b.y - a.y) * way / length};
        };
        context().list->AddLine(at(from), at(to), colour, px(2.2f));
    }
}

/// A circle, a square, a triangle.
void curve_mark(ImVec2 at, std::size_t number) {
    ImDrawList* list = context().list;
    const Colour colour = curve_colour(number);
    const float half = px(4.5f);
    switch (number % kStyles) {
        case 0: list->AddCircleFilled(at, half, colour); break;
        case 1:
            list->AddRectFilled({at.x - half, at.y - half}, {at.x + half, at.y + half}, colour);
            break;
        default:
            list->AddTriangleFilled({at.x, at.y - half * 1.2f}, {at.x - half * 1.1f, at.y + half},
                                    {at.x + half * 1.1f, at.y + half}, colour);
    }
}

/// One line of the legend: what a curve looks like, and what it says in words.
void legend_line(std::string_view words, std::size_t number) {
    Region& region = context().region;
    const float sample = px(38), gap = px(8);
    const float width = region.w - sample - gap;
    const TextBlock block = layout_text(words, TextStyle::Second, width);
    const float middle = region.y + line_px(TextStyle::Second) / 2;
    add_text_node(Role::Paragraph, {region.x, region.y, region.w, block.height}, words);
    dashed_line({region.x, middle}, {region.x + sample, middle}, number);
    curve_mark({region.x + sample / 2, middle}, number);
    draw_block(words, block, TextStyle::Second, region.x + sample + gap, region.y, width,
               palette().ink);
    region.y += block.height + px(6);
}

}  // namespace

void curves(const CurvesOptions& options, std::span<const CurveLine> lines) {
    const float line = line_px(TextStyle::Second);
    const Rect whole = take_rect(line + px(4) + px(kHeightPx) + px(6) + 2 * line, px(10));
    add_node(options.id, Role::Image, whole, options.name);
    draw_line(options.y_label, TextStyle::Second, whole.x, whole.y, palette().ink_second);
    const float left =
        std::max(text_width(options.y_high, TextStyle::Second), text_width("0", TextStyle::Second));
    const Rect area{whole.x + left + px(8), whole.y + line + px(4), whole.w - left - px(16),
                    px(kHeightPx)};
    const auto beside = [&](std::string_view words, float y) {
        draw_line(words, TextStyle::Second, area.x - px(8) - text_width(words, TextStyle::Second),
                  y - line / 2, palette().ink_second);
    };
    fill_rect({area.x, area.y, area.w, px(1)}, palette().line);
    fill_rect({area.x, area.y + area.h / 2, area.w, px(1)}, palette().line);
    fill_rect({area.x, area.bottom(), area.w, px(1)}, palette().ink_second);
    beside(options.y_high, area.y + line / 2);
    beside("0", area.bottom() - line / 2);

    std::size_t steps = 1;
    for (const CurveLine& one : lines) steps = std::max(steps, one.values.size());
    const auto place = [&](std::size_t step, double value) {
        const float along =
            steps > 1 ? static_cast<float>(step) / static_cast<float>(steps - 1) : 0;
        const double up = options.most > 0 ? std::clamp(value / options.most, 0.0, 1.0) : 0;
        return ImVec2{area.x + area.w * along, area.bottom() - area.h * static_cast<float>(up)};
    };
    for (std::size_t step = 0; step < steps; step += std::max<std::size_t>(1, options.every)) {
        const std::string number = std::to_string(step);
        const float x = place(step, 0).x;
        fill_rect({snap(x), area.y, px(1), area.h}, palette().line);
        const float w = text_width(number, TextStyle::Second);
        draw_line(number, TextStyle::Second, std::min(x - w / 2, whole.right() - w),
                  area.bottom() + px(6), palette().ink_second);
    }
    draw_line(options.x_label, TextStyle::Second,
              area.right() - text_width(options.x_label, TextStyle::Second),
              area.bottom() + px(6) + line, palette().ink_second);
    for (std::size_t number = 0; number < lines.size(); ++number) {
        const std::span<const double> values = lines[number].values;
        for (std::size_t step = 1; step < values.size(); ++step)
            dashed_line(place(step - 1, values[step - 1]), place(step, values[step]), number);
        for (std::size_t step = options.every; step < values.size() && options.every > 0;
             step += options.every)
            curve_mark(place(step, values[step]), number);
    }
    for (std::size_t number = 0; number < lines.size(); ++number)
        legend_line(lines[number].words, number);
    context().region.y += px(6);
}

}  // namespace kongdi::widgets
