// SPDX-License-Identifier: Apache-2.0
// A meeting from a phone and from its host's desk.
#include "core/api/meeting_messages.hpp"
#include "core/codec/record_codec.hpp"
#include "core/rules/meeting_rules.hpp"
#include "core/rules/record_check.hpp"
#include "tests/shell/support/meeting_fixture.hpp"

namespace kongdi::shell {

class Joining : public testing::MeetingTest {
protected:
    /// Where a worker answers for others.
    void open_assist(const Value& tables = Value::map()) {
        open("/meetings/assist/" + std::string(kCode), tables);
        answer("me", 200, Value::map({{"name", "li"}, {"role", "worker"}, {"device", ""}}));
        answer("join.view", 200, api::to_value(view(), api::Audience::Phones));
        draw();
    }
    void sit_down() { sit_down_with(view()); }
    void sit_down_at(std::string_view name) { sit_down_with(at(name)); }
    void sit_down_with(const api::MeetingView& shown) {
        open("/j/" + std::string(kCode));
        answer("join.view", 200, api::to_value(shown, api::Audience::Phones));
        press("join/agreed");
        press("join/enter");
        answer("join.seat", 201, Value::map({{"seat", kSecret}}));
        draw();
    }
    const Question& first() const { return state().joined.view->questions.front().question; }
};

TEST_F(Joining, a_check_up_that_is_filled_in_while_the_meeting_goes_on_is_of_a_session) {
    Draft draft;
    const auto mode = [&] { return rating_record(state(), draft, platform::now_ms()).mode; };
    sit_down();
    EXPECT_EQ(mode(), Mode::Session);
    draft.assisted = true;
    EXPECT_EQ(mode(), Mode::Assisted) << "somebody else's";
    draft.assisted = false;
    api::MeetingView over = view();
    over.state = MeetingState::Closed;
    answer("join.view", 200, api::to_value(over, api::Audience::Phones));
    EXPECT_EQ(mode(), Mode::Self);
}

TEST_F(Joining, a_worker_answers_for_one_person_after_the_other) {
    open_assist();
    press("assist/enter");
    EXPECT_TRUE(request("join.seat").is_null()) << "not before they said who agrees";
    EXPECT_EQ(node("assist/agreed"), nullptr) << "to what is not known yet";
    draw();
    EXPECT_NE(node("assist/lacks"), nullptr);
    press("assist/who/survey");
    press("assist/enter");
    EXPECT_TRUE(request("join.seat").is_null()) << "not before they agreed";
    press("assist/agreed");
    press("assist/enter");
    const Value asked = request("join.seat");
    EXPECT_NE(asked["body"].string_or("").find("\"assisted\":true"), std::string::npos);
    answer("join.seat", 201, Value::map({{"seat", kSecret}}));
    press("assist/" + first().name + "/choices/" + first().choices[0].code);
    ASSERT_EQ(state().outbox.size(), 1u);
    const Value sent = *parse_json(state().outbox.front().bytes);
    EXPECT_EQ(sent.text("mode"), "assisted");
    EXPECT_NE(sent["consent"].find("survey"), nullptr);
    // Their session ended meanwhile: the answer waits for the log-in, it is not refused.
    answer("record:" + state().outbox.front().id, 401,
           Value::map({{"code", "login_needed"}, {"path", "/mode"}}));
    EXPECT_EQ(state().outbox.front().phase, SendPhase::Waiting);
    press("assist/next-person");
    EXPECT_TRUE(state().joined.secret.empty());
    EXPECT_TRUE(state().joined.answers.empty());
    EXPECT_FALSE(state().joined.agreed) << "each is asked";
    EXPECT_EQ(state().joined.purpose, "") << "and each is of another age";
    EXPECT_EQ(state().outbox.size(), 1u) << "what was answered is on its way";
}

TEST_F(Joining, what_was_answered_for_somebody_is_taken_back_once_it_has_come) {
    open_assist();
    press("assist/who/survey");
    press("assist/agreed");
    press("assist/enter");
    answer("join.seat", 201, Value::map({{"seat", kSecret}}));
    press("assist/" + first().name + "/choices/" + first().choices[0].code);
    ASSERT_EQ(state().outbox.size(), 1u);
    const std::string id = state().outbox.front().id;
    EXPECT_EQ(node("assist/take-back"), nullptr) << "it waits here still";
    answer("record:" + id, 201,
           api::to_value(api::Receipt{"翠苑 1", id, sha256(state().outbox.front().bytes), 1}));
    ASSERT_TRUE(state().outbox.empty());
    press("assist/take-back");
    const Value asked = request("take_back:");
    EXPECT_EQ(asked.text("path"), "/api/v1/records/" + id + "/events");
    EXPECT_EQ(asked["headers"].text("X-Kongdi-Device"), state().device);
    no_answer("take_back:" + id);
    draw();
    EXPECT_NE(node("assist/not_taken_back"), nullptr);
    press("assist/take-back");
    answer("take_back:" + id, 200, Value::map());
    EXPECT_TRUE(state().joined.answers.empty());
    draw();
    EXPECT_EQ(node("assist/take-back"), nullptr);
}

TEST_F(Joining, for_a_child_a_guardian_agrees_at_the_workers_table) {
    open_assist();
    press("assist/who/survey");
    press("assist/agreed");
    press("assist/who/guardian");
    EXPECT_FALSE(state().joined.agreed) << "what was ticked was the other text";
    const ConsentText& text = *state().catalogue.consent(kGuardian);
    ASSERT_NE(node("assist/agreed"), nullptr);
    EXPECT_EQ(node("assist/agreed")->name, text.label.in("en"));
    press("assist/enter");
    EXPECT_TRUE(request("join.seat").is_null()) << "not before they agreed";
    press("assist/agreed");
    press("assist/enter");
    answer("join.seat", 201, Value::map({{"seat", kSecret}}));
    press("assist/" + first().name + "/choices/" + first().choices[0].code);
    ASSERT_EQ(state().outbox.size(), 1u);
    const Value sent = *parse_own_json(state().outbox.front().bytes);
    EXPECT_EQ(sent.text("mode"), "assisted");
    ASSERT_EQ(sent["consent"].if_map()->size(), 1u);
    EXPECT_EQ(sent["consent"]["guardian"].text("sha256"), sha256(text.text.in("en")));
    EXPECT_EQ(sent["body"].if_map()->size(), 1u) << "no age and no name";
    // A page opened again still sits there, and knows for whom.
    const Value kept = stored("settings", "joined")["value"];
    SetUp();
    open_assist(Value::map({{"settings", Value::map({{"joined", kept}})}}));
    EXPECT_EQ(state().joined.secret, kSecret);
    EXPECT_EQ(state().joined.purpose, kGuardian);
}

TEST_F(Joining, on_a_phone_nobody_agrees_for_a_child_and_the_text_says_14_first) {
    open("/j/" + std::string(kCode));
    answer("join.view", 200, api::to_value(view(), api::Audience::Phones));
    draw();
    EXPECT_EQ(node("join/who"), nullptr);
    ASSERT_NE(node("join/agreed"), nullptr);
    EXPECT_EQ(node("join/agreed")->name, "I am 14 or older. Keep what I have filled in");
    EXPECT_FALSE(state().joined.agreed) << "one tick, as before, and not set";
}

TEST_F(Joining, the_seat_of_whom_a_worker_helped_is_not_the_workers_own) {
    const Value helped = Value::map(
        {{"form", 1}, {"code", kCode}, {"secret", kSecret}, {"agreed", true}, {"assisted", true}});
    open("/j/" + std::string(kCode),
         Value::map({{"settings", Value::map({{"joined", write_json(helped)}})}}));
    EXPECT_TRUE(state().joined.secret.empty());
    EXPECT_FALSE(state().joined.agreed);
    EXPECT_EQ(state().joined.purpose, "survey");
}

TEST_F(Joining, a_code_leads_to_a_seat_after_a_tick_and_a_press) {
    open("/j/h7k 3qm");
    EXPECT_EQ(request("join.view")["path"].string_or(""), "/api/v1/join/H7K3QM")
        << "as somebody types it";
    answer("join.view", 200, api::to_value(view(), api::Audience::Phones));
    press("join/enter");
    EXPECT_TRUE(request("join.seat").is_null()) << "not without consent";
    press("join/agreed");
    press("join/enter");
    const Value asked = request("join.seat");
    EXPECT_EQ(asked["path"].string_or(""), "/api/v1/join/H7K3QM");
    answer("join.seat", 201, Value::map({{"seat", kSecret}}));
    EXPECT_EQ(state().joined.secret, kSecret);
    EXPECT_FALSE(stored("settings", "joined").is_null()) << "a page opened again sits there, too";
}

TEST_F(Joining, an_answer_is_a_record_of_the_seat_that_the_check_takes) {
    sit_down();
    press("join/" + first().name + "/choices/" + first().choices[0].code);
    ASSERT_EQ(state().outbox.size(), 1u);
    const Result<Value> tree = parse_own_json(state().outbox.front().bytes);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->text("kind"), "meeting");
    EXPECT_EQ((*tree)["questionnaire_version"].int_or(0), 3);
    EXPECT_EQ(tree->text("mode"), "session");
    EXPECT_EQ(tree->text("seat"), sha256(kSecret));
    EXPECT_EQ((*tree)["body"].text(first().name), first().choices[0].code);
    EXPECT_EQ(state().route.screen, ScreenId::Join) << "nothing else is opened";
    EXPECT_TRUE(state().reports.empty());
    // Another answer is another record: the later one counts.
    press("join/" + first().name + "/choices/" + first().choices[1].code);
    EXPECT_EQ(state().outbox.size(), 2u);
    EXPECT_EQ(state().joined.answers.at(first().name).value, Value(first().choices[1].code));
}

