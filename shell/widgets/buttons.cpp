// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/buttons.hpp"

#include <algorithm>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/words.hpp"

namespace kongdi::widgets {

namespace {

/// Icon and words in the middle of a rectangle.
void draw_centred(std::string_view label, const TextBlock& block, TextStyle style, Icon icon,
                  Rect rect, Colour colour) {
    const float size = icon == Icon::None ? 0 : text_px(style) * 1.3f;
    const float gap = icon == Icon::None ? 0 : px(8);
    const float x = rect.x + (rect.w - block.width - size - gap) / 2;
    if (icon != Icon::None) draw_icon(icon, x, rect.y + (rect.h - size) / 2, size, colour);
    draw_block(label, block, style, x + size + gap, rect.y + (rect.h - block.height) / 2,
               block.width, colour, Align::Centre);
}

TextBlock layout_label(std::string_view label, TextStyle style, Icon icon, float width) {
    const float size = icon == Icon::None ? 0 : text_px(style) * 1.3f + px(8);
    return layout_text(label, style, width - size);
}

}  // namespace

bool primary_button(std::string_view id, std::string_view label, bool enabled) {
    const Palette& colours = palette();
    const TextBlock block = layout_text(label, TextStyle::Button, context().region.w - px(32));
    const Rect rect = take_rect(std::max({px(56), least_target(), block.height + px(24)}), px(12));
    Node& node = add_node(id, Role::Button, rect, label);
    if (!enabled) node.state |= kStateDisabled;
    const NodeId node_id = node.id;
    fill_rect(rect, enabled ? colours.jade : colours.neutral_tint, px(14));
    if (enabled) press_shade(node_id, rect, px(14));
    draw_centred(label, block, TextStyle::Button, Icon::None, rect,
                 enabled ? colours.on_jade : colours.ink_second);
    focus_ring(node_id, rect, px(14));
    return take_activation(node_id) && enabled;
}

bool secondary_button(std::string_view id, std::string_view label, Icon icon) {
    const Palette& colours = palette();
    const TextBlock block =
        layout_label(label, TextStyle::BodyBold, icon, context().region.w - px(24));
    const Rect rect = take_rect(std::max({px(52), least_target(), block.height + px(20)}), px(12));
    const NodeId node_id = add_node(id, Role::Button, rect, label).id;
    press_shade(node_id, rect, px(14));
    stroke_rect(rect, colours.jade, px(14), 2);
    draw_centred(label, block, TextStyle::BodyBold, icon, rect, colours.jade);
    focus_ring(node_id, rect, px(14));
    return take_activation(node_id);
}

namespace {

NodeId words_to_press(std::string_view id, std::string_view label, Icon icon, std::uint32_t state) {
    const Palette& colours = palette();
    Region& region = context().region;
    const TextBlock block = layout_label(label, TextStyle::BodyBold, icon, region.w - px(16));
    const float size = icon == Icon::None ? 0 : text_px(TextStyle::BodyBold) * 1.3f + px(8);
    const float width = std::min(region.w, block.width + size + px(16));
    const Rect rect{region.x - px(8), region.y, width,
                    std::max(least_target(), block.height + px(12))};
    region.y += rect.h + px(4);
    Node& node = add_node(id, Role::Button, rect, label);
    node.state |= state;
    const NodeId node_id = node.id;
    press_shade(node_id, rect, px(12));
    draw_centred(label, block, TextStyle::BodyBold, icon, rect, colours.jade);
    focus_ring(node_id, rect, px(12));
    return node_id;
}

}  // namespace

bool text_button(std::string_view id, std::string_view label, Icon icon) {
    return take_activation(words_to_press(id, label, icon, kStateNone));
}

void file_button(std::string_view id, std::string_view label, Icon icon) {
    words_to_press(id, label, icon, kStateFilePicker);
}

bool pill_button(std::string_view id, std::string_view label, Icon icon) {
    const Palette& colours = palette();
    Region& region = context().region;
    const TextBlock block = layout_label(label, TextStyle::SecondBold, icon, region.w - px(32));
    const float size = icon == Icon::None ? 0 : text_px(TextStyle::SecondBold) * 1.3f + px(8);
    const float height = std::max(least_target(), block.height + px(16));
    const Rect rect{region.x, region.y, std::min(region.w, block.width + size + px(32)), height};
    const Rect shape{rect.x, rect.y + px(4), rect.w, rect.h - px(8)};
    region.y += height + px(8);
    const NodeId node_id = add_node(id, Role::Button, rect, label).id;
    fill_rect(shape, colours.jade_tint, std::min(shape.h / 2, px(20)));
    press_shade(node_id, shape, std::min(shape.h / 2, px(20)));
    draw_centred(label, block, TextStyle::SecondBold, icon, rect, colours.jade);
    focus_ring(node_id, shape, std::min(shape.h / 2, px(20)));
    return take_activation(node_id);
}

std::optional<std::size_t> pill_row(std::span<const PillChoice> pills) {
    std::optional<std::size_t> pressed;
    Region& region = context().region;
    const Region outer = region;
    float next_y = outer.y;
    for (std::size_t i = 0; i < pills.size(); ++i) {
        const PillChoice& pill = pills[i];
        const float most = outer.w - px(32);
        const TextBlock block = layout_label(pill.label, TextStyle::SecondBold, pill.icon, most);
        const float size =
            pill.icon == Icon::None ? 0 : text_px(TextStyle::SecondBold) * 1.3f + px(8);
        const float w = std::min(outer.w, block.width + size + px(32));
        if (region.x > outer.x && region.x + w > outer.x + outer.w + 0.5f)
            region = {outer.x, next_y, outer.w};
        const float y = region.y;
        const float x = region.x;
        region.w = w + 1;  // rounding must not wrap it
        if (pill_button(pill.id, pill.label, pill.icon)) pressed = i;
        next_y = std::max(next_y, region.y);
        region = {x + w + px(8), y, outer.w};
    }
    region = {outer.x, next_y, outer.w};
    return pressed;
}

bool tall_button(std::string_view id, std::string_view label, std::string_view chip) {
    const Palette& colours = palette();
    const float radius = px(16);
    const float inner = context().region.w - px(24);
    const TextBlock block = layout_text(label, TextStyle::Action, inner);
    const TextBlock chip_block = layout_text(chip, TextStyle::SecondBold, inner - px(24));
    const float chip_h = chip.empty() ? 0 : chip_block.height + px(8) + px(8);
    const float content = block.height + chip_h;
    const Rect rect = take_rect(std::max(px(128), content + px(48)), px(12));
    Node& node = add_node(id, Role::Button, rect, label);
    node.hint = chip;
    const NodeId node_id = node.id;
    card_shape(rect, false, radius);
    stroke_rect(rect, colours.jade, radius, 2);
    press_shade(node_id, rect, radius);
    const float y = rect.y + (rect.h - content) / 2;
    draw_block(label, block, TextStyle::Action, rect.x + px(12), y, inner, colours.jade,
               Align::Centre);
    if (!chip.empty()) {
        const ToneColours tone = tone_colours(Tone::Waiting);
        const float w = chip_block.width + px(24);
        const Rect pill{rect.x + (rect.w - w) / 2, y + block.height + px(8), w,
                        chip_block.height + px(8)};
        fill_rect(pill, tone.ground, std::min(pill.h / 2, px(20)));
        draw_block(chip, chip_block, TextStyle::SecondBold, pill.x + px(12), pill.y + px(4),
                   chip_block.width, tone.ink, Align::Centre);
    }
    focus_ring(node_id, rect, radius);
    return take_activation(node_id);
}

bool card_button(std::string_view id, Icon icon, std::string_view title_text,
                 std::string_view second_text, std::string_view chip, Tone chip_tone) {
    const Palette& colours = palette();
    const bool elder = context().theme.elder;
    const float radius = px(16);
    const float pad = px(16);
    const float tile = icon == Icon::None ? 0 : px(56);
    const float gap = icon == Icon::None ? 0 : px(16);
    const float text_w = context().region.w - 2 * pad - tile - gap;
    const TextBlock title_block = layout_text(title_text, TextStyle::CardTitle, text_w);
    const TextBlock second_block = layout_text(second_text, TextStyle::Second, text_w);
    const float second_h = second_text.empty() ? 0 : second_block.height + px(2);
    const float chip_h =
        chip.empty() ? 0 : std::max(px(28), line_px(TextStyle::SecondBold) + px(4)) + px(6);
    const float text_h = title_block.height + second_h + chip_h;
    const float height = std::max({tile + 2 * pad + px(8), text_h + 2 * pad, px(elder ? 96 : 60)});
    const Rect rect = take_rect(height, px(12));
    Node& node = add_node(id, Role::Button, rect, title_text);
    node.hint = second_text;
    if (!chip.empty()) {
        node.hint = chip;
        if (!second_text.empty()) {
            node.hint += ". ";
            node.hint += second_text;
        }
    }
    const NodeId node_id = node.id;
    if (!is_visible(rect)) return take_activation(node_id);
    card_shape(rect, false, radius);
    if (elder) stroke_rect(rect, colours.jade, radius, 2);
    press_shade(node_id, rect, radius);
    if (icon != Icon::None) {
        const Rect box{rect.x + pad, rect.y + (height - tile) / 2, tile, tile};
        fill_rect(box, colours.jade_tint, radius);
        const float size = px(28);
        draw_icon(icon, box.x + (tile - size) / 2, box.y + (tile - size) / 2, size, colours.jade);
    }
    const float x = rect.x + pad + tile + gap;
    float y = rect.y + (height - text_h) / 2;
    draw_block(title_text, title_block, TextStyle::CardTitle, x, y, text_w,
               elder ? colours.jade : colours.ink);
    y += title_block.height + px(2);
    draw_block(second_text, second_block, TextStyle::Second, x, y, text_w, colours.ink_second);
    if (!chip.empty()) {
        y = rect.y + (height + text_h) / 2 - chip_h + px(6);
        const float w = std::min(text_w, text_width(chip, TextStyle::SecondBold) + px(20));
        const ToneColours tone = tone_colours(chip_tone);
        fill_rect({x, y, w, chip_h - px(6)}, tone.ground, (chip_h - px(6)) / 2);
        draw_line(chip, TextStyle::SecondBold, x + px(10),
                  y + (chip_h - px(6) - line_px(TextStyle::SecondBold)) / 2, tone.ink);
    }
    focus_ring(node_id, rect, radius);
    return take_activation(node_id);
}

void photo_button(std::string_view id, std::string_view label, std::string_view hint,
                  std::string_view picture_name) {
    const Palette& colours = palette();
    const float radius = px(16);
    if (!picture_name.empty()) {
        std::string picture_id(id);
        picture_id += "-picture";
        picture(picture_id, picture_name, label, 260);
        const TextBlock block =
            layout_label(label, TextStyle::BodyBold, Icon::Camera, context().region.w - px(24));
        const Rect rect =
            take_rect(std::max({px(52), least_target(), block.height + px(20)}), px(12));
        Node& node = add_node(id, Role::Button, rect, label);
        node.state |= kStatePhotoPicker;
        const NodeId node_id = node.id;
        press_shade(node_id, rect, px(14));
        stroke_rect(rect, colours.jade, px(14), 2);
        draw_centred(label, block, TextStyle::BodyBold, Icon::Camera, rect, colours.jade);
        focus_ring(node_id, rect, px(14));
        return;
    }
    const float inner = context().region.w - px(48);
    const TextBlock block = layout_text(label, TextStyle::CardTitle, inner);
    const TextBlock hint_block = layout_text(hint, TextStyle::Second, inner);
    const float tile = px(72);
    const float content =
        tile + px(16) + block.height + (hint.empty() ? 0 : hint_block.height + px(4));
    const Rect rect = take_rect(content + px(72), px(12));
    Node& node = add_node(id, Role::Button, rect, label);
    node.hint = hint;
    node.state |= kStatePhotoPicker;
    const NodeId node_id = node.id;
    card_shape(rect, false, radius);
    press_shade(node_id, rect, radius);
    float y = rect.y + (rect.h - content) / 2;
    fill_rect({rect.x + (rect.w - tile) / 2, y, tile, tile}, colours.jade_tint, tile / 2);
    draw_icon(Icon::Camera, rect.x + (rect.w - px(36)) / 2, y + px(18), px(36), colours.jade);
    y += tile + px(16);
    draw_block(label, block, TextStyle::CardTitle, rect.x + px(24), y, inner, colours.ink,
               Align::Centre);
    y += block.height + px(4);
    draw_block(hint, hint_block, TextStyle::Second, rect.x + px(24), y, inner, colours.ink_second,
               Align::Centre);
    focus_ring(node_id, rect, radius);
}

}  // namespace kongdi::widgets
