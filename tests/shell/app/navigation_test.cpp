// SPDX-License-Identifier: Apache-2.0
// Every screen and dialog has an address; the way back does what people expect.
#include "tests/shell/support/app_fixture.hpp"
#include "tests/shell/support/browser_history.hpp"
#include "tests/support/random.hpp"

namespace kongdi::shell {

class Navigation : public testing::AppTest {
protected:
    void open_at(std::string_view path) {
        history = testing::BrowserHistory(std::string(path));
        open(path);
        follow();
    }
    /// Lets the browser do what the page asked of its history.
    void follow() {
        bool more = true;
        while (more) {
            more = false;
            for (const char* op : {"nav.push", "nav.replace", "nav.back", "nav.rewind"})
                for (const Value& effect : take(op)) {
                    history.take(effect, [this](const auto& entry) { changed(entry); });
                    more = true;
                }
        }
    }
    void changed(const testing::BrowserHistory::Entry& entry) {
        send(Value::map({{"event", "nav.changed"},
                         {"path", entry.path},
                         {"depth", entry.depth},
                         {"report_depth", entry.report_depth}}));
    }
    void tap(std::string_view path) {
        press(path);
        follow();
    }
    void go_back() {
        history.back([this](const auto& entry) { changed(entry); });
        follow();
        draw();
    }
    void fill_and_follow() {
        fill_report();
        follow();
    }

