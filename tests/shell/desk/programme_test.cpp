// SPDX-License-Identifier: Apache-2.0
// The programme of future communities on the desk: lists and sums, an entry and its moves.
#include "shell/desk/programme_words.hpp"
#include "tests/shell/support/programme_pages.hpp"

namespace kongdi::shell {

using namespace testing;

TEST_F(ProgrammePages, candidates_stand_below_the_share_of_leading_ones) {
    open_as("/programme");
    EXPECT_EQ(request("programme.list").text("path"), "/api/v1/programme?kind=candidate");
    answer("programme.list.candidate", 200,
           list_of({entry(K::Candidate, S::Accepted, whole_programme_facts(K::Candidate)),
                    entry(K::Candidate, S::Creating, programme_facts(K::Candidate), kOtherId)}));
    answer("programme.sums", 200,
           sums_of({{"4", "", 75, 73, 33, 452}, {"4", "330106", 35, 33, 33, 1000}}, {}));
    draw();
    EXPECT_TRUE(says("33 / 73 = 45.2%"));
    EXPECT_TRUE(says("33 / 33 = 100.0%"));
    EXPECT_TRUE(says("已通过验收（1）")) << "states with how many are in each";
    EXPECT_TRUE(says("全部状态（2）"));
    press("programme/entries/0/open");
    EXPECT_EQ(path_of(state().route), std::string("/programme/") + kOtherId)
        << "what is being created comes before what was accepted";
}

TEST_F(ProgrammePages, on_a_phone_each_entry_is_a_card_and_long_lists_come_bit_by_bit) {
    open_as("/programme", "planner", 360);
    std::vector<ProgrammeEntry> entries;
    for (int i = 10; i < 35; ++i)
        entries.push_back(entry(K::Candidate, S::Applied, programme_facts(K::Candidate),
                                "01912d68-783e-7a33-9e2a-1c5a5e3d00" + std::to_string(i)));
    answer("programme.list.candidate", 200, list_of(entries));
    draw();
    EXPECT_NE(node("programme/" + entries.front().id), nullptr);
    EXPECT_TRUE(says("翠苑一区 · 2023 · 引领型"));
    EXPECT_EQ(node("programme/" + entries.back().id), nullptr);
    EXPECT_TRUE(says("再看 5 条"));
    press("programme/more");
    EXPECT_NE(node("programme/" + entries.back().id), nullptr);
}

TEST_F(ProgrammePages, another_kind_is_asked_for_and_a_late_answer_of_the_first_is_none) {
    open_as("/programme?state=applied");
    press("programme/kind/award");
    EXPECT_EQ(path_of(state().route), "/programme?kind=award") << "states belong to a kind";
    EXPECT_EQ(request("programme.list").text("path"), "/api/v1/programme?kind=award");
    answer("programme.list.candidate", 200,
           list_of({entry(K::Candidate, S::Applied, programme_facts(K::Candidate))}));
    EXPECT_TRUE(state().programme.entries.empty());
    answer("programme.list.award", 200,
           list_of({entry(K::Award, S::Applied, programme_facts(K::Award))}));
    ASSERT_EQ(state().programme.entries.size(), 1u);
    draw();
    EXPECT_TRUE(says("省级引领型"));
    EXPECT_TRUE(says("500 万元"));
}

TEST_F(ProgrammePages, awards_stand_against_the_budget_and_what_it_falls_short) {
    open_as("/programme?kind=award");
    answer("programme.list.award", 200,
           list_of({entry(K::Award, S::Applied, programme_facts(K::Award))}));
    AwardYears row;
    row.year = 2022;
    row.last_year = 2024;
    row.planned_yuan = 12 * kYi;
    row.asked_yuan = 3 * kYi;
    row.promised_yuan = 10 * kYi;
    row.classes = {{"provincial_leading", 130, 13 * kYi}};
    AwardYears later;
    later.year = later.last_year = 2025;
    later.asked_yuan = 2 * kYi;
    answer("programme.sums", 200, sums_of({}, {row, later}));
    draw();
    EXPECT_TRUE(says("预算不够，还差 1 亿元。"));
    EXPECT_TRUE(says("12 亿元"));
    EXPECT_TRUE(says("130 个，13 亿元"));
    EXPECT_TRUE(says("预算不够，还差 2 亿元。")) << "a year without a budget lacks all of it";
}

TEST_F(ProgrammePages, a_year_of_the_filter_leaves_the_budget_that_holds_it) {
    open_as("/programme?kind=budget");
    Value early = programme_facts(K::Budget);
    early.set("year", 2022).set("last_year", 2024).set("title", "三年预算");
    Value late = programme_facts(K::Budget);
    late.set("year", 2026).set("title", "后来的预算");
    answer("programme.list.budget", 200,
           list_of(
               {entry(K::Budget, S::Approved, early), entry(K::Budget, S::Draft, late, kOtherId)}));
    draw();
    const widgets::Node* year = node("programme/year");
    ASSERT_NE(year, nullptr);
    // All, 2026, 2024, 2023, 2022.
    widgets::choose(year->id, 3);
    draw();
    EXPECT_EQ(path_of(state().route), "/programme?kind=budget&year=2023");
    EXPECT_TRUE(says("三年预算"));
    EXPECT_FALSE(says("后来的预算"));
    EXPECT_EQ(node("programme/community"), nullptr) << "budgets are of the whole city";
    press("programme/state/approved");
    EXPECT_EQ(path_of(state().route), "/programme?kind=budget&year=2023&state=approved");
    press("programme/state/approved");
    EXPECT_EQ(path_of(state().route), "/programme?kind=budget&year=2023");
}

TEST_F(ProgrammePages, a_district_of_the_filter_leaves_its_entries_and_its_share) {
    open_as("/programme?district=330109");
    Value there = programme_facts(K::Candidate);
    there.set("community", "330109001001").set("title", "萧山的");
    answer("programme.list.candidate", 200,
           list_of({entry(K::Candidate, S::Applied, programme_facts(K::Candidate)),
                    entry(K::Candidate, S::Applied, there, kOtherId)}));
    answer("programme.sums", 200,
           sums_of({{"4", "", 75, 73, 33, 452},
                    {"4", "330106", 35, 33, 33, 1000},
                    {"4", "330109", 40, 40, 0, 0}},
                   {}));
    draw();
    EXPECT_TRUE(says("萧山的"));
    EXPECT_FALSE(says("翠苑一区未来社区"));
    EXPECT_TRUE(says("0 / 40 = 0.0%"));
    EXPECT_FALSE(says("33 / 33"));
}

TEST_F(ProgrammePages, operation_shows_what_all_of_it_took_by_year) {
    open_as("/programme?kind=operation");
    answer("programme.list.operation", 200,
           list_of({entry(K::Operation, S::Operating, whole_programme_facts(K::Operation))}));
    answer("programme.sums", 200, sums_of({}, {}, {{2025, 2, 300'000, 250'000, 100'000}}));
    draw();
    EXPECT_TRUE(says("30 万元"));
    EXPECT_TRUE(says("25 万元"));
}

TEST_F(ProgrammePages, an_empty_kind_says_so_and_a_lost_network_is_tried_again) {
    open_as("/programme");
    no_answer("programme.list.candidate");
    draw();
    EXPECT_TRUE(state().programme.listing.failed);
    press("programme/again");
    EXPECT_FALSE(request("programme.list.candidate").is_null());
    answer("programme.list.candidate", 200, list_of({}));
    draw();
    EXPECT_TRUE(says("这一类还没有条目"));
}

TEST_F(ProgrammePages, the_filter_of_the_list_is_the_filter_of_the_file) {
    open_as("/programme?district=330106&state=applied");
    press("programme/download");
    EXPECT_EQ(path_of(state().route),
              "/downloads/programme?district=330106&state=applied&kind=candidate");
    EXPECT_TRUE(says("（3）") || says("(3)"));
    press("downloads/csv");
    EXPECT_EQ(take("download").back().text("url"),
              "/export/programme.csv?lang=zh&district=330106&state=applied&kind=candidate");
    press("downloads/all");
    EXPECT_EQ(path_of(state().route), "/downloads/programme");
    press("downloads/csv");
    EXPECT_EQ(take("download").back().text("url"), "/export/programme.csv?lang=zh");
}

TEST_F(ProgrammePages, the_ways_on_lead_to_downloads_cases_and_the_plan_leads_here) {
    open_as("/programme?kind=land");
    press("programme/download");
    EXPECT_EQ(path_of(state().route), "/downloads/land_terms?kind=land");
    open_as("/programme");
    press("programme/cases");
    const auto left = take("page.leave");
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].text("path"), "/plain/cases?lang=zh");
    open_as("/plan");
    press("plan/programme");
    EXPECT_EQ(path_of(state().route), "/programme");
    open_as("/index");
    press("index/programme");
    EXPECT_EQ(path_of(state().route), "/programme");
}

TEST_F(ProgrammePages, workers_read_and_planners_move) {
    const ProgrammeEntry one = entry(K::Candidate, S::Applied, programme_facts(K::Candidate));
    show_entry(one, "worker");
    EXPECT_TRUE(says("翠苑一区未来社区"));
    EXPECT_TRUE(says("已申报"));
    EXPECT_EQ(node("programme-entry/file_scheme"), nullptr);
    EXPECT_EQ(node("programme-entry/change"), nullptr);
    show_entry(one);
    press("programme-entry/file_scheme");
    const Value body = sent("programme.step");
    EXPECT_EQ(m_path, std::string("/api/v1/programme/entries/") + kCandidateId + "/events");
    EXPECT_EQ(body, Value::map({{"do", "move"}, {"move", "file_scheme"}, {"version", 3}}));
    answer("programme.step", 200, programme_entry_tree(one));
    EXPECT_EQ(state().toast, "plan.moved");
    EXPECT_FALSE(request("programme.entry").is_null()) << "what stands now is asked for";
}

TEST_F(ProgrammePages, every_move_and_state_of_every_kind_has_its_words) {
    const text::Text& text = text::text_of(text::Language::Zh);
    for (const ProgrammeMoveRow& row : programme_moves()) {
        const std::string move(programme_move_name(row.move));
        EXPECT_NE(text("programme.move." + move), "programme.move." + move);
        if (row.reason) {
            EXPECT_NE(text("programme.ask." + move), "programme.ask." + move);
        }
        for (const S one : {row.from, row.to}) {
            const std::string key = desk::programme_state_said(one).key;
            EXPECT_NE(text(key), key);
        }
    }
    for (const ProgrammeField& field : programme_fields()) {
        const std::string name(field.name);
        EXPECT_NE(desk::programme_field_label(text, name), "programme.field." + name);
        for (const std::string_view choice : field.choices)
            EXPECT_EQ(desk::programme_choice_label(text, name, choice).find('.'), std::string::npos)
                << name << " " << choice;
    }
}

TEST_F(ProgrammePages, acceptance_asks_for_what_it_needs_and_writes_it_down_first) {
    Value facts = programme_facts(K::Candidate);
    facts.set("batch", "4");
    show_entry(entry(K::Candidate, S::Submitted, facts));
    press("programme-entry/accept");
    EXPECT_EQ(state().route.dialog, "accept");
    EXPECT_TRUE(says("这一步还要填下面的内容。"));
    press("programme-entry/move/do");
    EXPECT_TRUE(request("programme.change").is_null()) << "nothing was said yet";
    EXPECT_EQ(state().programme.moving.error->path, "/accepted_type");
    EXPECT_NE(node("programme-entry/move/accepted_type-error"), nullptr);
    press("programme-entry/move/accepted_type/general");
    type("programme-entry/move/accepted_on", "2023-12-20");
    press("programme-entry/move/do");
    const Value change = sent("programme.change");
    EXPECT_EQ(change.text("do"), "change");
    EXPECT_EQ(change["facts"].text("accepted_type"), "general");
    EXPECT_EQ(change["facts"].text("batch"), "4") << "all that is said goes with it";
    EXPECT_TRUE(state().route.dialog.empty());
    facts.set("accepted_type", "general").set("accepted_on", "2023-12-20");
    ProgrammeEntry after = entry(K::Candidate, S::Submitted, facts);
    after.version = 4;
    answer("programme.change", 200, programme_entry_tree(after));
    const Value move = sent("programme.step");
    EXPECT_EQ(move.text("move"), "accept");
    EXPECT_EQ(move["version"], Value(4)) << "on the version that was just written";
}

TEST_F(ProgrammePages, why_is_asked_where_it_must_be_said) {
    show_entry(entry(K::Candidate, S::Applied, programme_facts(K::Candidate)));
    press("programme-entry/refuse");
    press("programme-entry/move/do");
    EXPECT_TRUE(request("programme.step").is_null());
    EXPECT_NE(node("programme-entry/move/reason")->state & widgets::kStateInvalid, 0u);
    type("programme-entry/move/reason", "范围不清楚");
    press("programme-entry/move/do");
    EXPECT_EQ(sent("programme.step").text("reason"), "范围不清楚");
    answer("programme.step", 409,
           Value::map({{"code", "stale_version"}, {"path", "/version"}, {"message", ""}}));
    EXPECT_FALSE(request("programme.entry").is_null());
    draw();
    EXPECT_NE(node("programme-entry/not-moved"), nullptr);
}

TEST_F(ProgrammePages, papers_of_a_certificate_are_ticked_one_by_one) {
    Value facts = whole_programme_facts(K::Certificate);
    facts.set("papers", Value::list({Value::map({{"paper", "ownership_consent"}, {"there", true}}),
                                     Value::map({{"paper", "街道证明"}, {"there", false}})}));
    const ProgrammeEntry one = entry(K::Certificate, S::Preparing, facts);
    show_entry(one);
    EXPECT_TRUE(says("齐了 1 份，共 2 份"));
    EXPECT_TRUE(says("业主表决同意"));
    press("programme-entry/submit");
    EXPECT_TRUE(request("programme.step").is_null());
    EXPECT_TRUE(says("还有材料没有齐，现在不能提交。"));
    press("programme-entry/paper-1");
    const Value papers = sent("programme.change")["facts"]["papers"];
    EXPECT_EQ(papers.if_list()->at(1), Value::map({{"paper", "街道证明"}, {"there", true}}));
    answer("programme.change", 200, programme_entry_tree(one));
    EXPECT_EQ(request("programme.").text("tag"), "programme.entry") << "a tick is no move";
    show_entry(entry(K::Certificate, S::Certified, facts));
    EXPECT_EQ(node("programme-entry/paper-1"), nullptr) << "it is decided on";
    EXPECT_TRUE(says("还缺"));
}

TEST_F(ProgrammePages, what_was_done_says_who_when_and_what_changed) {
    Value facts = programme_facts(K::Award);
    facts.set("yuan", 6'000'000);
    show_entry(entry(K::Award, S::Applied, facts));
    EXPECT_TRUE(says("登记"));
    EXPECT_TRUE(says("ling"));
    EXPECT_TRUE(says("600 万元"));
    EXPECT_FALSE(request("programme.sums").is_null()) << "the money of its year";
    press("programme-entry/candidate");
    EXPECT_EQ(state().route.screen, ScreenId::ProgrammeEntry);
}

}  // namespace kongdi::shell
