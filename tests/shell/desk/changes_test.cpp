// SPDX-License-Identifier: Apache-2.0
// A planner gives an edited download back: each change is seen before any is done.
#include "core/api/change_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class ChangesPage : public testing::AppTest {
protected:
    void open_as(Role role, std::string_view path) {
        open(path);
        api::Login login;
        login.name = "somebody";
        login.role = role;
        answer("me", 200, api::to_value(login));
    }
    void choose(std::string_view name = "facilities.csv") {
        send(Value::map({{"event", "layer.picked"}, {"name", name}, {"bytes", 900}}));
    }
    Value sent() {
        const auto effects = take("layer.send");
        return effects.empty() ? Value() : effects.back();
    }
    static api::ChangeRow seats(std::int64_t row, int after) {
        return {.kind = api::ChangeKind::Changed,
                .row = row,
                .id = "01890000-0000-7000-8000-000000000001",
                .name = "Canteen " + std::to_string(row),
                .version = 1,
                .fields = {{"seats", 48, after, {}}}};
    }
    static api::ChangeReport report() {
        api::ChangeRow conflict = seats(9, 60);
        conflict.kind = api::ChangeKind::Conflict;
        conflict.now_version = 3;
        conflict.fields[0].now = 52;
        return {
            .file = "facilities.csv",
            .encoding = "GB18030",
            .digest = "d1",
            .counts =
                {.rows = 6, .unchanged = 2, .conflicts = 1, .refused = 1, .filed = 1, .changed = 1},
            .ignored = {{"filed_by", 2, {3, 4}}},
            .unknown = {"my note"},
            .rows = {conflict,
                     {.kind = api::ChangeKind::Refused,
                      .row = 5,
                      .id = "x",
                      .name = "Elsewhere",
                      .mistakes = {{"access_denied", "/community"}}},
                     {.kind = api::ChangeKind::Filed,
                      .row = 7,
                      .name = "New canteen",
                      .fields = {{"kind", {}, "ELD02", {}}}},
                     seats(3, 50)}};
    }
    static api::ChangeReport plan_report() {
        const auto funds = [](int yuan) { return Value::map({{"city", yuan}}); };
        return {.file = "plan.xlsx",
                .encoding = "UTF-8",
                .digest = "d2",
                .counts = {.rows = 5, .unchanged = 2, .refused = 1, .filed = 1, .changed = 1},
                .rows = {{.kind = api::ChangeKind::Refused,
                          .row = 5,
                          .id = "x",
                          .name = "Listed",
                          .mistakes = {{"move_illegal", "/year"},
                                       {"field_format", "/starts_on"},
                                       {"field_range", "/funds/city"}}},
                         {.kind = api::ChangeKind::Filed,
                          .row = 7,
                          .name = "New canteen",
                          .fields = {{"kinds", {}, Value::list({"ELD02"}), {}}}},
                         {.kind = api::ChangeKind::Changed,
                          .row = 3,
                          .id = "01890000-0000-7000-8000-000000000001",
                          .name = "Boiler house",
                          .version = 1,
                          .fields = {{"budget_yuan", 500'000, 600'000, {}},
                                     {"funds", funds(300'000), funds(350'000), {}},
                                     {"owner", "", "Street", {}}}}}};
    }
    static api::ChangeReport programme_report() {
        return {.file = "programme.xlsx",
                .encoding = "UTF-8",
                .digest = "d3",
                .counts = {.rows = 4, .unchanged = 1, .refused = 1, .filed = 1, .changed = 1},
                .ignored = {{"papers_there", 1, {4}}},
                .rows = {{.kind = api::ChangeKind::Refused,
                          .row = 5,
                          .id = "x",
                          .name = "Certificate",
                          .mistakes = {{"move_illegal", "/state"},
                                       {"field_missing", "/reason"},
                                       {"field_unknown", "/yuan"},
                                       {"answer_constraint", "/papers"}}},
                         {.kind = api::ChangeKind::Filed,
                          .row = 7,
                          .name = "New budget",
                          .fields = {{"kind", {}, "budget", {}}, {"part", {}, "added", {}}}},
                         {.kind = api::ChangeKind::Changed,
                          .row = 3,
                          .id = "01890000-0000-7000-8000-000000000001",
                          .name = "Leading community",
                          .version = 2,
                          .fields = {{"yuan", 5'000'000, 4'000'000, {}},
                                     {"candidate", {}, "01890000-0000-7000-8000-0000000000aa", {}},
                                     {"state", "applied", "withdrawn", {}},
                                     {"reason", "", "Twice", {}}}}}};
    }
    bool says(std::string_view words) {
        draw();
        for (const widgets::Node& one : widgets::last_tree())
            if (one.name.find(words) != std::string::npos ||
                one.value.find(words) != std::string::npos)
                return true;
        return false;
    }
};

