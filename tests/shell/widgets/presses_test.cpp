// SPDX-License-Identifier: Apache-2.0
// What becomes of presses that come faster than frames.
#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::widgets {
namespace {

TEST(Presses, two_presses_of_a_button_within_a_slow_frame_are_two) {
    int presses = 0;
    Stage stage([&] {
        Page page({.id = "measure", .title = "量"});
        if (secondary_button("corner", "放一个点")) ++presses;
    });
    for (int i = 0; i < 3; ++i) activate(stage.node("measure/corner").id);
    stage.again();
    EXPECT_EQ(presses, 3);
    stage.again();
    EXPECT_EQ(presses, 3);
}

TEST(Presses, a_press_finds_the_screen_as_the_press_before_it_left_it) {
    bool agreed = false;
    int sent = 0;
    Stage stage([&] {
        const Page page({.id = "check", .title = "核对"});
        if (agreed && secondary_button("send", "提交")) ++sent;
        if (secondary_button("agree", "同意")) agreed = true;
    });
    const NodeId agree = stage.node("check/agree").id;
    stage.press(Role::Button, "同意");
    const NodeId send = stage.node("check/send").id;
    agreed = false;
    stage.again();
    activate(agree);
    activate(send);
    stage.again();
    EXPECT_EQ(sent, 1);
}

TEST(Presses, presses_meant_for_a_screen_that_is_gone_are_forgotten) {
    int presses = 0;
    Stage stage([&] {
        const Page page({.id = "steps", .title = "步骤"});
        if (!secondary_button("next", "下一步")) return;
        ++presses;
        forget_presses();
    });
    activate(stage.node("steps/next").id);
    activate(stage.node("steps/next").id);
    stage.again();
    EXPECT_EQ(presses, 1);
}

}  // namespace
}  // namespace kongdi::widgets
