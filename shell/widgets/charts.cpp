// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/charts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "shell/widgets/brush.hpp"

namespace kongdi::widgets {

namespace {

Colour part_colour(Tone tone) {
    switch (tone) {
        case Tone::Good: return palette().jade;
        case Tone::Waiting: return palette().gold;
        case Tone::Error: return palette().red;
        default: return palette().ink_second;
    }
}

/// Slanted lines, so that a part is told from its neighbour without colours.
void hatch(Rect rect, Colour colour) {
    if (!is_visible(rect)) return;
    push_clip(rect);
    const float step = px(6);
    for (float x = rect.x - rect.h; x < rect.right(); x += step)
        context().list->AddLine({x, rect.bottom()}, {x + rect.h, rect.y}, colour, px(1.2f));
    pop_clip();
}

float clamped(float share) { return std::clamp(share, 0.0f, 1.0f); }

void add_words(Role role, Rect rect, std::string_view id, std::string_view name) {
    add_node(id, role, rect, name);
}

bool overlaps(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

}  // namespace

void parts_bar(std::string_view label, std::string_view value, std::span<const BarPart> parts) {
    Region& region = context().region;
    const float value_w = text_width(value, TextStyle::BodyBold);
    const float label_w = region.w - value_w - px(16);
    const TextBlock left = layout_text(label, TextStyle::Body, label_w);
    const float bar = px(14);
    std::string name(label);
    name.append(": ").append(value);
    add_text_node(Role::Paragraph, {region.x, region.y, region.w, left.height + px(4) + bar}, name);
    draw_block(label, left, TextStyle::Body, region.x, region.y, label_w, palette().ink);
    draw_line(value, TextStyle::BodyBold, region.x + region.w - value_w, region.y, palette().ink);
    const Rect track{region.x, region.y + left.height + px(4), region.w, bar};
    fill_rect(track, palette().track, px(4));
    float x = track.x;
    for (const BarPart& part : parts) {
        const float width = std::min(track.w * clamped(part.share), track.right() - x);
        if (width < 1) continue;
        const Rect rect{x, track.y, width, bar};
        fill_rect(rect, part_colour(part.tone), px(3));
        if (part.tone != Tone::Good) hatch(rect, palette().card);
        x += width;
    }
    region.y += left.height + px(4) + bar + px(12);
}

void interval_bar(std::string_view name, float low, float value, float high, float mark) {
    const Rect rect = take_rect(px(26), px(10));
    add_text_node(Role::Paragraph, rect, name);
    draw_interval({rect.x + px(8), rect.y, rect.w - px(16), rect.h}, low, value, high, mark);
}

void draw_interval(Rect rect, float low, float value, float high, float mark) {
    if (!is_visible(rect)) return;
    const float middle = snap(rect.y + rect.h / 2);
    const auto at = [&](float share) { return rect.x + rect.w * clamped(share); };
    fill_rect({rect.x, middle - px(1), rect.w, px(2)}, palette().track, px(1));
    if (mark >= 0)
        fill_rect({at(mark) - px(1), rect.y + px(2), px(2), rect.h - px(4)}, palette().gold);
    const float from = at(low);
    fill_rect({from, middle - px(3), std::max(at(high) - from, px(2)), px(6)}, palette().jade,
              px(3));
    context().list->AddCircleFilled({at(value), middle}, px(6), palette().card);
    context().list->AddCircleFilled({at(value), middle}, px(5), palette().ink);
}

void draw_span(Rect rect, const TimeSpan& span) {
    if (!is_visible(rect)) return;
    const auto at = [&](float share) { return rect.x + rect.w * clamped(share); };
    for (int i = 0; i <= span.ticks; ++i) {
        const float x = at(static_cast<float>(i) / static_cast<float>(std::max(span.ticks, 1)));
        fill_rect({snap(x), rect.y + px(4), px(1), rect.h - px(8)}, palette().track);
    }
    const float from = at(span.start);
    const float width = std::max(at(span.end) - from, px(4));
    const Rect bar{from, snap(rect.y + rect.h / 2 - px(7)), width, px(14)};
    fill_rect(bar, palette().gold, px(4));
    hatch(bar, palette().card);
    const Rect done{bar.x, bar.y, bar.w * clamped(span.done), bar.h};
    if (done.w >= 1) fill_rect(done, palette().jade, px(4));
    if (span.today >= 0 && span.today <= 1)
        fill_rect({snap(at(span.today)), rect.y + px(2), px(2), rect.h - px(4)}, palette().ink);
}

void histogram(const HistogramOptions& options, std::span<const std::int64_t> counts) {
    if (counts.empty()) return;
    const float line = line_px(TextStyle::Second);
    const float above = options.marked >= 0 ? line + px(4) : 0;
    const float height = px(120);
    const Rect rect = take_rect(above + height + px(6) + line, px(12));
    add_words(Role::Image, rect, options.id, options.name);
    const std::int64_t most =
        std::max<std::int64_t>(1, *std::max_element(counts.begin(), counts.end()));
    const float step = rect.w / static_cast<float>(counts.size());
    const float bottom = rect.y + above + height;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] <= 0) continue;
        const float h =
            std::max(px(2), height * static_cast<float>(counts[i]) / static_cast<float>(most));
        const Rect column{rect.x + step * static_cast<float>(i) + px(1), bottom - h,
                          std::max(px(1), step - px(2)), h};
        const bool marked =
            options.marked >= 0 &&
            (static_cast<float>(i) + 0.5f) / static_cast<float>(counts.size()) <= options.marked;
        fill_rect(column, marked ? palette().gold : palette().jade, px(2));
        if (marked) hatch(column, palette().card);
    }
    fill_rect({rect.x, bottom, rect.w, px(1)}, palette().ink_second);
    draw_line(options.low, TextStyle::Second, rect.x, bottom + px(6), palette().ink_second);
    const float high_w = text_width(options.high, TextStyle::Second);
    draw_line(options.high, TextStyle::Second, rect.right() - high_w, bottom + px(6),
              palette().ink_second);
    if (options.marked < 0) return;
    const float x = rect.x + rect.w * clamped(options.marked);
    fill_rect({x - px(1), rect.y + above, px(2), height}, palette().gold);
    const float label_w = text_width(options.marked_label, TextStyle::Second);
    draw_line(options.marked_label, TextStyle::Second,
              std::clamp(x - label_w / 2, rect.x, std::max(rect.x, rect.right() - label_w)), rect.y,
              palette().ink);
}

