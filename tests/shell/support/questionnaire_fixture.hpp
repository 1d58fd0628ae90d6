// SPDX-License-Identifier: Apache-2.0
// A planner at the editor of questionnaires, with every version the program brings along.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "core/codec/questionnaire_codec.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell::testing {

class QuestionnaireTest : public AppTest {
protected:
    void SetUp() override { SetUpAgain(Value::map()); }
    /// A page that opens anew, with what the device kept.
    void SetUpAgain(Value tables) {
        AppTest::SetUp();
        widgets::set_viewport({1280, 800, 1, {}});
        open("/questionnaires", std::move(tables));
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
        ASSERT_EQ(state().route, (Route{ScreenId::Questionnaires, "service_checkup"}));
    }
    void open_report() {
        send(Value::map(
            {{"event", "nav.changed"}, {"path", "/questionnaires/idle_space"}, {"depth", 1}}));
        const Value list = desk().list;
        answer("questionnaires.list", 200, Value::map({{"questionnaires", list}}));
        answer("questionnaires.open", 200,
               questionnaire_tree(*state().catalogue.questionnaire("idle_space")));
        ASSERT_EQ(desk().document["id"], Value("idle_space"));
    }
    /// The question or column that is open.
    const Value& question() const {
        static const Value kNone;
        const Value* open = desk::question_at(desk().document, desk().open);
        return open != nullptr ? *open : kNone;
    }
    void show(std::string_view question, std::string_view tab) {
        press(std::string("questionnaire/question/") + std::string(question));
        press(std::string("questionnaire/tab/") + std::string(tab));
    }
    /// Pressed while it must not be: nothing goes to the server.
    void expect_unpublished() {
        press("questionnaire/publish");
        EXPECT_TRUE(request("questionnaires.publish").is_null());
    }
    std::string error_at(std::string_view path) {
        draw();
        const widgets::Node* found = node(path);
        return found != nullptr && (found->state & widgets::kStateInvalid) != 0 ? found->hint
                                                                                : std::string();
    }
    Errors mistakes() const {
        const ReadQuestionnaire read = read_questionnaire(desk().document, state().catalogue);
        return read.errors.empty() ? check_questionnaire(read.questionnaire) : read.errors;
    }
    /// What a select offers, one a line.
    std::string offered(std::string_view path) {
        draw();
        const widgets::Node* found = node(path);
        return found != nullptr ? found->options : std::string();
    }
    void choose(std::string_view path, std::string_view label) {
        const std::string options = offered(path) + "\n";
        const std::size_t at = ("\n" + options).find("\n" + std::string(label) + "\n");
        ASSERT_NE(at, std::string::npos) << path << " does not offer " << label;
        const auto index = std::count(options.begin(), options.begin() + at, '\n');
        widgets::choose(node(path)->id, static_cast<int>(index));
        draw();
    }
    /// Is it said above the editor that results are made of this question?
    bool is_kept(std::string_view name) {
        draw();
        for (const widgets::Node& one : widgets::last_tree())
            if (one.path.starts_with("questionnaire/issue") &&
                one.name.find("Results are made of") != std::string::npos &&
                one.name.find(name) != std::string::npos)
                return true;
        return false;
    }
    void type_ending(std::string_view name, std::string_view value) {
        draw();
        const widgets::Node* found = ending(name);
        ASSERT_NE(found, nullptr) << name;
        type(std::string(found->path), value);
    }
};

}  // namespace kongdi::shell::testing
