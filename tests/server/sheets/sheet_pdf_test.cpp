// SPDX-License-Identifier: Apache-2.0
#include "server/sheets/sheet.hpp"
#include "tests/server/sheets/paper_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr double kA4Width = 595.28;
constexpr double kA4Height = 841.89;

TableBlock table(std::size_t rows) {
    TableBlock out;
    out.columns = {{"社区", 2}, {"指数", 1, Align::Right}, {"区间", 2}, {"是否列入", 1}};
    out.axis = {10, 60, 20};
    out.none = "还没有";
    for (std::size_t i = 0; i < rows; ++i)
        out.rows.push_back({{"第" + std::to_string(i + 1) + "社区"},
                            {"17.05"},
                            {"12–22", Interval{12, 17, 22, Mark::Listed}},
                            {"补短板", {}, Mark::Listed}});
    return out;
}

Sheet sheet(std::vector<Block> blocks) {
    return {.title = "苇渡社区",
            .subtitle = "雁弄街道 · 2026",
            .chip = "补短板",
            .chip_mark = Mark::Listed,
            .blocks = std::move(blocks),
            .foot = "来源：云汐市　许可：内部工作材料",
            .page_of = "第 {page} 页，共 {pages} 页",
            .author = "云汐市",
            .language = "zh",
            .made_at_ms = kNowMs};
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t out = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
    return out;
}

}  // namespace

TEST(SheetPdf, holds_words_and_numbers_that_can_be_read_back_with_fonts_inside) {
    const PaperReader reader;
    const auto pdf =
        sheet_pdf(sheet({FactsBlock{{{"指数", "17.05", "95 %：16–20"}, {"人口", "少于 5", ""}}},
                         HeadingBlock{"缺什么"}, table(3), WordsBlock{"丢分：少的分", true}}));
    ASSERT_TRUE(pdf) << pdf.error().detail;
    const std::string text = reader.text_of_pdf(*pdf);
    for (const char* part : {"苇渡社区", "雁弄街道", "17.05", "少于 5", "缺什么", "第3社区",
                             "补短板", "丢分：少的分", "第 1 页，共 1 页", "内部工作材料"})
        EXPECT_TRUE(has(text, part)) << part << text;
    const std::string about = reader.about_pdf(*pdf);
    EXPECT_TRUE(has(about, "A4")) << about;
    EXPECT_TRUE(has(about, "Title:           苇渡社区")) << about;
    EXPECT_TRUE(has(about, "Author:          云汐市")) << about;
    const std::string fonts = reader.output_of("pdffonts " + reader.kept("a.pdf", *pdf));
    EXPECT_TRUE(has(fonts, "NotoSansCJK")) << fonts;
    EXPECT_FALSE(has(fonts, " no ")) << "a font is not inside, or is without its letters" << fonts;
    const std::string structure = reader.output_of("pdfinfo -struct " + reader.kept("a.pdf", *pdf));
    for (const char* part : {"H1", "H2", "Table", "TH", "TD"})
        EXPECT_TRUE(has(structure, part)) << part << structure;
}

TEST(SheetPdf, a_long_table_goes_on_with_its_head_on_each_page_and_no_row_is_lost) {
    const PaperReader reader;
    const auto pdf = sheet_pdf(sheet({HeadingBlock{"最低的"}, table(125)}));
    ASSERT_TRUE(pdf);
    reader.expect_on_page(*pdf, kA4Width, kA4Height);
    const std::string text = reader.text_of_pdf(*pdf);
    for (std::size_t i = 1; i <= 125; ++i) {
        EXPECT_EQ(count_of(text, "第" + std::to_string(i) + "社区"), 1u) << i;
    }
    const std::size_t pages = count_of(text, "内部工作材料");
    EXPECT_GE(pages, 4u);
    EXPECT_EQ(count_of(text, "是否列入"), pages);
    EXPECT_TRUE(has(text, "第 " + std::to_string(pages) + " 页，共 " + std::to_string(pages)));
}

TEST(SheetPdf, with_nothing_in_it_it_is_a_page_that_says_so) {
    const PaperReader reader;
    const auto pdf = sheet_pdf(
        sheet({table(0), ChartBlock{MapChart{.none = "地图里没有这个社区的边界"}, "", ""}}));
    ASSERT_TRUE(pdf);
    const std::string text = reader.text_of_pdf(*pdf);
    EXPECT_TRUE(has(text, "还没有"));
    EXPECT_TRUE(has(text, "地图里没有这个社区的边界"));
    EXPECT_TRUE(has(text, "第 1 页，共 1 页"));
    EXPECT_TRUE(sheet_pdf(sheet({})));
}

TEST(SheetPdf, names_that_have_no_end_are_wrapped_on_the_page) {
    const PaperReader reader;
    std::string name;
    for (int i = 0; i < 40; ++i) name += "很长的社区名";
    Sheet one = sheet({table(2)});
    one.title = name;
    std::get<TableBlock>(one.blocks[0]).rows[0][0].text = name;
    const auto pdf = sheet_pdf(one);
    ASSERT_TRUE(pdf);
    reader.expect_on_page(*pdf, kA4Width, kA4Height);
    EXPECT_GE(count_of(run_together(reader.text_of_pdf(*pdf)), "很长的社区名"), 60u);
}

TEST(SheetPdf, the_same_sheet_has_the_same_bytes) {
    const Sheet one = sheet({HeadingBlock{"最低的"}, table(60)});
    EXPECT_EQ(*sheet_pdf(one), *sheet_pdf(one));
}

}  // namespace kongdi::server::tests