TEST_F(ChangesPage, a_file_is_compared_shown_and_applied_with_what_was_shown) {
    open_as(Role::Planner, "/downloads/facilities");
    press("downloads/changes");
    EXPECT_EQ(path_of(state().route), "/downloads/changes");
    choose();
    EXPECT_EQ(sent().text("path"), api::kFacilityChangesPreview);
    answer("changes.look", 200, api::to_value(report()));
    EXPECT_TRUE(says("48 → 60 (now 52)")) << "the conflict";
    EXPECT_TRUE(says("Outside your area")) << "the refusal";
    EXPECT_TRUE(says("48 → 50"));
    EXPECT_TRUE(says("filed_by"));
    EXPECT_TRUE(says("my note"));
    type("downloads/reason", "Counted again");
    press("downloads/apply");
    const Value asked = sent();
    EXPECT_EQ(asked.text("path"), api::kFacilityChanges);
    EXPECT_EQ(asked["fields"].text("digest"), "d1");
    EXPECT_EQ(asked["fields"].text("reason"), "Counted again");
    api::ChangeReport done = report();
    done.applied = true;
    answer("changes.apply", 200, api::to_value(done));
    EXPECT_TRUE(says("1 facilities changed, 1 filed"));
    EXPECT_EQ(node("downloads/apply"), nullptr) << "once";
}

TEST_F(ChangesPage, a_plan_is_given_back_from_its_own_pages_and_told_in_its_own_words) {
    open_as(Role::Planner, "/downloads/plan");
    press("downloads/changes");
    EXPECT_EQ(path_of(state().route), "/downloads/changes?set=plan");
    choose("plan.xlsx");
    EXPECT_EQ(sent().text("path"), api::kPlanChangesPreview);
    answer("changes.look", 200, api::to_value(plan_report()));
    EXPECT_TRUE(says("Action plan"));
    EXPECT_TRUE(says("50 × 10,000 yuan → 60 × 10,000 yuan"));
    EXPECT_TRUE(says("City 30 × 10,000 yuan → City 35 × 10,000 yuan"));
    EXPECT_TRUE(says("→ Street"));
    EXPECT_TRUE(says("carried over")) << "why the year is refused";
    EXPECT_TRUE(says("a day is 2027-03-01"));
    press("downloads/apply");
    EXPECT_EQ(sent().text("path"), api::kPlanChanges);
    api::ChangeReport done = plan_report();
    done.applied = true;
    answer("changes.apply", 200, api::to_value(done));
    EXPECT_TRUE(says("1 items of the plan changed, 1 proposed"));
}

TEST_F(ChangesPage, a_programme_is_given_back_from_its_own_pages_and_told_in_its_own_words) {
    open_as(Role::Planner, "/downloads/programme");
    press("downloads/changes");
    EXPECT_EQ(path_of(state().route), "/downloads/changes?set=programme");
    choose("programme.xlsx");
    EXPECT_EQ(sent().text("path"), api::kProgrammeChangesPreview);
    answer("changes.look", 200, api::to_value(programme_report()));
    EXPECT_TRUE(says("500 × 10,000 yuan → 400 × 10,000 yuan"));
    EXPECT_TRUE(says("→ 01890000-0000-7000-8000-0000000000aa")) << "nobody asked what it is called";
    EXPECT_TRUE(says("Applied → Withdrawn"));
    EXPECT_TRUE(says("→ Twice"));
    EXPECT_TRUE(says("Added later"));
    EXPECT_TRUE(says("No single step leads there"));
    EXPECT_TRUE(says("Entries of this kind do not say this"));
    EXPECT_TRUE(says("papers are still missing"));
    EXPECT_TRUE(says("papers_there"));
    press("downloads/apply");
    EXPECT_EQ(sent().text("path"), api::kProgrammeChanges);
    api::ChangeReport done = programme_report();
    done.applied = true;
    answer("changes.apply", 200, api::to_value(done));
    EXPECT_TRUE(says("1 entries changed, 1 filed"));
}

