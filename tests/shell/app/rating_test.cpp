// SPDX-License-Identifier: Apache-2.0
// The service check-up on the phone: a tap answers and goes on, leaving loses nothing, the record
// is what the server takes.
#include "core/codec/questionnaire_codec.hpp"
#include "core/codec/record_codec.hpp"
#include "shell/app/reducers.hpp"
#include "shell/state/rate_steps.hpp"
#include "tests/shell/support/app_fixture.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi::shell {

class Rating : public testing::AppTest {
protected:
    /// A page that opens anew, on a device that knows what it is told with `open`.
    void SetUpWithout() { testing::AppTest::SetUp(); }
    void SetUp() override {
        testing::AppTest::SetUp();
        open("/");
        answer("city", 200,
               api::to_value(api::City{"城",
                                       false,
                                       Box{120, 30, 121, 31},
                                       platform::now_ms(),
                                       {{"339901001001", "翠苑社区", "翠苑街道"},
                                        {"339901001002", "文华社区", "翠苑街道"}}}));
    }
    std::string step() const { return state().route.argument; }
    const Value& services() const { return state().rating->body["services"]; }
    /// The draft as the device keeps it now.
    std::optional<Draft> kept() {
        const Result<Value> tree =
            parse_own_json(stored("drafts", kRatingKey)["value"].string_or(""));
        return tree ? draft_of_stored(*tree) : std::nullopt;
    }
    void visit(const std::string& path) {
        take("http");
        send(Value::map({{"event", "nav.changed"}, {"path", path}, {"depth", 1}}));
    }
    void begin() {
        press("home/rate");
        send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
        press("rate/1/found/339901001001");
    }
    /// The check-up as a version of this number.
    Value checkup(std::int64_t version) {
        Value tree = questionnaire_tree(*state().catalogue.questionnaire("service_checkup"));
        tree.set("version", version);
        return tree;
    }
    /// A version that asks for years besides, and works something out of them.
    void take_years() {
        Value tree = checkup(3);
        const Value words = Value::map({{"zh", "年"}, {"en", "Years"}});
        const Value years = Value::map(
            {{"name", "years"},
             {"kind", "number"},
             {"label", words},
             {"required", true},
             {"constraint", ". <= 120"},
             {"constraint_message", Value::map({{"zh", "至多 120"}, {"en", "At most 120"}})}});
        const Value months = Value::map(
            {{"name", "months"}, {"kind", "calculated"}, {"calculation", "${years} * 12"}});
        tree.find("pages")->push(
            Value::map({{"title", words}, {"questions", Value::list({years, months})}}));
        answer("questionnaires", 200, Value::map({{"newest", Value::list({tree})}}));
        ASSERT_NE(state().catalogue.questionnaire("service_checkup", 3), nullptr);
    }
    void go_to_years() {
        take_years();
        begin();
        press("rate/2/GOV01/used/yes");
        press("rate/end");
        press("rate/next");
        press("rate/next");
    }
    std::string hint_of(const std::string& path) {
        draw();
        const widgets::Node* found = node(path);
        const bool wrong = found != nullptr && (found->state & widgets::kStateInvalid) != 0;
        return wrong ? found->hint : std::string();
    }
    static Value seat_of_version(std::int64_t version) {
        return Value::map({{"state", "open"},
                           {"questionnaire", "service_checkup"},
                           {"questionnaire_version", version},
                           {"community", "339901001002"},
                           {"community_name", "文华社区"}});
    }
    std::int64_t sent_version() {
        return rating_record(state(), *state().rating, platform::now_ms()).questionnaire_version;
    }
    const std::string kFirst = "GOV01";
    const std::string kSeat = std::string(64, 'e');
};

TEST_F(Rating, begins_with_the_community_and_asks_one_thing_at_a_time) {
    begin();
    EXPECT_EQ(state().route, (Route{ScreenId::Rate, "2"}));
    EXPECT_EQ(state().rating->here.community.name, "翠苑社区");
    press("rate/2/GOV01/used/yes");
    EXPECT_EQ(step(), "3");
    press("rate/3/GOV01/minutes/6_10");
    press("rate/4/GOV01/satisfaction/4");
    press("rate/5/GOV01/importance/dont_know");
    EXPECT_EQ(step(), "6") << "the next service";
    EXPECT_EQ(services()[kFirst], Value::list({"yes", "6_10", 4, "dont_know"}));
    const auto draft = kept();
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->body["services"], services());
    EXPECT_EQ(draft->furthest_step, 6);
    EXPECT_EQ(draft->questionnaire_version, 2);
}

