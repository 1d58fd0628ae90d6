// SPDX-License-Identifier: Apache-2.0
// Size, colours, the elder view and the voice: kept on the device, changed at once.
#include "shell/widgets/theme.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class DisplaySettings : public testing::AppTest {
protected:
    Value kept() {
        const Result<Value> tree = parse_own_json(stored("settings", "me")["value"].string_or(""));
        return tree ? *tree : Value();
    }
    void open_elder(std::string_view path, Value tables = Value::map()) {
        tables.set("settings",
                   Value::map({{"me", write_json(Value::map(
                                          {{"form", 1}, {"language", "en"}, {"elder", true}}))}}));
        send(Value::map({{"event", "start"},
                         {"lang", "en"},
                         {"path", path},
                         {"online", true},
                         {"speech", true}}));
        send(Value::map({{"event", "store.loaded"}, {"tables", std::move(tables)}}));
        draw();
    }
};

TEST_F(DisplaySettings, each_choice_is_kept_and_found_again_at_the_next_visit) {
    open("/display");
    press("display/scale/150");
    press("display/appearance/contrast");
    press("display/calm");
    press("display/elder");
    const Value settings = kept();
    EXPECT_EQ(settings["scale_percent"].int_or(0), 150);
    EXPECT_EQ(settings["appearance"].string_or(""), "contrast");
    EXPECT_TRUE(settings["calm"].bool_or(false));
    EXPECT_TRUE(settings["elder"].bool_or(false));
    const Display before = state().display;
    SetUp();
    open("/", Value::map({{"settings", Value::map({{"me", write_json(settings)}})}}));
    EXPECT_EQ(state().display, before);
    draw();
    EXPECT_EQ(widgets::theme().name, widgets::ThemeName::Contrast);
    EXPECT_FLOAT_EQ(widgets::theme().scale, 1.5f);
}

TEST_F(DisplaySettings, the_devices_own_wishes_count_until_something_is_chosen) {
    open("/display");
    send(Value::map({{"event", "prefers"}, {"dark", true}, {"contrast", false}, {"calm", true}}));
    draw();
    EXPECT_EQ(widgets::theme().name, widgets::ThemeName::Dark);
    EXPECT_TRUE(widgets::theme().calm);
    send(Value::map({{"event", "prefers"}, {"dark", true}, {"contrast", true}, {"calm", false}}));
    draw();
    EXPECT_EQ(widgets::theme().name, widgets::ThemeName::Contrast);
    press("display/appearance/light");
    draw();
    EXPECT_EQ(widgets::theme().name, widgets::ThemeName::Light);
}

TEST_F(DisplaySettings, a_damaged_setting_falls_back_and_harms_nothing) {
    const Value damaged = Value::map({{"form", 1},
                                      {"scale_percent", 100000},
                                      {"appearance", "plaid"},
                                      {"elder", "yes"},
                                      {"calm", 7}});
    open("/", Value::map({{"settings", Value::map({{"me", write_json(damaged)}})}}));
    EXPECT_EQ(state().display.scale_percent, 200);
    EXPECT_EQ(state().display.appearance, Appearance::Device);
    EXPECT_FALSE(state().display.elder);
}

TEST_F(DisplaySettings, the_elder_view_asks_one_question_a_page) {
    open_elder("/");
    press("home/report");
    const std::vector<FormStep> steps = report_steps(state());
    ASSERT_EQ(steps.size(), 8u) << "six questions, the consent, the last look";
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].kind == StepKind::Questions) {
            EXPECT_EQ(steps[i].questions.size(), 1u) << i;
        }
}

TEST_F(DisplaySettings, changing_the_view_in_the_middle_of_a_report_stays_at_the_same_question) {
    open("/");
    fill_report();  // at the last look
    EXPECT_EQ(state().draft->furthest_step, 6);
    send(Value::map({{"event", "nav.changed"}, {"path", "/display"}}));
    press("display/elder");
    EXPECT_EQ(state().draft->furthest_step, 8);
    press("display/elder");
    EXPECT_EQ(state().draft->furthest_step, 6);
}

TEST_F(DisplaySettings, the_elder_view_reads_the_page_and_stops_when_asked) {
    open_elder("/");
    press("home/read-aloud");
    const std::vector<Value> spoken = take("speak");
    ASSERT_EQ(spoken.size(), 1u);
    const std::string_view words = spoken[0]["text"].string_or("");
    EXPECT_NE(words.find("Report a space"), std::string_view::npos) << words;
    EXPECT_NE(words.find("My reports"), std::string_view::npos) << words;
    EXPECT_EQ(words.find("Read aloud"), std::string_view::npos) << "not the button itself";
    EXPECT_EQ(spoken[0]["lang"].string_or(""), "en");
    draw();
    EXPECT_EQ(node("home/read-aloud")->name, "Stop reading");
    press("home/read-aloud");
    EXPECT_EQ(take("speak.stop").size(), 1u);
    draw();
    EXPECT_EQ(node("home/read-aloud")->name, "Read aloud");
}

TEST_F(DisplaySettings, another_page_ends_the_reading) {
    open_elder("/");
    press("home/read-aloud");
    press("home/my");
    EXPECT_EQ(take("speak.stop").size(), 1u);
    EXPECT_FALSE(state().speaking);
    EXPECT_NE(node("my/read-aloud"), nullptr);
}

TEST_F(DisplaySettings, a_voice_that_fails_is_said_in_words) {
    open_elder("/");
    press("home/read-aloud");
    send(Value::map({{"event", "speak.failed"}}));
    draw();
    EXPECT_FALSE(state().speaking);
    ASSERT_NE(node("toast"), nullptr);
}

TEST_F(DisplaySettings, without_a_voice_there_is_no_button_for_it) {
    open("/",
         Value::map(
             {{"settings",
               Value::map({{"me", write_json(Value::map(
                                      {{"form", 1}, {"language", "en"}, {"elder", true}}))}})}}));
    draw();
    EXPECT_EQ(node("home/read-aloud"), nullptr);
}

TEST_F(DisplaySettings, in_the_elder_view_a_message_stays_until_the_next_page) {
    open_elder("/");
    press("home/read-aloud");
    send(Value::map({{"event", "speak.failed"}}));
    draw();
    platform::native::advance_ms(60'000);
    draw();
    EXPECT_NE(node("toast"), nullptr);
    press("home/my");
    draw();
    EXPECT_EQ(node("toast"), nullptr);
}

}  // namespace kongdi::shell