TEST_F(ChangesPage, the_page_of_the_programme_leads_there_for_planners_alone) {
    open_as(Role::Planner, "/programme");
    press("programme/changes");
    EXPECT_EQ(path_of(state().route), "/downloads/changes?set=programme");
    open_as(Role::Worker, "/programme");
    draw();
    EXPECT_EQ(node("programme/changes"), nullptr);
}

TEST_F(ChangesPage, a_file_of_the_other_set_is_sent_on_by_the_page_itself) {
    open_as(Role::Planner, "/downloads/changes");
    choose("plan.csv");
    EXPECT_EQ(sent().text("path"), api::kFacilityChangesPreview);
    const Value other = Value::map({{"code", "field_choice"}, {"path", "/file/plan"}});
    answer("changes.look", 422, other);
    EXPECT_EQ(sent().text("path"), api::kPlanChangesPreview);
    answer("changes.look", 200, api::to_value(plan_report()));
    EXPECT_TRUE(says("Action plan"));
    press("downloads/apply");
    EXPECT_EQ(sent().text("path"), api::kPlanChanges);
    answer("changes.apply", 409, Value::map({{"code", "stale_version"}, {"path", "/digest"}}));
    EXPECT_EQ(sent().text("path"), api::kPlanChangesPreview) << "the same set once more";
    // The next file begins where the page is.
    choose("facilities.csv");
    EXPECT_EQ(sent().text("path"), api::kFacilityChangesPreview);
    // Nobody is sent to and fro.
    answer("changes.look", 422, other);
    EXPECT_EQ(sent().text("path"), api::kPlanChangesPreview);
    answer("changes.look", 422,
           Value::map({{"code", "field_choice"}, {"path", "/file/facilities"}}));
    EXPECT_TRUE(sent().is_null());
    EXPECT_TRUE(says("This file is of “Facilities”"));
}

TEST_F(ChangesPage, the_page_of_the_plan_leads_there_for_planners) {
    open_as(Role::Planner, "/plan");
    press("plan/changes");
    EXPECT_EQ(path_of(state().route), "/downloads/changes?set=plan");
}

TEST_F(ChangesPage, the_page_of_the_plan_does_not_offer_it_to_workers) {
    open_as(Role::Worker, "/plan");
    draw();
    EXPECT_EQ(node("plan/changes"), nullptr);
}

TEST_F(ChangesPage, what_changed_meanwhile_is_compared_again_and_nothing_is_done) {
    open_as(Role::Planner, "/downloads/changes");
    choose();
    answer("changes.look", 200, api::to_value(report()));
    press("downloads/apply");
    sent();
    answer("changes.apply", 409, Value::map({{"code", "stale_version"}, {"path", "/digest"}}));
    EXPECT_EQ(sent().text("path"), api::kFacilityChangesPreview);
    answer("changes.look", 200, api::to_value(report()));
    EXPECT_TRUE(says("compared again"));
    EXPECT_NE(node("downloads/apply"), nullptr);
}

TEST_F(ChangesPage,
       who_stops_waiting_for_the_changes_is_shown_what_is_left_before_they_apply_again) {
    open_as(Role::Planner, "/downloads/changes");
    choose();
    answer("changes.look", 200, api::to_value(report()));
    press("downloads/apply");
    sent();
    draw();
    platform::native::advance_ms(400);
    draw();
    press("downloads/busy-cancel");
    const auto cancelled = take("http.cancel");
    ASSERT_EQ(cancelled.size(), 1u);
    EXPECT_EQ(cancelled[0].text("tag"), "changes.apply");
    EXPECT_EQ(sent().text("path"), api::kFacilityChangesPreview) << "compared again";
    EXPECT_TRUE(says("Stopped waiting"));
    EXPECT_EQ(node("downloads/apply"), nullptr) << "what was shown may be done already";
    api::ChangeReport left = report();
    left.rows.clear();
    left.counts = {.rows = 6, .unchanged = 6};
    answer("changes.look", 200, api::to_value(left));
    EXPECT_TRUE(says("Stopped waiting"));
    EXPECT_TRUE(says("nothing to change"));
}

