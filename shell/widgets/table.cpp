// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/table.hpp"

#include <algorithm>
#include <string>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/charts.hpp"

namespace kongdi::widgets {

namespace {

/// The height of a row whose longest cell has so many lines. All rows are of one height, so that
/// those out of view need not be known; it grows when a longer cell is met.
float height_of(int lines) {
    return std::max(least_target(),
                    line_px(TextStyle::Second) * static_cast<float>(lines) + px(20));
}

int lines_of(const TextBlock& block) { return static_cast<int>(block.lines.size()); }

float column_width(std::span<const Column> columns, std::size_t index, float whole) {
    float sum = 0;
    for (const Column& column : columns) sum += column.width;
    return whole * columns[index].width / sum;
}

float column_x(std::span<const Column> columns, std::size_t index, float whole) {
    float x = 0;
    for (std::size_t i = 0; i < index; ++i) x += column_width(columns, i, whole);
    return x;
}

}  // namespace

float Table::header_room(std::size_t index) const {
    const float mark = m_columns[index].sort == Sort::None ? 0 : px(16);
    return column_width(m_columns, index, m_content_w) - px(24) - mark;
}

Table::Table(std::string_view id, std::string_view label, std::span<const Column> columns,
             std::size_t rows, bool rows_open)
    : m_columns(columns), m_rows(rows), m_open(rows_open) {
    Context& c = context();
    const Palette& colours = palette();
    float least = 0;
    for (const Column& column : columns) least += px(column.width);
    m_content_w = std::max(c.region.w, least);
    int head_lines = 1;
    for (std::size_t i = 0; i < columns.size(); ++i)
        head_lines = std::max(
            head_lines,
            lines_of(layout_text(columns[i].label, TextStyle::SecondBold, header_room(i))));
    const float header = height_of(head_lines);
    m_lines_key = id_of(id) ^ (static_cast<NodeId>(m_content_w) << 8) ^
                  static_cast<NodeId>(text_px(TextStyle::Second));
    m_row_h = height_of(std::max(1, c.cell_lines[m_lines_key]));
    m_area = {c.region.x, c.region.y, c.region.w, header + m_row_h * static_cast<float>(rows)};

    Node& scroller = add_node(id, Role::Scroller, m_area, label);
    const NodeId scroller_id = scroller.id;
    Scroll& scroll = scroll_of(scroller_id);
    scroll.x = std::clamp(scroll.x, 0.0f, m_content_w - m_area.w);
    scroller.scroll_x = scroll.x;
    scroller.content_w = m_content_w;
    scroller.content_h = m_area.h;
    scroller.edit = scroll.commands;
    push_parent(scroller_id);
    c.path_marks.push_back(c.path.size());
    c.path += id;
    c.path += '/';
    const float left = m_area.x - scroll.x;
    Node& table = add_node("table", Role::Table, {left, m_area.y, m_content_w, m_area.h}, label);
    table.level = static_cast<int>(rows) + 1;
    m_node = table.id;
    push_parent(m_node);

    fill_rect(m_area, colours.card, px(16));
    stroke_rect(m_area, colours.line, px(16), 1);
    push_clip({m_area.x + 1, m_area.y, m_area.w - 2, m_area.h});

    Node& head = add_node("head", Role::Row, {left, m_area.y, m_content_w, header}, {});
    push_parent(head.id);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = columns[i];
        const Rect rect{left + column_x(columns, i, m_content_w), m_area.y,
                        column_width(columns, i, m_content_w), header};
        Node& node = add_node(column.id, Role::ColumnHeader, rect, column.label);
        if (column.sortable) node.state |= kStateSortable;
        if (column.sort == Sort::Up) node.state |= kStateSortUp;
        if (column.sort == Sort::Down) node.state |= kStateSortDown;
        const NodeId node_id = node.id;
        if (column.sortable) press_shade(node_id, rect, px(8));
        const float mark = column.sort == Sort::None ? 0 : px(16);
        const TextBlock block = layout_text(column.label, TextStyle::SecondBold, header_room(i));
        const float w = block.width;
        const float x = column.numeric ? rect.right() - px(12) - mark - w : rect.x + px(12);
        draw_block(column.label, block, TextStyle::SecondBold, x,
                   rect.y + (header - block.height) / 2, w,
                   column.sort == Sort::None ? colours.ink_second : colours.jade,
                   column.numeric ? Align::Right : Align::Left);
        if (column.sort != Sort::None && is_visible(rect)) {
            const float cx = x + w + px(9);
            const float cy = rect.y + header / 2;
            const float d = column.sort == Sort::Up ? -px(4) : px(4);
            c.list->AddTriangleFilled({cx - px(5), cy - d / 2}, {cx + px(5), cy - d / 2},
                                      {cx, cy + d}, colours.jade);
        }
        focus_ring(node_id, {rect.x + px(6), rect.y + px(6), rect.w - px(12), rect.h - px(12)},
                   px(8));
        if (take_activation(node_id)) m_header_pressed = i;
    }
    pop_parent();
    fill_rect({m_area.x, m_area.y + header - 1, m_area.w, 1}, colours.line);

    m_top = m_area.y + header;
    // Only rows in view exist; a few more for the keyboard to walk into.
    const float above = c.clip.y - m_top;
    const auto first = static_cast<long>(above / m_row_h) - 2;
    const auto last = static_cast<long>((c.clip.bottom() - m_top) / m_row_h) + 3;
    m_row = static_cast<std::size_t>(std::clamp(first, 0L, static_cast<long>(rows)));
    m_last = static_cast<std::size_t>(std::clamp(last, 0L, static_cast<long>(rows)));
}