TEST_F(Rating, a_code_of_a_household_goes_into_the_record_and_says_where_it_lives) {
    visit("/rate?seat=" + kSeat);
    send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    EXPECT_EQ(request("seat:")["path"].string_or(""), "/api/v1/seats/" + kSeat);
    ASSERT_TRUE(state().rating);
    EXPECT_EQ(state().rating->seat, kSeat) << "without waiting for an answer";
    answer("seat:" + kSeat, 200,
           Value::map({{"seat", kSeat},
                       {"state", "open"},
                       {"community", "339901001002"},
                       {"community_name", "文华社区"},
                       {"building", "3 幢"},
                       {"is_used", false}}));
    EXPECT_EQ(state().route, (Route{ScreenId::Rate, "2"})) << "where it is needs no answer";
    EXPECT_EQ(state().rating->seat_place, "文华社区 · 3 幢");
    const auto draft = kept();
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->seat, kSeat);
    const Record record = rating_record(state(), *state().rating, platform::now_ms());
    EXPECT_EQ(record.seat, kSeat);
    EXPECT_EQ(record.community, "339901001002");
}

TEST_F(Rating, a_household_answers_the_version_of_its_wave) {
    visit("/rate?seat=" + kSeat);
    send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    EXPECT_EQ(sent_version(), 2);
    answer("seat:" + kSeat, 200, seat_of_version(1));
    EXPECT_EQ(sent_version(), 1);
    EXPECT_TRUE(request("questionnaire:").is_null()) << "the program knows it";
    EXPECT_EQ(kept().value_or(Draft{}).questionnaire_version, 1);
}

TEST_F(Rating, a_version_of_a_wave_that_is_not_here_is_fetched_and_kept_with_the_draft) {
    visit("/rate?seat=" + kSeat);
    send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    answer("questionnaires", 200, Value::map({{"newest", Value::list({checkup(4)})}}));
    answer("seat:" + kSeat, 200, seat_of_version(3));
    EXPECT_EQ(request("questionnaire:")["path"].string_or(""),
              "/api/v1/questionnaires/service_checkup/3");
    press("rate/next");
    EXPECT_EQ(step(), "6");
    answer("questionnaire:service_checkup:3", 200, checkup(3));
    EXPECT_EQ(sent_version(), 3);
    EXPECT_EQ(step(), "2") << "what was passed over was of another version";
    const Value cache = *parse_own_json(stored("cache", "questionnaires")["value"].string_or(""));
    EXPECT_EQ(cache["named"], Value::list({checkup(3)}));
}

TEST_F(Rating, what_was_answered_before_the_wave_was_known_stays_of_its_version) {
    visit("/rate?seat=" + kSeat);
    send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    press("rate/none");
    press("rate/2/GOV01/used/yes");
    answer("seat:" + kSeat, 200, seat_of_version(1));
    EXPECT_EQ(sent_version(), 2);
    EXPECT_EQ(step(), "3");
}

TEST_F(Rating, a_draft_of_a_version_that_is_no_longer_the_newest_is_finished_after_a_reload) {
    answer("questionnaires", 200, Value::map({{"newest", Value::list({checkup(3)})}}));
    begin();
    press("rate/2/GOV01/used/yes");
    const Value draft = stored("drafts", kRatingKey)["value"];
    answer("questionnaires", 200, Value::map({{"newest", Value::list({checkup(4)})}}));
    const Value cache = stored("cache", "questionnaires")["value"];
    SetUpWithout();
    open("/", Value::map({{"drafts", Value::map({{std::string(kRatingKey), draft}})},
                          {"cache", Value::map({{"questionnaires", cache}})}}));
    EXPECT_TRUE(request("questionnaire:").is_null());
    press("home/rate");
    EXPECT_EQ(step(), "3");
    EXPECT_EQ(rate_questionnaire(state()).version, 3);
    press("rate/3/GOV01/minutes/0_5");
    press("rate/end");
    EXPECT_EQ(sent_version(), 3);
    // Once the draft is gone it is needed no longer.
    press("rate/next");
    press("rate/next");
    press("rate/discard");
    press("rate/discard/throw");
    answer("questionnaires", 200, Value::map({{"newest", Value::list({checkup(4)})}}));
    const Value left = *parse_own_json(stored("cache", "questionnaires")["value"].string_or(""));
    EXPECT_TRUE(left.items("named").empty());
}

