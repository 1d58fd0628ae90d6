// SPDX-License-Identifier: Apache-2.0
// A planner changes a questionnaire: the document follows, mistakes are said as they are made, and
// what is published is the next version.
#include "core/codec/questionnaire_codec.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Questionnaires : public testing::AppTest {
protected:
    void SetUp() override {
        testing::AppTest::SetUp();
        open("/questionnaires");
        answer("me", 200, api::to_value(api::Login{"planner", Role::Planner, ""}));
        Value list = Value::list();
        for (const Questionnaire& one : state().catalogue.questionnaires)
            list.push(Value::map({{"id", one.id},
                                  {"version", one.version},
                                  {"title", questionnaire_tree(one)["title"]},
                                  {"published_at", Value()}}));
        answer("questionnaires.list", 200, Value::map({{"questionnaires", list}}));
    }
    const QuestionnaireDesk& desk() const { return state().questionnaires; }
    void open_checkup() {
        press("questionnaires/service_checkup2/open");
        answer("questionnaires.open", 200,
               questionnaire_tree(*state().catalogue.questionnaire("service_checkup")));
    }
    Errors mistakes() const {
        const ReadQuestionnaire read = read_questionnaire(desk().document, state().catalogue);
        return read.errors.empty() ? check_questionnaire(read.questionnaire) : read.errors;
    }
    const widgets::Node* ending(std::string_view name) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.path.ends_with(name)) return &one;
        return nullptr;
    }
    void press_ending(std::string_view name) {
        draw();
        const widgets::Node* found = ending(name);
        ASSERT_NE(found, nullptr) << name;
        press(found->path);
    }
};

TEST_F(Questionnaires, every_version_is_listed_and_one_becomes_the_next) {
    draw();
    EXPECT_NE(node("questionnaires/service_checkup1/open"), nullptr);
    open_checkup();
    EXPECT_EQ(desk().document["version"], Value(3));
    EXPECT_EQ(mistakes(), Errors{});
}

TEST_F(Questionnaires, a_mistake_is_said_at_once_and_nothing_is_published) {
    open_checkup();
    press("questionnaires/up");  // the first one stays where it is
    type("questionnaires/0-0/relevant", "${nobody} = 1");
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::ExpressionName, "/pages/0/questions/0/relevant:3"}}));
    draw();
    EXPECT_NE(node("questionnaires/issue0"), nullptr);
    press("questionnaires/publish");
    EXPECT_TRUE(request("questionnaires.publish").is_null());
}

TEST_F(Questionnaires, texts_are_changed_in_both_languages_and_published) {
    open_checkup();
    type("questionnaires/0-0/label-zh", "哪些服务？");
    type("questionnaires/0-0/label-en", "Which services?");
    press("questionnaires/publish");
    const Value sent = request("questionnaires.publish");
    const Value body = parse_own_json(sent["body"].string_or("")).value();
    EXPECT_EQ(body["version"], Value(3));
    EXPECT_EQ(body.items("pages")[0].items("questions")[0]["label"],
              Value::map({{"zh", "哪些服务？"}, {"en", "Which services?"}}));
    answer("questionnaires.publish", 201, Value::map({{"id", "service_checkup"}}));
    EXPECT_TRUE(desk().published);
    EXPECT_FALSE(request("questionnaires").is_null());
}

TEST_F(Questionnaires, what_the_server_refuses_is_said_with_its_place) {
    open_checkup();
    type("questionnaires/0-0/label-zh", "哪些服务？");
    press("questionnaires/publish");
    api::Failure failure{{ErrorCode::VersionTaken, "/version"}};
    answer("questionnaires.publish", 409, api::to_value(failure));
    ASSERT_EQ(desk().issues.size(), 1u);
    EXPECT_EQ(desk().issues[0], (Error{ErrorCode::VersionTaken, "/version"}));
}

TEST_F(Questionnaires, the_preview_asks_with_the_real_logic) {
    open_checkup();
    draw();
    ASSERT_NE(ending("services/GOV01/minutes/0_5"), nullptr);
    press_ending("services/GOV01/used/none_here");
    EXPECT_EQ(ending("services/GOV01/minutes/0_5"), nullptr);
    EXPECT_NE(ending("services/GOV01/importance/5"), nullptr);
}

TEST_F(Questionnaires, a_form_that_was_sent_is_looked_at_before_it_is_published) {
    send(Value::map({{"event", "layer.picked"}, {"name", "checkup.xlsx"}}));
    ASSERT_EQ(take("layer.send").size(), 1u);
    answer(
        "questionnaires.form", 200,
        Value::map(
            {{"document", questionnaire_tree(*state().catalogue.questionnaire("service_checkup"))},
             {"issues", Value::list()},
             {"left_out",
              Value::list({Value::map(
                  {{"code", "sheet_unsupported"}, {"path", "survey!A3"}, {"what", "audio"}})})}}));
    draw();
    EXPECT_EQ(desk().document["version"], Value(3));
    ASSERT_EQ(desk().left_out.size(), 1u);
    EXPECT_EQ(desk().left_out[0].detail, "audio");
    EXPECT_NE(node("questionnaires/left0"), nullptr);
    press("questionnaires/publish");
    EXPECT_FALSE(request("questionnaires.publish").is_null());
}

}  // namespace kongdi::shell
