// SPDX-License-Identifier: Apache-2.0
// A planner changes a questionnaire: the document follows, mistakes are said as they are made, and
// what is published is the next version.
#include "core/question/kinds.hpp"
#include "tests/shell/support/questionnaire_fixture.hpp"

namespace kongdi::shell {

using Questionnaires = testing::QuestionnaireTest;

TEST_F(Questionnaires, every_version_is_listed_and_one_becomes_the_next) {
    draw();
    EXPECT_NE(node("questionnaires/service_checkup1/open"), nullptr);
    open_checkup();
    EXPECT_EQ(desk().document["version"], Value(3));
    EXPECT_EQ(mistakes(), Errors{});
    draw();
    EXPECT_EQ(node("questionnaires/service_checkup1/open"), nullptr);
    expect_unpublished();  // nothing was changed
}

TEST_F(Questionnaires, its_address_opens_the_newest_version) {
    send(Value::map(
        {{"event", "nav.changed"}, {"path", "/questionnaires/service_checkup"}, {"depth", 1}}));
    Value list = desk().list;
    answer("questionnaires.list", 200, Value::map({{"questionnaires", list}}));
    EXPECT_TRUE(
        request("questionnaires.open")["path"].string_or("").ends_with("/service_checkup/2"));
    send(Value::map({{"event", "nav.changed"}, {"path", "/questionnaires/nobody"}, {"depth", 2}}));
    answer("questionnaires.open", 404, Value::map({{"code", "not_found"}, {"path", ""}}));
    draw();
    EXPECT_NE(node("questionnaire/issue"), nullptr);
}

TEST_F(Questionnaires, a_mistake_is_said_at_its_field_and_nothing_is_published) {
    open_checkup();
    press("questionnaire/up");  // the first one stays where it is
    EXPECT_FALSE(desk().changed);
    press("questionnaire/tab/logic");
    type("questionnaire/0-0-0/relevant", "${nobody} = 1");
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::ExpressionName, "/pages/0/questions/0/relevant:3"}}));
    EXPECT_TRUE(error_at("questionnaire/0-0-0/relevant").find("Character 3") != std::string::npos)
        << error_at("questionnaire/0-0-0/relevant");
    expect_unpublished();
    // From anywhere else one press leads there.
    show("1-0", "words");
    press("questionnaire/mend");
    EXPECT_EQ(desk().open, (QuestionPlace{0, 0, 0}));
    EXPECT_EQ(desk().tab, QuestionTab::Logic);
    type("questionnaire/0-0-0/relevant", "");
    EXPECT_EQ(mistakes(), Errors{});
}

TEST_F(Questionnaires, a_name_twice_and_logic_in_a_circle_are_said_where_they_are) {
    open_checkup();
    show("1-1", "words");
    type("questionnaire/1-1-0/name", "age_band");
    EXPECT_NE(error_at("questionnaire/1-1-0/name").find("This name is taken"), std::string::npos);
    expect_unpublished();
    type("questionnaire/1-1-0/name", "household");
    press("questionnaire/tab/logic");
    type("questionnaire/1-1-0/relevant", "${age_band} != ''");
    EXPECT_EQ(node("questionnaire/1-1-0/relevant")->state & widgets::kStateInvalid, 0u);
    EXPECT_EQ(mistakes(), Errors{});
    show("1-0", "logic");
    type("questionnaire/1-0-0/relevant", "${household} != ''");
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::ExpressionCycle, "/pages/1/questions/0/relevant"}}));
    EXPECT_NE(error_at("questionnaire/1-0-0/relevant"), "");
    expect_unpublished();
}

TEST_F(Questionnaires, what_results_are_made_of_stays) {
    open_checkup();
    show("1-1", "words");
    press("questionnaire/remove");
    draw();
    const widgets::Node* note = node("questionnaire/issue0");
    ASSERT_NE(note, nullptr);
    EXPECT_NE(note->name.find("household"), std::string::npos) << note->name;
    expect_unpublished();
}

