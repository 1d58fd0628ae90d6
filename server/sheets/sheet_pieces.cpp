// SPDX-License-Identifier: Apache-2.0
#include "server/sheets/sheet_pieces.hpp"

#include <algorithm>
#include <numeric>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

constexpr double kText = 9.5;
constexpr double kSmall = 8.5;
constexpr double kCellGap = 8;
constexpr double kRowPad = 3;
constexpr std::size_t kMostFacts = 4;  // in a row

class Cutter {
public:
    Cutter(Canvas& measuring, double left, double width)
        : m_measuring(measuring), m_left(left), m_width(width) {}

    std::vector<SheetPiece> take() { return std::move(m_out); }

    void title(const Sheet& sheet) {
        const double chip_wide =
            sheet.chip.empty() ? 0 : chip_size(m_measuring, sheet.chip, 10).width + 12;
        const TextStyle style{.size = 21, .is_bold = true, .width = m_width - chip_wide};
        const TextStyle under{.size = 10.5, .colour = kSecondInk, .width = m_width};
        const double tall = m_measuring.measure(sheet.title, style).height;
        const double sub =
            sheet.subtitle.empty() ? 0 : m_measuring.measure(sheet.subtitle, under).height + 2;
        add({tall, [this_left = m_left, this_width = m_width, &sheet, style, chip_wide](
                       Canvas& canvas, double y) {
                 canvas.begin("H1");
                 canvas.text(sheet.title, {this_left, y}, style);
                 canvas.end("H1");
                 if (sheet.chip.empty()) return;
                 canvas.begin("P");
                 draw_chip(canvas, sheet.chip, {this_left + this_width - chip_wide + 12, y + 8}, 10,
                           sheet.chip_mark);
                 canvas.end("P");
             }});
        if (sub > 0) add(words_piece(sheet.subtitle, under, sub));
        gap(10);
    }

    void operator()(const HeadingBlock& block) {
        gap(8);
        const TextStyle style{.size = 13.5, .is_bold = true, .width = m_width};
        SheetPiece piece =
            words_piece(block.words, style, m_measuring.measure(block.words, style).height + 4);
        piece.part = "H2";
        piece.bookmark = block.words;
        piece.stays_with_next = true;
        add(std::move(piece));
    }

    void operator()(const WordsBlock& block) {
        const TextStyle style{.size = block.is_note ? kSmall : kText,
                              .colour = block.is_note ? kSecondInk : kInk,
                              .width = m_width};
        add(words_piece(block.words, style, m_measuring.measure(block.words, style).height + 5));
    }

    void operator()(const FactsBlock& block) {
        for (std::size_t first = 0; first < block.facts.size(); first += kMostFacts)
            facts_row(block, first, std::min(first + kMostFacts, block.facts.size()));
    }

    void operator()(const ChartBlock& block) {
        const double height = draw_chart(m_measuring, block.body, {0, 0}, m_width, kText);
        SheetPiece piece{height + 10,
                         [left = m_left, width = m_width, &block](Canvas& canvas, double y) {
                             draw_chart(canvas, block.body, {left, y}, width, kText);
                         }};
        piece.part = "Figure";
        add(std::move(piece));
    }

    void operator()(const TableBlock& block) {
        if (block.rows.empty()) {
            (*this)(WordsRef{block.none});
            return;
        }
        const std::vector<Column> columns = columns_of(block);
        auto head = std::make_shared<SheetPiece>();
        head->height = head_height(block, columns);
        head->draw = [&block, columns, this_left = m_left, this_width = m_width,
                      height = head->height](Canvas& canvas, double y) {
            canvas.begin("TR");
            for (std::size_t i = 0; i < columns.size(); ++i) {
                canvas.begin("TH");
                canvas.text(block.columns[i].head, {columns[i].x, y + 1},
                            {.size = kSmall,
                             .colour = kSecondInk,
                             .align = block.columns[i].align,
                             .width = columns[i].width});
                canvas.end("TH");
            }
            canvas.end("TR");
            canvas.line({this_left, y + height - 1}, {this_left + this_width, y + height - 1},
                        {kSecondInk, 0.8});
        };
        const std::shared_ptr<const SheetPiece> shared = head;
        SheetPiece first = *head;
        first.stays_with_next = true;
        first.head = shared;
        add(std::move(first));
        for (const std::vector<TableCell>& row : block.rows) {
            SheetPiece piece{row_height(block, row, columns), {}};
            piece.head = shared;
            piece.draw = [&block, &row, columns, height = piece.height, this_left = m_left,
                          this_width = m_width](Canvas& canvas, double y) {
                canvas.begin("TR");
                for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
                    canvas.begin("TD");
                    draw_cell(canvas, block, row[i], block.columns[i].align,
                              {columns[i].x, y, columns[i].width, height});
                    canvas.end("TD");
                }
                canvas.end("TR");
                canvas.line({this_left, y + height - 0.3},
                            {this_left + this_width, y + height - 0.3}, {kRule, 0.6});
            };
            add(std::move(piece));
        }
        gap(8);
    }

