// SPDX-License-Identifier: Apache-2.0
// The action plan on the desk: from a proposal to an item, its moves, the board and the line of
// time.
#include "core/api/plan_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

constexpr const char* kItem = "01890000-0000-7000-8000-000000000011";
constexpr const char* kSpace = "01890000-0000-7000-8000-000000000022";
constexpr const char* kRun = "01890000-0000-7000-8000-000000000033";
constexpr const char* kLaterRun = "01890000-0000-7000-8000-000000000044";
constexpr const char* kCode = "339900001001";

PlanItem item(PlanState state, std::string id = kItem) {
    PlanItem out;
    out.id = std::move(id);
    out.version = 3;
    out.facts.year = 2027;
    out.facts.title = "老锅炉房改食堂";
    out.facts.community = kCode;
    out.facts.kinds = {"ELD01"};
    out.facts.space = kSpace;
    out.facts.source_index_run = kRun;
    out.facts.budget_yuan = 500'000;
    out.facts.funds = {{FundSource::City, 350'000}};
    out.facts.starts_on = "2027-04-01";
    out.facts.ends_on = "2027-10-31";
    out.standing.state = state;
    out.community_name = "翠苑一区";
    return out;
}

Value list_of(std::vector<PlanItem> items) {
    auto years = api::plan_years(items);
    return api::to_value(api::PlanList{std::move(items), std::move(years)});
}

Value card_of(const PlanItem& one) {
    const std::vector<PlanVersion> versions{
        {1, PlanDoing::File, {}, {}, "planner", 1'732'000'000'000, item(PlanState::Proposed)}};
    return Value::map({{"item", plan_item_tree(one)},
                       {"versions", plan_versions_tree(versions)},
                       {"space_receipt", "翠苑 1042"}});
}

constexpr std::int64_t kDone = 1'732'000'000'000;

Value run_tree(const char* id, std::string_view state, std::string_view title,
               std::int64_t made_at_ms = kDone + 1) {
    IndexRun out;
    out.id = id;
    out.made_at_ms = made_at_ms;
    out.title = title;
    out.state = index_run_state_from_name(state).value_or(IndexRunState::Frozen);
    return api::index_run_tree(out);
}

}  // namespace

class PlanPages : public testing::AppTest {
protected:
    void open_as(const std::string& path, std::string_view role = "planner") {
        widgets::set_viewport({1280, 3000, 1, {}});
        open(path, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "planner"}, {"role", role}, {"device", ""}}));
    }
    void show_runs() {
        answer("index.runs", 200,
               Value::map({{"runs", Value::list({run_tree(kLaterRun, "frozen", "下半年"),
                                                 run_tree(kRun, "published", "上半年")})}}));
    }
    void show_item(PlanState state, std::string_view role = "planner") {
        open_as(std::string("/plan/") + kItem, role);
        show_runs();
        answer("plan.item", 200, card_of(item(state)));
        draw();
    }
    /// What was sent last, and where to.
    Value sent(std::string_view tag) {
        const Value asked = request(tag);
        m_path = asked.text("path");
        return parse_json(asked["body"].string_or("")).value_or(Value());
    }
    std::string m_path = {};
    bool says(std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if ((one.name + one.hint + one.value).find(words) != std::string::npos) return true;
        return false;
    }
};

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

TEST_F(PlanPages, an_item_is_changed_on_the_version_that_was_seen) {
    open_as(std::string("/plan/edit/") + kItem);
    answer("plan.item", 200, card_of(item(PlanState::Funded)));
    draw();
    EXPECT_EQ(state().form.text("budget_wan"), "50");
    EXPECT_EQ(state().form.text("fund_city"), "35");
    type("plan-form/owner", "翠苑街道");
    press("plan-form/send");
    const Value body = sent("form");
    EXPECT_EQ(m_path, std::string("/api/v1/plan/") + kItem + "/events");
    EXPECT_EQ(body["version"], Value(3));
    EXPECT_EQ(body["facts"].text("owner"), "翠苑街道");
    EXPECT_EQ(body["facts"].text("space"), kSpace);
    answer("form", 409,
           Value::map({{"code", "stale_version"}, {"path", "/version"}, {"message", ""}}));
    EXPECT_FALSE(request("plan.item").is_null()) << "what stands now is asked for";
}

