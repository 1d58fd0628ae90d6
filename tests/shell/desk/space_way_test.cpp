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

}  // namespace kongdi::shell
