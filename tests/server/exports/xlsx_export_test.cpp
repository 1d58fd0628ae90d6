// SPDX-License-Identifier: Apache-2.0
// Workbooks, read by LibreOffice and by Python's own reader of zip and XML.
#include <regex>

#include "server/exports/space_columns.hpp"
#include "server/exports/xlsx_sheet.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using Table = std::vector<std::vector<std::string>>;

class XlsxExport : public ExportFixture {
protected:
    /// A sheet of the workbook as LibreOffice writes it to CSV: dates and numbers as they are
    /// shown.
    Table sheet(const std::filesystem::path& file, int number) {
        const std::string out = (m_folder.path() / ("sheet" + std::to_string(number))).string();
        output_of(soffice() +
                  "--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,"
                  "true,false,false,false," +
                  std::to_string(number) + "' --outdir " + out + " " + file.string());
        for (const auto& one : std::filesystem::directory_iterator(out))
            return kongdi::tests::read_csv(kongdi::tests::file_bytes(one.path()));
        ADD_FAILURE() << "no sheet " << number;
        return {};
    }
    std::string part(const std::filesystem::path& file, const std::string& name) {
        return output_of(
            "python3 -c \"import sys,zipfile; sys.stdout.buffer.write(zipfile.ZipFile('" +
            file.string() + "').read('" + name + "'))\"");
    }
    /// A workbook of these rows, without a server.
    std::filesystem::path workbook(std::vector<Space> spaces, std::uint32_t rows_a_sheet) {
        const Labels labels(catalogue(), "zh");
        TypedRows<Space, SomeRows<Space>> rows(space_table(), labels, {std::move(spaces)});
        ExportOptions options;
        options.rows_a_sheet = rows_a_sheet;
        options.day_ms = kNowMs;
        const auto writer = write_xlsx(rows, m_folder.path(), options);
        EXPECT_TRUE(writer);
        while (rows.next().value()) EXPECT_TRUE((*writer)->row());
        const auto path = (*writer)->end();
        EXPECT_TRUE(path);
        return *path;
    }
    static std::string cell(const Table& table, std::size_t row, std::string_view column) {
        const auto at = std::find(table[0].begin(), table[0].end(), column) - table[0].begin();
        return table.at(row).at(static_cast<std::size_t>(at));
    }
};

TEST_F(XlsxExport, libreoffice_reads_back_chinese_numbers_dates_and_codes) {
    const auto file = save("s.xlsx", bytes_of("spaces.xlsx", {{"sort", "received_at"}}));
    const Table rows = sheet(file, 1);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(cell(rows, 1, "community_name"), "翠苑一区社区");
    EXPECT_EQ(cell(rows, 1, "community_code"), "330106001051") << "a code is no number";
    EXPECT_EQ(cell(rows, 1, "description"), "空了三年，\"老车棚\"\n漏雨");
    EXPECT_EQ(cell(rows, 1, "floor_area_low_m2"), "48");
    EXPECT_EQ(cell(rows, 1, "lon"), "120.1551");
    EXPECT_EQ(cell(rows, 1, "facts"), "step_free;water");
    EXPECT_EQ(cell(rows, 1, "created_at"), "2026-11-24 15:59:00") << "in the time of the city";
    EXPECT_EQ(cell(rows, 2, "accuracy_m"), "12.5");
    EXPECT_EQ(cell(rows, 2, "community_code"), "");
    EXPECT_EQ(cell(rows, 2, "description"), "=HYPERLINK(\"http://x\")");
    const Table dictionary = sheet(file, 2);
    EXPECT_EQ(dictionary[0], (std::vector<std::string>{"列名", "类型", "单位", "代码表", "含义"}));
    ASSERT_EQ(dictionary.size(), 29u);
    EXPECT_EQ(dictionary[25][0], "created_at");
    EXPECT_EQ(dictionary[25][2], "UTC+08:00");
    const Table states = sheet(file, 3);
    ASSERT_EQ(states.size(), 1u + static_cast<std::size_t>(ReportState::Count_));
    EXPECT_EQ(states[3], (std::vector<std::string>{"verified", "已核实"}));
}

