// SPDX-License-Identifier: Apache-2.0
// An edited state in a file of the programme is the move that leads there, by the rules of the
// page.
#include "core/rules/land_terms.hpp"
#include "tests/server/changes/programme_given_back_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class ProgrammeMovesGiven : public ProgrammeGivenBackFixture {};

TEST_F(ProgrammeMovesGiven, a_state_that_one_move_leads_to_is_that_move) {
    const std::string csv = "id,version,state\r\n" + id(kCandidate) + ",1,scheme_filed\r\n";
    EXPECT_EQ(told(preview("a.csv", csv)),
              "changed 2 =1+1,翠苑一区: state \"applied\" → \"scheme_filed\"\n");
    apply("a.csv", csv);
    const auto history = storage().programme_versions(id(kCandidate)).value();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[1].doing, ProgrammeDoing::Move);
    EXPECT_EQ(history[1].move, M::FileScheme);
    EXPECT_EQ(history[1].by, "planner");
    EXPECT_EQ(history[1].reason, "对账");
    EXPECT_EQ(now(kCandidate).reason, "") << "as when it is moved on the page";
    EXPECT_EQ(told(preview("a.csv", csv)), "") << "it stands so already";
}

TEST_F(ProgrammeMovesGiven, a_state_that_no_single_move_leads_to_is_refused) {
    EXPECT_EQ(edited(kCandidate, "state", "creating"), "move_illegal /state\n");
    EXPECT_EQ(edited(kCandidate, "state", "paid"), "move_illegal /state\n");
    EXPECT_EQ(edited(kCandidate, "state", "done"), "field_choice /state\n");
    EXPECT_EQ(edited(kCase, "state", "nominated"), "move_illegal /state\n");
    EXPECT_EQ(edited(kWithdrawn, "state", "applied"), "move_illegal /state\n");
    EXPECT_EQ(edited(kCandidate, "state", ""), "") << "no state is none to go to";
}

TEST_F(ProgrammeMovesGiven, what_a_move_needs_must_be_said_in_the_row_or_stand_already) {
    EXPECT_EQ(edited(kAward, "state", "approved"), "state \"applied\" → \"approved\"\n");
    step(kAward, move(M::Approve), "wang");
    EXPECT_EQ(edited(kAward, "state", "paid"), "field_missing /paid_on\n");
    EXPECT_EQ(edited(kAward, "state,paid_on", "paid,2024/1/5"),
              "paid_on null → \"2024-01-05\" state \"approved\" → \"paid\"\n");
    EXPECT_EQ(edited(kCertificate, "state", "submitted"), "answer_constraint /papers\n");
}

TEST_F(ProgrammeMovesGiven, a_move_against_somebody_asks_for_a_reason_of_its_own) {
    EXPECT_EQ(edited(kBudget, "state", "withdrawn"), "field_missing /reason\n");
    EXPECT_EQ(edited(kBudget, "state,reason", "withdrawn,"), "field_missing /reason\n");
    EXPECT_EQ(edited(kBudget, "state,reason", "withdrawn," + std::string(401, 'x')),
              "field_too_long /reason\n");
    const std::string csv =
        "id,version,state,reason\r\n" + id(kBudget) + ",1,withdrawn,并入三年预算\r\n";
    EXPECT_EQ(told(preview("a.csv", csv)),
              "changed 2 翠苑一区未来社区: state \"draft\" → \"withdrawn\" reason \"\" → "
              "\"并入三年预算\"\n");
    apply("a.csv", csv);
    EXPECT_EQ(now(kBudget).reason, "并入三年预算") << "not that of the whole file";
    EXPECT_EQ(now(kBudget).state, ProgrammeState::Withdrawn);
}

TEST_F(ProgrammeMovesGiven, the_reason_of_an_earlier_move_is_none_of_this_one) {
    step(kOperation, move(M::Start), "wang");
    step(kOperation, move(M::Suspend, "漏雨"), "wang");
    EXPECT_EQ(edited(kOperation, "state,reason", "ended,漏雨"), "field_missing /reason\n");
    EXPECT_EQ(edited(kOperation, "state,reason", "ended,合同到期"),
              "state \"suspended\" → \"ended\" reason \"漏雨\" → \"合同到期\"\n");
    const auto report =
        preview("a.csv", "id,version,reason\r\n" + id(kOperation) + ",3,修屋顶\r\n");
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(ignored(report), "reason 1\n") << "without a move it says nothing";
}

