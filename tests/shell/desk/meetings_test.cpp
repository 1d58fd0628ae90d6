// SPDX-License-Identifier: Apache-2.0
// A meeting on its host's desk.
#include "tests/shell/support/meeting_fixture.hpp"

namespace kongdi::shell {

class Hosting : public testing::MeetingTest {};

TEST_F(Hosting, a_host_splits_results_by_the_way_of_answering_once_each_has_five) {
    api::MeetingView shown = at("order");
    api::MeetingQuestion& one = shown.questions[4];
    one.asked = {AskState::Closed, true};
    one.answered = 10;
    one.results = api::MeetingResult{10, {{"x", 14}, {"y", 17}, {"z", 29}}, {}, {}};
    one.by_mode = {{Mode::Session, {6, {{"x", 6}, {"y", 12}, {"z", 18}}, {}, {}}},
                   {Mode::Assisted, {4, {{"x", 8}, {"y", 5}, {"z", 11}}, {}, {}}}};
    const auto show = [&] {
        answer("meeting.view", 200, api::to_value(shown, api::Audience::Host));
        draw();
    };
    const auto says = [](std::string_view words) {
        for (const widgets::Node& node : widgets::last_tree())
            if ((node.name + node.value).find(words) != std::string::npos) return true;
        return false;
    };
    open("/meetings/" + std::string(kId));
    answer("me", 200, Value::map({{"name", "li"}, {"role", "worker"}, {"device", ""}}));
    show();
    EXPECT_EQ(node("meeting/order/split"), nullptr) << "one of four could be told";
    EXPECT_TRUE(says("once each way has 5"));
    one.by_mode[0].result = {5, {{"x", 5}, {"y", 10}, {"z", 15}}, {}, {}};
    one.by_mode[1].result = {5, {{"x", 9}, {"y", 7}, {"z", 14}}, {}, {}};
    show();
    EXPECT_FALSE(says("2.2 on average"));
    press("meeting/order/split");
    draw();
    EXPECT_EQ(state().route.dialog, "modes-order");
    EXPECT_TRUE(says("2.2 on average")) << "9 points of five who were helped";
    EXPECT_TRUE(says("3 on average")) << "5 points of five on their own phones";
}

TEST_F(Hosting, a_host_ticks_spaces_that_everybody_may_see) {
    open("/meetings/new");
    const api::Community here{std::string(testing::kCommunityCode), "翠苑社区", "翠苑街道"};
    answer("city", 200,
           api::to_value(
               api::City{.name = "城", .now_ms = platform::now_ms(), .communities = {here}}));
    answer("me", 200, Value::map({{"name", "li"}, {"role", "worker"}, {"device", ""}}));
    draw();
    type("meeting-form/title", "哪里做食堂");
    type("meeting-form/q1/label", "哪一处？");
    constexpr int kPlaces = 5;
    ASSERT_NE(node("meeting-form/q1/kind"), nullptr);
    widgets::choose(node("meeting-form/q1/kind")->id, kPlaces);
    draw();
    press("meeting-form/q1/list");
    EXPECT_NE(request("meeting.spaces")["path"].string_or("").find("community=339901001001"),
              std::string_view::npos);
    Space open_one;
    open_one.id = "01890000-0000-7000-8000-000000000001";
    open_one.receipt = "翠苑 1001";
    open_one.type = "I05";
    open_one.point = {120.160049, 30.280049};
    open_one.published = true;
    Space kept_back = open_one;
    kept_back.id = "01890000-0000-7000-8000-000000000002";
    kept_back.published = false;
    answer("meeting.spaces", 200, api::to_value(api::SpacePage{{open_one, kept_back}, 2}));
    draw();
    EXPECT_EQ(node("meeting-form/q1/" + kept_back.id), nullptr);
    press("meeting-form/q1/" + open_one.id);
    press("meeting-form/send");
    const auto body = parse_own_json(request("form")["body"].string_or(""));
    ASSERT_TRUE(body);
    const Value choice = body->items("questions")[0].items("choices")[0];
    EXPECT_EQ(choice.text("code"), open_one.id);
    EXPECT_EQ(choice["lon"], Value(120.16)) << "to ten metres";
    EXPECT_EQ(body->items("questions")[0].text("kind"), "multiple_choice");
}

TEST_F(Hosting, a_host_opens_a_question_and_reveals_what_came) {
    open("/meetings/" + std::string(kId));
    answer("me", 200, Value::map({{"name", "li"}, {"role", "worker"}, {"device", ""}}));
    EXPECT_EQ(request("meeting.view")["path"].string_or(""),
              "/api/v1/meetings/" + std::string(kId));
    answer("meeting.view", 200, api::to_value(view(), api::Audience::Host));
    EXPECT_FALSE(request("meeting.qr").is_null());
    const std::string name = view().questions.front().question.name;
    press("meeting/" + name + "/show");
    const Value step = request("meeting.step");
    EXPECT_EQ(step["path"].string_or(""), "/api/v1/meetings/" + std::string(kId) + "/events");
    const auto body = parse_own_json(step["body"].string_or(""));
    ASSERT_TRUE(body);
    EXPECT_EQ(body->text("question"), name);
    EXPECT_EQ(body->text("set"), "revealed");
}

TEST_F(Hosting, a_host_notes_what_was_agreed_with_its_day) {
    open("/meetings/" + std::string(kId));
    answer("me", 200, Value::map({{"name", "li"}, {"role", "worker"}, {"device", ""}}));
    api::MeetingView closed = view();
    closed.state = MeetingState::Closed;
    answer("meeting.view", 200, api::to_value(closed, api::Audience::Host));
    draw();
    type("meeting/lines", "粉刷楼道 2027-03-31\n再开一次会");
    press("meeting/keep");
    const auto body = parse_own_json(request("meeting.step")["body"].string_or(""));
    ASSERT_TRUE(body);
    const Value::List& decisions = (*body)["summary"].items("decisions");
    ASSERT_EQ(decisions.size(), 2u);
    EXPECT_EQ(decisions[0].text("text"), "粉刷楼道");
    EXPECT_EQ(decisions[0].text("due"), "2027-03-31");
    EXPECT_EQ(decisions[1].text("text"), "再开一次会");
    EXPECT_EQ(decisions[1].text("due"), "");
}

}  // namespace kongdi::shell
