// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/fields.hpp"

#include <algorithm>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/icon.hpp"

namespace kongdi::widgets {

namespace {

std::string dots(std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at < value.size();) {
        next_code_point(value, at);
        out += "•";
    }
    return out;
}

/// Valid UTF-8 of at most `most` code points. Control letters other than line ends are left out, as
/// the check of a record demands; a tab becomes a space, so that words stay apart.
std::string tidy(std::string_view value, int most, bool lines) {
    std::string out;
    out.reserve(value.size());
    int count = 0;
    for (std::size_t at = 0; at < value.size() && count < most;) {
        const std::size_t from = at;
        const std::uint32_t c = next_code_point(value, at);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        if (control && c != '\t' && !(c == '\n' && lines)) continue;
        if (c == '\t')
            out += ' ';
        else if (c == 0xFFFD)
            out += "\xEF\xBF\xBD";
        else
            out += value.substr(from, at - from);
        ++count;
    }
    return out;
}

int code_points(std::string_view value) {
    int count = 0;
    for (std::size_t at = 0; at < value.size(); ++count) next_code_point(value, at);
    return count;
}

/// What is being edited stands as it was typed ("60."), however the program reads it ("60"), until
/// the person leaves the field or the program changes its mind.
std::string_view while_edited(NodeId id, const std::optional<FieldChange>& change,
                              std::string_view value) {
    Typed& typed = context().typed;
    if (change) {
        typed = {id, change->value, std::nullopt};
        return typed.text;
    }
    if (typed.id != id) return value;
    if (!typed.taken) typed.taken = value;
    if (context().editing == id && *typed.taken == value) return typed.text;
    typed = {};
    return value;
}

/// Says that nothing more goes in; empty while something does.
std::string full_words(int count, int most) {
    if (count < most) return {};
    std::string words = context().field_full;
    constexpr std::string_view kCount = "{count}";
    if (const std::size_t at = words.find(kCount); at != std::string::npos)
        words.replace(at, kCount.size(), std::to_string(most));
    return words;
}

std::uint32_t state_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::Multiline: return kStateMultiline;
        case FieldKind::Number: return kStateNumeric;
        case FieldKind::Password: return kStatePassword;
        case FieldKind::Search: return kStateSearch;
        case FieldKind::Line: break;
    }
    return kStateNone;
}

}  // namespace

