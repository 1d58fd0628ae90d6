// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/choices.hpp"

#include <algorithm>
#include <cmath>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/words.hpp"

namespace kongdi::widgets {

namespace {

/// The group around choices: radios where one is picked, ticks where many are.
class Group {
public:
    Group(std::string_view id, std::string_view label, Pick pick) : m_pick(pick) {
        Context& c = context();
        m_top = c.region.y;
        Node& node = add_node(id, pick == Pick::One ? Role::RadioGroup : Role::Group,
                              {c.region.x, c.region.y, c.region.w, 0}, label);
        m_at = c.tree.size() - 1;
        push_parent(node.id);
        c.path_marks.push_back(c.path.size());
        c.path += id;
        c.path += '/';
    }
    ~Group() {
        Context& c = context();
        c.path.resize(c.path_marks.back());
        c.path_marks.pop_back();
        pop_parent();
        c.tree[m_at].rect.h = c.region.y - m_top;
    }
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;

    NodeId add(const Choice& choice, Rect rect) const {
        Node& node = add_node(choice.id, m_pick == Pick::One ? Role::Radio : Role::Checkbox, rect,
                              choice.label);
        node.hint = choice.second;
        if (choice.selected) node.state |= kStateChecked;
        return node.id;
    }

private:
    Pick m_pick;
    std::size_t m_at = 0;
    float m_top = 0;
};

}  // namespace

std::optional<std::size_t> choice_tiles(std::string_view id, std::string_view label,
                                        std::span<const Choice> choices, Pick pick) {
    std::optional<std::size_t> pressed;
    Context& c = context();
    const Palette& colours = palette();
    Group group(id, label, pick);
    const float gap = px(10);
    const Region outer = c.region;
    const float least = px(c.theme.elder ? 140 : 96);
    int columns = static_cast<int>((outer.w + gap) / (least + gap));
    columns = std::clamp(columns, 1, outer.w > px(520) ? 5 : 3);
    const float w = (outer.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float icon = px(32);
    float y = outer.y;
    for (std::size_t first = 0; first < choices.size();
         first += static_cast<std::size_t>(columns)) {
        const std::size_t last =
            std::min(choices.size(), first + static_cast<std::size_t>(columns));
        float text_h = 0;
        for (std::size_t i = first; i < last; ++i)
            text_h = std::max(
                text_h, layout_text(choices[i].label, TextStyle::BodyBold, w - px(12)).height);
        const float height = std::max(px(104), icon + px(6) + text_h + px(36));
        for (std::size_t i = first; i < last; ++i) {
            const Choice& choice = choices[i];
            const Rect rect{outer.x + static_cast<float>(i - first) * (w + gap), y, w, height};
            const NodeId node = group.add(choice, rect);
            const TextStyle style = choice.selected ? TextStyle::BodyBold : TextStyle::Body;
            const TextBlock block = layout_text(choice.label, style, w - px(12));
            card_shape(rect, choice.selected, px(16));
            press_shade(node, rect, px(16));
            const float content = icon + px(6) + block.height;
            const float top = y + (height - content) / 2;
            draw_icon(choice.icon, rect.x + (w - icon) / 2, top, icon,
                      choice.selected ? colours.jade : colours.ink);
            draw_block(choice.label, block, style, rect.x + px(6), top + icon + px(6), w - px(12),
                       colours.ink, Align::Centre);
            focus_ring(node, rect, px(16));
            if (take_activation(node)) pressed = i;
        }
        y += height + gap;
    }
    c.region.y = y + px(2);
    return pressed;
}

std::optional<std::size_t> choice_chips(std::string_view id, std::string_view label,
                                        std::span<const Choice> choices, Pick pick) {
    std::optional<std::size_t> pressed;
    Context& c = context();
    const Palette& colours = palette();
    Group group(id, label, pick);
    const Region outer = c.region;
    const float gap = px(8);
    float x = outer.x;
    float y = outer.y;
    float row = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Choice& choice = choices[i];
        const float icon = choice.icon == Icon::None ? 0 : text_px(TextStyle::SecondBold) * 1.3f;
        const float icon_w = icon > 0 ? icon + px(6) : 0;
        const TextBlock block =
            layout_text(choice.label, TextStyle::SecondBold, outer.w - px(24) - icon_w);
        // "是" is narrower than a finger.
        const float inner = block.width + px(24) + icon_w;
        const float w = std::max(inner, least_target());
        const float inset = (w - inner) / 2;
        const float target = std::max(least_target(), block.height + px(18));
        if (x > outer.x && x + w > outer.x + outer.w + 0.5f) {
            x = outer.x;
            y += row;
            row = 0;
        }
        row = std::max(row, target);
        const Rect rect{x, y, w, target};
        const Rect shape{x, y + px(5), w, target - px(10)};
        const float radius = std::min(shape.h / 2, px(20));
        const NodeId node = group.add(choice, rect);
        fill_rect(shape, choice.selected ? colours.jade_tint : colours.neutral_tint, radius);
        if (choice.selected) stroke_rect(shape, colours.jade, radius, 2);
        press_shade(node, shape, radius);
        if (icon > 0)
            draw_icon(choice.icon, x + inset + px(12), y + (target - icon) / 2, icon,
                      choice.selected ? colours.jade : colours.ink_second);
        draw_block(choice.label, block, TextStyle::SecondBold, x + inset + px(12) + icon_w,
                   y + (target - block.height) / 2, block.width,
                   choice.selected ? colours.jade : colours.ink_second, Align::Centre);
        focus_ring(node, shape, radius);
        if (take_activation(node)) pressed = i;
        x += w + gap;
    }
    c.region.y = y + row + px(8);
    return pressed;
}

std::optional<std::size_t> choice_list(std::string_view id, std::string_view label,
                                       std::span<const Choice> choices, Pick pick) {
    std::optional<std::size_t> pressed;
    Context& c = context();
    const Palette& colours = palette();
    Group group(id, label, pick);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Choice& choice = choices[i];
        const TextStyle style = choice.selected ? TextStyle::BodyBold : TextStyle::Body;
        const float icon = choice.icon == Icon::None ? 0 : px(28) + px(12);
        const float mark = px(28) + px(8);
        const float inner = c.region.w - px(32) - icon - mark;
        const TextBlock block = layout_text(choice.label, style, inner);
        const TextBlock quiet = layout_text(choice.second, TextStyle::Second, inner);
        const float text_h = block.height + (choice.second.empty() ? 0 : quiet.height);
        const Rect rect = take_rect(std::max(px(60), text_h + px(24)), px(10));
        const NodeId node = group.add(choice, rect);
        card_shape(rect, choice.selected, px(16));
        press_shade(node, rect, px(16));
        const float x = rect.x + px(16);
        const float y = rect.y + (rect.h - text_h) / 2;
        if (choice.icon != Icon::None)
            draw_icon(choice.icon, x, rect.y + (rect.h - px(28)) / 2, px(28),
                      choice.selected ? colours.jade : colours.ink);
        draw_block(choice.label, block, style, x + icon, y, inner, colours.ink);
        draw_block(choice.second, quiet, TextStyle::Second, x + icon, y + block.height, inner,
                   colours.ink_second);
        if (choice.selected)
            draw_icon(Icon::Check, rect.right() - px(16) - px(24), rect.y + (rect.h - px(24)) / 2,
                      px(24), colours.jade);
        focus_ring(node, rect, px(16));
        if (take_activation(node)) pressed = i;
    }
    space(2);
    return pressed;
}

