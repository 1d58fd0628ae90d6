// SPDX-License-Identifier: Apache-2.0
// How far a space is on its way to a service, on its report's page.
#include "core/model/space_stage.hpp"
#include "tests/shell/support/report_desk_fixture.hpp"

namespace kongdi::shell {

using testing::kReport;
using testing::space_of;
using SpaceWay = testing::ReportsDesk;

TEST_F(SpaceWay, what_is_found_of_a_space_is_noted_by_who_may) {
    api::SpaceCard card{.space = space_of(kReport, ReportState::Verified)};
    card.space.stage = SpaceStage::SiteChecked;
    show(card, "planner");
    EXPECT_TRUE(says("已现场核实"));
    press("worker-report/note");
    EXPECT_EQ(node("worker-report/way/move/consult"), nullptr) << "nobody means to use it yet";
    press("worker-report/way/move/find_infeasible");
    EXPECT_TRUE(is_off("worker-report/way/do"));
    press("worker-report/way/reason/other");
    EXPECT_TRUE(is_off("worker-report/way/do")) << "which one?";
    type("worker-report/way/words", "有白蚁");
    press("worker-report/way/do");
    const Value body = sent("space.step");
    EXPECT_EQ(m_path, std::string("/api/v1/spaces/") + kReport + "/events");
    EXPECT_EQ(body.text("move"), "find_infeasible");
    EXPECT_EQ(body.text("reason"), "other");
    EXPECT_EQ(body.text("words"), "有白蚁");
    EXPECT_EQ(state().route.dialog, "");
    answer("space.step", 200, Value::map({{"id", kReport}, {"stage", "infeasible"}}));
    draw();
    EXPECT_TRUE(says("不可行"));
    EXPECT_FALSE(request("desk").is_null()) << "its history is asked for anew";
}

TEST_F(SpaceWay, how_residents_answered_is_two_whole_numbers) {
    api::SpaceCard card{.space = space_of(kReport, ReportState::Verified)};
    card.space.stage = SpaceStage::Matched;
    show(card);
    press("worker-report/note");
    EXPECT_EQ(node("worker-report/way/move/approve"), nullptr) << "that is a planner's";
    press("worker-report/way/move/consult");
    EXPECT_TRUE(is_off("worker-report/way/do"));
    type("worker-report/way/in_favour", "３１");
    EXPECT_FALSE(is_off("worker-report/way/do")) << "nobody was against it";
    type("worker-report/way/against", "多数");
    EXPECT_TRUE(is_off("worker-report/way/do"));
    type("worker-report/way/against", "2");
    press("worker-report/way/do");
    const Value body = sent("space.step");
    EXPECT_EQ(body["in_favour"].int_or(0), 31);
    EXPECT_EQ(body["against"].int_or(0), 2);
    answer("space.step", 409, Value::map({{"code", "move_illegal"}}));
    draw();
    EXPECT_NE(node("worker-report/not_noted"), nullptr);
}

TEST_F(SpaceWay, what_is_known_of_a_space_stands_on_its_page) {
    api::SpaceCard card{.space = space_of(kReport, ReportState::Verified)};
    card.space.stage = SpaceStage::Consulted;
    card.space_standing = {.ownership = Ownership::Disputed,
                           .ownership_words = "物业与业委会",
                           .consultation = Consultation{"item", 31, 2}};
    card.space_steps = {{{.move = SpaceMove::DisputeOwnership, .words = "物业与业委会"}, "wu", 0}};
    show(card);
    EXPECT_TRUE(says("物业与业委会"));
    EXPECT_TRUE(says("31 人赞成，2 人反对"));
    EXPECT_TRUE(says("wu"));
    EXPECT_NE(node("worker-report/space-way"), nullptr);
    card.space.stage.reset();
    answer("desk", 200, api::to_value(card));
    draw();
    EXPECT_EQ(node("worker-report/space-way"), nullptr) << "it is no space";
}

TEST_F(SpaceWay, the_owners_vote_is_all_its_numbers_or_none_and_says_at_once_what_it_comes_to) {
    api::SpaceCard card{.space = space_of(kReport, ReportState::Verified)};
    card.space.stage = SpaceStage::Matched;
    card.usual_common_parts = Known::Yes;
    show(card);
    press("worker-report/note");
    press("worker-report/way/move/consult");
    type("worker-report/way/all_owners", "600");
    type("worker-report/way/in_favour", "1");
    EXPECT_TRUE(is_off("worker-report/way/do")) << "the other numbers of the vote are missing";
    type("worker-report/way/all_m2", "60000.5");
    type("worker-report/way/voting_owners", "601");
    type("worker-report/way/voting_m2", "45000");
    type("worker-report/way/in_favour_owners", "300");
    type("worker-report/way/in_favour_m2", "30000");
    EXPECT_TRUE(is_off("worker-report/way/do"));
    EXPECT_TRUE(says("数字对不上"));
    type("worker-report/way/voting_owners", "399");
    EXPECT_FALSE(is_off("worker-report/way/do")) << "a vote that failed is noted, too";
    EXPECT_TRUE(says("参与人数不到三分之二"));
    EXPECT_TRUE(says("同意面积不够"));
    type("worker-report/way/voting_owners", "400");
    type("worker-report/way/in_favour_m2", "33750");
    EXPECT_TRUE(says("业主表决通过"));
    press("worker-report/way/do");
    const Value vote = sent("space.step")["owners_vote"];
    EXPECT_EQ(vote["all"], Value::map({{"owners", 600}, {"area_cm2", 600'005'000}}));
    EXPECT_EQ(vote["voting"], Value::map({{"owners", 400}, {"area_cm2", 450'000'000}}));
    EXPECT_EQ(vote["in_favour"], Value::map({{"owners", 300}, {"area_cm2", 337'500'000}}));
}

TEST_F(SpaceWay, common_parts_are_not_approved_before_the_owners_agreed_and_the_page_says_why) {
    api::SpaceCard card{.space = space_of(kReport, ReportState::Verified)};
    card.space.stage = SpaceStage::Consulted;
    card.usual_common_parts = Known::Yes;
    card.space_standing.consultation = Consultation{"item", 1, 1000};
    show(card, "planner");
    EXPECT_TRUE(says("全体业主共有的要先表决"));
    press("worker-report/note");
    press("worker-report/way/move/approve");
    EXPECT_TRUE(is_off("worker-report/way/do"));
    EXPECT_NE(node("worker-report/way/vote"), nullptr);
    press("worker-report/way/move/consult");
    EXPECT_NE(node("worker-report/way/all_owners"), nullptr);

    card.space_standing.consultation->owners_vote =
        OwnersVote{.all = {600, 60'000}, .voting = {400, 40'000}, .in_favour = {299, 30'000}};
    show(card, "planner");
    EXPECT_TRUE(says("业主 600 人，参与 400 人，同意 299 人"));
    press("worker-report/note");
    press("worker-report/way/move/approve");
    EXPECT_TRUE(is_off("worker-report/way/do"));
    EXPECT_NE(node("worker-report/way/consent_by_number"), nullptr);

    // Whose it is was found out: nobody needs to vote.
    card.space_standing.common_parts = false;
    show(card, "planner");
    EXPECT_TRUE(says("不是，归别的单位或个人"));
    press("worker-report/note");
    press("worker-report/way/move/approve");
    EXPECT_FALSE(is_off("worker-report/way/do"));
    press("worker-report/way/do");
    EXPECT_EQ(sent("space.step").text("move"), "approve");
    // Somebody noted another vote meanwhile.
    answer("space.step", 422,
           Value::map({{"code", "field_range"}, {"path", "/owners_vote/voting/area_cm2"}}));
    draw();
    EXPECT_TRUE(says("参与面积不到三分之二"));
}

TEST_F(SpaceWay, whose_it_is_is_noted_with_whether_all_owners_own_it) {
    api::SpaceCard card{.space = space_of(kReport, ReportState::Verified)};
    card.space.stage = SpaceStage::SiteChecked;
    show(card);
    press("worker-report/note");
    press("worker-report/way/move/clear_ownership");
    press("worker-report/way/common_parts/no");
    press("worker-report/way/do");
    EXPECT_EQ(sent("space.step")["common_parts"], Value(false));
    answer("space.step", 200, Value::map({{"id", kReport}, {"stage", "ownership_clear"}}));
    card.space.stage = SpaceStage::SiteChecked;
    show(card);
    press("worker-report/note");
    press("worker-report/way/move/clear_ownership");
    press("worker-report/way/do");
    EXPECT_TRUE(sent("space.step")["common_parts"].is_null()) << "as its type usually is";
}

}  // namespace kongdi::shell
