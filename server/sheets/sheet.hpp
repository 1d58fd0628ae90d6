// SPDX-License-Identifier: Apache-2.0
// A report for people as data: blocks one below the other, with the words of one language. Printed
// by sheet_pdf(), and shown as a page by server/handlers/sheet_page.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "server/sheets/chart.hpp"

namespace kongdi::server {

struct HeadingBlock {
    std::string words = {};
};
struct WordsBlock {
    std::string words = {};
    bool is_note = false;  // small and quiet
};
/// The numbers that are looked for first, side by side.
struct Fact {
    std::string label = {};
    std::string value = {};
    std::string beside = {};  // smaller
};
struct FactsBlock {
    std::vector<Fact> facts = {};
};

struct TableColumn {
    std::string head = {};
    double share = 1;  // of the width, beside the others'
    Align align = Align::Left;
};
struct TableCell {
    std::string text = {};
    std::optional<Interval> interval = {};  // drawn; the text says the same
    std::optional<Mark> chip = {};          // the text stands in one
};
struct TableBlock {
    std::vector<TableColumn> columns = {};
    std::vector<std::vector<TableCell>> rows = {};
    IntervalAxis axis = {};
    std::string none = {};  // in place of no rows
};
struct ChartBlock {
    ChartBody body = {};
    std::string address = {};      // of the same chart as a picture
    std::string description = {};  // for those who do not see it
};
using Block = std::variant<HeadingBlock, WordsBlock, FactsBlock, TableBlock, ChartBlock>;

struct Sheet {
    std::string title = {};
    std::string subtitle = {};
    std::string chip = {};  // beside the title, or empty
    Mark chip_mark = Mark::Plain;
    std::vector<Block> blocks = {};
    std::string foot = {};     // of each page: source, date and licence
    std::string page_of = {};  // "第 {page} 页，共 {pages} 页"
    std::string author = {};   // whose sheet it is
    std::string language = {};
    std::int64_t made_at_ms = 0;  // of the numbers
};

/// A4, fonts inside, with outline and structure. The same sheet gives the same bytes.
Result<std::string> sheet_pdf(const Sheet& sheet);

}  // namespace kongdi::server
