// SPDX-License-Identifier: Apache-2.0
#include "core/codec/record_codec.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Reporting : public testing::AppTest {
protected:
    /// The draft as the device keeps it now.
    std::optional<Draft> kept() {
        const Result<Value> tree =
            parse_own_json(stored("drafts", "idle_space")["value"].string_or(""));
        return tree ? draft_of_stored(*tree) : std::nullopt;
    }
};

TEST_F(Reporting, starts_at_the_photo_and_keeps_a_draft_at_once) {
    open("/");
    press("home/report");
    EXPECT_EQ(state().route, (Route{ScreenId::Report, "1"}));
    EXPECT_FALSE(kept().has_value()) << "another tab may have one";
    ASSERT_EQ(take("lock.take").size(), 1u);
    send(Value::map({{"event", "lock.got"}, {"name", "draft"}}));
    EXPECT_TRUE(kept().has_value());
}

TEST_F(Reporting, a_photo_becomes_an_answer_and_an_entry_of_the_record) {
    open("/");
    press("home/report");
    send(Value::map({{"event", "photo.ready"},
                     {"sha256", testing::kPhotoHash},
                     {"bytes", 1000},
                     {"width", 40},
                     {"height", 30}}));
    ASSERT_TRUE(state().draft);
    EXPECT_EQ(state().draft->photos,
              (std::vector<PhotoEntry>{{testing::kPhotoHash, 1000, 40, 30}}));
    EXPECT_EQ(state().draft->body["photo"], Value::list({testing::kPhotoHash}));
    press("report/1/photo/" + testing::kPhotoHash + "/remove");
    EXPECT_TRUE(state().draft->photos.empty());
    EXPECT_TRUE(state().draft->body["photo"].is_null());
    EXPECT_EQ(take("photo.drop").size(), 1u);
}

TEST_F(Reporting, goes_no_further_without_a_place_and_says_so_at_the_field) {
    open("/report/1");
    press("report/next");
    ASSERT_EQ(state().route, (Route{ScreenId::Report, "2"}));
    press("report/next");
    EXPECT_EQ(state().route, (Route{ScreenId::Report, "2"}));
    EXPECT_NE(node("report/2/place/error"), nullptr);
}

TEST_F(Reporting, a_refused_fix_is_no_dead_end) {
    open("/report/1");
    press("report/next");
    press("report/2/place/locate");
    EXPECT_EQ(take("fix.ask").size(), 1u);
    send(Value::map({{"event", "fix.failed"}, {"reason", "denied"}}));
    EXPECT_EQ(state().fix_status, FixStatus::Denied);
    draw();
    const widgets::Node* map = node("report/2/place/map");
    ASSERT_NE(map, nullptr);
    // A finger drags the map 60 pixels to the left.
    using enum widgets::PointerPhase;
    const float x = map->rect.x + map->rect.w / 2;
    const float y = map->rect.y + map->rect.h / 2;
    const widgets::NodeId id = map->id;
    widgets::pointer({id, Down, 1, x, y, 0, 0});
    draw();
    widgets::pointer({id, Move, 1, x - 30, y, 0, 40});
    draw();
    widgets::pointer({id, Move, 1, x - 60, y, 0, 80});
    draw();
    widgets::pointer({id, Up, 1, x - 60, y, 0, 400});
    draw();
    ASSERT_TRUE(state().draft->place_touched);
    const Value& place = state().draft->body["place"];
    EXPECT_EQ(place["point"].text("source"), "hand");
    EXPECT_EQ(place["point"].text("datum"), "WGS-84");
    EXPECT_TRUE(place["fix"].is_null());
    press("report/next");
    EXPECT_EQ(state().route, (Route{ScreenId::Report, "3"}));
}

TEST_F(Reporting, a_fix_stays_apart_from_the_point_moved_by_hand) {
    open("/report/1");
    press("report/next");
    send(Value::map({{"event", "fix.ready"},
                     {"lon", 120.1612345678},
                     {"lat", 30.28},
                     {"accuracy_m", 18.5},
                     {"at_ms", platform::now_ms()}}));
    const Value& place = state().draft->body["place"];
    EXPECT_EQ(place["point"].text("source"), "fix");
    EXPECT_EQ(place["point"]["lon"].number_or(0), 120.161235) << "rounded: no more than is needed";
    EXPECT_EQ(place["fix"]["accuracy_m"].number_or(0), 18.5);
}

TEST_F(Reporting, survives_closing_the_page_at_every_step) {
    open("/");
    fill_report();
    ASSERT_TRUE(state().draft);
    const Draft before = *state().draft;
    const Value stored_text = stored("drafts", "idle_space")["value"];
    SetUp();
    open("/report/6", Value::map({{"drafts", Value::map({{"idle_space", stored_text}})}}));
    ASSERT_TRUE(state().draft);
    EXPECT_EQ(state().draft->body, before.body);
    EXPECT_EQ(state().draft->photos, before.photos);
    EXPECT_EQ(state().draft->consents, before.consents);
    EXPECT_EQ(state().route, (Route{ScreenId::Report, "6"}));
}

TEST_F(Reporting, consent_is_unticked_and_asked_for_each_thing_that_is_kept) {
    open("/");
    press("home/report");
    press("report/next");
    EXPECT_TRUE(state().draft->consents.empty());
    EXPECT_EQ(step_errors(state(), report_steps(state())[4]).size(), 1u)
        << "no photo, no fix: survey";
    send(Value::map({{"event", "photo.ready"},
                     {"sha256", testing::kPhotoHash},
                     {"bytes", 1},
                     {"width", 1},
                     {"height", 1}}));
    send(Value::map({{"event", "fix.ready"},
                     {"lon", 120.16},
                     {"lat", 30.28},
                     {"accuracy_m", 18},
                     {"at_ms", platform::now_ms()}}));
    EXPECT_EQ(step_errors(state(), report_steps(state())[4]).size(), 3u);
}

TEST_F(Reporting, another_language_takes_the_ticks_back_since_they_were_for_other_words) {
    open("/");
    fill_report();
    ASSERT_EQ(state().draft->consents.size(), 3u);
    send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    press("home/language");
    EXPECT_TRUE(state().draft->consents.empty());
}

TEST_F(Reporting, what_is_sent_passes_the_servers_own_check) {
    open("/");
    fill_report();
    press("report/next");
    send(Value::map({{"event", "store.done"}, {"tag", "outbox:" + state().outbox[0].id}}));
    const Value sent = request("record:");
    ASSERT_FALSE(sent.is_null());
    const CheckedRecord checked =
        read_record(sent["body"].string_or(""), {state().catalogue, platform::now_ms()});
    for (const Error& error : checked.errors)
        ADD_FAILURE() << error_row(error.code).name << " at " << error.path;
    EXPECT_EQ(checked.record.community, std::string(testing::kCommunityCode));
    EXPECT_EQ(checked.record.body.text("description"), "楼下的车棚空了两年");
    EXPECT_EQ(checked.record.consent.size(), 3u);
}

}  // namespace kongdi::shell
