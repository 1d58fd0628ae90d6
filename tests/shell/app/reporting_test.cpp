// SPDX-License-Identifier: Apache-2.0
#include "core/codec/record_codec.hpp"
#include "core/geometry/distance.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"
#include "tests/support/tile_builder.hpp"

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
    const Value fix = place["fix"];
    AppState moved = state();
    map::Camera camera = moved.draft->camera;
    camera.centre = moved_m(camera.centre, 30, 0);
    Effects effects;
    move_map(moved, {"place", camera, true}, effects);
    const Value& both = moved.draft->body["place"];
    EXPECT_EQ(both["point"].text("source"), "hand");
    EXPECT_NEAR(both["point"]["lon"].number_or(0), camera.centre.lon, 1e-6);
    EXPECT_FALSE(both["point"].text("at").empty());
    EXPECT_EQ(both["fix"], fix);
}

TEST_F(Reporting, a_zoom_leaves_the_fix_a_fix_and_the_community_as_corrected) {
    open("/report/1");
    press("report/next");
    fix_comes();
    AppState moved = state();
    Effects effects;
    say_community(moved, {{std::string(testing::kCommunityCode), "翠苑社区"}}, effects);
    const Value place = moved.draft->body["place"];
    map::Camera camera = moved.draft->camera;
    camera.zoom += 1;
    camera.bearing = 20;
    camera.centre = moved_m(camera.centre, 0.2, 0);
    move_map(moved, {"place", camera, true}, effects);
    EXPECT_EQ(moved.draft->camera, camera);
    EXPECT_EQ(moved.draft->body["place"], place);
    EXPECT_TRUE(moved.draft->here_by_hand);
    // Many small steps are a long way.
    for (int i = 0; i < 5; ++i) {
        camera.centre = moved_m(camera.centre, 0.2, 0);
        move_map(moved, {"place", camera, false}, effects);
    }
    EXPECT_EQ(moved.draft->body["place"]["point"].text("source"), "hand");
    EXPECT_FALSE(moved.draft->here_by_hand);
}

TEST_F(Reporting, a_zoom_places_what_lies_in_the_middle_when_there_is_no_point_yet) {
    open("/report/1");
    press("report/next");
    AppState moved = state();
    map::Camera camera = moved.draft->camera;
    camera.zoom += 1;
    Effects effects;
    move_map(moved, {"place", camera, true}, effects);
    EXPECT_TRUE(moved.draft->place_touched);
    const Value placed = moved.draft->body["place"];
    EXPECT_EQ(placed["point"].text("source"), "hand");
    // A further zoom leaves it, and when it was set, as it is.
    camera.zoom += 1;
    moved.now_ms += 60'000;
    move_map(moved, {"place", camera, true}, effects);
    EXPECT_EQ(moved.draft->body["place"], placed);
}

TEST_F(Reporting, tiles_are_kept_for_each_version_and_asked_for_again_when_that_failed) {
    tests::LayerBuilder communities("community");
    const tile::Part ring{{-64, -64}, {4160, -64}, {4160, 4160}, {-64, 4160}};
    communities.add(tile::Shape::Polygon, {ring},
                    {{"name", "翠苑社区"}, {"code", std::string(testing::kCommunityCode)}});
    const auto open_map = [&](std::string_view version) {
        answer("about", 200,
               Value::map({{"version", version},
                           {"box", Value::list({120.1, 30.2, 120.2, 30.3})},
                           {"min_zoom", 8},
                           {"max_zoom", 15},
                           {"tiles", "/tiles/map/{z}/{x}/{y}.mvt"}}));
        for (int i = 0; i < 50; ++i) {
            draw();
            const std::vector<Value> asked = take("http.bytes");
            if (asked.empty()) return;
            for (const Value& one : asked)
                if (const std::string tag = one.text("tag"); tag.starts_with("tile:"))
                    app().bytes(tag, 200, communities.bytes());
            while (app().work()) {
            }
        }
    };
    open("/report/1");
    press("report/next");
    fix_comes();
    open_map("1");
    const std::vector<Value> first = take("tiles.keep");
    ASSERT_EQ(first.size(), 1u);
    EXPECT_TRUE(first[0].items("paths").at(0).string_or("").ends_with("?v=1"));
    draw();
    EXPECT_TRUE(take("tiles.keep").empty()) << "once is enough";

    send(Value::map({{"event", "tiles.not_kept"}, {"key", first[0]["key"]}}));
    draw();
    EXPECT_TRUE(take("tiles.keep").empty()) << "not at each frame";
    platform::native::advance_ms(31'000);
    platform::wake("test");
    draw();
    EXPECT_EQ(take("tiles.keep").size(), 1u);

    open_map("2");
    const std::vector<Value> second = take("tiles.keep");
    ASSERT_EQ(second.size(), 1u);
    EXPECT_TRUE(second[0].items("paths").at(0).string_or("").ends_with("?v=2"));
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
    fix_comes();
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