TEST_F(Rating, a_draft_whose_version_the_device_lost_fetches_it) {
    answer("questionnaires", 200, Value::map({{"newest", Value::list({checkup(3)})}}));
    begin();
    press("rate/2/GOV01/used/yes");
    const Value draft = stored("drafts", kRatingKey)["value"];
    SetUpWithout();
    open("/", Value::map({{"drafts", Value::map({{std::string(kRatingKey), draft}})}}));
    EXPECT_EQ(request("questionnaire:")["path"].string_or(""),
              "/api/v1/questionnaires/service_checkup/3");
    press("home/rate");
    platform::native::advance_ms(400);
    draw();
    EXPECT_NE(node("rate/starting"), nullptr);
    EXPECT_EQ(node("rate/discard"), nullptr);
    no_answer("questionnaire:service_checkup:3");
    visit("/");
    press("home/rate");
    EXPECT_FALSE(request("questionnaire:").is_null()) << "whoever comes back asks once more";
    send(Value::map({{"event", "online"}}));
    answer("questionnaire:service_checkup:3", 200, checkup(3));
    draw();
    EXPECT_EQ(step(), "3");
    EXPECT_NE(node("rate/3/GOV01/minutes/0_5"), nullptr);
}

TEST_F(Rating, a_code_that_is_void_or_over_is_said_and_left_out) {
    visit("/rate?seat=" + kSeat);
    send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    answer("seat:" + kSeat, 404, Value::map());
    EXPECT_TRUE(state().rating->seat.empty());
    EXPECT_TRUE(state().seat.is_unknown);
    draw();
    EXPECT_NE(node("rate/seat"), nullptr);
}

TEST_F(Rating, without_a_network_the_code_is_noted_all_the_same) {
    visit("/rate?seat=" + kSeat);
    send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    no_answer("seat:" + kSeat);
    EXPECT_EQ(state().rating->seat, kSeat);
    press("rate/none");
    EXPECT_EQ(rating_record(state(), *state().rating, platform::now_ms()).seat, kSeat);
    visit("/rate?seat=nonsense");
    EXPECT_TRUE(request("seat:").is_null());
}

TEST_F(Rating, passes_over_what_a_service_that_is_not_there_makes_needless) {
    begin();
    press("rate/2/GOV01/used/none_here");
    EXPECT_EQ(step(), "5") << "how much it is needed may still be said";
    press("rate/5/GOV01/importance/5");
    EXPECT_EQ(services()[kFirst], Value::list({"none_here", Value(), Value(), 5}));
}

TEST_F(Rating, a_service_that_is_not_known_is_passed_over_whole_with_one_tap) {
    begin();
    draw();
    press("rate/next");
    EXPECT_EQ(step(), "6");
    EXPECT_TRUE(services().is_null());
    EXPECT_EQ(node("rate/end"), nullptr) << "nothing was said yet";
}

TEST_F(Rating, answers_can_be_changed_on_the_way_back) {
    begin();
    press("rate/2/GOV01/used/yes");
    send(Value::map({{"event", "nav.changed"}, {"path", "/rate/2"}, {"depth", 2}}));
    draw();
    press("rate/2/GOV01/used/no");
    EXPECT_EQ(services()[kFirst], Value::list({"no"}));
    EXPECT_EQ(step(), "3");
}

TEST_F(Rating, one_can_stop_after_one_service_and_send) {
    begin();
    press("rate/2/GOV01/used/yes");
    press("rate/end");
    press("rate/" + step() + "/age_band/choices/60_74");
    press("rate/" + step() + "/household/choices/age_60_up");
    press("rate/next");
    press("rate/send");
    EXPECT_TRUE(state().rating->show_errors) << "not without consent";
    EXPECT_TRUE(state().outbox.empty());
    press("rate/" + step() + "/survey");
    press("rate/send");
    ASSERT_EQ(state().outbox.size(), 1u);
    const std::string bytes = state().outbox[0].bytes;
    const CheckedRecord read = read_record(bytes, {state().catalogue, platform::now_ms()});
    EXPECT_EQ(read.errors, Errors{});
    EXPECT_EQ(read.record.community, "339901001001");
    EXPECT_EQ(read.record.questionnaire_version, 2);
    EXPECT_EQ(write_json(read.record.body),
              R"({"services":{"GOV01":["yes"]},"age_band":"60_74","household":["age_60_up"]})");
    EXPECT_EQ(state().route.screen, ScreenId::Sent);
    const std::string id = read.record.id;
    send(Value::map({{"event", "store.done"}, {"tag", "outbox:" + id}}));
    EXPECT_FALSE(state().rating);
    answer("record:" + id, 201, receipt_for(request("record:")));
    draw();
    EXPECT_TRUE(state().outbox.empty());
    EXPECT_EQ(node("sent/again"), nullptr);
}

