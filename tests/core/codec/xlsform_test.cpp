// SPDX-License-Identifier: Apache-2.0
// Questionnaires as XLSForms: nothing is lost on the way there and back, and what pyxform would
// refuse is not written.
#include "core/codec/xlsform.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/logic/expression.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi {

namespace {

using tests::catalogue;

std::vector<Questionnaire> all() {
    std::vector<Questionnaire> out = catalogue().questionnaires;
    out.push_back(questionnaire_of(tests::small_questionnaire(), catalogue()).value());
    return out;
}

const SheetTable& sheet(const std::vector<SheetTable>& sheets, std::string_view name) {
    return *std::find_if(sheets.begin(), sheets.end(),
                         [name](const SheetTable& one) { return one.name == name; });
}

std::size_t column(const SheetTable& table, std::string_view name) {
    const auto& heads = table.rows[0];
    return static_cast<std::size_t>(std::find(heads.begin(), heads.end(), name) - heads.begin());
}

/// A form of the fewest sheets; rows are type, name, label.
std::vector<SheetTable> form(std::vector<std::vector<std::string>> rows,
                             std::vector<std::vector<std::string>> choices = {}) {
    SheetTable survey{"survey", {{"type", "name", "label", "relevant", "choice_filter", "kongdi"}}};
    for (auto& row : rows) {
        row.resize(6);
        survey.rows.push_back(std::move(row));
    }
    SheetTable lists{"choices", {{"list_name", "name", "label"}}};
    for (auto& row : choices) lists.rows.push_back(std::move(row));
    return {
        survey, lists, {"settings", {{"form_title", "form_id", "version"}, {"走", "walk", "4"}}}};
}

}  // namespace

TEST(XlsForm, a_questionnaire_comes_back_as_it_was) {
    for (const Questionnaire& one : all()) {
        const XlsFormRead back = read_xlsform(xlsform_of(one), catalogue());
        EXPECT_EQ(back.errors, Errors{}) << one.id;
        EXPECT_EQ(back.left_out, Errors{}) << one.id;
        EXPECT_EQ(write_json(questionnaire_tree(back.questionnaire)),
                  write_json(questionnaire_tree(one)));
        EXPECT_EQ(back.questionnaire, one) << one.id << ' ' << one.version;
    }
}

// What pyxform asks of a form, as its documentation and tests have it.
TEST(XlsForm, keeps_to_what_pyxform_checks) {
    for (const Questionnaire& one : all()) {
        const std::vector<SheetTable> sheets = xlsform_of(one);
        const SheetTable& survey = sheet(sheets, "survey");
        const SheetTable& choices = sheet(sheets, "choices");
        std::set<std::pair<std::string, std::string>> listed;
        std::set<std::string> lists;
        for (std::size_t row = 1; row < choices.rows.size(); ++row) {
            lists.insert(choices.rows[row][0]);
            EXPECT_TRUE(listed.insert({choices.rows[row][0], choices.rows[row][1]}).second)
                << choices.rows[row][0] << ' ' << choices.rows[row][1];
            EXPECT_EQ(choices.rows[row][1].find(' '), std::string::npos);
        }
        std::set<std::string> names;
        std::set<std::string> heads(survey.rows[0].begin(), survey.rows[0].end());
        EXPECT_EQ(heads.size(), survey.rows[0].size()) << "no column twice";
        int depth = 0;
        for (std::size_t row = 1; row < survey.rows.size(); ++row) {
            const std::string& type = survey.rows[row][0];
            const std::string& name = survey.rows[row][1];
            if (type == "end_group") {
                EXPECT_GE(--depth, 0);
                continue;
            }
            if (type == "begin_group") ++depth;
            EXPECT_TRUE(names.insert(name).second) << name;
            EXPECT_TRUE((name[0] >= 'a' && name[0] <= 'z') || name[0] == '_') << name;
            EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789_-."),
                      std::string::npos)
                << name;
            if (type.starts_with("select_")) {
                EXPECT_TRUE(lists.contains(type.substr(type.find(' ') + 1))) << type;
            }
            if (type == "calculate") {
                EXPECT_FALSE(survey.rows[row][column(survey, "calculation")].empty());
            } else {
                EXPECT_FALSE(survey.rows[row][column(survey, "label::中文 (zh)")].empty()) << name;
            }
        }
        EXPECT_EQ(depth, 0);
        // Each ${name} is a question of the form.
        for (const char* head : {"relevant", "constraint", "calculation", "required"}) {
            const std::size_t at = column(survey, head);
            for (std::size_t row = 1; at < heads.size() && row < survey.rows.size(); ++row) {
                const std::string& text = survey.rows[row][at];
                if (text.empty() || text == "yes") continue;
                const auto read = logic::read_expression(text);
                ASSERT_TRUE(read) << text;
                for (const logic::NameUse& use : read->names)
                    EXPECT_TRUE(names.contains(use.name)) << text;
            }
        }
        EXPECT_EQ(sheet(sheets, "settings").rows[1][1], one.id);
    }
}