void Table::end_row() {
    if (!m_in_row) return;
    m_in_row = false;
    pop_parent();
    context().path.resize(context().path_marks.back());
    context().path_marks.pop_back();
    ++m_row;
}

bool Table::next_row() {
    end_row();
    if (m_row >= m_last) return false;
    Context& c = context();
    m_in_row = true;
    m_column = 0;
    const float y = m_top + m_row_h * static_cast<float>(m_row);
    const float left = m_area.x - scroll_of(find_node(c.tree, m_node)->parent).x;
    const std::string id = std::to_string(m_row);
    Node& node = add_node(id, Role::Row, {left, y, m_content_w, m_row_h}, {});
    node.level = static_cast<int>(m_row) + 2;  // counted from one, the header is the first
    m_row_node = node.id;
    push_parent(m_row_node);
    c.path_marks.push_back(c.path.size());
    c.path += id;
    c.path += '/';
    if (m_row != 0) fill_rect({m_area.x + px(12), y, m_area.w - px(24), 1}, palette().line);
    return true;
}

Rect Table::begin_cell(bool& numeric) {
    if (m_column >= m_columns.size()) m_column = m_columns.size() - 1;
    Context& c = context();
    const Column& column = m_columns[m_column];
    numeric = column.numeric;
    const float left = m_area.x - scroll_of(find_node(c.tree, m_node)->parent).x;
    const Rect rect{left + column_x(m_columns, m_column, m_content_w),
                    m_top + m_row_h * static_cast<float>(m_row),
                    column_width(m_columns, m_column, m_content_w), m_row_h};
    ++m_column;
    return rect;
}

TextBlock Table::cell_block(std::string_view text, TextStyle style, float width) {
    TextBlock block = layout_text(text, style, width);
    int& most = context().cell_lines[m_lines_key];
    if (lines_of(block) > most) {
        most = lines_of(block);
        if (most > 1) context().unsettled = true;
    }
    return block;
}

void Table::draw_words(std::string_view text, TextStyle style, Rect rect, bool numeric,
                       Colour colour) {
    const TextBlock block = cell_block(text, style, rect.w - px(24));
    draw_block(text, block, style, rect.x + px(12), rect.y + (rect.h - block.height) / 2,
               rect.w - px(24), colour, numeric ? Align::Right : Align::Left);
}

void Table::cell(std::string_view text) {
    bool numeric = false;
    const bool opens = m_open && m_column == 0;
    const Rect rect = begin_cell(numeric);
    const Column& column = m_columns[m_column - 1];
    const NodeId cell_id =
        add_node(column.id, Role::Cell, rect, opens ? std::string_view() : text).id;
    if (opens) {
        push_parent(cell_id);
        const NodeId node = add_node("open", Role::Button, rect, text).id;
        pop_parent();
        press_shade(node, {rect.x + px(4), rect.y + px(4), rect.w - px(8), rect.h - px(8)}, px(8));
        focus_ring(node, {rect.x + px(6), rect.y + px(6), rect.w - px(12), rect.h - px(12)}, px(8));
        if (take_activation(node)) m_row_pressed = m_row;
    }
    draw_words(text, opens ? TextStyle::SecondBold : TextStyle::Second, rect, numeric,
               opens ? palette().jade : palette().ink);
}

void Table::cell_bold(std::string_view text) {
    if (m_open && m_column == 0) return cell(text);  // what opens is bold already
    bool numeric = false;
    const Rect rect = begin_cell(numeric);
    add_node(m_columns[m_column - 1].id, Role::Cell, rect, text);
    draw_words(text, TextStyle::SecondBold, rect, numeric, palette().ink);
}

void Table::cell_chip(Tone tone, std::string_view text) {
    bool numeric = false;
    const Rect rect = begin_cell(numeric);
    const ToneColours colours = tone_colours(tone);
    add_node(m_columns[m_column - 1].id, Role::Cell, rect, text);
    const TextBlock block = cell_block(text, TextStyle::SecondBold, rect.w - px(36));
    const float h = std::max(px(28), block.height + px(6));
    const float y = rect.y + (rect.h - h) / 2;
    fill_rect({rect.x + px(8), y, block.width + px(20), h}, colours.ground,
              std::min(h / 2, px(16)));
    draw_block(text, block, TextStyle::SecondBold, rect.x + px(18),
               rect.y + (rect.h - block.height) / 2, block.width, colours.ink);
}

void Table::cell_interval(std::string_view name, float low, float value, float high, float mark) {
    bool numeric = false;
    const Rect rect = begin_cell(numeric);
    add_node(m_columns[m_column - 1].id, Role::Cell, rect, name);
    draw_interval({rect.x + px(16), rect.y, rect.w - px(32), rect.h}, low, value, high, mark);
}

void Table::cell_span(std::string_view name, const TimeSpan& span) {
    bool numeric = false;
    const Rect rect = begin_cell(numeric);
    add_node(m_columns[m_column - 1].id, Role::Cell, rect, name);
    draw_span({rect.x + px(16), rect.y, rect.w - px(32), rect.h}, span);
}

Table::~Table() {
    end_row();
    Context& c = context();
    pop_clip();
    focus_ring(find_node(c.tree, m_node)->parent, m_area, px(16));
    pop_parent();
    c.path.resize(c.path_marks.back());
    c.path_marks.pop_back();
    pop_parent();
    c.region.y = m_area.bottom() + px(12);
}

}  // namespace kongdi::widgets
