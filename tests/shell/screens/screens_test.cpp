// SPDX-License-Identifier: Apache-2.0
// Every row of the screens table is drawn, at three sizes, in both languages and both views.
#include "shell/screens/screens.hpp"

#include <array>

#include "core/codec/programme_codec.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "shell/widgets/icon.hpp"
#include "tests/shell/support/app_fixture.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi::shell {

namespace {

struct Size {
    float width;
    float height;
};
constexpr std::array<Size, 3> kSizes{{{360, 640}, {390, 844}, {1280, 800}}};

/// An address that leads to each screen.
std::string address(ScreenId screen) {
    switch (screen) {
        case ScreenId::Report: return "/report/1";
        case ScreenId::Rate: return "/rate/2";
        case ScreenId::Questionnaires: return "/questionnaires";
        case ScreenId::Downloads: return "/downloads";
        case ScreenId::Sent: return "/sent/01890000-0000-7000-8000-000000000001";
        case ScreenId::MyReport: return "/my/01890000-0000-7000-8000-000000000001";
        case ScreenId::WorkerReport: return "/worker/01890000-0000-7000-8000-000000000001";
        case ScreenId::SiteCheck: return "/worker/check/01890000-0000-7000-8000-000000000001";
        case ScreenId::Facility: return "/facilities/01890000-0000-7000-8000-000000000001";
        case ScreenId::Threshold: return "/thresholds/CON02.radius_m";
        case ScreenId::Sheets: return "/waves/sheets/01890000-0000-7000-8000-000000000001";
        case ScreenId::Wave: return "/waves/01890000-0000-7000-8000-000000000001";
        case ScreenId::IndexCommunity: return "/index/why/339900001001";
        case ScreenId::PlanItem: return "/plan/01890000-0000-7000-8000-000000000001";
        case ScreenId::ProgrammeEntry: return "/programme/01890000-0000-7000-8000-000000000001";
        case ScreenId::Meeting: return "/meetings/01890000-0000-7000-8000-000000000001";
        case ScreenId::Projector: return "/meetings/wall/01890000-0000-7000-8000-000000000001";
        case ScreenId::Assist: return "/meetings/assist/H7K3QM";
        case ScreenId::Join: return "/j/H7K3QM";
        case ScreenId::Account: return "/account/ling";
        case ScreenId::LoginStep: return "/login/code";
        case ScreenId::Invited: return "/invite/0123456789abcdef";
        case ScreenId::Lost: return "/no/such/page";
        default: return path_of({screen, {}});
    }
}

/// A key that nobody translated shows itself: "home.title".
bool looks_like_a_key(std::string_view text) {
    const std::size_t dot = text.find('.');
    return dot != std::string_view::npos && dot > 1 && dot + 1 < text.size() &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string_view::npos;
}

}  // namespace

class Screens : public testing::AppTest {
protected:
    bool in_scroller(const widgets::Node& node) const {
        for (const widgets::Node* up = &node; up != nullptr;
             up = widgets::find_node(widgets::last_tree(), up->parent))
            if (up->role == widgets::Role::Scroller) return true;
        return false;
    }
    void tree_is_sound(const std::string& where) {
        const widgets::Nodes& tree = widgets::last_tree();
        ASSERT_FALSE(tree.empty()) << where;
        for (const widgets::Node& node : tree) {
            EXPECT_FALSE(looks_like_a_key(node.name)) << where << ": " << node.name;
            if (!widgets::is_interactive(node)) continue;
            EXPECT_FALSE(node.name.empty()) << where << ": " << node.path << " has no name";
            const float least = state().display.elder ? 60.0f : 48.0f;
            EXPECT_GE(node.rect.h, least) << where << ": " << node.path << " is too low";
            EXPECT_GE(node.rect.w, least) << where << ": " << node.path << " is too narrow";
            if (in_scroller(node)) continue;
            EXPECT_GE(node.rect.x, -0.5f) << where << ": " << node.path << " starts left of it";
            EXPECT_LE(node.rect.right(), widgets::viewport().width + 0.5f)
                << where << ": " << node.path << " ends right of it";
        }
    }
};