std::optional<std::size_t> segmented(std::string_view id, std::string_view label,
                                     std::span<const Choice> choices) {
    std::optional<std::size_t> pressed;
    if (choices.empty()) return pressed;
    Context& c = context();
    const Palette& colours = palette();
    float widest = 0;
    for (const Choice& choice : choices)
        widest = std::max(widest, text_width(choice.label, TextStyle::SecondBold));
    const float count = static_cast<float>(choices.size());
    // Words that do not fit side by side become chips.
    if ((widest + px(16)) * count > c.region.w) return choice_chips(id, label, choices);
    Group group(id, label, Pick::One);
    const float w = std::min(c.region.w / count, std::max(px(96), widest + px(32)));
    const Rect rect =
        take_rect(std::max(least_target(), line_px(TextStyle::SecondBold) + px(20)), px(12));
    const Rect bar{rect.x, rect.y + px(2), w * count, rect.h - px(4)};
    fill_rect(bar, colours.neutral_tint, px(12));
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Choice& choice = choices[i];
        const Rect part{rect.x + w * static_cast<float>(i), rect.y, w, rect.h};
        const Rect shape{part.x + px(3), bar.y + px(3), w - px(6), bar.h - px(6)};
        const NodeId node = group.add(choice, part);
        if (choice.selected) {
            fill_rect(shape, colours.card, px(10));
            stroke_rect(shape, colours.jade, px(10), 2);
        }
        press_shade(node, shape, px(10));
        draw_line(choice.label, TextStyle::SecondBold,
                  part.x + (w - text_width(choice.label, TextStyle::SecondBold)) / 2,
                  part.y + (part.h - line_px(TextStyle::SecondBold)) / 2,
                  choice.selected ? colours.jade : colours.ink_second);
        focus_ring(node, shape, px(10));
        if (take_activation(node)) pressed = i;
    }
    return pressed;
}

