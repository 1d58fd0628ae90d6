// SPDX-License-Identifier: Apache-2.0
// A report whose questionnaire has skip logic: what the answers make needless is neither asked nor
// sent, whichever way one comes to it.
#include "core/codec/questionnaire_codec.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class ReportLogic : public testing::AppTest {
protected:
    /// The report with two questions more: a page about garages, and the floor of a basement.
    void publish() {
        Value tree = questionnaire_tree(*state().catalogue.questionnaire("idle_space"));
        tree.set("version", 2);
        Value::List& pages = *tree.find("pages")->if_list();
        const auto question = [](std::string_view name, std::string_view relevant) {
            return Value::map({{"name", name},
                               {"kind", "number"},
                               {"label", Value::map({{"zh", name}, {"en", name}})},
                               {"required", true},
                               {"relevant", relevant}});
        };
        pages[3].find("questions")->push(question("depth", "${cars} > 2"));
        pages.insert(pages.begin() + 3,
                     Value::map({{"title", Value::map({{"zh", "车"}, {"en", "Cars"}})},
                                 {"relevant", "${space_type} = 'I05'"},
                                 {"questions", Value::list({question("cars", "")})}}));
        pages[3].find("questions")->if_list()->front().erase("relevant");
        answer("questionnaires", 200, Value::map({{"newest", Value::list({tree})}}));
    }
    void begin(std::string_view type) {
        open("/");
        publish();
        press("home/report");
        press("report/next");
        fix_comes();
        press("report/next");
        press("report/3/space_type/choices/" + std::string(type));
        press("report/next");
    }
    std::string progress() {
        draw();
        const widgets::Node* steps = node("report/steps");
        return steps != nullptr ? steps->name : std::string();
    }
};

TEST_F(ReportLogic, a_page_that_is_not_asked_is_passed_over) {
    begin("I06");
    EXPECT_EQ(state().route.argument, "5");
    EXPECT_NE(node("report/5/floor_area/value"), nullptr);
    EXPECT_EQ(node("report/5/depth/value"), nullptr);
    EXPECT_EQ(progress(), "Step 4 of 6");
    press("report/next");
    EXPECT_EQ(state().route.argument, "6");
}

TEST_F(ReportLogic, what_an_answer_asks_for_must_be_answered) {
    begin("I05");
    EXPECT_EQ(state().route.argument, "4");
    EXPECT_EQ(progress(), "Step 4 of 7");
    press("report/next");
    EXPECT_EQ(state().route.argument, "4") << "it is required";
    type("report/4/cars/value", "3");
    press("report/next");
    ASSERT_EQ(state().route.argument, "5");
    EXPECT_NE(node("report/5/depth/value"), nullptr);
    press("report/next");
    EXPECT_EQ(state().route.argument, "5") << "so is this";
}

TEST_F(ReportLogic, an_answer_that_became_needless_holds_nothing_up_and_is_not_sent) {
    begin("I05");
    type("report/4/cars/value", "3");
    press("report/next");
    type("report/5/depth/value", "2");
    send(Value::map({{"event", "nav.changed"}, {"path", "/report/3"}, {"depth", 3}}));
    press("report/3/space_type/choices/I06");
    // The way back leads to what was asked once: it says so, and goes on.
    send(Value::map({{"event", "nav.changed"}, {"path", "/report/4"}, {"depth", 4}}));
    draw();
    EXPECT_EQ(node("report/4/cars/value"), nullptr);
    press("report/next");
    ASSERT_EQ(state().route.argument, "5");
    press("report/next");
    ASSERT_EQ(state().route.argument, "6");
    for (const char* purpose : {"survey", "location"}) press(std::string("report/6/") + purpose);
    press("report/next");
    draw();
    EXPECT_EQ(node("report/7/step4"), nullptr);
    EXPECT_NE(node("report/7/step5"), nullptr);
    press("report/next");
    ASSERT_EQ(state().outbox.size(), 1u);
    const Value record = parse_json(state().outbox.back().bytes).value();
    EXPECT_EQ(record["questionnaire_version"], Value(2));
    EXPECT_EQ(record["body"]["space_type"], Value("I06"));
    EXPECT_TRUE(record["body"]["cars"].is_null());
    EXPECT_TRUE(record["body"]["depth"].is_null());
}

TEST_F(ReportLogic, the_elder_view_passes_over_single_questions) {
    begin("I06");
    AppState elder = state();
    elder.display.elder = true;
    std::size_t asked = 0;
    for (const FormStep& step : report_steps(elder))
        if (step.kind == StepKind::Questions && step_asks(elder, step)) ++asked;
    std::size_t all = 0;
    for (const QuestionPage& page : report_questionnaire(elder).pages) all += page.questions.size();
    EXPECT_EQ(asked, all - 2);
}

}  // namespace kongdi::shell
