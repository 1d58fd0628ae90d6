// SPDX-License-Identifier: Apache-2.0
// Residents see how far the check-up has come, and staff answer it for those without a phone.
#include "core/codec/record_codec.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Survey : public testing::AppTest {
protected:
    void open_city(Value tables = Value::map()) {
        open("/", std::move(tables));
        answer("city", 200,
               api::to_value(api::City{"城",
                                       false,
                                       Box{120, 30, 121, 31},
                                       platform::now_ms(),
                                       {{"339901001001", "翠苑社区", "翠苑街道"}}}));
    }
    void begin() {
        press("home/rate");
        send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    }
    /// Answers one service, sends it and has the receipt.
    void rate_and_send() {
        press("rate/1/found/339901001001");
        press("rate/2/GOV01/used/yes");
        press("rate/end");
        press("rate/next");
        press("rate/next");
        press("rate/" + step() + "/survey");
        press("rate/send");
        ASSERT_EQ(state().outbox.size(), 1u);
        const std::string id = state().outbox[0].id;
        m_sent = state().outbox[0].bytes;
        m_asked = request("survey");
        send(Value::map({{"event", "store.done"}, {"tag", "outbox:" + id}}));
        answer("record:" + id, 201,
               api::to_value(api::Receipt{"翠苑 1001", id, sha256(m_sent), platform::now_ms()}));
    }
    std::string step() const { return state().route.argument; }
    static Value share(Value percent, int goal) {
        return Value::map({{"answered_percent", std::move(percent)}, {"goal_percent", goal}});
    }
    static Value survey(Value city, Value community = {}) {
        Value list = Value::list();
        if (!community.is_null()) {
            community.set("code", "339901001001");
            community.set("name", "翠苑社区");
            list.push(std::move(community));
        }
        const std::string code = list.if_list()->empty() ? "" : "339901001001";
        return Value::map({{"community", code},
                           {"waves", Value::list({Value::map({{"title", "体检"},
                                                              {"state", "open"},
                                                              {"city", std::move(city)},
                                                              {"communities", list}})})}});
    }
    /// Does the page say so?
    bool says(std::string_view words) {
        draw();
        return widgets::find_node(widgets::last_tree(), widgets::Role::Paragraph, words) != nullptr;
    }
    Mode sent_mode() {
        const CheckedRecord read = read_record(m_sent, {state().catalogue, platform::now_ms()});
        EXPECT_EQ(read.errors, Errors{});
        return read.record.mode;
    }
    std::string m_sent = {};
    Value m_asked = {};
};

TEST_F(Survey, home_tells_of_the_city_until_a_community_is_known) {
    open_city();
    EXPECT_EQ(request("survey").text("path"), "/api/v1/survey?state=open&community=none");
    const std::string line =
        "The whole city: households that have answered, goal 62 %: 25 % or more";
    EXPECT_FALSE(says(line));
    answer("survey", 200, survey(share(25, 62)));
    EXPECT_TRUE(says(line));
    answer("survey", 200, Value::map({{"waves", Value::list()}}));
    EXPECT_FALSE(says(line)) << "it is over";
}

TEST_F(Survey, who_has_sent_theirs_sees_how_far_the_community_is_and_finds_it_at_home_again) {
    open_city();
    begin();
    rate_and_send();
    EXPECT_EQ(m_asked.text("path"), "/api/v1/survey?state=open&community=339901001001");
    answer("survey", 200, survey(share(25, 62), share(40, 80)));
    const std::string line = "翠苑社区: households that have answered, goal 80 %: 40 % or more";
    EXPECT_EQ(state().route.screen, ScreenId::Sent);
    EXPECT_TRUE(says(line));
    const Value kept = stored("cache", "survey")["value"];
    SetUp();
    open_city(Value::map({{"cache", Value::map({{"survey", kept}})}}));
    EXPECT_EQ(request("survey").text("path"), "/api/v1/survey?state=open&community=339901001001");
    EXPECT_TRUE(says(line)) << "as it was last known";
    no_answer("survey");
    EXPECT_TRUE(says(line)) << "without a network, too";
}

TEST_F(Survey, fewer_than_five_are_said_to_be_so_and_what_is_rounded_to_nothing_is_not) {
    open_city();
    answer("survey", 200, survey(share(25, 62), share(Value(), 50)));
    EXPECT_TRUE(says("翠苑社区: households that have answered, goal 50 %: fewer than 5"));
    answer("survey", 200, survey(share(25, 62), share(0, 50)));
    EXPECT_FALSE(says("翠苑社区: households that have answered, goal 50 %: fewer than 5"));
    EXPECT_FALSE(says("翠苑社区: households that have answered, goal 50 %: 0 % or more"));
}

TEST_F(Survey, the_community_is_forgotten_with_all_else_of_the_person) {
    open_city();
    answer("survey", 200, survey(share(25, 62), share(40, 80)));
    send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
    press("my/own_erase");
    press("my/erase/yes");
    take("store.delete");
    answer("own:erase", 200, Value::map({{"records", 1}}));
    EXPECT_TRUE(state().survey.is_null());
    bool gone = false;
    for (const Value& one : take("store.delete"))
        gone = gone || (one.text("table") == "cache" && one.text("key") == kSurveyTag);
    EXPECT_TRUE(gone);
}

TEST_F(Survey, a_resident_answers_for_themselves_and_is_not_asked) {
    open_city();
    begin();
    draw();
    EXPECT_EQ(node("rate/assisted"), nullptr);
    rate_and_send();
    EXPECT_EQ(sent_mode(), Mode::Self);
}

TEST_F(Survey, who_is_logged_in_answers_for_somebody_without_a_phone) {
    open_city();
    answer("me", 200, api::to_value(api::Login{"worker", Role::Worker, ""}));
    begin();
    press("rate/assisted");
    EXPECT_TRUE(state().rating->assisted);
    const Value draft = stored("drafts", kRatingKey)["value"];
    SetUp();
    open_city(Value::map({{"drafts", Value::map({{std::string(kRatingKey), draft}})}}));
    press("home/language");
    begin();
    ASSERT_TRUE(state().rating);
    EXPECT_TRUE(state().rating->assisted) << "it comes back with the draft, in any language";
    rate_and_send();
    EXPECT_EQ(sent_mode(), Mode::Assisted);
    send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    begin();
    EXPECT_FALSE(state().rating->assisted) << "the next one is asked anew";
}

TEST_F(Survey, that_one_helps_is_taken_back) {
    open_city();
    answer("me", 200, api::to_value(api::Login{"worker", Role::Worker, ""}));
    begin();
    press("rate/assisted");
    press("rate/assisted");
    rate_and_send();
    EXPECT_EQ(sent_mode(), Mode::Self);
}

}  // namespace kongdi::shell
