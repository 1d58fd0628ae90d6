// SPDX-License-Identifier: Apache-2.0
#include "core/codec/report_codec.hpp"

#include <gtest/gtest.h>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"

namespace kongdi {

namespace {

const Catalogue& catalogue() {
    static const Catalogue loaded = *load_catalogue();
    return loaded;
}

CheckedReportStep read(const char* json) { return report_step_of(*parse_json(json), catalogue()); }

ReportStep a_check() {
    ReportStep out{.move = ReportMove::Verify, .words = "门在北侧", .two_persons = true};
    out.check = SiteCheck{.finding = SiteFinding::NotUsable,
                          .type = "I05",
                          .area_m2 = 84.5,
                          .note = "渗水",
                          .photos = {std::string(64, 'a')},
                          .facts = {{"water"}, {"flue", "lift"}}};
    return out;
}

}  // namespace

TEST(ReportCodec, a_step_comes_back_from_its_event) {
    ReportStep decided{.move = ReportMove::Reject, .words = "已在使用"};
    decided.reason = RejectReason::InUse;
    ReportStep merged{.move = ReportMove::Merge};
    merged.into = "01890000-0000-7000-8000-000000000002";
    ReportStep judged{.move = ReportMove::Judge};
    judged.judgement = Judgement::No;
    for (const ReportStep& step :
         {a_check(), decided, merged, judged, ReportStep{.move = ReportMove::Withdraw}})
        EXPECT_EQ(stored_report_step(report_step_tree(step)), step);
}

TEST(ReportCodec, an_event_of_an_earlier_program_is_a_check_of_which_nothing_more_is_known) {
    const auto step = stored_report_step(*parse_json(R"({"move":"verify","role":"worker"})"));
    ASSERT_TRUE(step);
    EXPECT_EQ(*step, ReportStep{.move = ReportMove::Verify});
    EXPECT_FALSE(stored_report_step(*parse_json(R"({"move":"praise"})")));
}

TEST(ReportCodec, a_standing_comes_back) {
    ReportStanding standing{.state = ReportState::Rejected};
    standing.checks = {{"ling", 12, *a_check().check}, {"wu", 13, {}}};
    standing.asked = "有多大";
    standing.answer = "一间屋";
    standing.reason = RejectReason::NotUsable;
    standing.words = "太潮";
    standing.judgement = Judgement::Yes;
    standing.found_facts = {{"below_ground"}, {"flue"}};
    EXPECT_EQ(report_standing_of(report_standing_tree(standing)), standing);
    ReportStanding merged{.state = ReportState::Merged};
    merged.into = "01890000-0000-7000-8000-000000000002";
    EXPECT_EQ(report_standing_of(report_standing_tree(merged)), merged);
}

TEST(ReportCodec, a_good_step_is_read_without_the_white_space_around_its_words) {
    const CheckedReportStep good = read(
        R"({"move":"verify","finding":"usable","area_m2":120,"note":" 有电梯 ","type":"I05"})");
    ASSERT_TRUE(good.ok());
    ASSERT_TRUE(good.step.check);
    EXPECT_EQ(good.step.check->note, "有电梯");
    EXPECT_EQ(good.step.check->area_m2, 120);
    EXPECT_FALSE(read(R"({"move":"verify"})").step.check);
}

TEST(ReportCodec, facts_of_a_check_are_so_not_so_or_unknown) {
    const CheckedReportStep good = read(
        R"({"move":"verify","finding":"usable","has":["below_ground","water"],"lacks":["flue"]})");
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(good.step.check->facts, (SiteFacts{{"below_ground", "water"}, {"flue"}}));
    EXPECT_EQ(read(R"({"move":"verify","finding":"usable"})").step.check->facts, SiteFacts{});
}

TEST(ReportCodec, each_member_that_is_wrong_is_named) {
    const std::string long_words =
        R"({"move":"ask_more","words":")" + std::string(301, 'a') + "\"}";
    const std::string long_note =
        R"({"move":"verify","finding":"usable","note":")" + std::string(401, 'a') + "\"}";
    struct Case {
        std::string json;
        Error error;
    };
    const Case cases[] = {
        {R"({})", {ErrorCode::FieldMissing, "/move"}},
        {R"({"move":7})", {ErrorCode::FieldType, "/move"}},
        {R"({"move":"praise"})", {ErrorCode::FieldChoice, "/move"}},
        {R"({"move":"submit"})", {ErrorCode::FieldChoice, "/move"}},
        {R"({"move":"verify","finding":"usable","has":["pool"]})",
         {ErrorCode::FieldChoice, "/has/0"}},
        {R"({"move":"verify","finding":"usable","has":["flue"],"lacks":["lift","flue"]})",
         {ErrorCode::FieldRepeated, "/lacks/1"}},
        {R"({"move":"verify","finding":"usable","has":[)"
         R"("a","b","c","d","e","f","g","h","i","j","k","l","m"]})",
         {ErrorCode::FieldTooLong, "/has"}},
        {R"({"move":"verify","finding":"usable","lacks":"flue"})",
         {ErrorCode::FieldType, "/lacks"}},
        {R"({"move":"verify","has":["flue"]})", {ErrorCode::FieldMissing, "/finding"}},
        {R"({"move":"ask_more","words":["a"]})", {ErrorCode::FieldType, "/words"}},
        {long_words, {ErrorCode::FieldTooLong, "/words"}},
        {"{\"move\":\"ask_more\",\"words\":\"a\\u0007\"}", {ErrorCode::FieldFormat, "/words"}},
        {R"({"move":"reject","reason":"mood"})", {ErrorCode::FieldChoice, "/reason"}},
        {R"({"move":"merge","into":"12"})", {ErrorCode::FieldFormat, "/into"}},
        {R"({"move":"judge","judgement":"maybe"})", {ErrorCode::FieldChoice, "/judgement"}},
        {R"({"move":"verify","finding":"nice"})", {ErrorCode::FieldChoice, "/finding"}},
        {R"({"move":"verify","area_m2":12})", {ErrorCode::FieldMissing, "/finding"}},
        {R"({"move":"verify","finding":"usable","area_m2":"12"})",
         {ErrorCode::FieldType, "/area_m2"}},
        {R"({"move":"verify","finding":"usable","area_m2":0})",
         {ErrorCode::FieldRange, "/area_m2"}},
        {R"({"move":"verify","finding":"usable","area_m2":1000001})",
         {ErrorCode::FieldRange, "/area_m2"}},
        {R"({"move":"verify","finding":"usable","type":"X1"})", {ErrorCode::FieldChoice, "/type"}},
        {long_note, {ErrorCode::FieldTooLong, "/note"}},
        {R"({"move":"verify","finding":"usable","photos":["abc"]})",
         {ErrorCode::FieldFormat, "/photos"}},
    };
    for (const Case& one : cases) {
        const CheckedReportStep got = read(one.json.c_str());
        ASSERT_EQ(got.errors.size(), 1u) << one.json;
        EXPECT_EQ(got.errors.front(), one.error) << one.json;
    }
}

}  // namespace kongdi
