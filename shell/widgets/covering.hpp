// SPDX-License-Identifier: Apache-2.0
// A picture under a grid whose fields can be covered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "shell/widgets/semantics.hpp"

namespace kongdi::widgets {

struct CoverCell {
    int columns = 0;
    int rows = 0;
    int cell = 0;  // row × columns + column
};

/// The whole picture, as large as there is room for, with as many fields as fingers can tell apart,
/// at most eight each way. Each field is drawn with its name:
///     while (grid.next()) grid.field(name of grid.row() and grid.column());
class CoverGrid {
public:
    /// `width` × `height` are the picture's pixels, noughts to take them from it once it is here;
    /// `covered` is of the grid of columns × rows (bit
    /// row × columns + column) and counts for that grid alone.
    CoverGrid(std::string_view id, std::string_view label, std::string_view picture, int width,
              int height, int columns, int rows, std::uint64_t covered);
    ~CoverGrid();
    CoverGrid(const CoverGrid&) = delete;
    CoverGrid& operator=(const CoverGrid&) = delete;

    bool next() { return ++m_cell < m_columns * m_rows; }
    int row() const { return m_cell / m_columns + 1; }
    int column() const { return m_cell % m_columns + 1; }
    void field(std::string_view name);
    /// The field that was pressed, with the grid it is of.
    std::optional<CoverCell> pressed() const { return m_pressed; }

private:
    Rect m_whole = {};
    int m_columns = 1;
    int m_rows = 1;
    int m_cell = -1;
    std::uint64_t m_covered = 0;
    std::optional<CoverCell> m_pressed = {};
};

}  // namespace kongdi::widgets