TEST_F(PlanPages, the_next_step_is_at_the_thumb_and_why_is_asked_where_it_must_be) {
    show_item(PlanState::Proposed);
    press("plan-item/list_by_rank");
    const Value listed = sent("plan.step");
    EXPECT_EQ(listed.text("move"), "list_by_rank");
    EXPECT_EQ(listed["version"], Value(3));
    answer("plan.step", 422,
           Value::map({{"code", "field_choice"}, {"path", "/source_index_run"}, {"message", ""}}));
    draw();
    EXPECT_TRUE(says("不在那次指数最低的一成里"));
    answer("plan.step", 409,
           Value::map({{"code", "move_illegal"}, {"path", "/source_index_run"}, {"message", ""}}));
    draw();
    EXPECT_TRUE(says("那次指数还没有发布"));
    press("plan-item/list_by_reason");
    EXPECT_EQ(state().route.dialog, "listbyreason");
    type("plan-item/move/reason", "居民要求");
    press("plan-item/move/do");
    EXPECT_EQ(sent("plan.step").text("reason"), "居民要求");
    answer("plan.step", 200, plan_item_tree(item(PlanState::Listed)));
    EXPECT_TRUE(state().plan.reason.empty());
    EXPECT_FALSE(request("plan.item").is_null());
}

TEST_F(PlanPages, the_effect_is_measured_by_a_published_run_made_after_the_work) {
    constexpr const char* kOlder = "01890000-0000-7000-8000-000000000055";
    constexpr const char* kDraft = "01890000-0000-7000-8000-000000000066";
    const auto open_with = [&](std::vector<Value> runs) {
        Value list = Value::list();
        for (Value& run : runs) list.push(std::move(run));
        open_as(std::string("/plan/") + kItem);
        answer("index.runs", 200, Value::map({{"runs", std::move(list)}}));
        PlanItem accepted = item(PlanState::Accepted);
        accepted.done_at_ms = kDone;
        answer("plan.item", 200, card_of(accepted));
        press("plan-item/measure_effect");
    };
    open_with({run_tree(kDraft, "frozen", "草算"), run_tree(kOlder, "superseded", "完工前", kDone),
               run_tree(kRun, "superseded", "列入时")});
    EXPECT_EQ(node("plan-item/move/run"), nullptr);
    EXPECT_TRUE(says("完工之后还没有发布过指数"));
    EXPECT_NE(node("plan-item/move/do")->state & widgets::kStateDisabled, 0u);

    open_with({run_tree(kDraft, "frozen", "草算"), run_tree(kLaterRun, "published", "下半年"),
               run_tree(kOlder, "superseded", "完工前", kDone),
               run_tree(kRun, "superseded", "列入时")});
    const widgets::Node* run = node("plan-item/move/run");
    ASSERT_NE(run, nullptr);
    widgets::choose(run->id, 1);
    draw();
    EXPECT_EQ(state().plan.effect_run, kLaterRun) << "the only one that can tell";
    press("plan-item/move/do");
    EXPECT_EQ(sent("plan.step").text("index_run"), kLaterRun);
    for (const auto& [code, words] :
         std::vector<std::pair<const char*, const char*>>{{"move_illegal", "还没有发布"},
                                                          {"field_range", "完工之前算的"},
                                                          {"field_choice", "说明不了"}}) {
        answer("plan.step", 422,
               Value::map({{"code", code}, {"path", "/index_run"}, {"message", ""}}));
        draw();
        EXPECT_TRUE(says(words)) << code;
    }
}

