// SPDX-License-Identifier: Apache-2.0
// What may be answered is put together: values to tap and sources of a number, the order of choices
// and where they come from; and the phone beside it shows all of the form.
#include <cstdlib>

#include "tests/shell/support/questionnaire_fixture.hpp"

namespace kongdi::shell {

class QuestionParts : public testing::QuestionnaireTest {
protected:
    static constexpr std::string_view kArea = "/pages/3/questions/0";
    static std::string at(std::string_view where, std::string_view part) {
        return std::string(where) + std::string(part);
    }
    /// A number of its own behind the others of a page: results are made of none of it.
    void add_number() {
        open_report();
        show("3-2", "words");
        choose("questionnaire/add", "Number");
        ASSERT_EQ(desk().open, (QuestionPlace{3, 3, 0}));
        type("questionnaire/3-3-0/label-zh", "几层？");
        type("questionnaire/3-3-0/label-en", "How many floors?");
        press("questionnaire/tab/answers");
        ASSERT_EQ(mistakes(), Errors{});
    }
    /// The button of the phone for a value of the floor area.
    const widgets::Node* tap_of(std::string_view words) {
        draw();
        for (const widgets::Node& one : widgets::last_tree())
            if (one.path.find("/floor_area/presets/") != std::string::npos &&
                one.name.starts_with(words))
                return &one;
        return nullptr;
    }
    void tap(std::string_view words) {
        const widgets::Node* found = tap_of(words);
        ASSERT_NE(found, nullptr) << words;
        press(std::string(found->path));
    }
    std::string codes() const {
        std::string out;
        for (const Value& one : question().items("choices")) out += one.text("code") + " ";
        return out;
    }
};

TEST_F(QuestionParts, a_value_to_tap_is_added_and_changed) {
    open_report();
    show("3-0", "answers");
    press("questionnaire/3-0-0/add_preset");
    ASSERT_EQ(question().items("presets").size(), 5u);
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::FieldRange, at(kArea, "/presets/4/value")},
                                  {ErrorCode::FieldMissing, at(kArea, "/presets/4/label")}}));
    EXPECT_NE(error_at("questionnaire/3-0-0/preset4/value"), "");
    EXPECT_NE(error_at("questionnaire/3-0-0/preset4/label-en"), "");
    type("questionnaire/3-0-0/preset4/value", "12.5");
    type("questionnaire/3-0-0/preset4/label-zh", "一个车位");
    type("questionnaire/3-0-0/preset4/label-en", "A parking space");
    EXPECT_EQ(mistakes(), Errors{});
    EXPECT_EQ(question().items("presets")[4],
              Value::map({{"value", 12.5},
                          {"label", Value::map({{"zh", "一个车位"}, {"en", "A parking space"}})}}));
    EXPECT_NE(tap_of("A parking space 12.5"), nullptr);
    press("questionnaire/publish");
    EXPECT_FALSE(request("questionnaires.publish").is_null());
}

TEST_F(QuestionParts, a_value_to_tap_without_a_number_is_a_mistake_and_leads_back_to_it) {
    open_report();
    show("3-0", "answers");
    type("questionnaire/3-0-0/preset0/value", "");
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::FieldType, at(kArea, "/presets/0/value")}}));
    EXPECT_NE(error_at("questionnaire/3-0-0/preset0/value"), "");
    expect_unpublished();
    show("0-0", "words");
    press("questionnaire/mend");
    EXPECT_EQ(desk().open, (QuestionPlace{3, 0, 0}));
    EXPECT_EQ(desk().tab, QuestionTab::Answers);
    type("questionnaire/3-0-0/preset0/value", "60");
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::FieldRepeated, at(kArea, "/presets/1/value")}}));
    EXPECT_NE(error_at("questionnaire/3-0-0/preset1/value"), "");
    type("questionnaire/3-0-0/preset0/value", "30");
    EXPECT_EQ(mistakes(), Errors{});
}

