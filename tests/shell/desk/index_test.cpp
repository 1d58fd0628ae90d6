// SPDX-License-Identifier: Apache-2.0
// The index on the desk: from the ranking to a community and back, comparing, publishing, making.
#include <algorithm>

#include "core/api/index_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"
#include "tests/support/index_city.hpp"

namespace kongdi::shell {

namespace {

using kongdi::tests::IndexCity;
using kongdi::tests::plain_index_settings;
using kongdi::tests::service_reaching;

constexpr const char* kFirst = "01890000-0000-7000-8000-000000000001";
constexpr const char* kSecond = "01890000-0000-7000-8000-000000000002";

std::string code_of(std::size_t number) { return std::to_string(339'900'001'000U + number); }

/// Thirty communities, the first of which has least.
FrozenRun thirty_communities() {
    IndexCity city({{"ELD01", 2}, {"COM01", 1}});
    for (std::size_t c = 1; c <= 30; ++c) {
        Service elder = service_reaching(3.0 * static_cast<double>(c), {2, 3, 4, 4, 5});
        Service market = service_reaching(60, {4, 4, 5, 5, 5, 3});
        for (int i = 0; i < 6; ++i) {
            elder.importance.add(5, 1);
            market.importance.add(2, 1);
        }
        city.community(code_of(c), {elder, market});
    }
    return {plain_index_settings(), {}, city.build()};
}

IndexRun run_of(const char* id, IndexRunState state) {
    IndexRun out;
    out.id = id;
    out.number = id == kFirst ? 7 : 9;
    out.state = state;
    out.title = id == kFirst ? "上半年" : "下半年";
    out.ranked = 30;
    out.bottom = 3;
    out.mean = 61.5;
    out.by = "planner";
    out.made_at_ms = 1'732'000'000'000;
    return out;
}

}  // namespace

class IndexPages : public testing::AppTest {
protected:
    void open_as(const std::string& path, std::string_view role = "planner") {
        widgets::set_viewport({1280, 3000, 1, {}});  // the whole ranking is in view
        open(path, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "planner"}, {"role", role}, {"device", ""}}));
    }
    void show(const std::string& path, std::string_view role = "planner") {
        open_as(path, role);
        answer("index.runs", 200, runs());
        answer("index.run", 200, card(kFirst, IndexRunState::Published));
        draw();
    }
    static Value runs() {
        return Value::map(
            {{"runs",
              Value::list({api::index_run_tree(run_of(kSecond, IndexRunState::Frozen)),
                           api::index_run_tree(run_of(kFirst, IndexRunState::Published))})}});
    }
    static Value card(const char* id, IndexRunState state) {
        const FrozenRun run = thirty_communities();
        return Value::map({{"run", api::index_run_tree(run_of(id, state))},
                           {"index", city_index_tree(city_index(run.city, run.settings))}});
    }
    static Value community(const char* id, std::size_t number) {
        const FrozenRun run = thirty_communities();
        const CityIndex index = city_index(run.city, run.settings);
        return api::community_card_tree(api::community_card(
            run_of(id, IndexRunState::Published), run, number - 1, index.communities[number - 1]));
    }
    void open_community(std::size_t number) {
        open_as("/index/why/" + code_of(number));
        answer("index.runs", 200, runs());
        answer("index.community", 200, community(kFirst, number));
        draw();
    }
    /// One for the communities 1 and 2, one for the first alone.
    static Value proposals() {
        const auto gives = [](std::size_t number, double people) {
            return Value::map({{"community", code_of(number)}, {"people", people}});
        };
        const auto choice = [](const char* id, std::string_view kind, Value whom) {
            return Value::map({{"space", Value::map({{"id", id}, {"type", "I01"}})},
                               {"kind", kind},
                               {"gives", std::move(whom)}});
        };
        return Value::map(
            {{"is_best", true},
             {"projects", 2},
             {"choices", Value::list({choice(kFirst, "COM01", Value::list({gives(1, 10)})),
                                      choice(kSecond, "ELD01",
                                             Value::list({gives(1, 900), gives(2, 30)}))})}});
    }
    void go(const std::string& path) {
        send(Value::map({{"event", "nav.changed"}, {"path", path}}));
        answer("index.runs", 200, runs());
        draw();
    }
    bool says(const std::string& words) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.name.find(words) != std::string::npos) return true;
        return false;
    }
    void open_address_of(std::size_t number) {
        send(Value::map({{"event", "nav.changed"}, {"path", "/index/why/" + code_of(number)}}));
        answer("index.community", 200, community(kFirst, number));
        draw();
    }
    std::string asked(std::string_view tag) { return request(tag).text("path"); }
    std::string name_of(std::string_view path) {
        const widgets::Node* found = node(path);
        return found != nullptr ? found->name : std::string("nothing");
    }
};

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