AxisEnds axis_around(std::span<const double> values, double step, AxisEnds bounds) {
    if (values.empty()) return bounds;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    AxisEnds out{std::max(bounds.low, std::floor(*least / step) * step),
                 std::min(bounds.high, std::ceil(*most / step) * step)};
    if (out.low < out.high) return out;
    return {std::max(bounds.low, out.low - step), std::min(bounds.high, out.high + step)};
}

void four_fields(const FieldsOptions& options, std::span<const FieldPoint> points) {
    const float line = line_px(TextStyle::Second);
    const float side = std::clamp(context().region.w, px(220), px(420));
    const Rect whole = take_rect(line + px(4) + side * 0.8f + px(6) + line, px(12));
    add_words(Role::Image, whole, options.id, options.name);
    draw_line(options.y_label, TextStyle::Second, whole.x, whole.y, palette().ink_second);
    const float numbers = std::max(text_width(options.y_low, TextStyle::Second),
                                   text_width(options.y_high, TextStyle::Second));
    const float left = numbers > 0 ? numbers + px(6) : 0;
    const Rect area{whole.x + left, whole.y + line + px(4), side - left, side * 0.8f};
    const auto beside = [&](std::string_view number, float y) {
        draw_line(number, TextStyle::Second, area.x - px(6) - text_width(number, TextStyle::Second),
                  y, palette().ink_second);
    };
    beside(options.y_high, area.y);
    beside(options.y_low, area.bottom() - line);
    fill_rect(area, palette().card, px(8));
    stroke_rect(area, palette().line, px(8), 1);
    const float split_x = area.x + area.w * clamped(options.split_x);
    const float split_y = area.bottom() - area.h * clamped(options.split_y);
    fill_rect({split_x - px(0.5f), area.y, px(1), area.h}, palette().ink_second);
    fill_rect({area.x, split_y - px(0.5f), area.w, px(1)}, palette().ink_second);
    const float below = area.bottom() + px(6);
    const float x_label_w = text_width(options.x_label, TextStyle::Second);
    const float x_high_w = text_width(options.x_high, TextStyle::Second);
    draw_line(options.x_low, TextStyle::Second, area.x, below, palette().ink_second);
    draw_line(options.x_high, TextStyle::Second, area.right() - x_high_w, below,
              palette().ink_second);
    draw_line(options.x_label, TextStyle::Second,
              x_high_w > 0 ? area.x + (area.w - x_label_w) / 2 : area.right() - x_label_w, below,
              palette().ink_second);

    std::vector<Rect> taken;
    for (int i = 0; i < 4; ++i) {
        const std::string_view corner = options.corners[i];
        const float w = text_width(corner, TextStyle::Second);
        const float x = i % 2 == 0 ? area.x + px(8) : area.right() - w - px(8);
        const float y = i < 2 ? area.y + px(4) : area.bottom() - line - px(4);
        draw_line(corner, TextStyle::Second, x, y, palette().ink_second);
        taken.push_back({x, y, w, line});
    }
    for (const FieldPoint& point : points) {
        const float x = area.x + area.w * clamped(point.x);
        const float y = area.bottom() - area.h * clamped(point.y);
        context().list->AddCircleFilled({x, y}, px(6), palette().card);
        context().list->AddCircleFilled({x, y}, px(5), part_colour(point.tone));
        taken.push_back({x - px(6), y - px(6), px(12), px(12)});
    }
    // A name stands beside its point where there is room; the list below names all of them.
    for (const FieldPoint& point : points) {
        const float x = area.x + area.w * clamped(point.x);
        const float y = area.bottom() - area.h * clamped(point.y);
        const float w = text_width(point.label, TextStyle::Second);
        const float middle = y - line / 2;
        const std::array<Rect, 6> places{{{x + px(8), middle, w, line},
                                          {x - px(8) - w, middle, w, line},
                                          {x - w / 2, y - px(8) - line, w, line},
                                          {x - w / 2, y + px(8), w, line},
                                          {x + px(4), y - px(6) - line, w, line},
                                          {x - px(4) - w, y + px(6), w, line}}};
        for (const Rect& rect : places) {
            const bool inside = rect.x >= area.x && rect.right() <= area.right() &&
                                rect.y >= area.y && rect.bottom() <= area.bottom();
            const bool free = std::none_of(taken.begin(), taken.end(),
                                           [&](const Rect& one) { return overlaps(one, rect); });
            if (!inside || !free) continue;
            draw_line(point.label, TextStyle::Second, rect.x, rect.y, palette().ink);
            taken.push_back(rect);
            break;
        }
    }
}

}  // namespace kongdi::widgets