private:
    struct Column {
        double x = 0;
        double width = 0;
    };
    struct WordsRef {
        const std::string& words;
    };

    void operator()(const WordsRef& one) {
        const TextStyle style{.size = kText, .colour = kSecondInk, .width = m_width};
        add(words_piece(one.words, style, m_measuring.measure(one.words, style).height + 5));
    }

    void add(SheetPiece piece) { m_out.push_back(std::move(piece)); }
    void gap(double height) {
        add({height, [](Canvas&, double) {}});
        m_out.back().stays_with_next = m_out.size() > 1;
    }

    SheetPiece words_piece(const std::string& words, const TextStyle& style, double height) const {
        SheetPiece out{height, [&words, style, left = m_left](Canvas& canvas, double y) {
                           canvas.text(words, {left, y}, style);
                       }};
        out.part = "P";
        return out;
    }

    void facts_row(const FactsBlock& block, std::size_t first, std::size_t last) {
        const double gap_wide = 8;
        const auto count = static_cast<double>(std::min(kMostFacts, block.facts.size()));
        const double wide = (m_width - gap_wide * (count - 1)) / count;
        double tall = 0;
        for (std::size_t i = first; i < last; ++i)
            tall = std::max(tall, draw_fact(m_measuring, block.facts[i], {0, 0, wide, 0}));
        add({tall + 8,
             [&block, first, last, wide, tall, gap_wide, left = m_left](Canvas& canvas, double y) {
                 for (std::size_t i = first; i < last; ++i) {
                     const Frame card{left + static_cast<double>(i - first) * (wide + gap_wide), y,
                                      wide, tall};
                     canvas.fill(card, kWhite, 6);
                     canvas.outline(card, {kRule, 0.8}, 6);
                     canvas.begin("P");
                     draw_fact(canvas, block.facts[i], card);
                     canvas.end("P");
                 }
             }});
    }

    static double draw_fact(Canvas& canvas, const Fact& fact, const Frame& card) {
        const double pad = 8;
        const double wide = card.width - 2 * pad;
        double y = card.y + pad;
        y += canvas
                 .text(fact.label, {card.x + pad, y},
                       {.size = kSmall, .colour = kSecondInk, .width = wide})
                 .height;
        y +=
            canvas.text(fact.value, {card.x + pad, y}, {.size = 17, .is_bold = true, .width = wide})
                .height;
        if (!fact.beside.empty())
            y += canvas
                     .text(fact.beside, {card.x + pad, y},
                           {.size = kSmall, .colour = kSecondInk, .width = wide})
                     .height;
        return y + pad - card.y;
    }

    std::vector<Column> columns_of(const TableBlock& block) const {
        double shares = 0;
        for (const TableColumn& one : block.columns) shares += one.share;
        const double room =
            m_width -
            kCellGap * static_cast<double>(std::max<std::size_t>(block.columns.size(), 1) - 1);
        std::vector<Column> out;
        double x = m_left;
        for (const TableColumn& one : block.columns) {
            out.push_back({x, room * one.share / shares});
            x += out.back().width + kCellGap;
        }
        return out;
    }

    double head_height(const TableBlock& block, const std::vector<Column>& columns) {
        double tall = 0;
        for (std::size_t i = 0; i < columns.size(); ++i)
            tall = std::max(tall, m_measuring
                                      .measure(block.columns[i].head,
                                               {.size = kSmall, .width = columns[i].width})
                                      .height);
        return tall + 4;
    }

    double row_height(const TableBlock&, const std::vector<TableCell>& row,
                      const std::vector<Column>& columns) {
        double tall = kText * 1.4;
        for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
            if (row[i].interval) continue;
            const TextStyle style{.size = row[i].chip ? kSmall : kText, .width = columns[i].width};
            tall = std::max(tall, m_measuring.measure(row[i].text, style).height);
        }
        return tall + 2 * kRowPad;
    }

    static void draw_cell(Canvas& canvas, const TableBlock& block, const TableCell& cell,
                          Align align, const Frame& frame) {
        if (cell.interval) {
            draw_interval(canvas, *cell.interval, block.axis, frame);
            const double span = block.axis.to - block.axis.from;
            if (!block.axis.cut || span <= 0) return;
            const double x = frame.x + (*block.axis.cut - block.axis.from) / span * frame.width;
            if (x >= frame.x && x <= frame.right())
                canvas.line({x, frame.y}, {x, frame.bottom()}, {kBrown, 0.8, 2});
            return;
        }
        const double y = frame.y + kRowPad;
        if (cell.chip && !cell.text.empty() &&
            chip_size(canvas, cell.text, kSmall - 0.5).width <= frame.width) {
            draw_chip(canvas, cell.text, {frame.x, y - 0.5}, kSmall - 0.5, *cell.chip);
            return;
        }
        canvas.text(cell.text, {frame.x, y}, {.size = kText, .align = align, .width = frame.width});
    }

    Canvas& m_measuring;
    double m_left;
    double m_width;
    std::vector<SheetPiece> m_out = {};
};

}  // namespace

std::vector<SheetPiece> sheet_pieces(Canvas& measuring, const Sheet& sheet, double left,
                                     double width) {
    Cutter cutter(measuring, left, width);
    cutter.title(sheet);
    for (const Block& block : sheet.blocks)
        std::visit([&](const auto& one) { cutter(one); }, block);
    return cutter.take();
}

}  // namespace kongdi::server
