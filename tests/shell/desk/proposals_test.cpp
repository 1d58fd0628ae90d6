// SPDX-License-Identifier: Apache-2.0
// What is proposed for idle spaces, as planners see it.
#include "tests/shell/desk/index_pages.hpp"

namespace kongdi::shell {

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
    EXPECT_EQ(path_of(state().route), "/plan/edit/new@" + code_of(2) + "@ELD01@" + kSecond);
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

TEST_F(IndexPages, while_the_best_choice_is_sought_the_page_says_so) {
    open_as("/index/proposals");
    answer("index.runs", 200, runs());
    draw();
    constexpr std::string_view words = "正在比较各种方案";
    press("proposals/search");
    platform::native::advance_ms(400);
    draw();
    draw();
    EXPECT_TRUE(says(std::string(words)));
    answer("index.proposals", 200, proposals());
    draw();
    EXPECT_FALSE(says(std::string(words)));
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

TEST_F(IndexPages, proposals_are_of_the_run_whose_ranking_was_looked_at) {
    open_as(std::string("/index/") + kSecond);
    answer("index.runs", 200, runs());
    answer("index.run", 200, card(kSecond, IndexRunState::Frozen));
    press("index/proposals");
    EXPECT_EQ(path_of(state().route), std::string("/index/proposals?run=") + kSecond);
    show("/index");
    press("index/proposals");
    EXPECT_EQ(path_of(state().route), "/index/proposals") << "of the published one";
}

TEST_F(IndexPages, proposals_of_one_run_are_never_shown_for_another) {
    const std::string first = std::string("proposals/") + kSecond + "ELD01/to-plan";
    const std::string of_other = std::string("/index/proposals?run=") + kSecond;
    open_as("/index/proposals");
    answer("index.runs", 200, runs());
    press("proposals/search");
    answer("index.proposals", 200, proposals());
    draw();
    ASSERT_NE(node(first), nullptr);
    take("http.cancel");
    go(of_other);
    EXPECT_EQ(node(first), nullptr);
    press("proposals/search");
    EXPECT_EQ(asked("index.proposals"),
              std::string("/api/v1/index/runs/") + kSecond + "/proposals");
    // What is still on its way is let go, and can be asked for anew.
    take("http.cancel");
    go("/index/proposals");
    const auto cancelled = take("http.cancel");
    ASSERT_EQ(cancelled.size(), 1u);
    EXPECT_EQ(cancelled[0].text("tag"), "index.proposals");
    press("proposals/search");
    EXPECT_EQ(asked("index.proposals"), std::string("/api/v1/index/runs/") + kFirst + "/proposals");
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

}  // namespace kongdi::shell
