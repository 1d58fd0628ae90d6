// SPDX-License-Identifier: Apache-2.0
// The index on the desk: from the ranking to a community and back, comparing, publishing, making.
#include "tests/shell/desk/index_pages.hpp"

namespace kongdi::shell {

TEST_F(IndexPages, the_published_run_is_shown_the_lowest_first) {
    open_as("/index");
    answer("index.runs", 200, runs());
    EXPECT_EQ(asked("index.run"), std::string("/api/v1/index/runs/") + kFirst);
    answer("index.run", 200, card(kFirst, IndexRunState::Published));
    draw();
    EXPECT_EQ(name_of("index/ranking/0/open"), "社区" + code_of(1));
    EXPECT_EQ(node("index/publish"), nullptr) << "it is published";
    press("index/ranking/index");
    EXPECT_TRUE(state().index.highest_first);
    EXPECT_EQ(name_of("index/ranking/0/open"), "社区" + code_of(30));
}

TEST_F(IndexPages, communities_of_the_same_index_are_ranked_by_facilities_alone_and_then_by_code) {
    open_as("/index");
    answer("index.runs", 200, runs());
    CityIndex index;
    for (const auto& [number, standard] :
         std::vector<std::pair<std::size_t, double>>{{1, 70.0}, {3, 60.0}, {2, 60.0}}) {
        CommunityIndex one{.code = code_of(number), .has_index = true, .index = 50};
        one.standard = standard;
        index.communities.push_back(one);
    }
    answer("index.run", 200,
           Value::map({{"run", api::index_run_tree(run_of(kFirst, IndexRunState::Published))},
                       {"index", city_index_tree(index)}}));
    draw();
    EXPECT_EQ(name_of("index/ranking/0/open"), code_of(2));
    EXPECT_EQ(name_of("index/ranking/1/open"), code_of(3));
    EXPECT_EQ(name_of("index/ranking/2/open"), code_of(1));
    press("index/ranking/index");
    EXPECT_EQ(name_of("index/ranking/0/open"), code_of(1));
}

TEST_F(IndexPages, a_community_that_was_measured_along_straight_lines_is_marked) {
    open_as("/index");
    answer("index.runs", 200, runs());
    Value marked = card(kFirst, IndexRunState::Published);
    marked.set("straight", Value::list({code_of(1)}));
    answer("index.run", 200, marked);
    draw();
    EXPECT_EQ(name_of("index/ranking/0/open"), "社区" + code_of(1) + " *");
    EXPECT_EQ(name_of("index/ranking/1/open"), "社区" + code_of(2));
    EXPECT_TRUE(says("* 这里没有路网，按直线距离估算"));
}

TEST_F(IndexPages, on_a_phone_the_interval_is_seen_without_pushing_the_ranking_aside) {
    show("/index");
    widgets::set_viewport({360, 5000, 1, {}});
    draw();
    const widgets::Node* interval = node("index/ranking/0/interval");
    ASSERT_NE(interval, nullptr);
    EXPECT_GT(interval->rect.w, 100);
    EXPECT_LE(interval->rect.right(), 360);
}

TEST_F(IndexPages, on_a_phone_an_index_stands_in_one_line) {
    const FrozenRun run = thirty_communities();
    CityIndex index = city_index(run.city, run.settings);
    for (CommunityIndex& one : index.communities) {
        one.name = "翠苑社区";
        one.survey_first = false;  // three words, which may take two lines
    }
    open_as("/index");
    answer("index.runs", 200, runs());
    Value shown = card(kFirst, IndexRunState::Published);
    shown.set("index", city_index_tree(index));
    answer("index.run", 200, shown);
    const auto row_height = [&](float width) {
        widgets::set_viewport({width, 5000, 1, {}});
        draw();
        draw();
        return node("index/ranking/0/open")->rect.h;
    };
    EXPECT_EQ(row_height(390), row_height(1280));
}

TEST_F(IndexPages, only_those_on_the_plan_can_be_shown_and_one_can_be_found) {
    show("/index");
    press("index/shown/bottom");
    EXPECT_NE(node("index/ranking/2"), nullptr);
    EXPECT_EQ(node("index/ranking/3"), nullptr);
    press("index/shown/all");
    type("index/find", code_of(17));
    draw();
    EXPECT_EQ(name_of("index/ranking/0/open"), "社区" + code_of(17));
    EXPECT_EQ(node("index/ranking/1"), nullptr);
    type("index/find", "nowhere");
    draw();
    EXPECT_EQ(node("index/ranking"), nullptr);
}

TEST_F(IndexPages, a_row_leads_to_why) {
    show("/index");
    press("index/ranking/0/open");
    EXPECT_EQ(path_of(state().route), "/index/why/" + code_of(1));
    answer("index.runs", 200, runs());
    EXPECT_EQ(asked("index.community"),
              std::string("/api/v1/index/runs/") + kFirst + "/communities/" + code_of(1));
    answer("index.community", 200, community(kFirst, 1));
    draw();
    EXPECT_EQ(name_of("index-community/ELD01"), "日间照料中心");
    EXPECT_EQ(name_of("index-community/fields"), "既重要又不满意：日间照料中心");
    EXPECT_EQ(path_of(route_above(state().route)), "/index");
}

TEST_F(IndexPages, whom_the_distance_laid_down_reaches_stands_beside_whom_a_way_on_reaches) {
    open_community(2);
    EXPECT_TRUE(says("走得到的占 6"));
    EXPECT_TRUE(says("只算规定距离以内的，占 3"));
}

TEST_F(IndexPages, each_kind_is_listed_by_what_to_do_about_it) {
    open_community(1);
    EXPECT_TRUE(says("先改善: 日间照料中心"));
    EXPECT_TRUE(says("已经够了: 菜市场"));
}

TEST_F(IndexPages, the_curves_of_the_kind_that_is_shown_are_saved_as_a_picture) {
    open_community(1);
    const auto saved = [this] {
        press("index-community/papers");
        draw();
        press("index-community/papers/papers/reachpaper.svg");
        const std::vector<Value> downloads = take("download");
        draw();
        return downloads.size() == 1 ? downloads[0].text("url") : std::string();
    };
    const std::string path =
        "/export/chart/reach.svg?lang=zh&community=" + code_of(1) + "&run=" + kFirst + "&kind=";
    EXPECT_EQ(saved(), path + "ELD01") << "what costs most, first";
    press("index-community/reach/elder");
    widgets::choose(node("index-community/kind")->id, 1);
    draw();
    EXPECT_EQ(saved(), path + "COM01");
}

TEST_F(IndexPages, how_far_one_walks_from_the_facilities_of_a_kind_is_seen_on_a_map) {
    open_community(1);
    EXPECT_EQ(node("index-community/map"), nullptr);
    const std::string kinds = "/api/v1/communities/" + code_of(1) + "/kinds/";
    press("index-community/reach/elder");
    Value sent = request("reach");
    EXPECT_EQ(sent.text("path"), kinds + "ELD01/reach?pace=elder") << "what costs most, first";
    const Polygon square{
        {{{120.15, 30.27}, {120.16, 30.27}, {120.16, 30.28}, {120.15, 30.28}, {120.15, 30.27}}}};
    api::ReachCard card{.pace = "elder", .metres_per_minute = 48};
    card.curves = {{5, 240, {square}}, {10, 480, {square}}, {15, 720, {square}}};
    card.boundary = {square};
    card.places = {{120.155, 30.275}};
    std::vector<double> people(16, 0);
    for (std::size_t minute = 0; minute < people.size(); ++minute)
        people[minute] = static_cast<double>(minute) * 100;
    card.people = {{"standard", 60, people}, {"elder", 48, people}, {"wheelchair", 40, people}};
    answer(sent.text("tag"), 200, api::to_value(card));
    draw();
    EXPECT_NE(node("index-community/map"), nullptr);
    EXPECT_TRUE(says("走 5、10、15 分钟（每分钟 48 米，最远 720 米）"));
    EXPECT_NE(node("index-community/people"), nullptr);
    EXPECT_TRUE(says("轮椅（每分钟 40 米）：5 分钟内 500、10 分钟内 1000、15 分钟内 1500"));

    // Another kind is asked for at the same pace; of it there is none.
    widgets::choose(node("index-community/kind")->id, 1);
    draw();
    sent = request("reach");
    EXPECT_EQ(sent.text("path"), kinds + "COM01/reach?pace=elder");
    card.curves.clear();
    card.places.clear();
    card.people.clear();
    answer(sent.text("tag"), 200, api::to_value(card));
    draw();
    EXPECT_NE(node("index-community/map"), nullptr) << "with its boundary";
    EXPECT_NE(node("index-community/no-facility"), nullptr);
    EXPECT_EQ(node("index-community/people"), nullptr);
}

TEST_F(IndexPages, a_community_of_another_run_is_asked_for_at_once_and_leads_back_to_it) {
    open_as("/index/why/" + code_of(2) + "@" + kSecond);
    EXPECT_EQ(asked("index.community"),
              std::string("/api/v1/index/runs/") + kSecond + "/communities/" + code_of(2));
    EXPECT_EQ(path_of(route_above(state().route)), std::string("/index/") + kSecond);
}

TEST_F(IndexPages, a_frozen_run_is_published_after_a_question) {
    open_as(std::string("/index/") + kSecond);
    answer("index.runs", 200, runs());
    answer("index.run", 200, card(kSecond, IndexRunState::Frozen));
    press("index/publish");
    EXPECT_TRUE(request("index.move").is_null());
    press("index/sure/do");
    const Value sent = request("index.move");
    EXPECT_EQ(sent.text("path"), std::string("/api/v1/index/runs/") + kSecond + "/events");
    answer("index.move", 409, Value::map({{"code", "move_illegal"}, {"path", ""}}));
    draw();
    EXPECT_NE(node("index/not_moved"), nullptr);
}

TEST_F(IndexPages, a_worker_sees_the_ranking_and_makes_none) {
    show("/index", "worker");
    EXPECT_NE(node("index/ranking/0"), nullptr);
    EXPECT_EQ(node("index/new"), nullptr);
    EXPECT_EQ(node("index/document"), nullptr);
    EXPECT_NE(node("index/csv"), nullptr);
}

TEST_F(IndexPages, two_runs_are_compared_in_a_column) {
    show("/index");
    widgets::choose(node("index/compare")->id, 1);
    draw();
    EXPECT_EQ(asked("index.changes"),
              std::string("/api/v1/index/runs/") + kFirst + "/changes/" + kSecond);
    api::ChangesCard changes{
        run_of(kSecond, IndexRunState::Frozen), run_of(kFirst, IndexRunState::Published), {}};
    changes.changes.push_back({code_of(1), "", true, 20, 24.5, 6.25, -1.5, -0.25, "ELD01"});
    changes.changes.push_back({code_of(2), "", false, 0, 30});
    changes.changes.push_back({code_of(31), "撤并社区", false, 40, 0});
    answer("index.changes", 200, api::changes_card_tree(changes));
    draw();
    EXPECT_EQ(name_of("index/ranking/0/change"), "+4.50 · 日间照料中心");
    EXPECT_EQ(name_of("index/ranking/0/by_access"), "+6.25");
    EXPECT_EQ(name_of("index/ranking/0/by_content"), "−1.50");
    EXPECT_EQ(name_of("index/ranking/0/by_settings"), "−0.25");
    EXPECT_EQ(name_of("index/ranking/1/change"), "只在这次里");
    EXPECT_EQ(name_of("index/ranking/1/by_access"), "–");
    EXPECT_EQ(name_of("index/ranking/2/change"), "–");
    EXPECT_EQ(name_of("index/only-before"), "有 1 个只在被比较的那次里：撤并社区");

    // The page of a community says the same.
    const auto says = [](std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if ((one.name + one.hint + one.value).find(words) != std::string::npos) return true;
        return false;
    };
    press("index/ranking/0/open");
    answer("index.community", 200, community(kFirst, 1));
    draw();
    EXPECT_NE(node("index-community/moved"), nullptr);
    EXPECT_TRUE(says("比较的是：下半年"));
    EXPECT_TRUE(says("+6.25"));
    EXPECT_TRUE(says("−1.50"));
    EXPECT_TRUE(says("−0.25"));
    open_address_of(2);
    EXPECT_TRUE(says("只在这次里"));
    EXPECT_FALSE(says("+6.25"));
}

TEST_F(IndexPages, a_comparison_that_comes_after_another_run_was_opened_is_not_shown_there) {
    show("/index");
    widgets::choose(node("index/compare")->id, 1);
    draw();
    send(Value::map({{"event", "nav.changed"}, {"path", std::string("/index/") + kSecond}}));
    answer("index.runs", 200, runs());
    answer("index.run", 200, card(kSecond, IndexRunState::Frozen));
    api::ChangesCard late{
        run_of(kSecond, IndexRunState::Frozen), run_of(kFirst, IndexRunState::Published), {}};
    late.changes.push_back({code_of(1), "", true, 20, 24.5, 6.25, -1.5, -0.25, "ELD01"});
    answer("index.changes", 200, api::changes_card_tree(late));
    draw();
    ASSERT_NE(node("index/ranking/0/open"), nullptr);
    EXPECT_EQ(node("index/ranking/0/change"), nullptr);
}

TEST_F(IndexPages, a_run_is_made_from_a_form_that_begins_with_the_defaults) {
    open_as("/index/new");
    answer("index.defaults", 200,
           Value::map({{"settings", index_settings_tree(plain_index_settings())}}));
    answer("waves", 200, Value::map({{"waves", Value::list()}}));
    EXPECT_EQ(state().form.text("bottom_share"), "10");
    EXPECT_EQ(state().form.text("access_share"), "60");
    type("index-form/title", "2026 下半年");
    type("index-form/bottom_share", "110");
    press("index-form/send");
    EXPECT_TRUE(request("form").is_null()) << "110 % is refused at its field";
    type("index-form/bottom_share", "12.5");
    press("index-form/send");
    const Value sent = request("form");
    EXPECT_EQ(sent.text("path"), "/api/v1/index/runs");
    const Value body = parse_json(sent["body"].string_or("")).value_or(Value());
    EXPECT_EQ(body["settings"]["bottom_share"], Value(0.125));
    EXPECT_EQ(body.text("wave"), "");
    answer("form", 201, api::index_run_tree(run_of(kSecond, IndexRunState::Frozen)));
    EXPECT_EQ(path_of(state().route), std::string("/index/") + kSecond);
}

TEST_F(IndexPages, weights_and_bounds_of_a_run_are_unfolded_and_checked_at_their_fields) {
    IndexSettings settings = plain_index_settings();
    settings.weights = {{"EDU01", 2}, {"ELD01", 2.5}};
    settings.unsure_low = 0.2;
    settings.unsure_high = 0.8;
    open_as("/index/new");
    answer("index.defaults", 200, Value::map({{"settings", index_settings_tree(settings)}}));
    answer("waves", 200, Value::map({{"waves", Value::list()}}));
    draw();
    EXPECT_EQ(node("index-form/weight_ELD01"), nullptr) << "folded";
    press("index-form/weights");
    EXPECT_EQ(node("index-form/weight_ELD01")->value, "2.5");
    EXPECT_EQ(node("index-form/unsure_high")->value, "80");
    type("index-form/title", "调权重");
    type("index-form/weight_ELD01", "11");
    type("index-form/unsure_low", "90");
    press("index-form/weights");
    press("index-form/send");
    EXPECT_TRUE(request("form").is_null());
    EXPECT_NE(node("index-form/weight_ELD01")->state & widgets::kStateInvalid, 0u)
        << "what is wrong is not folded away";
    EXPECT_NE(node("index-form/unsure_high")->state & widgets::kStateInvalid, 0u);
    type("index-form/weight_ELD01", "");
    EXPECT_NE(node("index-form/weight_ELD01")->state & widgets::kStateInvalid, 0u);
    type("index-form/weight_ELD01", "3");
    type("index-form/unsure_low", "25");
    type("index-form/other_weight", "0.5");
    press("index-form/send");
    const Value body = parse_json(request("form")["body"].string_or("")).value_or(Value());
    EXPECT_EQ(body["settings"]["weights"], Value::map({{"EDU01", 2}, {"ELD01", 3}}));
    EXPECT_EQ(body["settings"]["unsure_low"], Value(0.25));
    EXPECT_EQ(body["settings"]["unsure_high"], Value(0.8));
    EXPECT_EQ(body["settings"]["other_weight"], Value(0.5));
}

TEST_F(IndexPages, the_ranking_is_downloaded_in_the_format_that_is_chosen) {
    show("/index");
    press("index/csv");
    const auto url = [&] {
        const std::vector<Value> asked = take("download");
        return asked.empty() ? std::string("nothing") : asked.back().text("url");
    };
    EXPECT_EQ(url(), std::string("/export/index.csv?run=") + kFirst);
    press("index/formats");
    EXPECT_EQ(state().route.dialog, "formats");
    press("index/formats/shp.zip");
    EXPECT_EQ(url(), std::string("/export/index.shp.zip?run=") + kFirst);
    EXPECT_EQ(state().route.dialog, "");
    press("index/document");
    EXPECT_EQ(url(), std::string("/api/v1/index/runs/") + kFirst + "/document");
}

TEST_F(IndexPages, without_a_run_says_so_and_without_a_network_asks_again) {
    open_as("/index");
    answer("index.runs", 200, Value::map({{"runs", Value::list()}}));
    draw();
    EXPECT_EQ(node("index/ranking"), nullptr);
    EXPECT_TRUE(says("还没有指数"));
    open_as("/index");
    no_answer("index.runs");
    draw();
    request("index.runs");
    press("index/again");
    EXPECT_FALSE(request("index.runs").is_null());
}

}  // namespace kongdi::shell