    testing::BrowserHistory history{"/"};
};

TEST_F(Navigation, a_step_has_its_address_and_back_leads_to_the_step_before) {
    open_at("/");
    fill_and_follow();
    EXPECT_EQ(history.here().path, "/report/6");
    EXPECT_EQ(history.behind(), 6u);
    go_back();
    EXPECT_EQ(state().route, (Route{ScreenId::Report, "5"}));
    tap("report/back");
    EXPECT_EQ(state().route, (Route{ScreenId::Report, "4"}));
    EXPECT_EQ(history.here().path, "/report/4");
}

TEST_F(Navigation, back_from_the_receipt_leads_home_and_not_into_the_form_that_was_sent) {
    open_at("/");
    fill_and_follow();
    tap("report/next");
    EXPECT_EQ(state().route.screen, ScreenId::Sent);
    EXPECT_EQ(history.here().path, path_of(state().route));
    EXPECT_EQ(history.behind(), 1u);
    send(Value::map({{"event", "store.done"}, {"tag", "outbox:" + state().outbox[0].id}}));
    go_back();
    EXPECT_EQ(state().route.screen, ScreenId::Home);
    EXPECT_FALSE(state().draft);
}

TEST_F(Navigation, a_dialog_has_an_address_and_back_closes_it) {
    open_at("/");
    fill_and_follow();
    tap("report/6/discard");
    EXPECT_EQ(history.here().path, "/report/6?ask=discard");
    ASSERT_NE(node("report/discard/dialog"), nullptr);
    go_back();
    EXPECT_EQ(node("report/discard/dialog"), nullptr);
    EXPECT_TRUE(state().draft);
    tap("report/6/discard");
    tap("report/discard/keep");
    EXPECT_EQ(history.here().path, "/report/6");
    EXPECT_EQ(history.behind(), 6u);
}

TEST_F(Navigation, on_a_phone_the_staffs_places_are_one_menu_in_whose_place_the_next_page_comes) {
    open_at("/planner");
    answer("me", 200, api::to_value(api::Login{"planner", Role::Planner, ""}));
    draw();
    const widgets::Node* menu = node("planner/menu");
    ASSERT_NE(menu, nullptr);
    EXPECT_GE(menu->rect.h, 48.0f);
    EXPECT_EQ(widgets::find_node(widgets::last_tree(), menu->parent)->role,
              widgets::Role::Navigation);
    tap("planner/menu");
    EXPECT_EQ(history.here().path, "/planner?ask=menu");
    draw();
    EXPECT_NE(node("planner/menu/spaces")->state & widgets::kStateCurrent, 0u);
    EXPECT_EQ(node("planner/menu/waves")->state & widgets::kStateCurrent, 0u);
    EXPECT_GE(node("planner/menu/waves")->rect.h, 48.0f);
    tap("planner/menu/waves");
    EXPECT_EQ(state().route, (Route{ScreenId::Waves}));
    EXPECT_EQ(history.behind(), 1u) << "the menu is no place to go back to";
    go_back();
    EXPECT_EQ(state().route, (Route{ScreenId::Planner}));
    // Where one is already, and the cross, close it.
    for (const char* line : {"planner/menu/spaces", "planner/menu/close"}) {
        tap("planner/menu");
        tap(line);
        EXPECT_EQ(history.here().path, "/planner") << line;
        EXPECT_EQ(state().route.dialog, "") << line;
    }
}

TEST_F(Navigation, on_a_desk_the_staffs_places_stand_at_the_side) {
    widgets::set_viewport({1280, 800, 1, {}});
    open_at("/planner?ask=menu");
    answer("me", 200, api::to_value(api::Login{"planner", Role::Planner, ""}));
    draw();
    EXPECT_EQ(node("planner/menu"), nullptr);
    EXPECT_EQ(node("planner/menu/dialog"), nullptr);
    EXPECT_NE(node("planner/waves"), nullptr);
    // Too low for all of them, they are a menu there, too.
    widgets::set_viewport({1280, 500, 1, {}});
    draw();
    EXPECT_NE(node("planner/menu"), nullptr);
    EXPECT_NE(node("planner/menu/dialog"), nullptr);
    EXPECT_EQ(node("planner/waves"), nullptr);
}

TEST_F(Navigation, a_report_thrown_away_leaves_nothing_to_go_back_to) {
    open_at("/");
    fill_and_follow();
    tap("report/6/discard");
    tap("report/discard/throw");
    EXPECT_EQ(state().route, Route{});
    EXPECT_EQ(history.behind(), 0u);
    EXPECT_FALSE(state().draft);
}

TEST_F(Navigation, a_dialog_opened_by_its_address_is_there_and_closes_without_leaving) {
    open_at("/report/1?ask=discard");
    EXPECT_EQ(state().route.dialog, "discard");
    open_at("/my/01890000-0000-7000-8000-000000000001?ask=withdraw");
    draw();
    EXPECT_EQ(state().route.screen, ScreenId::MyReport);
    EXPECT_EQ(node("my-report/withdraw/dialog"), nullptr) << "there is nothing to withdraw";
}

TEST_F(Navigation, from_an_address_opened_directly_the_arrow_leads_to_the_list_above) {
    open_at("/my/01890000-0000-7000-8000-000000000001");
    tap("my-report/back");
    EXPECT_EQ(state().route.screen, ScreenId::My);
    EXPECT_EQ(history.here().path, "/my");
    tap("my/back");
    EXPECT_EQ(state().route.screen, ScreenId::Home);
    EXPECT_EQ(history.behind(), 0u);
}

TEST_F(Navigation, a_reload_in_the_middle_of_a_report_still_knows_where_it_began) {
    open_at("/");
    fill_and_follow();
    const Value draft = stored("drafts", "idle_space")["value"];
    const auto entry = history.here();
    SetUp();
    send(Value::map({{"event", "start"},
                     {"lang", "en"},
                     {"path", entry.path},
                     {"depth", entry.depth},
                     {"report_depth", entry.report_depth},
                     {"online", true}}));
    send(Value::map({{"event", "store.loaded"},
                     {"tables", Value::map({{"drafts", Value::map({{"idle_space", draft}})}})}}));
    EXPECT_EQ(state().route, (Route{ScreenId::Report, "6"}));
    tap("report/next");
    EXPECT_EQ(state().route.screen, ScreenId::Sent);
    EXPECT_EQ(history.behind(), 1u);
}

TEST_F(Navigation, any_walk_and_back_shows_the_same_again) {
    // What is on the page depends on the address and not on the way to it.
    open_at("/");
    fill_and_follow();
    tests::Random random(20);
    const std::vector<std::string> presses{
        "home/my",    "home/display", "home/login",       "home/report",
        "my/draft",   "my/report",    "report/6/discard", "report/6/step1/change",
        "report/next"};
    for (int walk = 0; walk < 20; ++walk) {
        while (history.behind() > 0) go_back();
        draw();
        std::vector<std::pair<std::string, std::string>> seen;
        const auto look = [this] {
            draw();
            widgets::Nodes tree = widgets::last_tree();
            for (widgets::Node& each : tree) each.edit = 0;  // how often it was scrolled to the top
            return std::pair(history.here().path, widgets::tree_json(tree));
        };
        for (int i = 0; i < 20; ++i) {
            std::vector<std::string> possible;
            for (const std::string& path : presses)
                if (node(path) != nullptr && state().route.dialog.empty() &&
                    !(path == "report/next" && current_step(state()) == 6))
                    possible.push_back(path);
            if (possible.empty()) break;
            seen.push_back(look());
            const std::size_t behind = history.behind();
            tap(random.pick(possible));
            ASSERT_EQ(history.behind(), behind + 1) << seen.back().first;
        }
        for (; !seen.empty(); seen.pop_back()) {
            go_back();
            EXPECT_EQ(look(), seen.back()) << "walk " << walk << " at " << seen.back().first;
        }
    }
}

TEST(Route, an_address_names_screen_argument_and_dialog) {
    EXPECT_EQ(route_of("/report/2?ask=discard"), (Route{ScreenId::Report, "2", "discard"}));
    EXPECT_EQ(route_of("/planner?state=verified&ask=filter#top"),
              (Route{ScreenId::Planner, {}, "filter", "state=verified"}));
    EXPECT_EQ(path_of(route_of("/planner/map?ask=filter&type=I05,I09")),
              "/planner/map?type=I05,I09&ask=filter");
    EXPECT_EQ(route_of("/worker?text=<b>&type=I05").filter, "type=I05");
    EXPECT_EQ(route_of("/planner?text=" + std::string(5000, 'a')).filter, "") << "too long";
    EXPECT_EQ(route_of("/?utm_source=poster"), Route{});
    EXPECT_EQ(route_of("/my?ask=<script>"), Route{ScreenId::My}) << "only small letters";
    EXPECT_EQ(route_of("/no/such/page").screen, ScreenId::Lost);
    EXPECT_EQ(path_of({ScreenId::Report, "2", "discard"}), "/report/2?ask=discard");
}

}  // namespace kongdi::shell
