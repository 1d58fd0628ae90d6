// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/sheet_page.hpp"

namespace kongdi::server {

namespace {

class BlockDrawer {
public:
    explicit BlockDrawer(Html& html) : m_html(html) {}

    void operator()(const HeadingBlock& block) const { m_html.element("h2", {}, block.words); }
    void operator()(const WordsBlock& block) const {
        m_html.element("p", {{"class", block.is_note ? "hint" : ""}}, block.words);
    }
    void operator()(const FactsBlock& block) const {
        m_html.open("dl", {{"class", "facts"}});
        for (const Fact& fact : block.facts) {
            m_html.open("div").element("dt", {}, fact.label);
            m_html.open("dd").element("strong", {}, fact.value);
            if (!fact.beside.empty()) m_html.text(" ").element("span", {}, fact.beside);
            m_html.close("dd").close("div");
        }
        m_html.close("dl");
    }
    void operator()(const ChartBlock& block) const {
        m_html.open("p").open("a", {{"href", block.address}});
        m_html.open("img", {{"class", "chart"},
                            {"src", block.address},
                            {"alt", block.description},
                            {"width", static_cast<int>(kChartWidth)}});
        m_html.close("a").close("p");
    }
    void operator()(const TableBlock& block) const {
        if (block.rows.empty()) {
            m_html.element("p", {}, block.none);
            return;
        }
        // Scrolls by itself on a narrow screen, also by keyboard.
        m_html.open("div", {{"class", "wide"}, {"tabindex", 0}});
        m_html.open("table", {{"class", "rows"}}).open("thead").open("tr");
        for (const TableColumn& column : block.columns)
            m_html.element("th", {{"scope", "col"}, {"class", side_of(column)}}, column.head);
        m_html.close("tr").close("thead").open("tbody");
        for (const std::vector<TableCell>& row : block.rows) {
            m_html.open("tr");
            for (std::size_t i = 0; i < row.size(); ++i)
                cell(row[i], side_of(block.columns[i]), i == 0);
            m_html.close("tr");
        }
        m_html.close("tbody").close("table").close("div");
    }

private:
    static std::string_view side_of(const TableColumn& column) {
        return column.align == Align::Right ? "count" : "";
    }
    void cell(const TableCell& one, std::string_view side, bool first) const {
        if (one.chip && !one.text.empty()) {
            m_html.open("td").element(
                "span", {{"class", *one.chip == Mark::Listed ? "note" : "state"}}, one.text);
            m_html.close("td");
        } else if (first) {
            m_html.element("th", {{"scope", "row"}, {"class", side}}, one.text);
        } else {
            m_html.element("td", {{"class", side}}, one.text);
        }
    }

    Html& m_html;
};

}  // namespace

void draw_sheet(PlainPage& page, const Sheet& sheet) {
    page.html.element("p", {{"class", "hint"}}, sheet.subtitle);
    if (!sheet.chip.empty())
        page.html.open("p")
            .element("span", {{"class", sheet.chip_mark == Mark::Listed ? "note" : "state"}},
                     sheet.chip)
            .close("p");
    for (const Block& block : sheet.blocks) std::visit(BlockDrawer(page.html), block);
    page.html.element("p", {{"class", "hint"}}, sheet.foot);
}

}  // namespace kongdi::server
