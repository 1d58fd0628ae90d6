// SPDX-License-Identifier: Apache-2.0
// Forms whose sheets do not name the same languages.
#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/codec/xlsform.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

TEST(XlsForm, a_form_whose_sheets_are_of_other_languages_comes_back_as_it_was_read) {
    const std::vector<SheetTable> sheets{
        {"survey",
         {{"type", "name", "label::zh", "laXel::en", "required", "relevant", "constraint"},
          {"begin group", "p1", "一", "One"},
          {"select_one yn", "empty", "空着吗", "Empty?", "yes"},
          {"integer", "floors", "几层", "Floors", "", "${empty} = \"yes\"", ". > 0 and . < 100"},
          {"end group"}}},
        {"choices",
         {{"list_name", "name", "label::zh", "label"},
          {"yn", "yes", "是", "Yes"},
          {"yn", "no", "否", "No"}}},
        {"settings", {{"form_title", "form_id", "version"}, {"空置", "empty", "1"}}}};
    const XlsFormRead read = read_xlsform(sheets, tests::catalogue());
    ASSERT_EQ(read.errors, Errors{});
    ASSERT_EQ(check_questionnaire(read.questionnaire), Errors{});
    const XlsFormRead back = read_xlsform(xlsform_of(read.questionnaire), tests::catalogue());
    EXPECT_EQ(back.errors, Errors{});
    EXPECT_EQ(write_json(questionnaire_tree(back.questionnaire)),
              write_json(questionnaire_tree(read.questionnaire)));
    EXPECT_EQ(back.questionnaire, read.questionnaire);
}

}  // namespace kongdi