TEST(XlsForm, of_others_is_read) {
    const XlsFormRead read = read_xlsform(form({{"begin group", "g", "第一页"},
                                                {"select_one yes_no", "out", "出门吗？"},
                                                {"begin_group", "inner", "", "${out} = 'yes'"},
                                                {"integer", "minutes", "几分钟？", ". != ''"},
                                                {"end_group", "", ""},
                                                {"end group", "", ""},
                                                {"text", "why", "为什么？"}},
                                               {{"yes_no", "yes", "是"}, {"yes_no", "no", "否"}}),
                                          catalogue());
    EXPECT_EQ(read.errors, Errors{});
    const Questionnaire& out = read.questionnaire;
    EXPECT_EQ(out.id, "walk");
    EXPECT_EQ(out.version, 4);
    EXPECT_EQ(out.title.in("zh"), "走");
    ASSERT_EQ(out.pages.size(), 2U);
    EXPECT_EQ(out.pages[0].questions.size(), 2U);
    EXPECT_EQ(out.find("out")->choices.size(), 2U);
    EXPECT_EQ(out.find("minutes")->relevant, "(${out} = 'yes') and (. != '')");
    EXPECT_EQ(out.find("minutes")->constraint, ". mod 1 = 0");
    EXPECT_EQ(out.pages[1].title, out.title);
}

TEST(XlsForm, names_what_is_not_supported_and_where) {
    const XlsFormRead read = read_xlsform(form({{"text", "why", "为什么？", "", "x"},
                                                {"audio", "sound", "录音"},
                                                {"select_one yes_no or_other", "out", "出门吗？"}},
                                               {{"yes_no", "yes", "是"}}),
                                          catalogue());
    EXPECT_EQ(read.errors, Errors{});
    ASSERT_EQ(read.left_out.size(), 3U);
    EXPECT_EQ(read.left_out[0].path, "survey!E1");
    EXPECT_EQ(read.left_out[0].detail, "choice_filter");
    EXPECT_EQ(read.left_out[1].path, "survey!A3");
    EXPECT_EQ(read.left_out[1].detail, "audio");
    EXPECT_EQ(read.left_out[2].detail, "or_other");
    EXPECT_EQ(read.questionnaire.find("sound"), nullptr);
}

TEST(XlsForm, refuses_what_cannot_be_one_with_the_cell_named) {
    using enum ErrorCode;
    const auto errors = [](const std::vector<SheetTable>& sheets) {
        return read_xlsform(sheets, catalogue()).errors;
    };
    EXPECT_EQ(errors({}), (Errors{{FieldMissing, "survey"}}));
    EXPECT_EQ(errors(form({{"select_one nothing", "a", "一"}})),
              (Errors{{FieldChoice, "survey!A2"}}));
    EXPECT_EQ(errors(form({{"text", "", "一"}})), (Errors{{FieldMissing, "survey!B2"}}));
    EXPECT_EQ(errors(form({{"end_group", "", ""}})), (Errors{{FieldFormat, "survey!A2"}}));
    EXPECT_EQ(errors(form({{"begin_group", "g", "一"}, {"text", "a", "一"}})),
              (Errors{{FieldFormat, "survey!A2"}}));
    EXPECT_EQ(errors(form({{"begin_repeat", "g", "一"}})).front(),
              (Error{SheetUnsupported, "survey!A2"}));
    // Tables whose rows are none.
    const auto table = [&errors](std::string_view kind,
                                 std::vector<std::vector<std::string>> rows) {
        rows.insert(rows.begin(), {"begin_group", "t", "表", "", "", std::string(kind)});
        rows.push_back({"end_group", "", ""});
        return errors(form(std::move(rows), {{"l", "x", "甲"}}));
    };
    EXPECT_EQ(table("kind=matrix", {{"select_one l", "t.r.c", "列"}}),
              (Errors{{FieldFormat, "survey!B3"}}));
    EXPECT_EQ(table("kind=matrix", {{"begin_group", "t.r", "行"},
                                    {"select_one l", "t.r.c", "列"},
                                    {"end_group", "", ""},
                                    {"select_one l", "t.r.d", "列"}}),
              (Errors{{FieldFormat, "survey!B6"}}));
    for (const char* inner : {"", "kind=matrix", "kind=scale_matrix"})
        EXPECT_EQ(table("kind=matrix", {{"begin_group", "t.r", "行"},
                                        {"begin_group", "g", "", "", "", inner},
                                        {"text", "a", "一"},
                                        {"end_group", "", ""},
                                        {"select_one l", "t.r.c", "列"},
                                        {"end_group", "", ""}}),
                  (Errors{{FieldFormat, "survey!B4"}, {FieldFormat, "survey!B5"}}))
            << inner;
    EXPECT_EQ(table("kind=scale_matrix", {{"begin_group", "t.r", "行"}, {"end_group", "", ""}}),
              (Errors{{FieldFormat, "survey!B3"}}));
}

