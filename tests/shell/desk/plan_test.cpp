// SPDX-License-Identifier: Apache-2.0
// The action plan on the desk: from a proposal to an item, the board and the line of time.
#include "tests/shell/desk/plan_pages.hpp"

namespace kongdi::shell {

TEST_F(PlanPages, the_board_has_what_is_built_beside_what_is_proposed) {
    open_as("/plan");
    PlanItem built = item(PlanState::Building, kLaterRun);
    built.facts.title = "托育点";
    built.progress = {{2027, 40, 120'000, {}}};
    answer("plan", 200, list_of({item(PlanState::Proposed), built}));
    draw();
    EXPECT_NE(node(std::string("plan/proposed/") + kItem), nullptr);
    EXPECT_NE(node(std::string("plan/building/") + kLaterRun), nullptr);
    EXPECT_TRUE(says("50 万元")) << "what an item costs";
    EXPECT_TRUE(says("100 万元")) << "what the year costs";
    EXPECT_TRUE(says("40%"));
    EXPECT_EQ(node("plan/removed"), nullptr);
    press("plan/shown/time");
    EXPECT_EQ(state().plan.shown, PlanShown::TimeLine);
    EXPECT_TRUE(says("2027-04-01 – 2027-10-31，完成 40%"));
    press("plan/time-line/0/open");
    EXPECT_EQ(state().route.screen, ScreenId::PlanItem);
}

TEST_F(PlanPages, years_are_shown_one_by_one_the_newest_first) {
    open_as("/plan");
    PlanItem before = item(PlanState::Done, kLaterRun);
    before.facts.year = 2026;
    answer("plan", 200, list_of({item(PlanState::Proposed), before}));
    draw();
    EXPECT_NE(node(std::string("plan/proposed/") + kItem), nullptr);
    EXPECT_EQ(node(std::string("plan/done/") + kLaterRun), nullptr);
    widgets::choose(node("plan/year")->id, 1);
    draw();
    EXPECT_EQ(node(std::string("plan/proposed/") + kItem), nullptr);
    EXPECT_NE(node(std::string("plan/done/") + kLaterRun), nullptr);
}

TEST_F(PlanPages, an_empty_plan_says_where_to_begin_and_a_lost_network_asks_again) {
    open_as("/plan");
    no_answer("plan");
    draw();
    EXPECT_TRUE(state().plan.listing.failed);
    answer("plan", 200, list_of({}));
    draw();
    EXPECT_TRUE(says("这一年还没有项目"));
    press("plan/new");
    EXPECT_EQ(path_of(state().route), "/plan/new");
}

TEST_F(PlanPages, a_proposal_becomes_an_item_with_its_space_and_its_price) {
    open_as("/index/proposals");
    show_runs();
    const Value space = Value::map({{"id", kSpace},
                                    {"receipt", "翠苑 1042"},
                                    {"type", "I01"},
                                    {"community_name", "翠苑一区"},
                                    {"verified", true}});
    const auto gives = [](std::string_view code, double people) {
        return Value::map({{"community", code}, {"people", people}});
    };
    const auto way = [](std::string_view name, bool usual) {
        const auto words = [&](std::string_view what) {
            return Value::map({{"zh", std::string(name) + std::string(what)}});
        };
        return Value::map({{"way", name},
                           {"usual", usual},
                           {"rights", words("权")},
                           {"certificate", words("证")},
                           {"consent", words("同意")}});
    };
    press("proposals/search");
    answer("index.proposals", 200,
           Value::map(
               {{"is_best", true},
                {"choices",
                 Value::list({Value::map(
                     {{"space", space},
                      {"kind", "ELD01"},
                      {"cost_yuan", 125'000},
                      {"people", 30},
                      {"ways", Value::list({way("integrate", true), way("swap", false)})},
                      {"gives", Value::list({gives("339900001002", 10), gives(kCode, 20)})}})})}}));
    draw();
    press(std::string("proposals/") + kSpace + "ELD01/to-plan");
    EXPECT_EQ(path_of(state().route), std::string("/plan/edit/new@") + kCode + "@ELD01@" + kSpace);
    EXPECT_EQ(state().form.text("budget_wan"), "12.5");
    EXPECT_EQ(state().form.text("title"), "日间照料中心");
    EXPECT_EQ(state().form.text("way"), "integrate") << "the usual one";
    EXPECT_TRUE(says("同意：integrate同意"));
    press("plan-form/way/swap");
    EXPECT_TRUE(says("产权证：swap证")) << "what that takes, as the proposal has it";
    EXPECT_FALSE(says("同意：integrate同意"));
    type("plan-form/title", "老锅炉房改食堂");
    press("plan-form/send");
    const Value body = sent("form");
    EXPECT_EQ(m_path, "/api/v1/plan");
    EXPECT_EQ(body.text("space"), kSpace);
    EXPECT_EQ(body.text("community"), kCode);
    EXPECT_EQ(body["budget_yuan"], Value(125'000));
    EXPECT_EQ(body.text("way"), "swap");
    EXPECT_EQ(body.text("source_index_run"), kRun);
    EXPECT_EQ(body["kinds"], Value::list({"ELD01"}));
    answer("form", 201, plan_item_tree(item(PlanState::Proposed)));
    EXPECT_EQ(path_of(state().route), std::string("/plan/") + kItem);
}

TEST_F(PlanPages, all_services_of_a_space_become_one_item) {
    open_as("/index/proposals");
    show_runs();
    press("proposals/search");
    const Value space = Value::map({{"id", kSpace}, {"receipt", "翠苑 1042"}, {"type", "I02"}});
    const auto choice = [&](std::string_view kind, std::int64_t yuan, std::string_view code) {
        const Value served = Value::map({{"community", code}, {"people", 30}});
        const Value vacate = Value::map({{"way", "vacate"}, {"usual", true}});
        return Value::map({{"space", space},
                           {"kind", kind},
                           {"cost_yuan", yuan},
                           {"gives", Value::list({served})},
                           {"ways", Value::list({vacate})}});
    };
    const Value complex =
        Value::map({{"space", space}, {"kinds", Value::list({"EDU04", "ELD01", "ELD02"})}});
    answer("index.proposals", 200,
           Value::map({{"complexes", Value::list({complex})},
                       {"choices", Value::list({choice("EDU04", 100'000, "339900001002"),
                                                choice("ELD01", 200'000, kCode),
                                                choice("ELD02", 50'000, kCode)})}}));
    draw();
    press(std::string("proposals/complex-") + kSpace + "/to-plan");
    EXPECT_EQ(path_of(state().route),
              std::string("/plan/edit/new@") + kCode + "@EDU04,ELD01,ELD02@" + kSpace);
    EXPECT_EQ(state().form.text("budget_wan"), "35");
    EXPECT_EQ(state().form.text("way"), "vacate");
    EXPECT_EQ(state().form.text("title"), "") << "for whoever files it to say";
    type("plan-form/title", "邻里综合体");
    press("plan-form/send");
    const Value body = sent("form");
    EXPECT_EQ(body["kinds"], Value::list({"EDU04", "ELD01", "ELD02"}));
    EXPECT_EQ(body["budget_yuan"], Value(350'000));
}

TEST_F(PlanPages, an_item_from_nothing_says_what_is_missing) {
    open_as("/plan/new");
    show_runs();
    type("plan-form/title", "食堂");
    press("plan-form/send");
    EXPECT_TRUE(request("form").is_null());
    EXPECT_NE(node("plan-form/kinds-error"), nullptr);
    EXPECT_NE(node("plan-form/community-error"), nullptr);
}

TEST_F(PlanPages, money_is_taken_in_wan_to_the_yuan) {
    open_as(std::string("/plan/edit/new@") + kCode);
    show_runs();
    type("plan-form/title", "食堂");
    press("plan-form/kinds/ELD01");
    press("plan-form/way/vacate");
    type("plan-form/budget_wan", "35.00001");
    type("plan-form/fund_city", "20");
    press("plan-form/send");
    EXPECT_TRUE(request("form").is_null()) << "there is no tenth of a yuan";
    type("plan-form/budget_wan", "35.5");
    press("plan-form/send");
    const Value body = sent("form");
    EXPECT_EQ(body["budget_yuan"], Value(355'000));
    EXPECT_EQ(body["funds"], Value::map({{"city", 200'000}}));
    EXPECT_EQ(body.text("way"), "vacate");
}

}  // namespace kongdi::shell
