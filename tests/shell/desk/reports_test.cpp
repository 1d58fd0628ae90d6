// SPDX-License-Identifier: Apache-2.0
// The queue of a worker, one report in it, and the check on site.
#include "shell/desk/report_parts.hpp"
#include "tests/shell/support/report_desk_fixture.hpp"

namespace kongdi::shell {

using testing::kOther;
using testing::kReport;
using testing::space_of;
using ReportsDesk = testing::ReportsDesk;

TEST_F(ReportsDesk, asking_needs_words_and_sends_them) {
    show({.space = space_of(kReport)});
    press("worker-report/decide");
    press("worker-report/settle/move/ask_more");
    EXPECT_TRUE(is_off("worker-report/settle/do")) << "nothing is asked yet";
    type("worker-report/settle/words", "入口在哪里");
    press("worker-report/settle/do");
    const Value body = sent("report.step");
    EXPECT_EQ(m_path, std::string("/api/v1/records/") + kReport + "/events");
    EXPECT_EQ(body.text("move"), "ask_more");
    EXPECT_EQ(body.text("words"), "入口在哪里");
    done(ReportState::NeedsInfo);
    EXPECT_EQ(state().desk.card->space.state, ReportState::NeedsInfo);
    EXPECT_FALSE(request("desk").is_null()) << "its history is asked for anew";
}

TEST_F(ReportsDesk, a_report_is_accepted_for_a_check_without_words) {
    show({.space = space_of(kReport)});
    press("worker-report/decide");
    press("worker-report/settle/move/screen");
    EXPECT_EQ(node("worker-report/settle/words"), nullptr) << "they would be told to nobody";
    press("worker-report/settle/do");
    EXPECT_EQ(write_json(sent("report.step")), R"({"move":"screen"})");
    done(ReportState::Corroborated);
    draw();
    EXPECT_TRUE(says("多人见到"));
    EXPECT_NE(node("worker-report/check"), nullptr) << "somebody can still go there";
    press("worker-report/decide");
    EXPECT_EQ(node("worker-report/settle/move/screen"), nullptr);
    EXPECT_NE(node("worker-report/settle/move/reopen"), nullptr) << "it can be undone";
}

TEST_F(ReportsDesk, rejecting_needs_a_reason_and_another_reason_needs_words) {
    show({.space = space_of(kReport)});
    press("worker-report/decide");
    press("worker-report/settle/move/reject");
    EXPECT_TRUE(is_off("worker-report/settle/do"));
    press("worker-report/settle/reason/other");
    EXPECT_TRUE(is_off("worker-report/settle/do"));
    press("worker-report/settle/reason/private_home");
    press("worker-report/settle/do");
    EXPECT_EQ(sent("report.step").text("reason"), "private_home");
}

TEST_F(ReportsDesk, a_report_is_merged_into_one_of_those_that_are_likely_the_same) {
    api::SpaceCard card{.space = space_of(kReport)};
    show(card);
    press("worker-report/decide");
    EXPECT_EQ(node("worker-report/settle/move/merge"), nullptr) << "there is nothing near by";
    card.likely = {{kOther, "翠苑 1002", "I05", ReportState::Submitted, 12, 0}};
    answer("desk", 200, api::to_value(card));
    draw();
    EXPECT_TRUE(says("12"));
    press("worker-report/settle/move/merge");
    EXPECT_TRUE(is_off("worker-report/settle/do"));
    press(std::string("worker-report/settle/into/") + kOther);
    press("worker-report/settle/do");
    EXPECT_EQ(sent("report.step").text("into"), kOther);
}

TEST_F(ReportsDesk, what_was_decided_can_be_undone) {
    for (const ReportState state :
         {ReportState::Verified, ReportState::Merged, ReportState::Rejected}) {
        show({.space = space_of(kReport, state)});
        EXPECT_EQ(node("worker-report/check"), nullptr);
        press("worker-report/decide");
        press("worker-report/settle/move/reopen");
        press("worker-report/settle/do");
        EXPECT_EQ(sent("report.step").text("move"), "reopen");
    }
}

TEST_F(ReportsDesk, planners_read_and_decide_nothing) {
    show({.space = space_of(kReport)}, "planner");
    EXPECT_EQ(node("worker-report/check"), nullptr);
    EXPECT_EQ(node("worker-report/decide"), nullptr);
}

TEST_F(ReportsDesk, the_page_tells_what_was_found_asked_and_by_whom) {
    api::SpaceCard card{.space = space_of(kReport)};
    card.two_persons = true;
    card.standing.asked = "入口在哪里";
    card.standing.answer = "北门";
    card.standing.checks = {{"wu",
                             1'795'507'500'000,
                             {.finding = SiteFinding::Usable, .area_m2 = 640, .note = "有梯"}}};
    ReportStep check{.move = ReportMove::Verify};
    check.check = card.standing.checks[0].check;
    card.steps = {{{.move = ReportMove::AskMore, .words = "入口在哪里"}, Role::Worker, "ling", 1},
                  {{.move = ReportMove::Answer, .words = "北门"}, Role::Resident, "", 2},
                  {check, Role::Worker, "wu", 3}};
    show(card);
    for (const char* words : {"入口在哪里", "北门", "640", "有梯", "wu", "两个人"})
        EXPECT_TRUE(says(words)) << words;
}

TEST_F(ReportsDesk, a_check_on_site_is_written_down_with_finding_area_and_photo) {
    show({.space = space_of(kReport)});
    press("worker-report/check");
    EXPECT_EQ(state().route.screen, ScreenId::SiteCheck);
    answer("desk", 200, api::to_value(api::SpaceCard{.space = space_of(kReport)}));
    press("site-check/send");
    EXPECT_TRUE(request("form").is_null()) << "what was found is missing";
    press("site-check/finding/usable");
    type("site-check/area_m2", "84.5");
    type("site-check/note", "门朝北");
    send(Value::map({{"event", "photo.ready"},
                     {"sha256", testing::kPhotoHash},
                     {"bytes", 1000},
                     {"width", 40},
                     {"height", 30}}));
    press("site-check/send");
    send(Value::map(
        {{"event", "photo.uploaded"}, {"tag", "form.photo"}, {"sha256", testing::kPhotoHash}}));
    const Value body = sent("form");
    EXPECT_EQ(m_path, std::string("/api/v1/records/") + kReport + "/events");
    EXPECT_EQ(body.text("move"), "verify");
    EXPECT_EQ(body.text("finding"), "usable");
    EXPECT_EQ(body["area_m2"].number_or(0), 84.5);
    EXPECT_EQ(body.items("photos").size(), 1u);
    EXPECT_TRUE(body["type"].is_null()) << "it is what was reported";
    answer("form", 200, Value::map());
    EXPECT_EQ(take("nav.back").size(), 1u);
    EXPECT_TRUE(desk::kept_site_checks(state()).empty());
}

TEST_F(ReportsDesk, facts_on_site_are_so_not_so_or_left_open) {
    show({.space = space_of(kReport)});
    press("worker-report/check");
    answer("desk", 200, api::to_value(api::SpaceCard{.space = space_of(kReport)}));
    press("site-check/finding/usable");
    press("site-check/fact_water/yes");
    press("site-check/fact_flue/no");
    press("site-check/fact_below_ground/yes");
    press("site-check/fact_lift/yes");
    press("site-check/fact_lift/open");
    press("site-check/send");
    const Value body = sent("form");
    EXPECT_EQ(body["has"], Value::list({"below_ground", "water"}));
    EXPECT_EQ(body["lacks"], Value::list({"flue"}));
}

TEST_F(ReportsDesk, facts_found_on_site_are_told_in_words) {
    api::SpaceCard card{.space = space_of(kReport)};
    card.standing.checks = {
        {"ling", 1, {.finding = SiteFinding::Usable, .facts = {{"water", "power"}, {"flue"}}}}};
    show(card);
    EXPECT_TRUE(says("是：通水、通电"));
    EXPECT_TRUE(says("否：有烟道"));
}

TEST_F(ReportsDesk, an_area_that_is_none_is_said_at_its_field) {
    show({.space = space_of(kReport)});
    press("worker-report/check");
    answer("desk", 200, api::to_value(api::SpaceCard{.space = space_of(kReport)}));
    press("site-check/finding/usable");
    type("site-check/area_m2", "很大");
    press("site-check/send");
    EXPECT_TRUE(request("form").is_null());
    EXPECT_NE(node("site-check/area_m2")->state & widgets::kStateInvalid, 0u);
}

TEST_F(ReportsDesk, without_a_network_a_check_is_kept_and_found_again_in_the_queue) {
    log_in("/worker");
    widgets::set_viewport({390, 844, 1, {}});
    show_queue({space_of(kReport)});
    press(std::string("worker/") + kReport);
    no_answer("desk");
    draw();
    EXPECT_TRUE(says("没有网络")) << "what the list knew is shown";
    EXPECT_EQ(node("worker-report/decide"), nullptr) << "the rest is for the desk";
    press("worker-report/check");
    no_answer("desk");
    press("site-check/finding/in_use");
    press("site-check/send");
    EXPECT_FALSE(request("form").is_null());
    no_answer("form");
    draw();
    EXPECT_NE(node("site-check/offline"), nullptr) << "it says so";
    EXPECT_EQ(desk::kept_site_checks(state()), std::vector<std::string>{kReport});
    send(Value::map({{"event", "nav.changed"}, {"path", "/worker"}}));
    show_queue({space_of(kReport)});
    EXPECT_TRUE(says("还没有发出的核实"));
    press("worker/" + std::string(kReport) + "/open");
    EXPECT_EQ(state().route.screen, ScreenId::SiteCheck);
    EXPECT_EQ(state().form.text("finding"), "in_use");
}

TEST_F(ReportsDesk, the_queue_is_by_age_and_by_distance_when_it_is_known_from_where) {
    log_in("/worker");
    EXPECT_FALSE(state().spaces.query.descending) << "the oldest first";
    show_queue({space_of(kReport)});
    EXPECT_EQ(request("spaces").text("path").find("near="), std::string::npos);
    press("worker/order/nearest");
    EXPECT_FALSE(take("fix.ask").empty());
    EXPECT_TRUE(request("spaces").is_null()) << "nobody knows yet from where";
    send(Value::map({{"event", "fix.ready"},
                     {"lon", 120.156},
                     {"lat", 30.2741},
                     {"accuracy_m", 10},
                     {"at_ms", 1}}));
    EXPECT_NE(request("spaces").text("path").find("near=120.156"), std::string::npos);
    show_queue({space_of(kReport)});
    EXPECT_TRUE(says("86")) << "metres from there";
    press("worker/order/oldest");
    EXPECT_EQ(request("spaces").text("path").find("near="), std::string::npos);
}

TEST_F(ReportsDesk, without_a_position_the_queue_stays_and_says_so) {
    log_in("/worker");
    show_queue({space_of(kReport)});
    press("worker/order/nearest");
    send(Value::map({{"event", "fix.failed"}, {"reason", "denied"}}));
    draw();
    EXPECT_TRUE(says("没有取得您的位置"));
    EXPECT_NE(node(std::string("worker/") + kReport), nullptr);
}

TEST_F(ReportsDesk, how_far_two_persons_agree_is_for_planners) {
    const Value agreement = Value::map({{"n", 8}, {"same", 7}, {"kappa", 0.71}});
    for (const char* role : {"worker", "planner"}) {
        log_in("/worker", role);
        show_queue({space_of(kReport)});
        answer("agreement", 200, agreement);
        draw();
        EXPECT_EQ(says("0.71"), std::string_view(role) == "planner");
    }
}

class CoveringOnTheDesk : public ReportsDesk {
protected:
    void SetUp() override {
        ReportsDesk::SetUp();
        m_card.space = space_of(kReport);
        m_card.photos = {kFirst, kSecond};
    }
    static std::string at(const std::string& photo, std::string_view what) {
        return "worker-report/" + photo + "/" + std::string(what);
    }
    /// Presses a field of the photo and has it covered.
    Value cover(const std::string& photo, int field) {
        press(at(photo, "cover"));
        press("worker-report/cover/field" + std::to_string(field));
        press("worker-report/cover/done");
        return sent("report.cover");
    }
    void told(const std::string& photo, const Value& body) {
        answer("report.cover", 200,
               Value::map({{"sha256", photo},
                           {"parts", body["parts"]},
                           {"by", "ling"},
                           {"at_ms", 1'795'507'200'000}}));
        draw();
    }
    const std::string kFirst = std::string(64, 'a');
    const std::string kSecond = std::string(64, 'b');
    api::SpaceCard m_card;
};

TEST_F(CoveringOnTheDesk, what_is_marked_of_a_photo_is_covered_and_who_did_it_is_told) {
    show(m_card);
    press(at(kFirst, "cover"));
    EXPECT_TRUE(is_off("worker-report/cover/done")) << "nothing is marked";
    EXPECT_EQ(node("worker-report/cover/whole"), nullptr) << "nothing is covered";
    press("worker-report/cover/field0");
    press("worker-report/cover/done");
    const Value body = sent("report.cover");
    EXPECT_EQ(m_path, "/api/v1/photos/" + kFirst + "/covers");
    ASSERT_EQ(body.items("parts").size(), 1u);
    EXPECT_EQ(state().route.dialog, "cover") << "until it is there";
    told(kFirst, body);
    EXPECT_EQ(state().route.dialog, "");
    EXPECT_TRUE(says("ling 盖住了一部分"));
}

TEST_F(CoveringOnTheDesk, what_is_covered_stays_so_when_more_is_and_the_picture_is_another) {
    m_card.covered = {{kFirst, {{0, 0, 0.5, 0.5}}, "wu", 1'795'507'200'000}};
    show(m_card);
    const Value body = cover(kFirst, 3);
    ASSERT_EQ(body.items("parts").size(), 2u);
    EXPECT_EQ((*body.items("parts")[0].if_list())[2].number_or(0), 0.5);
    EXPECT_EQ(body["since"].int_or(0), 1'795'507'200'000);
}

TEST_F(CoveringOnTheDesk, a_photo_is_shown_whole_again) {
    m_card.covered = {{kSecond, {{0, 0, 0.5, 0.5}}, "wu", 1'795'507'200'000}};
    show(m_card);
    EXPECT_TRUE(says("wu 盖住了一部分"));
    press(at(kSecond, "cover"));
    press("worker-report/cover/whole");
    const Value body = sent("report.cover");
    EXPECT_EQ(m_path, "/api/v1/photos/" + kSecond + "/covers");
    ASSERT_NE(body["parts"].if_list(), nullptr);
    EXPECT_TRUE(body.items("parts").empty());
    told(kSecond, body);
    EXPECT_FALSE(says("盖住了一部分"));
}

TEST_F(CoveringOnTheDesk, without_a_network_what_was_marked_is_still_there) {
    show(m_card);
    cover(kFirst, 5);
    answer("report.cover", 0, {});
    draw();
    EXPECT_EQ(state().route.dialog, "cover");
    EXPECT_NE(node("worker-report/cover/field5")->state & widgets::kStateChecked, 0u);
    EXPECT_NE(node("worker-report/cover/not_covered"), nullptr);
    press("worker-report/cover/done");
    EXPECT_EQ(sent("report.cover").items("parts").size(), 1u);
}

TEST_F(CoveringOnTheDesk, of_photos_of_a_check_parts_are_covered_too) {
    DoneCheck check{.by = "wu", .at_ms = 1, .check = {}};
    check.check.photos = {std::string(64, 'c')};
    m_card.standing.checks = {check};
    show(m_card);
    const std::string path = "worker-report/wu/" + std::string(64, 'c') + "/cover";
    ASSERT_NE(node(path), nullptr);
    press(path);
    EXPECT_EQ(state().cover.sha256, std::string(64, 'c'));
}

}  // namespace kongdi::shell
