// SPDX-License-Identifier: Apache-2.0
// The sheet as a printer and a phone's camera see it: read back by Poppler and ZBar.
#include "server/sheets/seat_sheet.hpp"

#include <algorithm>
#include <set>

#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

SeatSheetWords words() {
    return {"2026 下半年体检",
            "翠苑一区社区",
            "给身边的服务打分",
            "一户一码，只算一次。",
            "第 {page} 页，共 {pages} 页",
            "zh",
            "全幢都可以用。",
            "门口的第 {page} 页，共 {pages} 页"};
}

std::vector<SeatCard> cards(int count) {
    std::vector<SeatCard> out;
    for (int i = 0; i < count; ++i) {
        const std::string code = "2345 6789 AB" + std::string(1, static_cast<char>('A' + i % 8)) +
                                 std::to_string(2 + i / 8);
        out.push_back({"3 幢", code, "https://city.example/w/" + std::to_string(i)});
    }
    return out;
}

class SeatSheetTest : public ::testing::Test {
protected:
    std::string output_of(const std::string& command) {
        const std::string file = (m_folder.path() / "out").string();
        EXPECT_EQ(std::system((command + " > " + file + " 2>/dev/null").c_str()), 0) << command;
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::string text_of_pdf(const std::string& pdf) {
        m_folder.write("sheet.pdf", pdf);
        return output_of("pdftotext -layout " + (m_folder.path() / "sheet.pdf").string() + " -");
    }
    TemporaryFolder m_folder;
};

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t out = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
    return out;
}

}  // namespace

TEST_F(SeatSheetTest, holds_each_card_once_with_chinese_text_that_can_be_read_back) {
    const auto pdf = seat_sheet_pdf(words(), cards(13));
    ASSERT_TRUE(pdf) << pdf.error().detail;
    EXPECT_TRUE(pdf->starts_with("%PDF-"));
    const std::string text = text_of_pdf(*pdf);
    EXPECT_EQ(count_of(text, "给身边的服务打分"), 13u);
    EXPECT_EQ(count_of(text, "2026 下半年体检"), 2u) << "a head a page";
    EXPECT_NE(text.find("第 2 页，共 2 页"), std::string::npos) << text;
    for (const SeatCard& card : cards(13)) EXPECT_EQ(count_of(text, card.code), 1u) << card.code;
}

TEST_F(SeatSheetTest, a_camera_reads_each_code) {
    const auto pdf = seat_sheet_pdf(words(), cards(10));
    ASSERT_TRUE(pdf);
    m_folder.write("sheet.pdf", *pdf);
    const std::string stem = (m_folder.path() / "page").string();
    output_of("pdftoppm -r 150 -png " + (m_folder.path() / "sheet.pdf").string() + " " + stem);
    const std::string read = output_of("zbarimg -q --raw " + stem + "-1.png");
    std::set<std::string> urls;
    for (std::size_t at = 0; at < read.size();) {
        const std::size_t end = std::min(read.find('\n', at), read.size());
        urls.insert(read.substr(at, end - at));
        at = end + 1;
    }
    EXPECT_EQ(urls.size(), 10u);
    for (const SeatCard& card : cards(10)) EXPECT_TRUE(urls.contains(card.url)) << card.url;
}

TEST_F(SeatSheetTest, a_code_of_a_building_has_a_page_of_its_own_before_those_of_households) {
    std::vector<SeatCard> all = cards(2);
    all.push_back({"5 幢", "6789 2345 ABCD", "https://city.example/w/door", true});
    const auto pdf = seat_sheet_pdf(words(), all);
    ASSERT_TRUE(pdf) << pdf.error().detail;
    const std::string text = text_of_pdf(*pdf);
    const std::size_t second = text.find('\f');
    ASSERT_NE(second, std::string::npos);
    EXPECT_NE(text.find("门口的第 1 页，共 2 页"), std::string::npos) << text;
    EXPECT_NE(text.find("第 2 页，共 2 页"), std::string::npos) << text;
    EXPECT_LT(text.find("6789 2345 ABCD"), second);
    EXPECT_LT(text.find("全幢都可以用"), second);
    EXPECT_EQ(count_of(text, "全幢都可以用"), 1u);
    EXPECT_GT(text.find(all[0].code), second);
    m_folder.write("sheet.pdf", *pdf);
    const std::string stem = (m_folder.path() / "page").string();
    output_of("pdftoppm -r 60 -png " + (m_folder.path() / "sheet.pdf").string() + " " + stem);
    EXPECT_EQ(output_of("zbarimg -q --raw " + stem + "-1.png"), "https://city.example/w/door\n");
}

TEST_F(SeatSheetTest, a_sheet_without_cards_has_one_page) {
    const auto pdf = seat_sheet_pdf(words(), {});
    ASSERT_TRUE(pdf);
    EXPECT_NE(text_of_pdf(*pdf).find("第 1 页，共 1 页"), std::string::npos);
}

TEST_F(SeatSheetTest, letters_that_no_font_has_fail_it) {
    SeatSheetWords strange = words();
    strange.title = "\U0010FFFD";  // for private use, in no font
    EXPECT_FALSE(seat_sheet_pdf(strange, cards(1)));
}

}  // namespace kongdi::server::tests