TEST_F(XlsxExport, has_typed_cells_no_formula_a_frozen_header_and_a_filter) {
    const auto file = save("s.xlsx", bytes_of("spaces.xlsx", {{"sort", "received_at"}}));
    const std::string xml = part(file, "xl/worksheets/sheet1.xml");
    EXPECT_EQ(xml.find("<f>"), std::string::npos) << "no formula";
    EXPECT_NE(xml.find("=HYPERLINK"), std::string::npos);
    EXPECT_NE(xml.find("state=\"frozen\""), std::string::npos);
    EXPECT_NE(xml.find("<autoFilter ref=\"A1:AB4\"/>"), std::string::npos) << xml.substr(0, 2000);
    // 2026-11-24 15:59 is day 46350 and 959 minutes; a date is a number with a format of dates.
    EXPECT_NE(xml.find("<v>46350.66597222"), std::string::npos) << xml;
    EXPECT_NE(part(file, "xl/styles.xml").find("yyyy-mm-dd hh:mm:ss"), std::string::npos);
    EXPECT_NE(part(file, "xl/workbook.xml").find("name=\"space_type\""), std::string::npos);
    EXPECT_NE(part(file, "docProps/core.xml").find("EPSG:4326"), std::string::npos);
}

TEST_F(XlsxExport, columns_are_as_wide_as_what_stands_in_them) {
    EXPECT_EQ(text_width("abc"), 3);
    EXPECT_EQ(text_width("空地ab"), 6);
    EXPECT_EQ(text_width("a\n空地\nbb"), 4);
    EXPECT_LE(text_width(std::string(100'000, 'x')), 60);
    const std::string xml =
        part(save("s.xlsx", bytes_of("spaces.xlsx")), "xl/worksheets/sheet1.xml");
    std::smatch found;
    ASSERT_TRUE(
        std::regex_search(xml, found, std::regex("<col min=\"1\" max=\"1\" width=\"([0-9.]+)\"")));
    EXPECT_NEAR(std::stod(found[1]), 37.7, 0.2) << "an id has 36 letters";
}

TEST_F(XlsxExport, goes_on_in_a_further_sheet_when_one_is_full) {
    std::vector<Space> spaces(7);
    for (std::size_t i = 0; i < spaces.size(); ++i) {
        spaces[i].id = std::to_string(i);
        spaces[i].type = "I01";
    }
    const auto file = workbook(spaces, 4);  // with the header: three rows a sheet
    const std::string book = part(file, "xl/workbook.xml");
    EXPECT_NE(book.find("name=\"spaces\""), std::string::npos);
    EXPECT_NE(book.find("name=\"spaces 3\""), std::string::npos);
    EXPECT_EQ(book.find("name=\"spaces 4\""), std::string::npos);
    EXPECT_EQ(sheet(file, 1).size(), 4u);
    const Table last = sheet(file, 3);
    ASSERT_EQ(last.size(), 2u);
    EXPECT_EQ(last[0][0], "id") << "each sheet has a header";
    EXPECT_EQ(last[1][0], "6");
    EXPECT_EQ(kSheetRows, static_cast<std::uint32_t>(LXW_ROW_MAX));
}

TEST_F(XlsxExport, a_text_that_no_cell_can_hold_is_cut_and_says_so) {
    Space longest;
    longest.id = "1";
    longest.type = "I01";
    for (int i = 0; i < 20'000; ++i) longest.description += "😀";  // two units each
    Space fits = longest;
    fits.description.clear();
    for (std::size_t i = 0; i < kCellUnits; ++i) fits.description += "空";
    const auto file = workbook({longest, fits}, kSheetRows);
    const Table rows = sheet(file, 1);
    const std::string cut = cell(rows, 1, "description");
    EXPECT_NE(cut.find("……（原文 20000 字，此处截断；全文见 CSV）"), std::string::npos);
    EXPECT_LE(utf16_units(cut), kCellUnits);
    EXPECT_GE(utf16_units(cut), kCellUnits - 1);
    EXPECT_EQ(cell(rows, 2, "description"), fits.description);
    const Table dictionary = sheet(file, 2);
    EXPECT_NE(dictionary.back().back().find("有 1 格超过"), std::string::npos);
}

TEST_F(XlsxExport, control_characters_and_words_that_look_like_escapes_come_back) {
    Space odd;
    odd.id = "1";
    odd.type = "I01";
    odd.description = " a\tb _x0041_ <&> \"q\" ";
    const Table rows = sheet(workbook({odd}, kSheetRows), 1);
    EXPECT_EQ(cell(rows, 1, "description"), odd.description);
}

}  // namespace

}  // namespace kongdi::server::tests
