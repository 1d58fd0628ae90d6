// SPDX-License-Identifier: Apache-2.0
// A table that draws only the rows in view. On a narrow screen it scrolls sideways by itself.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "shell/widgets/words.hpp"

namespace kongdi::widgets {

struct TimeSpan;

struct TextBlock;

enum class Sort : unsigned char { None, Up, Down };

struct Column {
    std::string_view id;
    std::string_view label;
    float width = 120;  // at least, CSS pixels at scale 1; what is left is shared by these weights
    bool numeric = false;  // at the right
    bool sortable = false;
    Sort sort = Sort::None;
};

/// widgets::Table table("spaces", text("spaces.table"), columns, rows.size());
/// while (table.next_row()) { table.cell(rows[table.row()].name); … one call a column … }
/// if (auto column = table.header_pressed()) …   if (auto row = table.row_pressed()) …
class Table {
public:
    Table(std::string_view id, std::string_view label, std::span<const Column> columns,
          std::size_t rows, bool rows_open = false);
    ~Table();
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    /// The next row in view; false when there is no more.
    bool next_row();
    std::size_t row() const { return m_row; }
    void cell(std::string_view text);
    void cell_chip(Tone tone, std::string_view text);
    void cell_bold(std::string_view text);
    /// A number with how sure it is, of 0 to 1 (charts.hpp); `name` says it in words.
    void cell_interval(std::string_view name, float low, float value, float high, float mark);
    /// A stretch of time (charts.hpp); `name` says it in words.
    void cell_span(std::string_view name, const TimeSpan& span);

    std::optional<std::size_t> header_pressed() const { return m_header_pressed; }
    /// Known after the last row; only for tables whose rows open something.
    std::optional<std::size_t> row_pressed() const { return m_row_pressed; }

private:
    void end_row();
    Rect begin_cell(bool& numeric);
    float header_room(std::size_t index) const;
    TextBlock cell_block(std::string_view text, TextStyle style, float width);
    void draw_words(std::string_view text, TextStyle style, Rect rect, bool numeric, Colour colour);

    std::span<const Column> m_columns;
    std::size_t m_rows = 0;
    std::size_t m_row = 0;
    std::size_t m_last = 0;
    std::size_t m_column = 0;
    bool m_open = false;
    bool m_in_row = false;
    bool m_started = false;
    NodeId m_node = 0;
    NodeId m_lines_key = 0;  // of the lines in the longest cell, for this width and size
    NodeId m_row_node = 0;
    Rect m_area;
    float m_row_h = 0;
    float m_top = 0;
    float m_content_w = 0;
    std::optional<std::size_t> m_header_pressed;
    std::optional<std::size_t> m_row_pressed;
};

}  // namespace kongdi::widgets