TEST_F(ProgrammeMovesGiven, a_reason_that_a_move_does_not_ask_for_goes_into_the_history) {
    step(kOperation, move(M::Start), "wang");
    step(kOperation, move(M::Suspend, "漏雨"), "wang");
    EXPECT_EQ(edited(kOperation, "state,reason", "operating,"),
              "state \"suspended\" → \"operating\"\n")
        << "that of the suspension stays";
    EXPECT_EQ(edited(kOperation, "state,reason", "operating,漏雨"),
              "state \"suspended\" → \"operating\"\n");
    const std::string csv =
        "id,version,state,reason\r\n" + id(kOperation) + ",3,operating,修好了\r\n";
    EXPECT_EQ(told(preview("a.csv", csv)),
              "changed 2 翠苑一区未来社区: state \"suspended\" → \"operating\" move_reason null → "
              "\"修好了\"\n");
    apply("a.csv", csv);
    EXPECT_EQ(now(kOperation).reason, "漏雨") << "as was shown";
    EXPECT_EQ(storage().programme_versions(id(kOperation)).value().back().reason, "修好了");
}

TEST_F(ProgrammeMovesGiven, what_else_the_row_changes_is_done_before_the_move) {
    const std::string csv =
        "id,version,operator,state\r\n" + id(kOperation) + ",1,新公司,operating\r\n";
    EXPECT_EQ(told(preview("a.csv", csv)),
              "changed 2 翠苑一区未来社区: operator \"邻里运营公司\" → \"新公司\" state "
              "\"planned\" → \"operating\"\n");
    apply("a.csv", csv);
    const auto history = storage().programme_versions(id(kOperation)).value();
    ASSERT_EQ(history.size(), 3u);
    EXPECT_EQ(history[1].doing, ProgrammeDoing::Change);
    EXPECT_EQ(history[2].move, M::Start);
    EXPECT_EQ(now(kOperation).facts.text("operator"), "新公司");
    EXPECT_EQ(now(kOperation).facts.items("incomes").size(), 1u) << "lists have no cells and stay";
    const std::string before = *storage().derived_text();
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(*storage().derived_text(), before) << "events say the same";
    // What is decided once is not edited on the way.
    EXPECT_EQ(edited(kCase, "year,state,reason", "2024,withdrawn,x"), "move_illegal /year\n");
}

TEST_F(ProgrammeMovesGiven, a_plot_that_is_issued_carries_what_the_thresholds_say) {
    const std::string csv = "id,version,people,state\r\n" + id(kLand) + ",1,3600,issued\r\n";
    ASSERT_EQ(preview("a.csv", csv).counts.changed, 1);
    apply("a.csv", csv);
    EXPECT_EQ(now(kLand).state, ProgrammeState::Issued);
    EXPECT_EQ(now(kLand).facilities, land_terms(catalogue().facilities, 1000, 3600));
    EXPECT_EQ(edited(kLand, "people", "4000"), "move_illegal /people\n");
    EXPECT_EQ(edited(kLand, "state,reason", "draft,户数变了"),
              "state \"issued\" → \"draft\" reason \"\" → \"户数变了\"\n");
}

TEST_F(ProgrammeMovesGiven, a_new_entry_begins_where_its_kind_does) {
    const std::string head = "id,version,kind,title,community_code,year,type,state";
    const std::string row = ",,candidate,新社区,330106001052,2024,general,";
    EXPECT_EQ(told_of(head, row + "accepted\r\n"), "refused 2 新社区: move_illegal /state\n");
    EXPECT_EQ(preview("a.csv", head + "\r\n" + row + "applied\r\n").counts.filed, 1);
    EXPECT_EQ(preview("a.csv", head + "\r\n" + row + "\r\n").counts.filed, 1);
}

TEST_F(ProgrammeMovesGiven, a_move_that_somebody_made_meanwhile_is_a_conflict) {
    const std::string csv =
        "id,version,state,reason\r\n" + id(kCandidate) + ",1,withdrawn,不报了\r\n";
    step(kCandidate, move(M::FileScheme), "wang");
    EXPECT_EQ(told(preview("a.csv", csv)),
              "conflict 2 =1+1,翠苑一区: state \"applied\" → \"withdrawn\" (\"scheme_filed\") "
              "reason \"\" → \"不报了\" (\"\")\n");
    // Both made the same.
    EXPECT_EQ(told_of("id,version,state", id(kCandidate) + ",1,scheme_filed\r\n"), "");
}

}  // namespace

}  // namespace kongdi::server::tests