TEST_F(IndexPages, each_kind_is_listed_by_what_to_do_about_it) {
    open_community(1);
    EXPECT_TRUE(says("先改善: 日间照料中心"));
    EXPECT_TRUE(says("已经够了: 菜市场"));
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

TEST_F(IndexPages, a_community_leads_to_the_proposals_that_give_it_something) {
    open_community(2);
    press("index-community/proposals");
    EXPECT_EQ(path_of(state().route), "/index/proposals?community=" + code_of(2));
    answer("index.runs", 200, runs());
    draw();
    EXPECT_TRUE(says("只列出让社区" + code_of(2) + "受益的方案"));
    press("proposals/search");
    answer("index.proposals", 200, proposals());
    draw();
    EXPECT_NE(node(std::string("proposals/") + kSecond + "ELD01/to-plan"), nullptr);
    EXPECT_EQ(node(std::string("proposals/") + kFirst + "COM01/to-plan"), nullptr)
        << "it gives something to another community only";
    EXPECT_TRUE(says("列出 2 个项目中的 1 个"));
    // The item is the community's, though another one gets more of it.
    press(std::string("proposals/") + kSecond + "ELD01/to-plan");
    EXPECT_EQ(path_of(state().route), "/plan/new/new@" + code_of(2) + "@ELD01@" + kSecond);
    go("/index/proposals?community=" + code_of(2));
    press("proposals/all");
    EXPECT_EQ(path_of(state().route), "/index/proposals");
    answer("index.runs", 200, runs());
    draw();
    EXPECT_NE(node(std::string("proposals/") + kFirst + "COM01/to-plan"), nullptr);
    EXPECT_FALSE(says("只列出"));
    go("/index/proposals?community=" + code_of(3));
    EXPECT_TRUE(says("没有让这个社区受益的方案"));
}

TEST_F(IndexPages, proposals_are_of_the_run_the_community_was_looked_at_in) {
    open_as("/index/why/" + code_of(2) + "@" + kSecond);
    answer("index.runs", 200, runs());
    answer("index.community", 200, community(kSecond, 2));
    draw();
    press("index-community/proposals");
    EXPECT_EQ(path_of(state().route),
              "/index/proposals?community=" + code_of(2) + "&run=" + kSecond);
    answer("index.runs", 200, runs());
    draw();
    press("proposals/search");
    EXPECT_EQ(asked("index.proposals"),
              std::string("/api/v1/index/runs/") + kSecond + "/proposals");
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
    EXPECT_EQ(name_of("index/ranking/0/by_content"), "-1.50");
    EXPECT_EQ(name_of("index/ranking/0/by_settings"), "-0.25");
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
    EXPECT_TRUE(says("-1.50"));
    EXPECT_TRUE(says("-0.25"));
    open_address_of(2);
    EXPECT_TRUE(says("只在这次里"));
    EXPECT_FALSE(says("+6.25"));
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

TEST_F(IndexPages, idle_spaces_are_proposed_within_a_budget_with_why) {
    open_as("/index/proposals");
    answer("index.runs", 200, runs());
    draw();
    type("proposals/budget", "x");
    press("proposals/search");
    EXPECT_TRUE(request("index.proposals").is_null());
    EXPECT_NE(node("proposals/budget")->state & widgets::kStateInvalid, 0u);
    type("proposals/budget", "12.5");
    type("proposals/projects", "3");
    press("proposals/search");
    EXPECT_EQ(asked("index.proposals"), std::string("/api/v1/index/runs/") + kFirst +
                                            "/proposals?budget_yuan=125000&projects=3");
    const auto value = [](std::string_view as, Value of) {
        return Value::map({{"as", as}, {"value", std::move(of)}});
    };
    const Value line =
        Value::map({{"key", "matching.says.gives"},
                    {"values", Value::map({{"people", value("number", 1234)},
                                           {"community", value("community", code_of(1))}})}});
    const Value space = Value::map({{"id", kSecond},
                                    {"receipt", "翠苑 1042"},
                                    {"type", "I01"},
                                    {"community_name", "翠苑一区"},
                                    {"verified", false},
                                    {"area_low_m2", 620}});
    const Value choice = Value::map({{"space", space},
                                     {"kind", "ELD01"},
                                     {"cost_yuan", 120'000},
                                     {"people", 1234},
                                     {"said", Value::list({line})}});
    answer("index.proposals", 200,
           Value::map({{"is_best", true},
                       {"cost_yuan", 120'000},
                       {"projects", 1},
                       {"spaces", 7},
                       {"choices", Value::list({choice})}}));
    draw();
    bool told = false, cost = false;
    for (const widgets::Node& one : widgets::last_tree()) {
        told = told || one.name == "新增服务 1234 人，在" + code_of(1);
        cost = cost || one.name.find("12 万元") != std::string::npos;
        EXPECT_EQ(one.name.find('{'), std::string::npos) << one.name;
    }
    EXPECT_TRUE(told);
    EXPECT_TRUE(cost);
    press(std::string("proposals/") + kSecond + "ELD01/open");
    EXPECT_EQ(path_of(state().route), std::string("/worker/") + kSecond);
}

TEST_F(IndexPages, a_space_of_several_services_is_told_as_a_complex_and_its_ways_unfold) {
    open_as("/index/proposals");
    answer("index.runs", 200, runs());
    draw();
    press("proposals/search");
    const Value space = Value::map(
        {{"id", kSecond}, {"receipt", "翠苑 1042"}, {"type", "I02"}, {"area_low_m2", 665}});
    const auto words = [](std::string_view zh) { return Value::map({{"zh", zh}}); };
    const Value way = Value::map({{"way", "vacate"},
                                  {"usual", true},
                                  {"rights", words("查清是谁的")},
                                  {"certificate", words("备案使用")},
                                  {"consent", words("业主表决")}});
    const auto choice = [&](std::string_view kind, bool priority) {
        return Value::map({{"space", space},
                           {"kind", kind},
                           {"priority", priority},
                           {"ways", Value::list({way})}});
    };
    const Value complex = Value::map({{"space", space},
                                      {"kinds", Value::list({"ELD01", "COM01"})},
                                      {"is_complex", false},
                                      {"functions", 2},
                                      {"priority", 1},
                                      {"households", 1900},
                                      {"other_floor_m2", 110},
                                      {"m2_per_100_households", 40.7},
                                      {"failed", Value::list({"least_functions"})},
                                      {"advised", Value::list({"advised_area"})}});
    const Value card =
        Value::map({{"is_best", true},
                    {"planned", 2},
                    {"complexes", Value::list({complex})},
                    {"choices", Value::list({choice("ELD01", true), choice("COM01", false)})}});
    answer("index.proposals", 200, card);
    draw();
    const auto says = [](std::string_view part) {
        return std::count_if(widgets::last_tree().begin(), widgets::last_tree().end(),
                             [&](const widgets::Node& one) {
                                 return (one.name + one.value).find(part) != std::string::npos;
                             });
    };
    EXPECT_EQ(says("还不是综合体：功能太少"), 1);
    EXPECT_EQ(says("建议：面积低于建议值"), 1);
    EXPECT_EQ(says("可放进：日间照料中心、"), 1);
    EXPECT_GE(says("社区的 1900 户算"), 1);
    EXPECT_GE(says("行动计划里已有的 2 项服务"), 1);
    EXPECT_EQ(says("“插花”设点时优先"), 1) << "of the two only elder care is one of the four";
    EXPECT_EQ(says("同意：业主表决"), 0);
    const std::string proposal = std::string("proposals/") + kSecond + "ELD01/";
    press(proposal + "ways");
    EXPECT_EQ(says("腾退老旧小区闲散空间（通常的方式）"), 1);
    EXPECT_EQ(says("权属：查清是谁的"), 1);
    EXPECT_EQ(says("产权证：备案使用"), 1);
    EXPECT_EQ(says("同意：业主表决"), 1);
    press(proposal + "ways");
    EXPECT_EQ(says("同意：业主表决"), 0);
}

TEST_F(IndexPages, what_the_guide_calls_a_complex_is_no_scattered_unit) {
    open_as("/index/proposals");
    answer("index.runs", 200, runs());
    draw();
    press("proposals/search");
    const Value space = Value::map({{"id", kSecond}, {"receipt", "翠苑 1042"}, {"type", "I02"}});
    const Value choice = Value::map({{"space", space}, {"kind", "ELD01"}, {"priority", true}});
    const Value complex =
        Value::map({{"space", space}, {"kinds", Value::list({"ELD01"})}, {"is_complex", true}});
    answer("index.proposals", 200,
           Value::map({{"complexes", Value::list({complex})}, {"choices", Value::list({choice})}}));
    draw();
    bool is = false;
    for (const widgets::Node& one : widgets::last_tree()) {
        is = is || one.name.find("符合综合体的要求") != std::string::npos;
        EXPECT_EQ(one.name.find("插花"), std::string::npos) << one.name;
    }
    EXPECT_TRUE(is);
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
