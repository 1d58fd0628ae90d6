// SPDX-License-Identifier: Apache-2.0
// XLSForms as files: written, read, and opened by an office program where there is one.
#include "server/import/workbook.hpp"

#include <gtest/gtest.h>

#include <cstdio>

#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

TEST(Workbook, holds_what_was_put_in) {
    const std::vector<SheetTable> sheets{
        {"survey", {{"type", "label::中文 (zh)"}, {"text", "怎么走？ <&>"}, {"note", ""}}},
        {"choices", {{"list_name", "name"}, {"a", "1"}, {"a", "0010"}}}};
    const auto bytes = write_workbook(sheets);
    ASSERT_TRUE(bytes) << bytes.error().detail;
    const auto back = read_workbook(*bytes);
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(*back, sheets);
}

TEST(Workbook, a_questionnaire_comes_back_from_its_file) {
    for (const Questionnaire& one : catalogue().questionnaires) {
        const auto bytes = write_workbook(xlsform_of(one));
        ASSERT_TRUE(bytes);
        const auto sheets = read_workbook(*bytes);
        ASSERT_TRUE(sheets) << sheets.error().detail;
        const XlsFormRead back = read_xlsform(*sheets, catalogue());
        EXPECT_TRUE(back.errors.empty()) << back.errors[0].path;
        EXPECT_TRUE(back.left_out.empty()) << back.left_out[0].path;
        EXPECT_EQ(back.questionnaire, one) << one.id << ' ' << one.version;
    }
}

TEST(Workbook, that_is_none_is_refused_with_a_reason) {
    for (const std::string& bytes :
         {std::string(), std::string("PK"), std::string("name,type\n1,2\n"),
          write_workbook({{"survey", {{"type"}, {"text"}}}})->substr(0, 900)}) {
        const auto read = read_workbook(bytes);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, ErrorCode::LayerUnreadable);
        EXPECT_FALSE(read.error().detail.empty());
    }
}

TEST(Workbook, is_opened_by_an_office_program) {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "no LibreOffice here";
    const TemporaryFolder folder;
    const Questionnaire& one = *catalogue().questionnaire("service_checkup");
    folder.write("form.xlsx", *write_workbook(xlsform_of(one)));
    const std::string home = folder.path().string();
    const std::string command = "cd '" + home + "' && soffice -env:UserInstallation=file://" +
                                home +
                                "/profile --headless --convert-to "
                                "'csv:Text - txt - csv (StarCalc):44,34,76' form.xlsx "
                                ">/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream file(folder.path() / "form.csv");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_NE(text.find("begin_group,page_1"), std::string::npos) << text.substr(0, 300);
    EXPECT_NE(text.find("您觉得怎么样？"), std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