TEST(XlsForm, what_pyxform_refuses_is_refused_with_the_cell_named) {
    using enum ErrorCode;
    const auto errors = [](const std::vector<SheetTable>& sheets) {
        return read_xlsform(sheets, catalogue()).errors;
    };
    // Columns that must be there.
    EXPECT_EQ(errors({{"survey", {{"name", "label"}, {"a", "一"}}},
                      {"settings", {{"form_id"}, {"walk"}}}}),
              (Errors{{FieldMissing, "survey!1"}}));
    EXPECT_EQ(errors({{"survey", {{"kind", "label"}, {"text", "一"}}},
                      {"settings", {{"form_id"}, {"walk"}}}}),
              (Errors{{FieldMissing, "survey!1"}, {FieldMissing, "survey!1"}}));
    EXPECT_EQ(errors({{"survey", {{"type", "name"}, {"text", "a"}}}}).front(),
              (Error{FieldMissing, "settings"}));
    // A name twice, of a group, too; a code twice in a list, but not in two.
    EXPECT_EQ(errors(form({{"text", "a", "一"}, {"note", "a", "二"}})),
              (Errors{{FieldRepeated, "survey!B3"}}));
    EXPECT_EQ(
        errors(form({{"begin_group", "a", "页"}, {"text", "a", "一"}, {"end_group", "a", ""}})),
        (Errors{{FieldRepeated, "survey!B3"}}));
    EXPECT_EQ(errors(form({{"select_one l", "a", "一"}},
                          {{"l", "x", "甲"}, {"m", "x", "乙"}, {"l", "x", "丙"}})),
              (Errors{{FieldRepeated, "choices!B4"}}));
    EXPECT_EQ(errors(form({{"select_one l", "a", "一"}}, {{"l", "", "甲"}, {"", "x", "乙"}})),
              (Errors{{FieldMissing, "choices!B2"}, {FieldMissing, "choices!A3"}}));
    // Logic that names what is not there, cannot be read, or calls what is not known.
    EXPECT_EQ(errors(form({{"text", "a", "一", "${b} = 1 and ${c} = 2"}})),
              (Errors{{ExpressionName, "survey!D2:3"}, {ExpressionName, "survey!D2:16"}}));
    EXPECT_EQ(errors(form({{"text", "a", "一", "${a = 1"}})).front().path.substr(0, 10),
              "survey!D2:");
    EXPECT_EQ(errors(form({{"text", "a", "一", "regex(., 'x')"}})),
              (Errors{{ExpressionFunction, "survey!D2:1"}}));
    // A list that is missing, and one that is named by nothing.
    EXPECT_EQ(errors(form({{"select_multiple", "a", "一"}})), (Errors{{FieldChoice, "survey!A2"}}));
}

TEST(XlsForm, cells_are_named_as_spreadsheets_do) {
    EXPECT_EQ(cell_name(0, 0), "A1");
    EXPECT_EQ(cell_name(25, 9), "Z10");
    EXPECT_EQ(cell_name(26, 0), "AA1");
    EXPECT_EQ(cell_name(701, 0), "ZZ1");
    EXPECT_EQ(cell_name(702, 0), "AAA1");
}

}  // namespace kongdi
