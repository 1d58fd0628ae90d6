// SPDX-License-Identifier: Apache-2.0
// A sheet cut into what stays together on a page.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "server/sheets/sheet.hpp"

namespace kongdi::server {

struct SheetPiece {
    double height = 0;
    std::function<void(Canvas&, double y)> draw = {};
    std::string part = {};      // of the document's structure; empty: it says so itself
    std::string bookmark = {};  // of a heading
    bool stays_with_next = false;
    /// Of a table: what stands again on top of each page that it goes on to.
    std::shared_ptr<const SheetPiece> head = {};
};

/// In their order, for a page of this width from `left` on. They refer to the sheet, which must
/// live as long.
std::vector<SheetPiece> sheet_pieces(Canvas& measuring, const Sheet& sheet, double left,
                                     double width);

}  // namespace kongdi::server
