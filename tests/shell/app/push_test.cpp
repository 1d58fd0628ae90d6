// SPDX-License-Identifier: Apache-2.0
// Messages about one's reports while the page is closed.
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class PushPage : public testing::AppTest {
protected:
    void send_one() {
        open("/", Value::map(), "zh");
        fill_report();
        deliver_filled_report();
        take("push");
        send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
        answer("my", 200, Value::map({{"records", Value::list()}}));
    }
    void told(Push push) {
        send(Value::map({{"event", "push.told"}, {"state", static_cast<int>(push)}}));
        draw();
    }
};

TEST_F(PushPage, whoever_sent_nothing_is_not_asked) {
    open("/my");
    draw();
    EXPECT_TRUE(take("push").empty());
    EXPECT_EQ(node("my/push"), nullptr);
}

TEST_F(PushPage, it_is_turned_on_and_off_by_one_press) {
    send_one();
    const auto asked = take("push");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].text("device"), state().device);
    EXPECT_TRUE(asked[0]["on"].is_null()) << "nobody said anything yet";
    draw();
    EXPECT_EQ(node("my/push"), nullptr) << "not before browser and server are known to have it";
    told(Push::Off);
    press("my/push");
    const auto on = take("push");
    ASSERT_EQ(on.size(), 1u);
    EXPECT_TRUE(on[0]["on"].bool_or(false));
    EXPECT_EQ(on[0].text("lang"), "zh");
    draw();
    EXPECT_EQ(node("my/push"), nullptr) << "once is enough";
    told(Push::On);
    EXPECT_NE(node("my/push-on"), nullptr);
    press("my/push");
    const auto off = take("push");
    ASSERT_EQ(off.size(), 1u);
    EXPECT_FALSE(off[0]["on"].bool_or(true));
    told(Push::Off);
    EXPECT_EQ(node("my/push-on"), nullptr);
}

TEST_F(PushPage, what_comes_and_goes_by_itself_moves_no_button) {
    send_one();
    told(Push::Off);
    const widgets::Rect before = node("my/push")->rect;
    send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    answer("my", 200, Value::map({{"records", Value::list()}}));
    send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
    draw();
    platform::native::advance_ms(400);
    draw();
    ASSERT_NE(node("my/loading"), nullptr) << "the answer is still to come";
    EXPECT_EQ(node("my/push")->rect.y, before.y);
    answer("my", 200, Value::map({{"records", Value::list()}}));
    draw();
    EXPECT_EQ(node("my/loading"), nullptr);
    EXPECT_EQ(node("my/push")->rect.y, before.y);
}

TEST_F(PushPage, a_number_that_nobody_knows_is_no_state) {
    send_one();
    for (const std::int64_t bad : {-1, 5, 99}) {
        send(Value::map({{"event", "push.told"}, {"state", bad}}));
        draw();
        EXPECT_NE(state().push, Push::Busy) << bad;
    }
}

TEST_F(PushPage, what_does_not_work_is_said) {
    send_one();
    told(Push::None);
    EXPECT_EQ(node("my/push"), nullptr);
    told(Push::Failed);
    EXPECT_NE(node("my/push-failed"), nullptr);
    EXPECT_NE(node("my/push"), nullptr) << "to try again";
    told(Push::Denied);
    EXPECT_EQ(node("my/push"), nullptr);
    bool says = false;
    for (const widgets::Node& one : widgets::last_tree())
        says = says || one.name.find("浏览器不允许通知") != std::string::npos;
    EXPECT_TRUE(says);
}

}  // namespace kongdi::shell
