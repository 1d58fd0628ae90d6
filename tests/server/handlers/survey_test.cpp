// SPDX-License-Identifier: Apache-2.0
// How far the check-up has come, as everybody may see it.
#include "tests/server/handlers/wave_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class SurveyTest : public WaveFixture {
protected:
    void move(const char* name) {
        ASSERT_EQ(post(path("/events"), Value::map({{"move", name}})).status, 200) << name;
    }
    /// What a stranger is shown.
    Value survey(std::vector<Pair> query = {}) {
        const Response response = get("/api/v1/survey", {}, std::move(query));
        EXPECT_EQ(response.status, 200) << response.body;
        return tree_of(response);
    }
    Value only_wave(std::vector<Pair> query = {}) {
        const Value tree = survey(std::move(query));
        EXPECT_EQ(tree.items("waves").size(), 1u);
        return tree.items("waves").empty() ? Value() : tree.items("waves")[0];
    }
    static std::int64_t answered(const Value& share) {
        return share["answered_percent"].int_or(-1);
    }
};

TEST_F(SurveyTest, nobody_learns_of_a_draft_or_of_a_wave_that_is_closed_but_not_published) {
    EXPECT_TRUE(survey().items("waves").empty());
    ASSERT_EQ(post("/api/v1/waves", plan()).status, 201);
    EXPECT_TRUE(survey().items("waves").empty()) << "a draft";
    move("open");
    EXPECT_EQ(only_wave().text("state"), "open");
    move("close");
    EXPECT_TRUE(survey().items("waves").empty()) << "closed";
    move("publish");
    EXPECT_EQ(only_wave().text("state"), "published");
}

TEST_F(SurveyTest, while_it_is_open_shares_stand_against_the_goal_in_steps_of_five) {
    open_wave();
    answer(17);
    answer(9, kSecond);
    const Value wave = only_wave();
    EXPECT_EQ(wave.text("title"), "下半年体检");
    EXPECT_EQ(wave.text("opens_at"), format_time(kNowMs - 50 * kDayMs));
    EXPECT_EQ(wave.text("closes_at"), format_time(kNowMs + 50 * kDayMs));
    EXPECT_EQ(wave.find("id"), nullptr) << "its results are for nobody yet";
    const Value::List& rows = wave.items("communities");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].text("code"), kCommunityCode);
    EXPECT_EQ(rows[0].text("name"), "翠苑一区社区");
    EXPECT_EQ(answered(rows[0]), 25) << "15 of 60";
    EXPECT_EQ(rows[0]["goal_percent"].int_or(0), 50);
    EXPECT_EQ(answered(rows[1]), 10) << "5 of 40 are 12";
    EXPECT_EQ(rows[1]["goal_percent"].int_or(0), 80) << "renewal";
    EXPECT_EQ(answered(wave["city"]), 25) << "25 of 100";
    EXPECT_EQ(wave["city"]["goal_percent"].int_or(0), 62) << "50 % of 60 and 80 % of 40";
}

TEST_F(SurveyTest, nothing_is_told_of_fewer_than_five_nor_of_one_more) {
    open_wave();
    answer(4);
    answer(10, kSecond);
    EXPECT_TRUE(only_wave().items("communities")[0]["answered_percent"].is_null());
    const std::string before = get("/api/v1/survey").body;
    EXPECT_EQ(before.find("\"answered\""), std::string::npos) << before;
    EXPECT_EQ(before.find("households"), std::string::npos) << before;
    for (const char* split : {"by_mode", "by_age", "age_band", "seated"})
        EXPECT_EQ(before.find(split), std::string::npos) << split;
    EXPECT_EQ(survey()["least"].int_or(0), 5);
    answer(4, kSecond);
    EXPECT_EQ(answered(only_wave().items("communities")[1]), 25) << "14 as 10";
    answer(1);
    EXPECT_EQ(answered(only_wave().items("communities")[0]), 5);
}

TEST_F(SurveyTest, a_published_wave_is_told_by_whole_per_cent_and_leads_to_its_results) {
    open_wave();
    answer(19);
    move("close");
    move("publish");
    const Value wave = only_wave();
    EXPECT_EQ(wave.text("id"), id());
    EXPECT_EQ(get("/api/v1/results/" + wave.text("id")).status, 200);
    const Value::List& rows = wave.items("communities");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(answered(rows[0]), 25) << "15 of 60: who takes an answer back changes nothing";
    EXPECT_TRUE(rows[1]["answered_percent"].is_null());
    EXPECT_EQ(answered(wave["city"]), 15);
}

TEST_F(SurveyTest, one_community_the_city_alone_and_one_state_can_be_asked_for) {
    open_wave();
    answer(6, kSecond);
    const Value one = only_wave({{"community", std::string(kSecond)}});
    ASSERT_EQ(one.items("communities").size(), 1u);
    EXPECT_EQ(one.items("communities")[0].text("code"), kSecond);
    const Value city = only_wave({{"community", "none"}, {"state", "open"}});
    EXPECT_TRUE(city.items("communities").empty());
    EXPECT_EQ(answered(city["city"]), answered(one["city"])) << "the city is all of them";
    const Value none = survey({{"state", "published"}, {"community", std::string(kSecond)}});
    EXPECT_TRUE(none.items("waves").empty());
    EXPECT_EQ(none.text("community"), kSecond) << "to be asked for again";
    EXPECT_EQ(code_at(get("/api/v1/survey", {}, {{"community", "3301"}})),
              "request_format /community");
    for (const char* state : {"draft", "closed", "x"})
        EXPECT_EQ(code_at(get("/api/v1/survey", {}, {{"state", state}})), "request_format /state");
}

}  // namespace

}  // namespace kongdi::server::tests
