// SPDX-License-Identifier: Apache-2.0
// An item of the plan on the desk: its moves, its effect, photos and progress.
#include "tests/shell/desk/plan_pages.hpp"

namespace kongdi::shell {

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

TEST_F(PlanPages, what_was_written_for_one_item_is_not_said_of_another) {
    const auto go_to = [this](const char* id) {
        send(Value::map({{"event", "nav.changed"}, {"path", std::string("/plan/") + id}}));
        answer("plan.item", 200, card_of(item(PlanState::Proposed, id)));
        draw();
    };
    constexpr const char* kOther = "01890000-0000-7000-8000-000000000077";
    show_item(PlanState::Proposed);
    press("plan-item/list_by_reason");
    type("plan-item/move/reason", "居民要求");
    press("plan-item/move/close");
    press("plan-item/list_by_rank");
    EXPECT_TRUE(sent("plan.step")["reason"].is_null()) << "no move without one takes it along";
    answer("plan.step", 422,
           Value::map({{"code", "field_choice"}, {"path", "/source_index_run"}, {"message", ""}}));
    draw();
    ASSERT_NE(node("plan-item/not-moved"), nullptr);
    go_to(kOther);
    EXPECT_EQ(node("plan-item/not-moved"), nullptr);
    press("plan-item/list_by_reason");
    draw();
    ASSERT_NE(node("plan-item/move/reason"), nullptr);
    EXPECT_EQ(node("plan-item/move/reason")->value, "");
    press("plan-item/move/close");
    // An answer that comes late opens nothing on the page of another.
    press("plan-item/list_by_rank");
    go_to(kItem);
    request("plan.item");
    answer("plan.step", 200, plan_item_tree(item(PlanState::Listed, kOther)));
    EXPECT_TRUE(request("plan.item").is_null());
    draw();
    EXPECT_EQ(state().plan.card->item.id, kItem);
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