TEST_F(Questionnaires, texts_are_changed_in_both_languages_and_published) {
    open_checkup();
    type("questionnaire/0-0-0/label-zh", "哪些服务？");
    type("questionnaire/0-0-0/label-en", "Which services?");
    press("questionnaire/publish");
    const Value sent = request("questionnaires.publish");
    const Value body = parse_own_json(sent["body"].string_or("")).value();
    EXPECT_EQ(body["version"], Value(3));
    EXPECT_EQ(body.items("pages")[0].items("questions")[0]["label"],
              Value::map({{"zh", "哪些服务？"}, {"en", "Which services?"}}));
    answer("questionnaires.publish", 201, Value::map({{"id", "service_checkup"}}));
    EXPECT_TRUE(desk().published);
    EXPECT_FALSE(request("questionnaires").is_null());
    draw();
    EXPECT_NE(node("questionnaire/published"), nullptr);
    EXPECT_EQ(take("store.delete").back()["key"], Value("questionnaire"));
}

TEST_F(Questionnaires, two_fields_changed_in_one_frame_are_both_changed) {
    open_checkup();
    show("1-1", "words");
    draw();
    for (const char* field : {"label-zh", "label-en", "hint-zh", "hint-en"}) {
        const widgets::Node* found = node(std::string("questionnaire/1-1-0/") + field);
        ASSERT_NE(found, nullptr) << field;
        widgets::edit(found->id, {field, false, true}, found->edit + 1);
    }
    draw();
    const Value& question = *desk::question_at(desk().document, desk().open);
    EXPECT_EQ(question["label"], Value::map({{"zh", "label-zh"}, {"en", "label-en"}}));
    EXPECT_EQ(question["hint"], Value::map({{"zh", "hint-zh"}, {"en", "hint-en"}}));
}

TEST_F(Questionnaires, a_picture_and_a_place_are_offered_for_reports_only) {
    const auto offers = [this](std::string_view what) {
        draw();
        const widgets::Node* add = node("questionnaire/add");
        return add != nullptr && add->options.find(what) != std::string::npos;
    };
    open_checkup();
    EXPECT_TRUE(offers("Date"));
    EXPECT_FALSE(offers("Photo"));
    EXPECT_FALSE(offers("Place"));
    open_report();
    EXPECT_TRUE(offers("Photo"));
    EXPECT_TRUE(offers("Place"));
}

TEST_F(Questionnaires, every_kind_of_question_can_be_added_and_tried) {
    open_checkup();
    int offered = 0;
    for (const QuestionKindRow& row : question_kinds()) {
        if (!may_ask("service_checkup", row.kind)) continue;
        show("1-0", "words");
        draw();
        const widgets::Node* add = node("questionnaire/add");
        ASSERT_NE(add, nullptr);
        widgets::choose(add->id, ++offered);
        draw();
        const Value* added = desk::question_at(desk().document, desk().open);
        ASSERT_NE(added, nullptr);
        EXPECT_EQ((*added)["kind"], Value(row.name));
        for (const char* tab : {"words", "logic", "answers", "page"}) {
            draw();
            if (node(std::string("questionnaire/tab/") + tab) != nullptr)
                press(std::string("questionnaire/tab/") + tab);
        }
        press("questionnaire/remove");
    }
    EXPECT_EQ(mistakes(), Errors{});
}

TEST_F(Questionnaires, choices_columns_and_words_of_a_scale_are_edited) {
    open_checkup();
    show("0-0", "answers");
    press("questionnaire/0-0-0/column/2");
    EXPECT_EQ(desk().open, (QuestionPlace{0, 0, 2}));
    type("questionnaire/0-0-2/label-en", "How long is the walk?");
    press("questionnaire/tab/answers");
    type("questionnaire/0-0-2/choice0/label-en", "Five minutes at most");
    const Value* column = desk::question_at(desk().document, desk().open);
    EXPECT_EQ((*column)["label"]["en"], Value("How long is the walk?"));
    EXPECT_EQ(column->items("choices")[0]["label"]["en"], Value("Five minutes at most"));
    press("questionnaire/whole");
    press("questionnaire/0-0-0/column/3");
    press("questionnaire/tab/answers");
    press("questionnaire/0-0-3/own_steps");
    type("questionnaire/0-0-3/step0-en", "Awful");
    EXPECT_EQ(mistakes(), Errors{});
    column = desk::question_at(desk().document, desk().open);
    EXPECT_EQ(column->items("steps")[0]["en"], Value("Awful"));
    EXPECT_EQ(column->items("steps").size(), 5u);
}