TEST_F(ChangesPage, another_file_lets_go_of_the_one_that_is_compared_or_applied) {
    open_as(Role::Planner, "/downloads/changes");
    choose("first.csv");
    take("http.cancel");
    choose("second.csv");
    auto cancelled = take("http.cancel");
    ASSERT_EQ(cancelled.size(), 1u) << "its late answer is not of this file";
    EXPECT_EQ(cancelled[0].text("tag"), "changes.look");
    answer("changes.look", 200, api::to_value(report()));
    press("downloads/apply");
    choose("third.csv");
    cancelled = take("http.cancel");
    ASSERT_EQ(cancelled.size(), 1u);
    EXPECT_EQ(cancelled[0].text("tag"), "changes.apply");
    answer("changes.look", 200, api::to_value(report()));
    choose("fourth.csv");
    EXPECT_TRUE(take("http.cancel").empty()) << "nobody waited";
}

TEST_F(ChangesPage, what_is_odd_about_the_file_is_told_in_words) {
    open_as(Role::Planner, "/downloads/changes");
    choose();
    answer("changes.look", 422, Value::map({{"code", "field_repeated"}, {"path", "/name"}}));
    EXPECT_TRUE(says("the column name twice"));
    choose();
    api::ChangeReport odd = report();
    odd.ignored.push_back({"#rows", 8, {}});
    odd.rows[1].mistakes = {{"field_missing", "/cells"}};
    odd.rows.insert(odd.rows.begin() + 2, odd.rows[1]);
    odd.rows[2].mistakes = {{"field_unknown", "/cells"}};
    odd.rows.back().fields.push_back({"move_reason", {}, "Twice", {}});
    answer("changes.look", 200, api::to_value(odd));
    EXPECT_TRUE(says("it had 8 rows, and 6 are there"));
    EXPECT_TRUE(says("Fewer cells than the header"));
    EXPECT_TRUE(says("More cells than the header"));
    EXPECT_TRUE(says("Reason, into the history"));
}

TEST_F(ChangesPage, waiting_can_be_stopped_and_the_file_chosen_again) {
    open_as(Role::Planner, "/downloads/changes");
    choose();
    draw();
    platform::native::advance_ms(400);
    draw();
    press("downloads/busy-cancel");
    const auto cancelled = take("http.cancel");
    ASSERT_EQ(cancelled.size(), 1u);
    EXPECT_EQ(cancelled[0].text("tag"), "changes.look");
    EXPECT_TRUE(says("Stopped waiting"));
    choose("again.csv");
    EXPECT_FALSE(says("Stopped waiting"));
}

TEST_F(ChangesPage, a_file_that_is_refused_says_why_in_words) {
    open_as(Role::Planner, "/downloads/changes");
    const auto refused = [this](const char* code, const char* path) {
        choose();
        answer("changes.look", 422, Value::map({{"code", code}, {"path", path}}));
    };
    refused("access_denied", "/file/reports");
    EXPECT_TRUE(says("what residents sent"));
    refused("field_missing", "/version");
    EXPECT_TRUE(says("no column version"));
    refused("field_range", "/file");
    EXPECT_TRUE(says("too many differences; please split"));
    choose();
    no_answer("changes.look");
    EXPECT_NE(node("downloads/failed"), nullptr);
}

TEST_F(ChangesPage, thousands_of_rows_are_turned_over_in_pages_of_fifty) {
    open_as(Role::Planner, "/downloads/changes");
    api::ChangeReport many = report();
    for (std::int64_t row = 100; row < 3100; ++row) many.rows.push_back(seats(row, 7));
    many.counts.changed += 3000;
    choose();
    answer("changes.look", 200, api::to_value(many));
    EXPECT_TRUE(says("Canteen 9")) << "conflicts first";
    EXPECT_FALSE(says("Canteen 200"));
    EXPECT_TRUE(says("1–50 of 3004"));
    press("downloads/later");
    EXPECT_TRUE(says("51–100 of 3004"));
    widgets::choose(node("downloads/kind")->id, 1);
    draw();
    EXPECT_TRUE(says("Canteen 9")) << "conflicts alone";
    EXPECT_FALSE(says("Canteen 3"));
    EXPECT_FALSE(says(" of 3004"));
}

TEST_F(ChangesPage, workers_are_not_offered_it) {
    open_as(Role::Worker, "/downloads/facilities");
    draw();
    EXPECT_EQ(node("downloads/changes"), nullptr);
    send(Value::map({{"event", "nav.changed"}, {"path", "/downloads/changes"}}));
    draw();
    EXPECT_EQ(node("downloads/layer_file"), nullptr) << "by its address neither";
}

}  // namespace kongdi::shell