TEST_F(Joining, an_order_is_tapped_one_after_the_other_and_sent_whole) {
    sit_down_at("order");
    press("join/order/choices/z");
    EXPECT_EQ(node("join/order/choices/z")->name, "1 · 选项 z");
    EXPECT_EQ(node("join/order/send"), nullptr) << "it is not whole";
    press("join/order/choices/x");
    EXPECT_EQ(node("join/order/choices/y")->name, "3 · 选项 y") << "of the last nothing is to say";
    press("join/order/choices/z");
    EXPECT_EQ(node("join/order/choices/x")->name, "1 · 选项 x") << "the others move up";
    EXPECT_EQ(node("join/order/send"), nullptr);
    press("join/order/choices/z");
    press("join/order/send");
    ASSERT_EQ(state().outbox.size(), 1u);
    EXPECT_EQ((*parse_own_json(state().outbox.front().bytes))["body"]["order"],
              Value::list({"x", "y", "z"}));
}

TEST_F(Joining, spaces_are_chosen_in_the_list_beside_their_map) {
    sit_down_at("spots");
    EXPECT_NE(node("join/spots/map"), nullptr);
    EXPECT_EQ(node("join/spots/choices/hall")->name, "B · 选项 hall");
    press("join/spots/choices/hall");
    press("join/spots/send");
    ASSERT_EQ(state().outbox.size(), 1u);
    EXPECT_EQ((*parse_own_json(state().outbox.front().bytes))["body"]["spots"],
              Value::list({"hall"}));
}

