// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/words.hpp"

#include <algorithm>
#include <cmath>

#include "shell/widgets/brush.hpp"

namespace kongdi::widgets {

namespace {

void words(std::string_view text, TextStyle style, Align align, Role role, int level, float gap) {
    Region& region = context().region;
    const TextBlock block = layout_text(text, style, region.w);
    const Rect rect{region.x, region.y, region.w, block.height};
    Node& node = add_text_node(role, rect, text);
    node.level = level;
    draw_block(text, block, style, region.x, region.y, region.w, text_colour(style), align);
    region.y += block.height + gap;
}

Icon sign_of(Tone tone) {
    switch (tone) {
        case Tone::Waiting: return Icon::Clock;
        case Tone::Good: return Icon::Check;
        case Tone::Error: return Icon::Warning;
        case Tone::Info:
        case Tone::Neutral: break;
    }
    return Icon::Info;
}

}  // namespace

void title(std::string_view text, Align align) {
    space(4);
    context().titled = true;
    words(text, TextStyle::Title, align, Role::Heading, 2, px(12));
}

void heading(std::string_view text, Align align) {
    // Under the page's own heading no level is left out, whether or not there is a title between.
    words(text, TextStyle::BodyBold, align, Role::Heading, context().titled ? 3 : 2, px(8));
}

void paragraph(std::string_view text, Align align) {
    words(text, TextStyle::Body, align, Role::Paragraph, 0, px(12));
}

void bold(std::string_view text, Align align) {
    words(text, TextStyle::BodyBold, align, Role::Paragraph, 0, px(8));
}

void second(std::string_view text, Align align) {
    words(text, TextStyle::Second, align, Role::Paragraph, 0, px(12));
}

void fact(std::string_view label, std::string_view value) {
    Region& region = context().region;
    const float gap = px(16);
    const TextBlock left = layout_text(label, TextStyle::Second, region.w * 0.5f);
    const float right_w = region.w - left.width - gap;
    const TextBlock right = layout_text(value, TextStyle::Body, right_w);
    const float left_off = (line_px(TextStyle::Body) - line_px(TextStyle::Second)) / 2;
    const float height = std::max(left.height + 2 * left_off, right.height);
    std::string name(label);
    name += ": ";
    name += value;
    add_text_node(Role::Paragraph, {region.x, region.y, region.w, height}, name);
    draw_block(label, left, TextStyle::Second, region.x, region.y + left_off, left.width,
               palette().ink_second);
    draw_block(value, right, TextStyle::Body, region.x + left.width + gap, region.y, right_w,
               palette().ink, Align::Right);
    region.y += height + px(8);
}

void result_bar(std::string_view label, std::string_view value, float share) {
    Region& region = context().region;
    const float value_w = text_width(value, TextStyle::BodyBold);
    const float gap = px(16);
    const float label_w = region.w - value_w - gap;
    const TextBlock left = layout_text(label, TextStyle::Body, label_w);
    const float bar = px(14);
    const float height = left.height + px(4) + bar;
    std::string name(label);
    name.append(": ").append(value);
    add_text_node(Role::Paragraph, {region.x, region.y, region.w, height}, name);
    draw_block(label, left, TextStyle::Body, region.x, region.y, label_w, palette().ink);
    draw_line(value, TextStyle::BodyBold, region.x + region.w - value_w, region.y, palette().ink);
    const Rect track{region.x, region.y + left.height + px(4), region.w, bar};
    fill_rect(track, palette().track, px(4));
    const float width = track.w * std::clamp(share, 0.0f, 1.0f);
    if (width >= 1) fill_rect({track.x, track.y, width, bar}, palette().jade, px(4));
    region.y += height + px(14);
}

void matrix_code(std::string_view id, std::span<const std::string> rows, std::string_view alt) {
    if (rows.empty()) return;
    constexpr std::size_t kQuiet = 4;  // white modules around it, as the standard asks
    const float modules = static_cast<float>(rows.size() + 2 * kQuiet);
    const float room = std::min(context().region.w, px(220));
    const float one = std::max(1.0f, std::floor(room / modules));
    const float side = one * modules;
    const Rect rect = take_rect(side, px(12));
    const float left = snap(rect.x + (rect.w - side) / 2);
    add_node(id, Role::Image, {left, rect.y, side, side}, alt);
    fill_rect({left, rect.y, side, side}, rgb(0xFFFFFF));
    for (std::size_t y = 0; y < rows.size(); ++y)
        for (std::size_t x = 0; x < rows[y].size();) {
            std::size_t end = x;
            while (end < rows[y].size() && rows[y][end] == '1') ++end;
            if (end > x)
                fill_rect({left + one * static_cast<float>(x + kQuiet),
                           rect.y + one * static_cast<float>(y + kQuiet),
                           one * static_cast<float>(end - x), one},
                          rgb(0x000000));
            x = end > x ? end : x + 1;
        }
}

void note(std::string_view id, Tone tone, std::string_view text) {
    Region& region = context().region;
    const ToneColours colours = tone_colours(tone);
    const float pad = px(14);
    const float icon = px(22);
    const TextBlock block = layout_text(text, TextStyle::Body, region.w - 2 * pad - icon - px(10));
    const Rect rect = take_rect(block.height + 2 * pad, px(12));
    add_node(id, tone == Tone::Error ? Role::Alert : Role::Status, rect, text);
    fill_rect(rect, colours.ground, px(14));
    draw_icon(sign_of(tone), rect.x + pad, rect.y + pad + (line_px(TextStyle::Body) - icon) / 2,
              icon, colours.ink);
    draw_block(text, block, TextStyle::Body, rect.x + pad + icon + px(10), rect.y + pad,
               block.width, tone == Tone::Neutral ? palette().ink : colours.ink);
}

void status_chip(Tone tone, std::string_view text) {
    Region& region = context().region;
    const ToneColours colours = tone_colours(tone);
    const TextBlock block = layout_text(text, TextStyle::SecondBold, region.w - px(24));
    const float height = std::max(px(32), block.height + px(8));
    const Rect rect{region.x, region.y, block.width + px(24), height};
    add_text_node(Role::Paragraph, rect, text);
    fill_rect(rect, colours.ground, std::min(height, px(32)) / 2);
    draw_block(text, block, TextStyle::SecondBold, rect.x + px(12),
               rect.y + (height - block.height) / 2, block.width, colours.ink);
    region.y += height + px(12);
}

void status_line(std::string_view id, Tone tone, std::string_view chip, std::string_view text) {
    Region& region = context().region;
    const ToneColours colours = tone_colours(tone);
    const float chip_w = std::min(text_width(chip, TextStyle::SecondBold) + px(24), region.w);
    const float height = std::max(px(32), line_px(TextStyle::SecondBold) + px(8));
    const float rest = region.w - chip_w - px(12);
    const bool beside = rest > px(140) || text_width(text, TextStyle::Second) < rest;
    const TextBlock block = layout_text(text, TextStyle::Second, beside ? rest : region.w);
    const float text_y = beside ? std::max(0.0f, (height - block.height) / 2) : height + px(6);
    const float total = std::max(height, text_y + block.height);
    std::string name(chip);
    name += ". ";
    name += text;
    add_node(id, Role::Status, {region.x, region.y, region.w, total}, name);
    fill_rect({region.x, region.y, chip_w, height}, colours.ground, height / 2);
    draw_line(chip, TextStyle::SecondBold, region.x + px(12),
              region.y + (height - line_px(TextStyle::SecondBold)) / 2, colours.ink);
    draw_block(text, block, TextStyle::Second, beside ? region.x + chip_w + px(12) : region.x,
               region.y + text_y, block.width, palette().ink_second);
    region.y += total + px(12);
}

void big_sign(Icon icon, Tone tone) {
    const ToneColours colours = tone_colours(tone);
    const float size = px(96);
    space(16);
    const Rect rect = take_rect(size, px(16));
    const float x = rect.x + (rect.w - size) / 2;
    fill_rect({x, rect.y, size, size}, colours.ground, size / 2);
    const float inner = size * 0.5f;
    draw_icon(icon, x + (size - inner) / 2, rect.y + (size - inner) / 2, inner, colours.ink);
}

void empty_state(Icon icon, std::string_view title_text, std::string_view text) {
    space(24);
    big_sign(icon, Tone::Neutral);
    words(title_text, TextStyle::CardTitle, Align::Centre, Role::Heading, 2, px(8));
    words(text, TextStyle::Second, Align::Centre, Role::Paragraph, 0, px(16));
}

void receipt_number(std::string_view label, std::string_view number, std::string_view hint) {
    Card card("receipt", label);
    words(label, TextStyle::Second, Align::Centre, Role::Paragraph, 0, px(2));
    words(number, TextStyle::Receipt, Align::Centre, Role::Paragraph, 0, px(2));
    words(hint, TextStyle::Second, Align::Centre, Role::Paragraph, 0, px(12));
}

void stat(std::string_view label, std::string_view value, std::string_view aside) {
    Card card(label, label);
    words(label, TextStyle::Second, Align::Left, Role::Paragraph, 0, px(2));
    Region& region = context().region;
    const TextBlock block = layout_text(value, TextStyle::Number, region.w);
    const float aside_w = aside.empty() ? 0 : text_width(aside, TextStyle::SecondBold);
    const bool beside = block.width + px(8) + aside_w <= region.w;
    std::string name(value);
    if (!aside.empty()) {
        name += ' ';
        name += aside;
    }
    add_text_node(Role::Paragraph,
                  {region.x, region.y, region.w,
                   block.height + (beside ? 0 : line_px(TextStyle::SecondBold))},
                  name);
    draw_block(value, block, TextStyle::Number, region.x, region.y, region.w, palette().ink);
    if (beside) {
        draw_line(aside, TextStyle::SecondBold, region.x + block.width + px(8),
                  region.y + block.height - line_px(TextStyle::SecondBold) - px(3),
                  palette().ink_second);
        region.y += block.height + px(12);
    } else {
        region.y += block.height;
        const TextBlock below = layout_text(aside, TextStyle::SecondBold, region.w);
        draw_block(aside, below, TextStyle::SecondBold, region.x, region.y, region.w,
                   palette().ink_second);
        region.y += below.height + px(12);
    }
}

void timeline(std::string_view id, std::span<const TimelineStep> steps) {
    Context& c = context();
    Region& region = c.region;
    const Palette& colours = palette();
    const float indent = px(28);
    const float x = region.x + px(8);
    const Rect whole{region.x, region.y, region.w, 0};
    Node& list = add_node(id, Role::List, whole, {});
    const std::size_t list_at = c.tree.size() - 1;
    push_parent(list.id);
    float before_y = -1;
    for (const TimelineStep& step : steps) {
        const bool reached = step.state != StepState::Ahead;
        const TextStyle style = reached ? TextStyle::BodyBold : TextStyle::Body;
        const TextBlock block = layout_text(step.title, style, region.w - indent);
        const float when_w = step.when.empty() ? 0 : text_width(step.when, TextStyle::Second);
        const float last_w = block.lines.back().width;
        const bool beside = last_w + px(8) + when_w <= region.w - indent;
        const TextBlock when = layout_text(step.when, TextStyle::Second, region.w - indent);
        const float height =
            block.height + (step.when.empty() || beside ? 0 : when.height) + px(12);
        const float dot_y = region.y + line_px(style) / 2;
        if (before_y >= 0)
            fill_rect({x - px(1.5f), before_y, px(3), dot_y - before_y},
                      reached ? colours.jade : colours.track);
        before_y = dot_y;

        std::string name(step.title);
        if (!step.when.empty()) {
            name += ' ';
            name += step.when;
        }
        Node& node = add_text_node(Role::ListItem, {region.x, region.y, region.w, height}, name);
        if (step.state == StepState::Current) node.state |= kStateCurrent;
        draw_block(step.title, block, style, region.x + indent, region.y, region.w - indent,
                   reached ? colours.ink : colours.ink_second);
        if (!step.when.empty()) {
            const float shift = (line_px(style) - line_px(TextStyle::Second)) / 2;
            if (beside)
                draw_line(step.when, TextStyle::Second, region.x + indent + last_w + px(8),
                          region.y + block.height - line_px(style) + shift, colours.ink_second);
            else
                draw_block(step.when, when, TextStyle::Second, region.x + indent,
                           region.y + block.height, region.w - indent, colours.ink_second);
        }
        region.y += height;
    }
    // The dots lie on the line, so they come last.
    float y = whole.y;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Node& node = c.tree[list_at + 1 + i];
        y = node.rect.y;
        const bool reached = steps[i].state != StepState::Ahead;
        const float r = px(reached ? 6 : 5);
        const float cy = y + line_px(reached ? TextStyle::BodyBold : TextStyle::Body) / 2;
        fill_rect({x - r, cy - r, 2 * r, 2 * r}, reached ? colours.jade : colours.card, r);
        if (!reached) stroke_rect({x - r, cy - r, 2 * r, 2 * r}, colours.track, r, px(2));
        if (steps[i].state == StepState::Current) {
            const float inner = px(2.5f);
            fill_rect({x - inner, cy - inner, 2 * inner, 2 * inner}, colours.on_jade, inner);
        }
    }
    pop_parent();
    c.tree[list_at].rect.h = region.y - whole.y;
}

}  // namespace kongdi::widgets