TEST_F(Rating, leaving_and_coming_back_goes_on_where_it_was_left) {
    begin();
    press("rate/2/GOV01/used/yes");
    press("rate/3/GOV01/minutes/0_5");
    const Value draft = stored("drafts", kRatingKey)["value"];
    SetUp();
    open("/", Value::map({{"drafts", Value::map({{std::string(kRatingKey), draft}})}}));
    ASSERT_TRUE(state().rating);
    press("home/rate");
    EXPECT_EQ(step(), "4");
    EXPECT_EQ(services()[kFirst], Value::list({"yes", "0_5"}));
    // An address further on than the draft got leads to where it is.
    send(Value::map({{"event", "nav.changed"}, {"path", "/rate/80"}, {"depth", 3}}));
    EXPECT_EQ(step(), "4");
}

TEST_F(Rating, a_version_that_comes_meanwhile_is_for_the_next_time) {
    begin();
    press("rate/2/GOV01/used/yes");
    Value newer = questionnaire_tree(*state().catalogue.questionnaire("service_checkup"));
    newer.set("version", 3);
    answer("questionnaires", 200, Value::map({{"newest", Value::list({newer})}}));
    EXPECT_EQ(rate_questionnaire(state()).version, 2);
    EXPECT_FALSE(stored("cache", "questionnaires").is_null());
    press("rate/end");
    press("rate/next");
    press("rate/next");
    press("rate/discard");
    press("rate/discard/throw");
    EXPECT_FALSE(state().rating);
    EXPECT_EQ(rate_questionnaire(state()).version, 3);
}

TEST_F(Rating, a_question_that_must_be_answered_rightly_holds_its_step) {
    go_to_years();
    const std::string field = "rate/" + step() + "/years/value";
    const std::string years = step();
    EXPECT_EQ(hint_of(field), "");
    press("rate/next");
    EXPECT_EQ(step(), years);
    EXPECT_EQ(hint_of(field), "This has not been answered yet");
    type(field, "130");
    press("rate/next");
    EXPECT_EQ(step(), years);
    EXPECT_EQ(hint_of(field), "At most 120");
    type(field, "30");
    press("rate/next");
    draw();
    EXPECT_NE(node("rate/send"), nullptr) << "what is only worked out has no step";
}

TEST_F(Rating, a_table_that_must_be_answered_holds_its_last_row_only) {
    Value tree = checkup(3);
    tests::set_path(tree, "/pages/0/questions/0/constraint", "${services.GOV01.used} != 'no'");
    tests::set_path(tree, "/pages/0/questions/0/constraint_message",
                    Value::map({{"zh", "请再想想"}, {"en", "Think again"}}));
    answer("questionnaires", 200, Value::map({{"newest", Value::list({tree})}}));
    begin();
    press("rate/2/GOV01/used/no");
    press("rate/next");
    EXPECT_EQ(step(), "6") << "the table goes on";
    press("rate/end");
    EXPECT_EQ(step(), "6");
    EXPECT_NE(node("rate/6/" + state().catalogue.facilities[1].code + "/error"), nullptr);
    visit("/rate/2");
    press("rate/2/GOV01/used/yes");
    press("rate/end");
    EXPECT_NE(step(), "3");
}

TEST_F(Rating, what_is_wrong_when_it_is_sent_is_shown_where_it_stands) {
    go_to_years();
    const std::string years = step();
    type("rate/" + years + "/years/value", "30");
    press("rate/next");
    const std::string last = step();
    press("rate/" + last + "/survey");
    visit("/rate/" + years);
    type("rate/" + years + "/years/value", "");
    visit("/rate/" + last);
    press("rate/send");
    EXPECT_TRUE(state().outbox.empty());
    EXPECT_EQ(step(), years);
    EXPECT_EQ(hint_of("rate/" + years + "/years/value"), "This has not been answered yet");
}

TEST_F(Rating, the_steps_count_services_and_not_taps) {
    const RateSteps steps = rate_steps_of(rate_questionnaire(state()));
    const std::size_t services = state().catalogue.facilities.size();
    EXPECT_EQ(steps.steps.size(), 1 + services * 4 + 2 + 1);
    EXPECT_EQ(steps.bars, static_cast<int>(services) + 3);
    EXPECT_EQ(steps.steps[1].bar, steps.steps[4].bar);
}

}  // namespace kongdi::shell