TEST_F(Joining, what_people_want_most_stands_first_with_its_mean_place) {
    api::MeetingView shown = at("order");
    api::MeetingQuestion& one = shown.questions[4];
    one.asked = {AskState::Closed, true};
    one.results = api::MeetingResult{6, {{"x", 14}, {"y", 7}, {"z", 15}}, {}, {}};
    EXPECT_EQ(api::shown_order(one), (std::vector<std::size_t>{2, 0, 1}));
    EXPECT_DOUBLE_EQ(api::mean_place(*one.results, 15), 1.5);
    sit_down_with(shown);
    bool said = false;
    for (const widgets::Node& node : widgets::last_tree())
        said = said || (node.name + node.value).find("1.5 on average") != std::string::npos;
    EXPECT_TRUE(said);
}

TEST_F(Joining, without_a_network_the_answer_waits_and_is_told_so) {
    sit_down();
    send(Value::map({{"event", "offline"}}));
    press("join/" + first().name + "/choices/" + first().choices[0].code);
    no_answer("join.view");
    draw();
    EXPECT_NE(node("join/" + first().name + "/waiting"), nullptr);
    EXPECT_NE(node("join/failed"), nullptr);
}

TEST_F(Joining, a_code_nobody_knows_is_said_and_not_asked_for_again) {
    open("/j/ZZZZZZ");
    answer("join.view", 404, Value::map());
    EXPECT_TRUE(state().joined.is_unknown);
    take("http");
    send(Value::map({{"event", "wake"}}));
    EXPECT_TRUE(request("join.view").is_null());
    send(Value::map({{"event", "nav.changed"}, {"path", "/j/no"}, {"depth", 1}}));
    EXPECT_TRUE(state().joined.is_unknown);
    EXPECT_TRUE(request("join.view").is_null()) << "no code at all";
}