TEST_F(PlanPages, what_was_decided_of_an_item_is_held_at_its_fields) {
    open_as(std::string("/plan/edit/") + kItem);
    PlanItem funded = item(PlanState::Building);
    funded.facts.funds = {{FundSource::City, 500'000}};
    answer("plan.item", 200, card_of(funded));
    draw();
    type("plan-form/budget_wan", "50.0001");
    press("plan-form/send");
    EXPECT_TRUE(request("form").is_null());
    EXPECT_NE(node("plan-form/budget_wan")->state & widgets::kStateInvalid, 0u);
    EXPECT_TRUE(says("各项来源合起来不能少于预算"));
    type("plan-form/budget_wan", "50");
    type("plan-form/fund_city", "49");
    press("plan-form/send");
    EXPECT_NE(node("plan-form/funds-error"), nullptr);
    type("plan-form/budget_wan", "45");
    press("plan-form/send");
    EXPECT_EQ(sent("form")["facts"]["budget_yuan"], Value(450'000));
    answer("form", 409,
           Value::map({{"code", "move_illegal"}, {"path", "/community"}, {"message", ""}}));
    draw();
    EXPECT_TRUE(says("已按原来的社区列入计划"));
}

TEST_F(PlanPages, photos_before_and_after_stand_below_what_the_item_has_changed) {
    PlanItem done = item(PlanState::EffectMeasured);
    done.index_before = 20.25;
    done.index_after = 31.5;
    done.facts.photos_before = {std::string(64, 'a')};
    done.facts.photos_after = {std::string(64, 'b'), std::string(64, 'c')};
    open_as(std::string("/plan/") + kItem);
    show_runs();
    answer("plan.item", 200, card_of(done));
    draw();
    ASSERT_NE(node("plan-item/effect"), nullptr);
    EXPECT_TRUE(says("20.25"));
    EXPECT_TRUE(says("31.50"));
    EXPECT_TRUE(says("+11.25"));
    EXPECT_TRUE(says("改造前"));
    EXPECT_TRUE(says("改造后"));
    float below = node("plan-item/effect")->rect.bottom();
    for (const auto& [photos, key] :
         {std::pair(&done.facts.photos_before, "plan.field.photos_before"),
          std::pair(&done.facts.photos_after, "plan.field.photos_after")})
        for (const std::string& hash : *photos) {
            const widgets::Node* picture = node("plan-item/" + std::string(key) + "/" + hash);
            ASSERT_NE(picture, nullptr) << key;
            EXPECT_EQ(picture->role, widgets::Role::Image);
            EXPECT_GE(picture->rect.y, below);
            below = picture->rect.bottom();
        }
    // Nothing is said of what is not there yet.
    show_item(PlanState::Building);
    EXPECT_EQ(node("plan-item/effect"), nullptr);
    EXPECT_FALSE(says("改造后"));
}

TEST_F(PlanPages, progress_is_told_by_year_and_a_mistake_stands_at_its_field) {
    show_item(PlanState::Building, "worker");
    EXPECT_EQ(node("plan-item/change"), nullptr) << "workers do not change what is planned";
    EXPECT_EQ(node("plan-item/remove"), nullptr);
    EXPECT_NE(node("plan-item/finish"), nullptr);
    type("plan-item/percent", "40");
    type("plan-item/spent_wan", "12");
    press("plan-item/tell");
    const Value told = sent("plan.step");
    EXPECT_EQ(told.text("do"), "progress");
    EXPECT_EQ(told["progress"],
              Value::map({{"year", 2027}, {"percent", 40}, {"note", ""}, {"spent_yuan", 120'000}}));
    answer("plan.step", 422,
           Value::map({{"code", "field_range"}, {"path", "/progress/percent"}, {"message", ""}}));
    draw();
    EXPECT_NE(node("plan-item/percent")->state & widgets::kStateInvalid, 0u);
}

TEST_F(PlanPages, an_item_leads_to_its_space_and_says_what_money_lacks) {
    show_item(PlanState::Scheme);
    EXPECT_TRUE(says("15 万元")) << "500,000 less 350,000";
    press("plan-item/space");
    EXPECT_EQ(path_of(state().route), std::string("/worker/") + kSpace);
}

}  // namespace kongdi::shell