TEST_F(Questionnaires, a_page_is_added_and_goes_with_its_last_question) {
    open_checkup();
    show("1-0", "page");
    press("questionnaire/1-0-0/add_page");
    EXPECT_EQ(desk().open, (QuestionPlace{2, 0, 0}));
    EXPECT_EQ(desk().document.items("pages").size(), 3u);
    press("questionnaire/remove");
    EXPECT_EQ(desk().document.items("pages").size(), 2u);
    EXPECT_EQ(mistakes(), Errors{});
}

TEST_F(Questionnaires, what_the_server_refuses_is_said_with_its_place) {
    open_checkup();
    type("questionnaire/0-0-0/label-zh", "哪些服务？");
    press("questionnaire/publish");
    api::Failure failure{{ErrorCode::VersionTaken, "/version"}};
    answer("questionnaires.publish", 409, api::to_value(failure));
    ASSERT_EQ(desk().issues.size(), 1u);
    EXPECT_EQ(desk().issues[0], (Error{ErrorCode::VersionTaken, "/version"}));
    draw();
    EXPECT_NE(node("questionnaire/issue0"), nullptr);
    type("questionnaire/0-0-0/label-zh", "有哪些服务？");
    press("questionnaire/publish");
    no_answer("questionnaires.publish");
    draw();
    EXPECT_NE(node("questionnaire/unreachable"), nullptr);
    EXPECT_TRUE(desk().changed);
}

TEST_F(Questionnaires, what_was_not_published_outlives_the_page) {
    open_checkup();
    type("questionnaire/0-0-0/label-zh", "哪些服务？");
    const Value kept = stored("settings", "questionnaire");
    ASSERT_FALSE(kept.is_null());
    EXPECT_FALSE(request("questionnaires.open").is_null());
    SetUpAgain(Value::map({{"settings", Value::map({{"questionnaire", kept["value"]}})}}));
    draw();
    ASSERT_NE(node("questionnaires/go_on"), nullptr);
    // Nothing is opened over it.
    press("questionnaires/idle_space1/open");
    EXPECT_TRUE(request("questionnaires.open").is_null());
    EXPECT_EQ(state().route.dialog, "discard");
    press("questionnaires/discard/keep");
    press("questionnaires/go_on");
    EXPECT_EQ(desk().document.items("pages")[0].items("questions")[0]["label"]["zh"],
              Value("哪些服务？"));
    press("questionnaire/publish");
    EXPECT_FALSE(request("questionnaires.publish").is_null());
}

TEST_F(Questionnaires, the_preview_asks_with_the_real_logic_in_either_language) {
    open_checkup();
    draw();
    ASSERT_NE(ending("services/GOV01/minutes/0_5"), nullptr);
    press_ending("services/GOV01/used/none_here");
    EXPECT_EQ(ending("services/GOV01/minutes/0_5"), nullptr);
    EXPECT_NE(ending("services/GOV01/importance/5"), nullptr);
    const std::string english = ending("services/GOV01/used/yes")->name;
    press_ending("/language/zh");
    EXPECT_NE(ending("services/GOV01/used/yes")->name, english);
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
    EXPECT_EQ(state().route, (Route{ScreenId::Questionnaires, "service_checkup"}));
    EXPECT_EQ(desk().document["version"], Value(3));
    ASSERT_EQ(desk().left_out.size(), 1u);
    EXPECT_EQ(desk().left_out[0].detail, "audio");
    EXPECT_NE(node("questionnaire/left0"), nullptr);
    press("questionnaire/publish");
    EXPECT_FALSE(request("questionnaires.publish").is_null());
}

}  // namespace kongdi::shell
