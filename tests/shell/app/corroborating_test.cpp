// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "shell/app/reduce.hpp"

namespace kongdi::shell {

namespace {

constexpr const char* kFirst = "01890000-0000-7000-8000-000000000001";
const std::string kFirstKey = std::string("same:") + kFirst;
constexpr const char* kSecond = "01890000-0000-7000-8000-000000000002";
const std::string kSecondKey = std::string("same:") + kSecond;

}  // namespace

class Corroborating : public ::testing::Test {
protected:
    const AppState& state() const { return m_state; }
    void act(Action action) {
        ++m_chance.now_ms;
        Effects effects;
        reduce(m_state, action, m_chance, effects);
        for (const Value& one : effects) {
            if (one.text("op") == "store.put") keep(one);
            for (const Value& change : one.items("changes")) keep(change);
            m_effects.push_back(one);
        }
    }
    void wait_ms(std::int64_t ms) { m_chance.now_ms += ms; }
    void event(Value tree) { act(PlatformEvent{std::move(tree)}); }
    void happens(std::string_view name) { event(Value::map({{"event", name}})); }
    void open(Value tables = Value::map()) {
        event(Value::map({{"event", "start"}, {"lang", "zh"}, {"path", "/"}, {"online", true}}));
        event(Value::map({{"event", "store.loaded"}, {"tables", std::move(tables)}}));
    }
    void answer(const std::string& id, int status, Value headers = Value::map()) {
        event(Value::map({{"event", "http.done"},
                          {"tag", "same:" + id},
                          {"status", status},
                          {"headers", std::move(headers)},
                          {"body", "{}"}}));
    }
    std::vector<std::string> waiting() const {
        std::vector<std::string> ids;
        for (const Corroboration& one : state().same_waiting) ids.push_back(one.id);
        return ids;
    }
    /// Somebody reports, sees that the space is known, and says so.
    void say(const std::string& id) {
        act(StartReport{});
        act(ChoosePoint{id});
        act(SaySame{id});
    }
    /// The last effect of an op whose field begins so; forgets all of that op.
    Value last(std::string_view op, std::string_view field, std::string_view begin) {
        Value found;
        std::erase_if(m_effects, [&](const Value& one) {
            if (one.text("op") != op) return false;
            if (one.text(field).starts_with(begin)) found = one;
            return true;
        });
        return found;
    }
    Value request() { return last("http", "tag", "same:"); }
    /// A row of the device's store as it is now; null: none.
    Value kept(const std::string& table, const std::string& key) {
        return m_rows.contains({table, key}) ? m_rows[{table, key}] : Value();
    }

private:
    void keep(const Value& change) {
        const auto tree = parse_json(change["value"].string_or("null"));
        m_rows[{change.text("table"), change.text("key")}] = tree ? *tree : Value();
    }
    AppState m_state = [] {
        AppState state;
        state.catalogue = *load_catalogue();
        return state;
    }();
    Chance m_chance{1'795'507'200'000, {1, 2, 3}};
    Effects m_effects;
    std::map<std::pair<std::string, std::string>, Value> m_rows;
};

TEST_F(Corroborating, is_sent_at_once_and_the_report_that_was_begun_goes) {
    open();
    say(kFirst);
    const Value sent = request();
    EXPECT_EQ(sent.text("path"), "/api/v1/records/" + std::string(kFirst) + "/events");
    EXPECT_TRUE(state().draft) << "until it has arrived";
    answer(kFirst, 200);
    EXPECT_FALSE(state().draft);
    EXPECT_TRUE(state().same_waiting.empty());
    EXPECT_EQ(state().toast, "place.same_done");
}

TEST_F(Corroborating, without_a_network_waits_and_is_sent_once) {
    open();
    happens("offline");
    say(kFirst);
    EXPECT_TRUE(request().is_null());
    EXPECT_FALSE(state().draft);
    EXPECT_EQ(state().toast, "place.same_later");
    EXPECT_EQ(kept("settings", kFirstKey).text("device"), state().device);
    happens("online");
    EXPECT_FALSE(request().is_null());
    happens("visible");
    happens("wake");
    EXPECT_TRUE(request().is_null()) << "it is on its way";
    answer(kFirst, 200);
    EXPECT_TRUE(kept("settings", kFirstKey).is_null());
    happens("visible");
    EXPECT_TRUE(request().is_null()) << "it has arrived";
}

TEST_F(Corroborating, that_got_no_answer_is_tried_again_and_one_refused_is_not) {
    open();
    say(kFirst);
    EXPECT_FALSE(request().is_null());
    event(Value::map({{"event", "http.failed"}, {"tag", "same:" + std::string(kFirst)}}));
    EXPECT_EQ(state().toast, "place.same_later");
    EXPECT_EQ(waiting(), (std::vector<std::string>{kFirst}));
    happens("visible");
    EXPECT_FALSE(request().is_null());
    answer(kFirst, 503);
    happens("visible");
    EXPECT_FALSE(request().is_null());
    answer(kFirst, 404);
    EXPECT_TRUE(state().same_waiting.empty());
}

TEST_F(Corroborating, what_waited_when_a_page_of_before_closed_is_sent_when_it_opens) {
    const Value list = Value::map({{"form", 1}, {"ids", Value::list({kFirst, "no id", kSecond})}});
    open(Value::map({{"settings", Value::map({{"same", write_json(list)}})}}));
    EXPECT_EQ(waiting(), (std::vector<std::string>{kFirst, kSecond}));
    EXPECT_FALSE(kept("settings", kSecondKey).is_null()) << "a row for each";
    EXPECT_EQ(request().text("tag"), "same:" + std::string(kFirst));
    answer(kFirst, 200);
    EXPECT_EQ(request().text("tag"), kSecondKey);
    answer(kSecond, 200);
    EXPECT_TRUE(state().same_waiting.empty());
}

TEST_F(Corroborating, the_same_word_twice_waits_once) {
    open();
    happens("offline");
    say(kFirst);
    say(kFirst);
    EXPECT_EQ(state().same_waiting.size(), 1u);
}

TEST_F(Corroborating, one_that_is_refused_leaves_the_report_that_was_begun) {
    open();
    say(kFirst);
    answer(kFirst, 409);
    EXPECT_TRUE(state().draft);
    EXPECT_EQ(state().corroborating, Loading::Failed);
    EXPECT_TRUE(state().same_waiting.empty());
}

TEST_F(Corroborating, what_waited_when_the_page_closed_is_sent_as_who_said_it) {
    const Value row = Value::map({{"form", 1}, {"device", "of-then"}});
    open(Value::map({{"settings", Value::map({{kFirstKey, write_json(row)},
                                              {"same:no id", write_json(row)},
                                              {"other", "1"}})}}));
    EXPECT_EQ(waiting(), (std::vector<std::string>{kFirst}));
    EXPECT_EQ(request()["headers"].text("X-Kongdi-Device"), "of-then");
}

TEST_F(Corroborating, that_has_arrived_is_kept_for_the_day_of_a_restoration) {
    open();
    say(kFirst);
    EXPECT_TRUE(kept("delivered", kFirstKey).is_null());
    answer(kFirst, 200);
    EXPECT_TRUE(kept("settings", kFirstKey).is_null());
    EXPECT_EQ(kept("delivered", kFirstKey).text("device"), state().device);
    EXPECT_EQ(kept("delivered", kFirstKey)["form"], Value(1));
}

TEST_F(Corroborating, that_was_refused_is_not_kept) {
    open();
    say(kFirst);
    answer(kFirst, 409);
    EXPECT_TRUE(kept("settings", kFirstKey).is_null());
    EXPECT_TRUE(kept("delivered", kFirstKey).is_null());
}

TEST_F(Corroborating, that_is_there_before_its_report_waits_for_it_and_keeps_nobody_waiting) {
    open();
    const Value row = Value::map({{"form", 1}, {"device", "of-then"}});
    const Value back = Value::map({{kFirstKey, write_json(row)}, {kSecondKey, write_json(row)}});
    happens("store.changed");
    event(Value::map({{"event", "store.loaded"}, {"tables", Value::map({{"settings", back}})}}));
    EXPECT_EQ(request().text("tag"), kFirstKey);
    const Value restored = Value::map({{"x-kongdi-restored", "2026-11-24T08:00:00.000Z"}});
    answer(kFirst, 404, restored);
    EXPECT_EQ(request().text("tag"), kSecondKey);
    answer(kSecond, 200, restored);
    happens("visible");
    EXPECT_TRUE(request().is_null()) << "not that soon";
    wait_ms(3'600'000);
    happens("wake");
    EXPECT_EQ(request().text("tag"), kFirstKey);
    answer(kFirst, 200, restored);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(kept("delivered", kFirstKey).text("device"), "of-then") << "for the next time";
}

TEST_F(Corroborating, is_given_up_once_nobody_can_give_its_report_back) {
    open();
    happens("offline");
    say(kFirst);
    happens("online");
    answer(kFirst, 404, Value::map({{"x-kongdi-restored", "2026-11-24T08:00:00.000Z"}}));
    wait_ms(3'600'000);
    happens("visible");
    answer(kFirst, 404);
    EXPECT_TRUE(waiting().empty());
    EXPECT_TRUE(kept("settings", kFirstKey).is_null());
    EXPECT_TRUE(kept("delivered", kFirstKey).is_null());
}

TEST_F(Corroborating, of_a_report_that_is_lost_tells_who_waits_so_that_they_report_it) {
    open();
    say(kFirst);
    answer(kFirst, 404, Value::map({{"x-kongdi-restored", "2026-11-24T08:00:00.000Z"}}));
    EXPECT_EQ(state().corroborating, Loading::Failed);
    EXPECT_TRUE(state().draft);
    EXPECT_TRUE(waiting().empty());
}

}  // namespace kongdi::shell
