// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "shell/app/reduce.hpp"

namespace kongdi::shell {

namespace {

constexpr const char* kFirst = "01890000-0000-7000-8000-000000000001";
constexpr const char* kSecond = "01890000-0000-7000-8000-000000000002";

}  // namespace

class Corroborating : public ::testing::Test {
protected:
    const AppState& state() const { return m_state; }
    void act(Action action) {
        ++m_chance.now_ms;
        reduce(m_state, action, m_chance, m_effects);
    }
    void event(Value tree) { act(PlatformEvent{std::move(tree)}); }
    void happens(std::string_view name) { event(Value::map({{"event", name}})); }
    void open(Value tables = Value::map()) {
        event(Value::map({{"event", "start"}, {"lang", "zh"}, {"path", "/"}, {"online", true}}));
        event(Value::map({{"event", "store.loaded"}, {"tables", std::move(tables)}}));
    }
    void answer(const std::string& id, int status) {
        event(Value::map(
            {{"event", "http.done"}, {"tag", "same:" + id}, {"status", status}, {"body", "{}"}}));
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
    std::vector<std::string> kept() {
        const auto tree = parse_json(last("store.put", "key", "same").text("value"));
        if (!tree) return {"nothing was kept"};
        std::vector<std::string> ids;
        for (const Value& id : tree->items("ids")) ids.emplace_back(id.string_or(""));
        return ids;
    }

private:
    AppState m_state = [] {
        AppState state;
        state.catalogue = *load_catalogue();
        return state;
    }();
    Chance m_chance{1'795'507'200'000, {1, 2, 3}};
    Effects m_effects;
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
    EXPECT_EQ(kept(), (std::vector<std::string>{kFirst}));
    happens("online");
    EXPECT_FALSE(request().is_null());
    happens("visible");
    happens("wake");
    EXPECT_TRUE(request().is_null()) << "it is on its way";
    answer(kFirst, 200);
    EXPECT_TRUE(kept().empty());
    happens("visible");
    EXPECT_TRUE(request().is_null()) << "it has arrived";
}

TEST_F(Corroborating, that_got_no_answer_is_tried_again_and_one_refused_is_not) {
    open();
    say(kFirst);
    EXPECT_FALSE(request().is_null());
    event(Value::map({{"event", "http.failed"}, {"tag", "same:" + std::string(kFirst)}}));
    EXPECT_EQ(state().toast, "place.same_later");
    EXPECT_EQ(state().same_waiting, (std::vector<std::string>{kFirst}));
    happens("visible");
    EXPECT_FALSE(request().is_null());
    answer(kFirst, 503);
    happens("visible");
    EXPECT_FALSE(request().is_null());
    answer(kFirst, 404);
    EXPECT_TRUE(state().same_waiting.empty());
}

TEST_F(Corroborating, what_waited_when_the_page_closed_is_sent_when_it_opens) {
    const Value waiting =
        Value::map({{"form", 1}, {"ids", Value::list({kFirst, "no id", kSecond})}});
    open(Value::map({{"settings", Value::map({{"same", write_json(waiting)}})}}));
    EXPECT_EQ(state().same_waiting, (std::vector<std::string>{kFirst, kSecond}));
    EXPECT_EQ(request().text("tag"), "same:" + std::string(kFirst));
    answer(kFirst, 200);
    EXPECT_EQ(request().text("tag"), "same:" + std::string(kSecond));
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

}  // namespace kongdi::shell