TEST_F(Joining, who_cannot_scan_types_the_code) {
    open("/j");
    EXPECT_TRUE(request("join.view").is_null());
    draw();
    type("join/code", "h7k 3qm");
    press("join/go");
    EXPECT_EQ(state().route, (Route{ScreenId::Join, kCode}));
    EXPECT_EQ(request("join.view")["path"].string_or(""), "/api/v1/join/H7K3QM");
}

TEST_F(Joining, whoever_sat_there_hears_that_the_meeting_is_over) {
    sit_down();
    take("http");
    answer("join.view", 404, Value::map());
    EXPECT_FALSE(state().joined.is_unknown);
    draw();
    EXPECT_NE(node("join/over"), nullptr);
    platform::native::advance_ms(10'000);
    send(Value::map({{"event", "wake"}}));
    EXPECT_TRUE(request("join.view").is_null()) << "there is nothing more to come";
}

TEST_F(Joining, a_page_opened_again_sits_on_its_seat) {
    sit_down();
    const Value kept = stored("settings", "joined")["value"];
    SetUp();
    open("/j/" + std::string(kCode), Value::map({{"settings", Value::map({{"joined", kept}})}}));
    answer("join.view", 200, api::to_value(view(), api::Audience::Phones));
    draw();
    EXPECT_NE(node("join/" + first().name + "/choices"), nullptr);
}

TEST_F(Joining, what_is_revealed_is_drawn_and_what_is_closed_takes_no_answer) {
    sit_down();
    api::MeetingView later = view();
    later.questions.front().asked = {AskState::Closed, true};
    api::MeetingResult result;
    result.n = 62;
    for (const Choice& choice : first().choices) result.counts.push_back({choice.code, 31});
    later.questions.front().results = result;
    answer("join.view", 200, api::to_value(later, api::Audience::Phones));
    draw();
    EXPECT_EQ(node("join/" + first().name + "/choices"), nullptr);
    bool drawn = false;
    for (const widgets::Node& one : widgets::last_tree())
        drawn = drawn || one.name.find(": 31") != std::string::npos;
    EXPECT_TRUE(drawn);
}

TEST_F(Joining, a_small_hall_is_told_that_fewer_than_five_answered) {
    sit_down();
    const auto says = [&](std::int64_t joined, std::int64_t n, std::string_view words) {
        api::MeetingView later = view();
        later.joined = joined;
        later.questions.front().asked = {AskState::Closed, true};
        api::MeetingResult result;
        result.n = n;
        for (const Choice& choice : first().choices) result.counts.push_back({choice.code, {}});
        later.questions.front().results = result;
        answer("join.view", 200, api::to_value(later, api::Audience::Phones));
        draw();
        return std::any_of(widgets::last_tree().begin(), widgets::last_tree().end(),
                           [&](const widgets::Node& one) {
                               return (one.name + one.value).find(words) != std::string::npos;
                           });
    };
    EXPECT_TRUE(says(0, 0, ": fewer than 5"));
    EXPECT_TRUE(says(0, 0, "fewer than 5 here"));
    EXPECT_FALSE(says(0, 0, "0 here"));
    // Of eight the six who said yes would tell the two who did not.
    EXPECT_TRUE(says(8, 8, ": not shown"));
    EXPECT_FALSE(says(8, 8, "fewer than 5"));
}

TEST_F(Joining, the_wall_shows_the_code_and_letters_a_thirtieth_of_its_height) {
    widgets::set_viewport({1920, 1080, 1, {}});
    open("/meetings/wall/" + std::string(kId));
    answer("me", 200, Value::map({{"name", "li"}, {"role", "worker"}, {"device", ""}}));
    answer("meeting.view", 200, api::to_value(view(), api::Audience::Host));
    answer("meeting.qr", 200, Value::map({{"rows", Value::list({"101", "010", "111"})}}));
    draw();
    ASSERT_NE(node("projector/qr"), nullptr);
    EXPECT_NE(widgets::find_node(widgets::last_tree(), widgets::Role::Heading, "H7K 3QM"), nullptr);
    EXPECT_GE(widgets::type_row(widgets::TextStyle::Second).size * widgets::theme().scale, 36.0f);
}

}  // namespace kongdi::shell
