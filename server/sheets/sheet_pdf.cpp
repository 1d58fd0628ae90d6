// SPDX-License-Identifier: Apache-2.0
// The pages of a sheet: first where each piece stands, then all of it is drawn, as each page says
// how many there are.
#include <string_view>
#include <utility>

#include "server/sheets/sheet_pieces.hpp"

namespace kongdi::server {

namespace {

constexpr Size kA4{595.28, 841.89};
constexpr double kMargin = 42;
constexpr double kTop = 40;
constexpr double kFoot = 46;
constexpr double kWidth = kA4.width - 2 * kMargin;
constexpr double kEnd = kA4.height - kFoot - 6;

struct Placed {
    const SheetPiece* piece;
    double y;
};
using Page = std::vector<Placed>;

/// A piece and those that it must not be parted from.
double height_from(const std::vector<SheetPiece>& pieces, std::size_t at) {
    double height = 0;
    do {
        height += pieces[at].height;
    } while (pieces[at].stays_with_next && ++at < pieces.size());
    return height;
}

std::vector<Page> pages_of(const std::vector<SheetPiece>& pieces) {
    std::vector<Page> out(1);
    double y = kTop;
    bool holds_together = false;  // with the piece before
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!holds_together && y + height_from(pieces, i) > kEnd && !out.back().empty()) {
            out.emplace_back();
            y = kTop + 14;
            const SheetPiece* head = pieces[i].head.get();
            if (head != nullptr && i > 0 && pieces[i - 1].head == pieces[i].head) {
                out.back().push_back({head, y});
                y += head->height;
            }
        }
        out.back().push_back({&pieces[i], y});
        y += pieces[i].height;
        holds_together = pieces[i].stays_with_next;
    }
    return out;
}

std::string page_words(std::string words, std::size_t page, std::size_t pages) {
    for (const auto& [name, value] :
         {std::pair<std::string_view, std::size_t>{"{page}", page}, {"{pages}", pages}})
        if (const auto at = words.find(name); at != std::string::npos)
            words.replace(at, name.size(), std::to_string(value));
    return words;
}

void draw_frame(Canvas& canvas, const Sheet& sheet, std::size_t page, std::size_t pages) {
    if (page > 1)
        canvas.text(sheet.title, {kMargin, kTop - 16},
                    {.size = 8.5, .colour = kSecondInk, .width = kWidth});
    const double y = kA4.height - kFoot;
    canvas.line({kMargin, y}, {kMargin + kWidth, y}, {kRule, 0.8});
    const std::string which = page_words(sheet.page_of, page, pages);
    const TextStyle small{.size = 8, .colour = kSecondInk};
    const double wide = canvas.measure(which, small).width;
    TextStyle right = small;
    right.align = Align::Right;
    canvas.text(which, {kMargin + kWidth, y + 6}, right);
    TextStyle foot = small;
    foot.width = kWidth - wide - 12;
    canvas.text(sheet.foot, {kMargin, y + 6}, foot);
}

void draw_page(Canvas& canvas, const Page& page, int number) {
    const SheetPiece* table = nullptr;  // whose structure is open
    for (const Placed& one : page) {
        const SheetPiece& piece = *one.piece;
        const SheetPiece* of = piece.head ? piece.head.get() : nullptr;
        const bool is_head = of == nullptr && table == nullptr && one.piece->part.empty() &&
                             &one == &page.front() && page.size() > 1 &&
                             page[1].piece->head.get() == one.piece;
        if (is_head) of = one.piece;
        if (table != nullptr && of != table) canvas.end("Table");
        if (of != nullptr && of != table) canvas.begin("Table");
        table = of;
        if (!piece.bookmark.empty()) canvas.bookmark(piece.bookmark, number, one.y);
        if (!piece.part.empty()) canvas.begin(piece.part);
        piece.draw(canvas, one.y);
        if (!piece.part.empty()) canvas.end(piece.part);
    }
    if (table != nullptr) canvas.end("Table");
}

}  // namespace

Result<std::string> sheet_pdf(const Sheet& sheet) {
    Canvas nowhere = Canvas::nowhere(sheet.language);
    const std::vector<SheetPiece> pieces = sheet_pieces(nowhere, sheet, kMargin, kWidth);
    const std::vector<Page> pages = pages_of(pieces);
    Canvas canvas = Canvas::pdf(
        kA4, {sheet.title, sheet.author, sheet.subtitle, sheet.language, sheet.made_at_ms});
    for (std::size_t i = 0; i < pages.size(); ++i) {
        draw_page(canvas, pages[i], static_cast<int>(i + 1));
        draw_frame(canvas, sheet, i + 1, pages.size());
        canvas.next_page();
    }
    return canvas.finish();
}

}  // namespace kongdi::server
