// SPDX-License-Identifier: Apache-2.0
// Questionnaires as XLSForms: nothing is lost on the way there and back, and what pyxform would
// refuse is not written.
#include "core/codec/xlsform.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/codec/json.hpp"
#include "core/codec/words.hpp"
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
        row.resize(std::max<std::size_t>(row.size(), 6));
        survey.rows.push_back(std::move(row));
    }
    SheetTable lists{"choices", {{"list_name", "name", "label"}}};
    for (auto& row : choices) lists.rows.push_back(std::move(row));
    return {
        survey, lists, {"settings", {{"form_title", "form_id", "version"}, {"走", "walk", "4"}}}};
}

std::string said(const Errors& errors) {
    std::string out;
    for (const Error& one : errors)
        out.append(out.empty() ? "" : ", ").append(one.path).append(" ").append(one.detail);
    return out;
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

TEST(XlsForm, what_a_form_has_no_words_for_comes_back_all_the_same) {
    const Value words = Value::map({{"zh", "甲 "}, {"en", " one"}});
    const auto choices = [&words](std::initializer_list<std::string_view> codes) {
        Value out = Value::list();
        for (const std::string_view code : codes)
            out.push(Value::map({{"code", code}, {"label", words}}));
        return out;
    };
    const auto standard = [](std::string_view key) {
        Value out = Value::map();
        for (const Language language : {Language::Zh, Language::En})
            out.set(language_code(language), Words(language)(key));
        return out;
    };
    const auto back = [](std::string_view path, Value value) {
        Value tree = tests::small_questionnaire();
        tests::set_path(tree, path, std::move(value));
        const auto read = questionnaire_of(tree, catalogue());
        EXPECT_TRUE(read) << path;
        if (!read) return;
        EXPECT_EQ(check_questionnaire(*read), Errors{}) << path;
        const XlsFormRead again = read_xlsform(xlsform_of(*read), catalogue());
        EXPECT_EQ(again.errors, Errors{}) << path;
        EXPECT_EQ(again.left_out, Errors{}) << path;
        EXPECT_EQ(write_json(questionnaire_tree(again.questionnaire)),
                  write_json(questionnaire_tree(*read)))
            << path;
    };
    const std::string minutes = "/pages/0/questions/1";
    const std::string second = "/pages/1/questions";
    for (const char* unit : {"people per day", "%", "%20", "人次 ", "\u3000里", "a=b"})
        back(minutes + "/unit", unit);
    back(minutes + "/min", -0.0000001);
    back(minutes + "/label", words);
    back(minutes + "/relevant", " 1 = 1 ");
    back(minutes + "/required", "true()");
    back(minutes + "/required", " false() ");
    back(minutes + "/constraint", ". != '" + std::string(4080, 'x') + "'");  // the longest there is
    for (const char* name : {"scale", "scale_or_none", "facilities", "space_types", "page_1"})
        back(second + "/0",
             Value::map({{"name", name},
                         {"kind", "single_choice"},
                         {"label", words},
                         {"choices", choices({"5", "4", "3", "2", "1", "dont_know"})}}));
    back(second + "/0/name", "page_2");
    back(second + "/0/multiline", true);
    back(second + "/1/choices/0/icon", "tree and bench");
    back(second + "/2/choices/1/icon", "tree");
    back(second + "/2/columns/0/max", 3);
    back(second + "/2/columns/0/choices", choices({"5", "4", "3", "2", "1", "dont_know"}));
    back(second + "/2/columns/1/relevant", "${stops.park.goes} = 'yes'");
    back(second + "/2/columns/1/relevant", "${stops.shop.goes} = 'yes' and ${ goes } = 'yes'");
    back(second + "/0/steps",
         Value::list({standard("scale.very_bad"), standard("scale.bad"), standard("scale.middling"),
                      standard("scale.good"), standard("scale.very_good")}));
}

TEST(XlsForm, units_of_older_files_are_read_as_they_are) {
    for (const char* unit : {"m2", "%", "100%", "%x1", "%FF", "%00", "度"}) {
        const std::string own = std::string("max=5 unit=") + unit;
        const XlsFormRead read =
            read_xlsform(form({{"decimal", "a", "一", "", "", own}}), catalogue());
        ASSERT_EQ(read.errors, Errors{});
        EXPECT_EQ(read.questionnaire.find("a")->unit, unit);
        EXPECT_EQ(read.questionnaire.find("a")->max, 5);
    }
}

TEST(XlsForm, a_length_beyond_all_numbers_is_a_long_one) {
    const XlsFormRead read =
        read_xlsform(form({{"text", "why", "为何", "", "", "max_length=1e300"}}), catalogue());
    ASSERT_EQ(said(read.errors), "");
    EXPECT_EQ(read.questionnaire.find("why")->max_length, 1'000'000'000'000'000);
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

TEST(XlsForm, names_columns_sheets_and_appearances_that_are_not_read) {
    std::vector<SheetTable> sheets = form({{"begin_group", "p", "页"},
                                           {"select_one l", "a", "一"},
                                           {"text", "b", "二"},
                                           {"end_group", "", ""}},
                                          {{"l", "x", "甲"}});
    sheets[0].rows[0].insert(sheets[0].rows[0].end(), {"appearance", "hint"});
    for (std::size_t row = 1; row <= 4; ++row) sheets[0].rows[row].resize(8);
    sheets[0].rows[1][6] = "field-list";
    sheets[0].rows[1][7] = "先看";
    sheets[0].rows[2][6] = "minimal";
    sheets[0].rows[3][6] = "multiline";
    sheets[1].rows[0].push_back("image");
    sheets[1].rows[1].push_back("x.png");
    sheets[2].rows[0].push_back("style");
    sheets[2].rows[1].push_back("pages");
    sheets.push_back({"entities", {{"list_name"}, {"trees"}}});
    sheets.push_back({"empty", {}});
    const XlsFormRead read = read_xlsform(sheets, catalogue());
    EXPECT_EQ(read.errors, Errors{});
    EXPECT_EQ(said(read.left_out),
              "choices!D1 image, settings!D1 style, entities!A1 entities, survey!G3 minimal, "
              "survey!H2 hint");
    EXPECT_TRUE(read.questionnaire.find("b")->multiline);
}

TEST(XlsForm, names_what_of_a_table_counts_for_nothing) {
    const auto left_out = [](std::vector<std::vector<std::string>> rows) {
        std::vector<SheetTable> sheets =
            form(std::move(rows), {{"l", "x", "甲"}, {"m", "y", "乙"}});
        sheets[0].rows[0].insert(sheets[0].rows[0].end(), {"required", "constraint", "hint"});
        const XlsFormRead read = read_xlsform(sheets, catalogue());
        EXPECT_EQ(read.errors, Errors{});
        return said(read.left_out);
    };
    const std::vector<std::string> table{"begin_group", "t", "表", "", "", "kind=matrix"};
    const std::vector<std::string> end{"end_group", "", ""};
    EXPECT_EQ(left_out({table,
                        {"begin_group", "t.r", "行", "1 = 1"},
                        {"select_one l", "t.r.c", "列"},
                        {"select_one l", "t.r.d", "列", "${t.r.c} = 'x'"},
                        end,
                        {"begin_group", "t.s", "行"},
                        {"select_one l", "t.s.c", "列"},
                        {"select_one l", "t.s.d", "列", "${t.s.c} = 'x'"},
                        end,
                        end}),
              "survey!D3 relevant");
    EXPECT_EQ(left_out({table,
                        {"begin_group", "t.r", "行"},
                        {"select_one l", "t.r.c", "列", "", "", "", "yes", ". = 'x'"},
                        {"select_one l", "t.r.d", "列"},
                        end,
                        {"begin_group", "t.s", "行"},
                        {"select_one m", "t.s.c", "别的列", "1 = 1", "", "", "", "", "提示"},
                        {"select_one l", "t.s.e", "列"},
                        end,
                        end}),
              "survey!G4 required, survey!H4 constraint, survey!D8 relevant, survey!A8 type, "
              "survey!C8 label, survey!I8 hint, survey!G8 required, survey!H8 constraint, "
              "survey!B9 t.s.e, survey!B7 d");
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