std::optional<FieldChange> text_field(std::string_view id, std::string_view value,
                                      const FieldOptions& options) {
    Context& c = context();
    const Palette& colours = palette();
    Region& region = c.region;
    const bool multiline = options.kind == FieldKind::Multiline;
    const bool wrong = !options.error.empty();

    const auto line_above = [&](std::string_view text, TextStyle style, Colour colour) {
        if (text.empty()) return;
        const TextBlock block = layout_text(text, style, region.w);
        draw_block(text, block, style, region.x, region.y, region.w, colour);
        region.y += block.height + px(4);
    };
    line_above(options.label, TextStyle::BodyBold, colours.ink);
    line_above(options.hint, TextStyle::Second, colours.ink_second);

    // An edit arrives before the field is drawn, so that what is drawn is what was typed.
    const NodeId node_id = id_of(id);
    std::optional<FieldChange> change;
    auto& edits = c.input.edits;
    for (auto it = edits.begin(); it != edits.end(); ++it) {
        if (it->id != node_id) continue;
        change = std::move(it->change);
        if (!change->composing)
            change->value = tidy(change->value, options.max_code_points, multiline);
        c.edit_numbers[node_id] = it->number;
        edits.erase(it);
        break;
    }
    const std::string_view shown_value = while_edited(node_id, change, value);

    const float pad_x = px(16);
    const float line = line_px(TextStyle::Body);
    const float unit_w =
        options.unit.empty() ? 0 : text_width(options.unit, TextStyle::Body) + px(12);
    const float inner = region.w - 2 * pad_x - unit_w;
    const std::string hidden =
        options.kind == FieldKind::Password ? dots(shown_value) : std::string();
    std::string_view shown = hidden.empty() ? shown_value : std::string_view(hidden);
    const bool empty = shown.empty();
    if (empty) shown = options.placeholder;
    const TextBlock block = layout_text(shown, TextStyle::Body, inner);
    const float pad_y = px(12);
    float height = std::max({px(56), least_target(), line + 2 * pad_y});
    if (multiline)
        height = std::max(line * static_cast<float>(options.lines), block.height) + 2 * pad_y;
    const Rect rect = take_rect(height, px(4));

    Node& node = add_node(id, Role::TextField, rect, options.label);
    node.value = shown_value;
    node.state |= state_of(options.kind);
    if (options.required) node.state |= kStateRequired;
    if (wrong) node.state |= kStateInvalid;
    node.level = options.max_code_points;
    node.hint = options.hint;
    if (wrong) {
        if (!node.hint.empty()) node.hint += ' ';
        node.hint += options.error;
    }
    if (!options.unit.empty()) {
        if (!node.hint.empty()) node.hint += ' ';
        node.hint += options.unit;
    }
    node.options = options.placeholder;
    node.autocomplete = options.autocomplete;
    node.font_px = text_px(TextStyle::Body);
    node.pad_x = pad_x;
    node.pad_y = multiline ? pad_y : 0;
    node.content_w = unit_w;  // kept free at the right end
    node.content_h = 0;
    node.edit = c.edit_numbers[node_id];

    const bool editing = c.editing == node_id;
    fill_rect(rect, colours.card, px(14));
    stroke_rect(rect,
                wrong     ? colours.red
                : editing ? colours.jade
                          : colours.ink_second,
                px(14), wrong || editing ? 2.5f : 1);
    if (!editing) {
        press_shade(node_id, rect, px(14));
        push_clip({rect.x + px(4), rect.y, rect.w - px(8) - unit_w, rect.h});
        if (multiline || block.lines.size() < 2) {
            draw_block(shown, block, TextStyle::Body, rect.x + pad_x,
                       multiline ? rect.y + pad_y : rect.y + (height - line) / 2, inner,
                       empty ? colours.ink_second : colours.ink);
        } else {  // a single line shows its start
            draw_line(shown, TextStyle::Body, rect.x + pad_x, rect.y + (height - line) / 2,
                      empty ? colours.ink_second : colours.ink);
        }
        pop_clip();
    }
    if (!options.unit.empty())
        draw_line(options.unit, TextStyle::Body, rect.right() - pad_x - unit_w + px(12),
                  multiline ? rect.y + pad_y : rect.y + (height - line) / 2, colours.ink_second);
    focus_ring(node_id, rect, px(14));

    if (wrong) {
        const float icon = px(20);
        const TextBlock error =
            layout_text(options.error, TextStyle::SecondBold, region.w - icon - px(6));
        add_text_node(Role::Alert, {region.x, region.y, region.w, error.height}, options.error);
        draw_icon(Icon::Warning, region.x, region.y + (line_px(TextStyle::SecondBold) - icon) / 2,
                  icon, colours.red);
        draw_block(options.error, error, TextStyle::SecondBold, region.x + icon + px(6), region.y,
                   region.w - icon - px(6), colours.red);
        region.y += error.height + px(4);
    }
    const std::string full = full_words(code_points(shown_value), options.max_code_points);
    if (!full.empty()) {
        const TextBlock words = layout_text(full, TextStyle::Second, region.w);
        add_text_node(Role::Status, {region.x, region.y, region.w, words.height}, full);
        draw_block(full, words, TextStyle::Second, region.x, region.y, region.w,
                   colours.ink_second);
        region.y += words.height + px(4);
    }
    region.y += px(12);
    // Taking over an edit changes what the page must be told: the number says which one it was.
    if (change && change->value != value) return change;
    if (change && change->committed) return change;
    return std::nullopt;
}

void set_full_words(std::string_view words) { context().field_full = words; }

}  // namespace kongdi::widgets
