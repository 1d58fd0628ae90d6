// SPDX-License-Identifier: Apache-2.0
// A question becomes another kind: what it has a use for stays, the rest goes, and nothing is left
// that could not be published but words nobody wrote yet.
#include "core/question/kinds.hpp"
#include "tests/shell/support/questionnaire_fixture.hpp"

namespace kongdi::shell {

class QuestionKinds : public testing::QuestionnaireTest {
protected:
    static Value words() { return Value::map({{"zh", "字"}, {"en", "word"}}); }
    static Value steps() { return Value::list({words(), words(), words(), words(), words()}); }
    static Value choices() {
        return Value::list({Value::map({{"code", "x"}, {"label", words()}}),
                            Value::map({{"code", "y"}, {"label", words()}})});
    }
    static void add_numbers(Value& one) {
        one.set("unit", "m2");
        one.set("presets", Value::list({Value::map({{"value", 1.5}, {"label", words()}})}));
        one.set("sources", Value::list({Value::map({{"code", "paced"}, {"label", words()}})}));
    }
    static void add_columns(Value& one) {
        one.set("columns", Value::list({Value::map({{"name", "c1"},
                                                    {"kind", "single_choice"},
                                                    {"label", words()},
                                                    {"choices", choices()}}),
                                        Value::map({{"name", "c2"},
                                                    {"kind", "scale"},
                                                    {"label", words()},
                                                    {"steps", steps()}})}));
    }
    /// With all that a kind may have.
    static Value full(std::string_view kind) {
        Value one = Value::map({{"name", "whole"},
                                {"kind", kind},
                                {"label", words()},
                                {"hint", words()},
                                {"relevant", "1 = 1"}});
        if (desk::is_answered(kind)) {
            one.set("required", true);
            one.set("constraint", ". != ''");
            one.set("constraint_message", words());
        }
        if (desk::has_choices(kind)) one.set("choices", choices());
        if (desk::is_scale(kind)) one.set("steps", steps());
        if (kind == "number" || kind == "multiple_choice" || kind == "photo") {
            one.set("min", 1);
            one.set("max", 2);
        }
        if (kind == "number") add_numbers(one);
        if (kind == "text") {
            one.set("max_length", 100);
            one.set("multiline", true);
        }
        if (kind == "matrix") add_columns(one);
        if (kind == "calculated") one.set("calculation", "1 + 1");
        return one;
    }
    static Value document_of(const Value& one) {
        const Value page = Value::map({{"title", words()}, {"questions", Value::list({one})}});
        return Value::map({{"id", "idle_space"},
                           {"version", 2},
                           {"title", words()},
                           {"pages", Value::list({page})}});
    }
    Errors mistakes_of(const Value& one) const {
        const ReadQuestionnaire read = read_questionnaire(document_of(one), state().catalogue);
        return read.errors.empty() ? check_questionnaire(read.questionnaire) : read.errors;
    }
    static Value turned(const Value& one, std::string_view kind) {
        return desk::as_kind(document_of(one), one, kind);
    }
};

TEST_F(QuestionKinds, any_becomes_any_other_and_only_words_or_a_calculation_are_missing) {
    for (const QuestionKindRow& from : question_kinds()) {
        const Value before = full(from.name);
        ASSERT_EQ(mistakes_of(before), Errors{}) << from.name;
        for (const QuestionKindRow& to : question_kinds()) {
            const Value after = turned(before, to.name);
            const std::string where = std::string(from.name) + " to " + std::string(to.name);
            EXPECT_EQ(after["kind"], Value(to.name)) << where;
            for (const char* member : {"name", "label", "hint", "relevant"})
                EXPECT_EQ(after[member], before[member]) << where << ": " << member;
            if (from.kind == to.kind) {
                EXPECT_EQ(after, before) << where;
            }
            for (const Error& one : mistakes_of(after)) {
                EXPECT_EQ(one.code, ErrorCode::FieldMissing) << where << ": " << one.path;
                EXPECT_TRUE(one.path.ends_with("/label") || one.path.ends_with("/calculation"))
                    << where << ": " << one.path;
            }
        }
    }
}

TEST_F(QuestionKinds, what_the_new_kind_has_a_use_for_stays) {
    const Value several = turned(full("single_choice"), "multiple_choice");
    EXPECT_EQ(several["choices"], choices());
    EXPECT_EQ(several["required"], Value(true));
    EXPECT_EQ(several["constraint"], Value(". != ''"));
    EXPECT_EQ(several["constraint_message"], words());
    EXPECT_EQ(turned(full("matrix"), "ranking")["choices"], choices());
    const Value rows = turned(full("scale"), "scale_matrix");
    EXPECT_EQ(rows["steps"], steps());
    EXPECT_EQ(rows.items("choices").size(), 1u);
    Value listed = full("single_choice");
    listed.erase("choices");
    listed.set("choices_from", "facilities");
    const Value ranked = turned(listed, "ranking");
    EXPECT_EQ(ranked["choices_from"], Value("facilities"));
    EXPECT_EQ(ranked.find("choices"), nullptr);
    EXPECT_EQ(mistakes_of(ranked), Errors{});
}

TEST_F(QuestionKinds, what_the_new_kind_has_no_use_for_goes) {
    const Value text = turned(full("number"), "text");
    for (const char* member : {"min", "max", "unit", "presets", "sources"})
        EXPECT_EQ(text.find(member), nullptr) << member;
    // How many is another thing than how much.
    for (const char* kind : {"photo", "multiple_choice"}) {
        EXPECT_EQ(turned(full("number"), kind).find("min"), nullptr) << kind;
        EXPECT_EQ(turned(full("number"), kind).find("max"), nullptr) << kind;
    }
    const Value said = turned(full("text"), "information");
    for (const char* member :
         {"required", "constraint", "constraint_message", "max_length", "multiline"})
        EXPECT_EQ(said.find(member), nullptr) << member;
    EXPECT_EQ(turned(full("matrix"), "scale_matrix").find("columns"), nullptr);
    EXPECT_EQ(turned(full("calculated"), "number").find("calculation"), nullptr);
    EXPECT_EQ(turned(full("single_choice"), "date").find("choices"), nullptr);
}

TEST_F(QuestionKinds, one_is_changed_and_what_was_answered_to_the_old_one_is_forgotten) {
    open_report();
    show("3-2", "words");
    type_ending("preview/description/value", "Empty for years");
    type_ending("preview/floor_area/value", "40");
    ASSERT_EQ(desk().answers["description"], Value("Empty for years"));
    choose("questionnaire/3-2-0/kind", "Date");
    EXPECT_EQ(question()["kind"], Value("date"));
    EXPECT_EQ(question()["name"], Value("description"));
    EXPECT_EQ(desk().answers.find("description"), nullptr);
    EXPECT_EQ(desk().answers["floor_area"]["value"], Value(40));
    EXPECT_EQ(mistakes(), Errors{});
    choose("questionnaire/3-2-0/kind", "Date");  // the same again
    EXPECT_EQ(question()["kind"], Value("date"));
    press("questionnaire/publish");
    EXPECT_FALSE(request("questionnaires.publish").is_null());
}

TEST_F(QuestionKinds, one_of_the_same_name_and_another_kind_takes_over_no_answer) {
    open_report();
    show("3-2", "words");
    choose("questionnaire/add", "Number");
    const std::string name = question().text("name");
    type_ending("preview/" + name + "/value", "7");
    ASSERT_EQ(desk().answers[name], Value(7));
    press("questionnaire/remove");
    show("3-2", "words");
    choose("questionnaire/add", "Text");
    ASSERT_EQ(question()["name"], Value(name));
    EXPECT_EQ(desk().answers.find(name), nullptr);
}

TEST_F(QuestionKinds, only_those_that_may_be_asked_are_offered) {
    open_checkup();
    show("1-0", "words");
    const std::string few = offered("questionnaire/1-0-0/kind");
    EXPECT_NE(few.find("Several choices"), std::string::npos) << few;
    EXPECT_EQ(few.find("Photo"), std::string::npos) << few;
    EXPECT_EQ(few.find("Place"), std::string::npos) << few;
    open_report();
    show("3-2", "words");
    const std::string all = offered("questionnaire/3-2-0/kind");
    EXPECT_NE(all.find("Photo"), std::string::npos) << all;
    EXPECT_NE(all.find("Place"), std::string::npos) << all;
}

TEST_F(QuestionKinds, a_column_is_one_choice_or_a_scale) {
    open_checkup();
    show("0-0", "answers");
    press("questionnaire/0-0-0/column/2");
    EXPECT_EQ(offered("questionnaire/0-0-2/kind"), "One choice\nFive steps");
    const Value label = question()["label"];
    const Value relevant = question()["relevant"];
    choose("questionnaire/0-0-2/kind", "Five steps");
    EXPECT_EQ(question()["kind"], Value("scale"));
    EXPECT_EQ(question()["label"], label);
    EXPECT_EQ(question()["relevant"], relevant);
    EXPECT_EQ(question().find("choices"), nullptr);
    EXPECT_EQ(mistakes(), Errors{});
    choose("questionnaire/0-0-2/kind", "One choice");
    EXPECT_EQ(
        mistakes(),
        (Errors{{ErrorCode::FieldMissing, "/pages/0/questions/0/columns/1/choices/0/label"}}));
}

TEST_F(QuestionKinds, the_kind_of_a_question_that_results_are_made_of_stays) {
    open_checkup();
    show("1-0", "words");
    choose("questionnaire/1-0-0/kind", "Several choices");
    EXPECT_EQ(question()["kind"], Value("multiple_choice"));
    EXPECT_EQ(mistakes(), Errors{});
    EXPECT_TRUE(is_kept("age_band"));
    expect_unpublished();
    choose("questionnaire/1-0-0/kind", "One choice");
    EXPECT_FALSE(is_kept("age_band"));
}

TEST_F(QuestionKinds, one_that_may_not_be_asked_is_said_at_its_kind) {
    Value form = questionnaire_tree(*state().catalogue.questionnaire("service_checkup"));
    (*form.find("pages")->if_list())[1].find("questions")->push(full("place"));
    send(Value::map({{"event", "layer.picked"}, {"name", "checkup.xlsx"}}));
    answer(
        "questionnaires.form", 200,
        Value::map({{"document", form}, {"issues", Value::list()}, {"left_out", Value::list()}}));
    draw();
    press("questionnaire/mend");
    EXPECT_EQ(question()["kind"], Value("place"));
    EXPECT_EQ(desk().tab, QuestionTab::Words);
    draw();
    EXPECT_NE(ending("wrong_kind"), nullptr);
    choose("questionnaire/" + std::to_string(desk().open.page) + "-" +
               std::to_string(desk().open.question) + "-0/kind",
           "Date");
    EXPECT_EQ(mistakes(), Errors{});
    draw();
    EXPECT_EQ(ending("wrong_kind"), nullptr);
}

}  // namespace kongdi::shell
