// SPDX-License-Identifier: Apache-2.0
// The form of the programme, drawn from the fields; land-sale conditions.
#include "shell/desk/programme.hpp"
#include "shell/desk/programme_words.hpp"
#include "tests/shell/support/programme_pages.hpp"

namespace kongdi::shell {

using namespace testing;

TEST_F(ProgrammePages, the_form_of_each_kind_has_each_field_of_the_table) {
    for (int i = 0; i < static_cast<int>(K::Count_); ++i) {
        const auto kind = static_cast<K>(i);
        open_as("/programme/new?kind=" + std::string(programme_kind_name(kind)));
        draw();
        const text::Text& text = text::text_of(text::Language::Zh);
        for (const ProgrammeField& field : programme_fields()) {
            const std::string label = desk::programme_field_label(text, field.name);
            bool shown = false;
            for (const widgets::Node& one : widgets::last_tree())
                shown = shown || one.name.starts_with(label);
            EXPECT_EQ(shown, field.is_of(kind)) << programme_kind_name(kind) << " " << field.name;
        }
    }
}

TEST_F(ProgrammePages, typed_facts_come_back_as_they_were) {
    for (int i = 0; i < static_cast<int>(K::Count_); ++i) {
        const auto kind = static_cast<K>(i);
        Value facts = whole_programme_facts(kind);
        if (kind == K::Operation)
            facts.set("exchanged_m2", 120.5)
                .set("incomes", Value::list({Value::map({{"year", 2025},
                                                         {"income_yuan", 123'456},
                                                         {"cost_yuan", 100'000},
                                                         {"subsidy_yuan", 0}})}));
        if (kind == K::Case) facts.set("photos", Value::list({testing::kPhotoHash}));
        const Value typed = desk::typed_programme(entry(kind, first_state(kind), facts));
        const Value back = desk::facts_of_typed(kind, typed);
        for (const auto& [name, value] : *facts.if_map())
            EXPECT_EQ(back[name], value) << programme_kind_name(kind) << " " << name;
    }
}

TEST_F(ProgrammePages, a_budget_is_filed_in_wan_and_kept_until_then) {
    open_as("/programme/new?kind=budget");
    type("programme-form/title", "奖补预算");
    press("programme-form/send");
    EXPECT_TRUE(request("form").is_null());
    EXPECT_NE(node("programme-form/year")->state & widgets::kStateInvalid, 0u);
    EXPECT_NE(node("programme-form/part-error"), nullptr);
    type("programme-form/year", "2026");
    press("programme-form/part/planned");
    type("programme-form/yuan", "120000.00001");
    press("programme-form/send");
    EXPECT_TRUE(request("form").is_null()) << "there is no tenth of a yuan";
    type("programme-form/yuan", "120000");
    const Value kept = stored("drafts", "desk/planner/programme-form/new@budget");
    EXPECT_NE(kept["value"].string_or("").find("120000"), std::string_view::npos)
        << "a form of its own for each kind";
    press("programme-form/send");
    const Value body = sent("form");
    EXPECT_EQ(m_path, "/api/v1/programme");
    EXPECT_EQ(body.text("kind"), "budget");
    EXPECT_EQ(
        body["facts"],
        Value::map(
            {{"title", "奖补预算"}, {"year", 2026}, {"part", "planned"}, {"yuan", 12 * kYi}}));
    answer("form", 201,
           programme_entry_tree(entry(K::Budget, S::Draft, programme_facts(K::Budget))));
    EXPECT_EQ(path_of(state().route), std::string("/programme/") + kCandidateId);
}

TEST_F(ProgrammePages, what_the_server_refuses_stands_at_its_field) {
    open_as("/programme/edit/" + std::string(kCandidateId));
    answer("programme.entry", 200, card_of(entry(K::Award, S::Applied, programme_facts(K::Award))));
    draw();
    EXPECT_EQ(state().form.text("yuan"), "500");
    type("programme-form/note", "加急");
    press("programme-form/send");
    const Value body = sent("form");
    EXPECT_EQ(m_path, std::string("/api/v1/programme/entries/") + kCandidateId + "/events");
    EXPECT_EQ(body["version"], Value(3));
    EXPECT_EQ(body["facts"]["yuan"], Value(5'000'000));
    answer("form", 422,
           Value::map({{"code", "not_found"}, {"path", "/facts/candidate"}, {"message", ""}}));
    draw();
    EXPECT_NE(node("programme-form/candidate-error"), nullptr);
}

TEST_F(ProgrammePages, what_was_decided_on_is_shown_and_not_asked) {
    open_as("/programme/edit/" + std::string(kCandidateId));
    answer("programme.entry", 200,
           card_of(entry(K::Candidate, S::Accepted, whole_programme_facts(K::Candidate))));
    draw();
    EXPECT_EQ(node("programme-form/year"), nullptr);
    EXPECT_NE(node("programme-form/title"), nullptr);
    EXPECT_TRUE(says("2023-12-20"));
    type("programme-form/title", "翠苑");
    press("programme-form/send");
    EXPECT_EQ(sent("form")["facts"].text("accepted_on"), "2023-12-20");
}

TEST_F(ProgrammePages, years_of_operation_and_papers_are_added_and_taken_out) {
    open_as("/programme/new?kind=operation");
    press("programme-form/add-income");
    press("programme-form/add-income");
    type("programme-form/income-0/year", "2025");
    type("programme-form/income-0/income_yuan", "30");
    type("programme-form/income-1/year", "25");
    press("programme-form/send");
    EXPECT_NE(node("programme-form/income-1/year")->state & widgets::kStateInvalid, 0u);
    press("programme-form/income-1/remove");
    EXPECT_EQ(node("programme-form/income-1/year"), nullptr);
    const Value incomes = desk::facts_of_typed(K::Operation, state().form.fields)["incomes"];
    EXPECT_EQ(
        incomes,
        Value::list({Value::map(
            {{"year", 2025}, {"income_yuan", 300'000}, {"cost_yuan", 0}, {"subsidy_yuan", 0}})}));
    open_as("/programme/new?kind=certificate");
    draw();
    EXPECT_EQ(desk::facts_of_typed(K::Certificate, state().form.fields)["papers"],
              desk::usual_paper_list());
    press("programme-form/paper-0/remove");
    press("programme-form/paper-0/there");
    type("programme-form/paper_new", "街道证明");
    press("programme-form/add-paper");
    const Value papers = desk::facts_of_typed(K::Certificate, state().form.fields)["papers"];
    ASSERT_EQ(papers.if_list()->size(), usual_papers().size());
    EXPECT_TRUE(papers.if_list()->front()["there"].bool_or(false));
    EXPECT_EQ(papers.if_list()->back().text("paper"), "街道证明");
}

TEST_F(ProgrammePages, a_plot_is_reckoned_and_filed_with_its_numbers) {
    open_as("/programme/land");
    type("programme-land/households", "1000");
    type("programme-land/people", "30");
    press("programme-land/reckon");
    EXPECT_TRUE(request("programme.terms").is_null()) << "fewer people than households";
    EXPECT_NE(node("programme-land/people")->state & widgets::kStateInvalid, 0u);
    type("programme-land/people", "3000");
    press("programme-land/reckon");
    EXPECT_EQ(request("programme.terms").text("path"),
              "/api/v1/programme/land_terms?households=1000&people=3000");
    EXPECT_EQ(path_of(state().route), "/programme/land?households=1000&people=3000");
    const std::vector<LandFacility> must{{"ELD01", Tier::T5, LandBasis::People, 2, 1200.0, {}},
                                         {"CON02", Tier::Plot, LandBasis::EachPlot, 1, {}, 60.0}};
    answer(
        "programme.terms", 200,
        Value::map(
            {{"households", 1000}, {"people", 3000}, {"facilities", land_facilities_tree(must)}}));
    draw();
    EXPECT_TRUE(says("1000 户，3000 人"));
    EXPECT_TRUE(says("2 处 · 建筑面积至少 1200 m² · 按人口"));
    EXPECT_TRUE(says("每个地块"));
    press("programme-land/file");
    EXPECT_EQ(path_of(state().route), "/programme/new?kind=land&households=1000&people=3000");
    EXPECT_EQ(state().form.text("people"), "3000");
}

TEST_F(ProgrammePages, a_drafted_plot_shows_what_it_would_carry_and_is_issued) {
    const ProgrammeEntry plot = entry(K::Land, S::Draft, programme_facts(K::Land));
    show_entry(plot);
    EXPECT_EQ(request("programme.terms").text("path"),
              "/api/v1/programme/land_terms?households=1000&people=3000");
    const std::vector<LandFacility> must{{"ELD01", Tier::T5, LandBasis::Shared, 0, {}, {}}};
    answer(
        "programme.terms", 200,
        Value::map(
            {{"households", 1000}, {"people", 3000}, {"facilities", land_facilities_tree(must)}}));
    draw();
    EXPECT_TRUE(says("现在出具的话，要配的设施"));
    EXPECT_TRUE(says("与周边地块共用"));
    press("programme-entry/issue");
    EXPECT_EQ(sent("programme.step").text("move"), "issue");
}

TEST(ProgrammeFilter, conditions_are_set_changed_and_taken_out_in_place) {
    std::string filter = desk::with_filter({}, "kind", "award");
    filter = desk::with_filter(filter, "year", "2026");
    EXPECT_EQ(filter, "kind=award&year=2026");
    EXPECT_EQ(desk::with_filter(filter, "kind", "case"), "kind=case&year=2026");
    EXPECT_EQ(desk::with_filter(filter, "kind", ""), "year=2026");
    EXPECT_EQ(desk::filter_value(filter, "year"), "2026");
    EXPECT_EQ(desk::filter_value(filter, "ear"), "");
}

}  // namespace kongdi::shell
