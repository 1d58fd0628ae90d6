// SPDX-License-Identifier: Apache-2.0
// Everybody can have a copy of all that is kept of them, and can end all of it.
#include <algorithm>

#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class OwnDataPage : public testing::AppTest {
protected:
    void send_one() {
        open("/", Value::map(), "zh");
        fill_report();
        m_id = deliver_filled_report();
        m_device = state().device;
        send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
        answer("my", 200, Value::map({{"records", Value::list()}}));
    }
    std::string m_id = {};
    std::string m_device = {};
};

TEST_F(OwnDataPage, a_copy_of_everything_is_saved_as_a_file) {
    send_one();
    press("my/own_save");
    const auto asked = take("file.fetch");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].text("method"), "GET");
    EXPECT_EQ(asked[0].text("path"), "/api/v1/my/data");
    EXPECT_EQ(asked[0]["headers"].text("X-Kongdi-Device"), m_device);
    draw();
    EXPECT_EQ(node("my/own_erase"), nullptr) << "one after the other";
    send(Value::map({{"event", "file.saved"}, {"tag", "own:save"}, {"bytes", 1200}}));
    draw();
    EXPECT_NE(node("my/own_save"), nullptr);
    EXPECT_EQ(state().reports.size(), 1u);
}

TEST_F(OwnDataPage, nothing_is_erased_before_the_server_has_erased_it) {
    send_one();
    press("my/own_erase");
    EXPECT_EQ(state().route.dialog, "erase");
    EXPECT_TRUE(request("own:erase").is_null()) << "it is asked first";
    press("my/erase/yes");
    const Value sent = request("own:erase");
    EXPECT_EQ(sent.text("path"), "/api/v1/my/erasure");
    EXPECT_EQ(parse_json(sent.text("body"))->text("device"), m_device);
    no_answer("own:erase");
    draw();
    EXPECT_NE(node("my/own_failed"), nullptr);
    EXPECT_EQ(state().reports.size(), 1u);
    EXPECT_EQ(state().device, m_device);
}

TEST_F(OwnDataPage, after_the_erasure_the_device_knows_nothing_and_is_somebody_new) {
    send_one();
    press("my/own_erase");
    press("my/erase/yes");
    answer("own:erase", 200, Value::map({{"records", 1}}));
    draw();
    EXPECT_TRUE(state().reports.empty());
    EXPECT_TRUE(state().outbox.empty());
    EXPECT_FALSE(state().draft);
    EXPECT_NE(state().device, m_device);
    EXPECT_EQ(state().toast, "own.erased");
    bool forgot = false;
    for (const Value& gone : take("store.delete"))
        forgot = forgot || (gone.text("table") == "reports" && gone.text("key") == m_id);
    EXPECT_TRUE(forgot);
    const Value me = parse_json(stored("settings", "me").text("value")).value_or(Value());
    EXPECT_EQ(me.text("device"), state().device) << "the new one is kept";
}

TEST_F(OwnDataPage, after_the_erasure_nothing_that_others_reported_is_said_to_be_there) {
    const std::string key = "same:01890000-0000-7000-8000-000000000001";
    const std::string row = write_json(Value::map({{"form", 1}, {"device", "of-then"}}));
    open("/my", Value::map({{"settings", Value::map({{key, row}})}}), "zh");
    EXPECT_FALSE(request("same:").is_null());
    no_answer(key);
    press("my/own_erase");
    press("my/erase/yes");
    answer("own:erase", 200, Value::map({{"records", 0}}));
    std::vector<std::string> gone;
    for (const Value& one : take("store.delete"))
        gone.push_back(one.text("table") + "/" + one.text("key"));
    EXPECT_EQ(std::count(gone.begin(), gone.end(), "settings/same:*"), 1)
        << "what waits, also what another tab put there";
    EXPECT_EQ(std::count(gone.begin(), gone.end(), "outbox/"), 1) << "all of the table";
    EXPECT_EQ(std::count(gone.begin(), gone.end(), "delivered/"), 1) << "and what was said";
    send(Value::map({{"event", "visible"}}));
    EXPECT_TRUE(request("same:").is_null());
}

TEST_F(OwnDataPage, one_can_think_better_of_it) {
    send_one();
    press("my/own_erase");
    press("my/erase/keep");
    EXPECT_EQ(state().reports.size(), 1u);
    EXPECT_TRUE(request("own:erase").is_null());
}

TEST_F(OwnDataPage, a_new_pseudonym_is_for_what_comes_and_what_was_sent_stays_in_reach) {
    send_one();
    take("http");
    press("my/own_rotate");
    press("my/rotate/yes");
    const std::string fresh = state().device;
    EXPECT_NE(fresh, m_device);
    EXPECT_EQ(stored("settings", "me")["value"].string_or("").find(fresh) != std::string::npos,
              true);
    ASSERT_EQ(state().reports.size(), 1u);
    // What became of the old report is asked for, and done, under the old one.
    send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
    std::vector<std::string> asked;
    for (const Value& one : take("http"))
        if (one.text("path") == "/api/v1/my/records")
            asked.push_back(one["headers"].text("X-Kongdi-Device"));
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    std::vector<std::string> both{fresh, m_device};
    std::sort(both.begin(), both.end());
    EXPECT_EQ(asked, both);
    api::RecordState told;
    told.id = m_id;
    told.receipt = "翠苑 1";
    told.state = ReportState::Verified;
    told.created_at_ms = state().reports[0].created_at_ms;
    answer("my:" + m_device, 200, Value::map({{"records", Value::list({api::to_value(told)})}}));
    EXPECT_EQ(state().reports[0].state, ReportState::Verified);
    send(Value::map({{"event", "nav.changed"}, {"path", "/my/" + m_id}}));
    press("my-report/withdraw");
    press("my-report/withdraw/yes");
    EXPECT_EQ(request("withdraw:")["headers"].text("X-Kongdi-Device"), m_device);
}

TEST_F(OwnDataPage, all_pseudonyms_are_saved_and_erased) {
    send_one();
    press("my/own_rotate");
    press("my/rotate/yes");
    const std::string fresh = state().device;
    press("my/own_save");
    EXPECT_EQ(take("file.fetch").size(), 2u);
    send(Value::map({{"event", "file.saved"}, {"tag", "own:save"}, {"bytes", 1200}}));
    draw();
    press("my/own_erase");
    press("my/erase/yes");
    EXPECT_EQ(parse_json(request("own:erase").text("body"))->text("device"), m_device);
    answer("own:erase", 200, Value::map({{"records", 1}}));
    EXPECT_EQ(state().reports.size(), 1u) << "one is left";
    const auto forgotten = take("store.forget");
    ASSERT_EQ(forgotten.size(), 1u) << "what was delivered under the first is never offered again";
    EXPECT_EQ(forgotten[0].text("device"), m_device);
    EXPECT_EQ(parse_json(request("own:erase").text("body"))->text("device"), fresh);
    answer("own:erase", 200, Value::map({{"records", 0}}));
    EXPECT_TRUE(state().reports.empty());
    EXPECT_NE(state().device, fresh);
}

}  // namespace kongdi::shell