TEST_F(Screens, each_is_drawn_at_three_sizes_in_two_languages_and_two_views) {
    for (const ScreenRow& row : screens()) {
        for (const Size size : kSizes) {
            for (const char* language : {"zh", "en"}) {
                for (const bool elder : {false, true}) {
                    SetUp();
                    widgets::set_viewport({size.width, size.height, 1, {}});
                    const Value settings =
                        Value::map({{"me", write_json(Value::map({{"form", 1},
                                                                  {"device", std::string(32, 'd')},
                                                                  {"language", language},
                                                                  {"elder", elder}}))}});
                    open(address(row.screen), Value::map({{"settings", settings}}), language);
                    answer("me", 200,
                           Value::map({{"name", "planner"}, {"role", "planner"}, {"device", ""}}));
                    answer("map", 200, testing::square_community());
                    draw();
                    const std::string where = std::string(row.name) + " " + language +
                                              (elder ? " elder " : " ") +
                                              std::to_string(static_cast<int>(size.width));
                    ASSERT_EQ(state().route.screen, row.screen) << where;
                    tree_is_sound(where);
                }
            }
        }
    }
}

TEST_F(Screens, each_holds_at_every_scale_and_in_every_view_down_to_the_narrowest_phone) {
    for (const ScreenRow& row : screens()) {
        for (const float width : {320.0f, 390.0f, 1280.0f}) {
            for (const int percent : {100, 125, 150, 200}) {
                for (const bool elder : {false, true}) {
                    SetUp();
                    widgets::set_viewport({width, 640, 1, {}});
                    const Value settings = Value::map({{"form", 1},
                                                       {"language", "en"},
                                                       {"elder", elder},
                                                       {"scale_percent", percent}});
                    open(address(row.screen),
                         Value::map({{"settings", Value::map({{"me", write_json(settings)}})}}));
                    answer("me", 200,
                           Value::map({{"name", "planner"}, {"role", "planner"}, {"device", ""}}));
                    draw();
                    tree_is_sound(std::string(row.name) + " " + std::to_string(percent) +
                                  (elder ? " % elder " : " % ") +
                                  std::to_string(static_cast<int>(width)));
                }
            }
        }
    }
}

TEST_F(Screens, every_step_of_a_report_is_drawn) {
    for (const Size size : kSizes) {
        SetUp();
        widgets::set_viewport({size.width, size.height, 1, {}});
        open("/");
        fill_report();
        for (int step = 1; step <= static_cast<int>(report_steps(state()).size()); ++step) {
            send(Value::map(
                {{"event", "nav.changed"}, {"path", "/report/" + std::to_string(step)}}));
            draw();
            EXPECT_EQ(current_step(state()), step);
            tree_is_sound("step " + std::to_string(step));
        }
    }
}

TEST_F(Screens, a_questionnaire_being_changed_is_drawn_part_by_part) {
    for (const Size size : kSizes)
        for (const bool elder : {false, true}) {
            SetUp();
            widgets::set_viewport({size.width, size.height, 1, {}});
            const Value me = Value::map({{"form", 1}, {"language", "zh"}, {"elder", elder}});
            open("/questionnaires/service_checkup",
                 Value::map({{"settings", Value::map({{"me", write_json(me)}})}}), "zh");
            answer("me", 200, api::to_value(api::Login{"planner", Role::Planner, ""}));
            const Value entry = Value::map({{"id", "service_checkup"}, {"version", 2}});
            answer("questionnaires.list", 200,
                   Value::map({{"questionnaires", Value::list({entry})}}));
            answer("questionnaires.open", 200,
                   questionnaire_tree(*state().catalogue.questionnaire("service_checkup")));
            for (const char* tab : {"words", "logic", "answers", "page", "preview"}) {
                draw();
                if (node(std::string("questionnaire/tab/") + tab) == nullptr) continue;
                press(std::string("questionnaire/tab/") + tab);
                tree_is_sound(std::string(tab) + (elder ? " elder " : " ") +
                              std::to_string(static_cast<int>(size.width)));
            }
        }
}