TEST_F(QuestionParts, values_to_tap_change_places_and_are_removed_to_the_last) {
    open_report();
    show("3-0", "answers");
    press("questionnaire/3-0-0/preset1/up");
    EXPECT_EQ(question().items("presets")[0]["label"]["en"], Value("A classroom"));
    for (int left = 4; left > 0; --left) {
        ASSERT_EQ(question().items("presets").size(), static_cast<std::size_t>(left));
        press("questionnaire/3-0-0/preset0/remove");
    }
    EXPECT_EQ(question().find("presets"), nullptr);
    EXPECT_EQ(mistakes(), Errors{});
    EXPECT_FALSE(is_kept("floor_area"));
}

TEST_F(QuestionParts, a_source_is_added_changed_and_removed) {
    add_number();
    const std::string path = "/pages/3/questions/3/sources/0";
    const std::string field = "questionnaire/3-3-0/source0/";
    press("questionnaire/3-3-0/add_source");
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::FieldFormat, path + "/code"},
                                  {ErrorCode::FieldMissing, path + "/label"}}));
    EXPECT_NE(error_at(field + "code"), "");
    type(field + "code", "counted");
    type(field + "low_factor", "0.9");
    type(field + "high_factor", "1.1");
    type(field + "label-zh", "数的");
    type(field + "label-en", "Counted");
    EXPECT_EQ(mistakes(), Errors{});
    EXPECT_EQ(question().items("sources")[0],
              Value::map({{"code", "counted"},
                          {"label", Value::map({{"zh", "数的"}, {"en", "Counted"}})},
                          {"low_factor", 0.9},
                          {"high_factor", 1.1}}));
    type(field + "low_factor", "2");
    EXPECT_EQ(mistakes(), (Errors{{ErrorCode::FieldRange, path + "/high_factor"}}));
    EXPECT_NE(error_at(field + "high_factor"), "");
    expect_unpublished();
    // Without a factor the truth is what was said.
    type(field + "low_factor", "");
    EXPECT_EQ(question().items("sources")[0].find("low_factor"), nullptr);
    EXPECT_EQ(mistakes(), Errors{});
    press(field + "remove");
    EXPECT_EQ(question().find("sources"), nullptr);
    EXPECT_EQ(mistakes(), Errors{});
}

TEST_F(QuestionParts, the_sources_of_a_number_that_results_are_made_of_stay) {
    open_report();
    show("3-0", "answers");
    EXPECT_FALSE(is_kept("floor_area"));
    press("questionnaire/3-0-0/source0/remove");
    ASSERT_EQ(question().items("sources").size(), 2u);
    EXPECT_TRUE(is_kept("floor_area"));
    expect_unpublished();
}

TEST_F(QuestionParts, a_tapped_value_keeps_its_fraction_and_a_whole_one_stays_whole) {
    open_report();
    show("3-0", "answers");
    type("questionnaire/3-0-0/preset0/value", "12.5");
    tap("One room 12.5");
    EXPECT_EQ(desk().answers["floor_area"]["value"], Value(12.5));
    EXPECT_EQ(ending("preview/floor_area/value")->state & widgets::kStateInvalid, 0u);
    tap("A classroom 60");
    EXPECT_EQ(desk().answers["floor_area"]["value"], Value(60));
}

TEST_F(QuestionParts, choices_change_places) {
    open_report();
    show("3-1", "answers");
    const std::string before = codes();
    ASSERT_TRUE(before.starts_with("step_free lift water ")) << before;
    press("questionnaire/3-1-0/choice0/up");  // the first one stays where it is
    press("questionnaire/3-1-0/choice7/down");
    EXPECT_FALSE(desk().changed);
    press("questionnaire/3-1-0/choice1/up");
    EXPECT_TRUE(codes().starts_with("lift step_free water ")) << codes();
    press("questionnaire/3-1-0/choice1/down");
    EXPECT_TRUE(codes().starts_with("lift water step_free ")) << codes();
    EXPECT_EQ(mistakes(), Errors{});
    // They are counted in their order.
    EXPECT_TRUE(is_kept("facts"));
}