std::optional<std::size_t> select(std::string_view id, std::string_view label,
                                  std::span<const Choice> choices) {
    Context& c = context();
    const Palette& colours = palette();
    Region& region = c.region;
    const TextBlock label_block = layout_text(label, TextStyle::BodyBold, region.w);
    draw_block(label, label_block, TextStyle::BodyBold, region.x, region.y, region.w, colours.ink);
    region.y += label_block.height + px(4);
    const Choice* selected = nullptr;
    std::string options;
    std::size_t index = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (i != 0) options += '\n';
        options += choices[i].label;
        if (choices[i].selected) {
            selected = &choices[i];
            index = i;
        }
    }
    const std::string_view shown = selected == nullptr ? std::string_view("—") : selected->label;
    const TextBlock block = layout_text(shown, TextStyle::Body, region.w - px(60));
    const Rect rect = take_rect(std::max({px(56), least_target(), block.height + px(20)}), px(12));
    Node& node = add_node(id, Role::Select, rect, label);
    node.options = std::move(options);
    node.value = selected == nullptr ? "" : std::to_string(index);
    const NodeId node_id = node.id;
    card_shape(rect, false, px(14));
    press_shade(node_id, rect, px(14));
    draw_block(shown, block, TextStyle::Body, rect.x + px(16), rect.y + (rect.h - block.height) / 2,
               block.width, colours.ink);
    const float size = px(20);
    const float x = rect.right() - px(16) - size;
    const float y = rect.y + (rect.h - size) / 2;
    const ImVec2 points[3] = {{x + size * 0.2f, y + size * 0.36f},
                              {x + size * 0.5f, y + size * 0.66f},
                              {x + size * 0.8f, y + size * 0.36f}};
    if (is_visible(rect)) c.list->AddPolyline(points, 3, colours.ink_second, 0, px(2));
    focus_ring(node_id, rect, px(14));
    const int chosen = take_choice(node_id);
    if (chosen < 0 || static_cast<std::size_t>(chosen) >= choices.size()) return std::nullopt;
    return static_cast<std::size_t>(chosen);
}

bool checkbox(std::string_view id, std::string_view label, bool checked,
              std::string_view second_text, std::string_view error) {
    Context& c = context();
    const Palette& colours = palette();
    const float box = px(28);
    const float pad = px(16);
    const float inner = c.region.w - 2 * pad - box - px(14);
    const TextBlock block = layout_text(label, TextStyle::Body, inner);
    const TextBlock quiet = layout_text(second_text, TextStyle::Second, inner);
    const TextBlock wrong = layout_text(error, TextStyle::SecondBold, inner);
    const float text_h = block.height + (second_text.empty() ? 0 : quiet.height) +
                         (error.empty() ? 0 : wrong.height);
    const Rect rect = take_rect(std::max(px(60), text_h + px(24)), px(10));
    Node& node = add_node(id, Role::Checkbox, rect, label);
    node.hint = second_text;
    if (checked) node.state |= kStateChecked;
    if (!error.empty()) {
        node.state |= kStateInvalid;
        if (!node.hint.empty()) node.hint += ' ';
        node.hint += error;
    }
    const NodeId node_id = node.id;
    card_shape(rect, checked, px(16));
    if (!error.empty()) stroke_rect(rect, colours.red, px(16), 2);
    press_shade(node_id, rect, px(16));
    const float y = rect.y + (rect.h - text_h) / 2;
    const Rect tick{rect.x + pad, y + (line_px(TextStyle::Body) - box) / 2, box, box};
    fill_rect(tick, checked ? colours.jade : colours.card, px(8));
    if (!checked) stroke_rect(tick, colours.ink_second, px(8), 2);
    if (checked)
        draw_icon(Icon::Check, tick.x + px(4), tick.y + px(4), box - px(8), colours.on_jade);
    const float x = tick.right() + px(14);
    draw_block(label, block, TextStyle::Body, x, y, inner, colours.ink);
    float below = y + block.height;
    draw_block(second_text, quiet, TextStyle::Second, x, below, inner, colours.ink_second);
    if (!second_text.empty()) below += quiet.height;
    draw_block(error, wrong, TextStyle::SecondBold, x, below, inner, colours.red);
    focus_ring(node_id, rect, px(16));
    return take_activation(node_id);
}

}  // namespace kongdi::widgets