TEST_F(Screens, each_question_of_a_report_is_drawn_while_it_is_changed) {
    for (const Size size : kSizes)
        for (const bool elder : {false, true}) {
            SetUp();
            widgets::set_viewport({size.width, size.height, 1, {}});
            const Value me = Value::map({{"form", 1}, {"language", "zh"}, {"elder", elder}});
            open("/questionnaires/idle_space",
                 Value::map({{"settings", Value::map({{"me", write_json(me)}})}}), "zh");
            answer("me", 200, api::to_value(api::Login{"planner", Role::Planner, ""}));
            api::City city;
            city.name = "城";
            city.now_ms = platform::now_ms();
            city.box = {120.10, 30.20, 120.20, 30.30};
            answer("city", 200, api::to_value(city));
            const Value entry = Value::map({{"id", "idle_space"}, {"version", 1}});
            answer("questionnaires.list", 200,
                   Value::map({{"questionnaires", Value::list({entry})}}));
            answer("questionnaires.open", 200,
                   questionnaire_tree(*state().catalogue.questionnaire("idle_space")));
            for (const char* question : {"0-0", "1-0", "2-0", "3-0", "3-1", "3-2"})
                for (const char* tab : {"words", "answers", "preview"}) {
                    press(std::string("questionnaire/question/") + question);
                    if (node(std::string("questionnaire/tab/") + tab) == nullptr) continue;
                    press(std::string("questionnaire/tab/") + tab);
                    tree_is_sound(std::string(question) + " " + tab + (elder ? " elder " : " ") +
                                  std::to_string(static_cast<int>(size.width)));
                }
        }
}

TEST_F(Screens, entries_of_each_kind_of_the_programme_are_drawn) {
    for (int i = 0; i < static_cast<int>(ProgrammeKind::Count_); ++i)
        for (const Size size : kSizes)
            for (const bool elder : {false, true}) {
                const auto kind = static_cast<ProgrammeKind>(i);
                const std::string name(programme_kind_name(kind));
                const Value entry = programme_entry_tree(tests::programme_entry(
                    kind, first_state(kind), tests::whole_programme_facts(kind)));
                const Value me = Value::map({{"form", 1}, {"language", "en"}, {"elder", elder}});
                SetUp();
                widgets::set_viewport({size.width, size.height, 1, {}});
                open("/programme?kind=" + name,
                     Value::map({{"settings", Value::map({{"me", write_json(me)}})}}));
                answer("me", 200, api::to_value(api::Login{"planner", Role::Planner, ""}));
                answer("programme.list." + name, 200,
                       Value::map({{"entries", Value::list({entry})}}));
                draw();
                const std::string where =
                    name + (elder ? " elder " : " ") + std::to_string(static_cast<int>(size.width));
                tree_is_sound("list of " + where);
                for (const char* path : {"/programme/", "/programme/edit/"}) {
                    send(Value::map({{"event", "nav.changed"},
                                     {"path", path + std::string(tests::kCandidateId)}}));
                    answer("programme.entry", 200, Value::map({{"entry", entry}}));
                    draw();
                    tree_is_sound(path + where);
                }
            }
}

TEST_F(Screens, every_icon_that_the_catalogue_names_can_be_drawn) {
    for (const SpaceType& type : state().catalogue.space_types)
        EXPECT_NE(widgets::icon_of(type.icon), widgets::Icon::None)
            << type.code << " " << type.icon;
}

TEST_F(Screens, every_screen_has_its_own_address) {
    for (const ScreenRow& row : screens()) {
        const Route route = route_of(address(row.screen));
        EXPECT_EQ(route.screen, row.screen) << row.name;
        if (row.screen != ScreenId::Lost) {
            EXPECT_EQ(path_of(route), address(row.screen));
        }
    }
}

}  // namespace kongdi::shell