TEST_F(QuestionParts, a_choice_that_is_typed_while_another_is_removed_is_still_the_one_meant) {
    open_report();
    show("3-1", "answers");
    draw();
    const widgets::Node* removed = node("questionnaire/3-1-0/choice0/remove");
    const widgets::Node* typed = node("questionnaire/3-1-0/choice7/label-en");
    ASSERT_NE(removed, nullptr);
    ASSERT_NE(typed, nullptr);
    widgets::edit(typed->id, {"Two doors", false, true}, typed->edit + 1);
    widgets::activate(removed->id);
    draw();
    ASSERT_EQ(question().items("choices").size(), 7u);
    EXPECT_EQ(question().items("choices")[6]["label"]["en"], Value("Two doors"));
}

TEST_F(QuestionParts, choices_come_from_a_list_of_the_catalogue_or_are_written_here) {
    const std::string from = "questionnaire/2-0-0/choices_from";
    open_report();
    show("2-0", "answers");
    choose(from, "Written here");
    EXPECT_EQ(question().find("choices_from"), nullptr);
    EXPECT_EQ(mistakes(),
              (Errors{{ErrorCode::FieldMissing, "/pages/2/questions/0/choices/0/label"}}));
    EXPECT_NE(error_at("questionnaire/2-0-0/choice0/label-en"), "");
    choose(from, "The catalogue's kinds of facility");
    EXPECT_EQ(question()["choices_from"], Value("facilities"));
    EXPECT_EQ(question().find("choices"), nullptr);
    EXPECT_EQ(mistakes(), Errors{});
    EXPECT_TRUE(is_kept("space_type"));
    choose(from, "The catalogue's types of space");
    EXPECT_EQ(question()["choices_from"], Value("space_types"));
    EXPECT_FALSE(is_kept("space_type"));
    show("3-1", "answers");
    EXPECT_EQ(offered("questionnaire/3-1-0/choices_from"), "");
}

TEST_F(QuestionParts, every_mistake_of_a_question_leads_to_its_field) {
    open_report();
    struct Case {
        std::string_view path;
        QuestionTab tab;
    };
    for (const Case& one :
         {Case{"/presets/0/value", QuestionTab::Answers},
          Case{"/sources/1/low_factor", QuestionTab::Answers},
          Case{"/choices_from", QuestionTab::Answers}, Case{"/kind", QuestionTab::Words}}) {
        const auto place = desk::place_of_issue(desk().document,
                                                Error{ErrorCode::FieldChoice, at(kArea, one.path)});
        ASSERT_TRUE(place) << one.path;
        EXPECT_EQ(place->open, (QuestionPlace{3, 0, 0})) << one.path;
        EXPECT_EQ(place->tab, one.tab) << one.path;
    }
}

TEST_F(QuestionParts, the_phone_shows_where_the_camera_and_the_map_will_be) {
    const auto is_still = [this](std::string_view path) {
        const widgets::Node* found = ending(path);
        return found != nullptr && (found->state & widgets::kStateDisabled) != 0 &&
               (found->state & widgets::kStatePhotoPicker) == 0;
    };
    const auto says = [](std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.name == words) return true;
        return false;
    };
    open_report();
    show("0-0", "words");
    EXPECT_TRUE(is_still("preview/photo/add"));
    show("1-0", "words");
    EXPECT_TRUE(is_still("preview/place/locate"));
    EXPECT_TRUE(says("The phone shows a map here, with a cross in its middle"));
    EXPECT_EQ(ending("preview/place/map"), nullptr);
    api::City city;
    city.name = "城";
    city.now_ms = platform::now_ms();
    city.box = {120.10, 30.20, 120.20, 30.30};
    answer("city", 200, api::to_value(city));
    draw();
    const widgets::Node* map = ending("preview/place/map");
    ASSERT_NE(map, nullptr);
    EXPECT_EQ(map->role, widgets::Role::Map);
    EXPECT_NEAR(std::strtod(map->value.c_str(), nullptr), 120.15, 1e-6) << "its middle";
    EXPECT_FALSE(says("The phone shows a map here, with a cross in its middle"));
}

}  // namespace kongdi::shell
