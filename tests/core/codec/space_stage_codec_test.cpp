// SPDX-License-Identifier: Apache-2.0
#include "core/codec/space_stage_codec.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"

namespace kongdi::tests {

namespace {

struct BadStep {
    const char* what;
    std::string body;
    ErrorCode code;
    const char* path;
};

}  // namespace

TEST(SpaceStageCodec, each_bad_member_of_a_step_is_named) {
    const std::vector<BadStep> all{
        {"no move", "{}", ErrorCode::FieldMissing, "/move"},
        {"an unknown move", R"({"move":"sell"})", ErrorCode::FieldChoice, "/move"},
        {"a move that is none", R"({"move":7})", ErrorCode::FieldType, "/move"},
        {"an unknown reason", R"({"move":"find_infeasible","reason":"ugly"})",
         ErrorCode::FieldChoice, "/reason"},
        {"words that are none", R"({"move":"approve","words":[]})", ErrorCode::FieldType, "/words"},
        {"too many words", R"({"move":"approve","words":")" + std::string(301, 'x') + "\"}",
         ErrorCode::FieldTooLong, "/words"},
        {"somebody's number", R"({"move":"clear_ownership","words":"业主 13800138000"})",
         ErrorCode::PersonalNumber, "/words"},
        {"fewer than nobody", R"({"move":"consult","in_favour":-1})", ErrorCode::FieldRange,
         "/in_favour"},
        {"half a person", R"({"move":"consult","against":0.5})", ErrorCode::FieldType, "/against"},
        {"more than a city", R"({"move":"consult","against":1000001})", ErrorCode::FieldRange,
         "/against"},
        {"a vote that is none", R"({"move":"consult","owners_vote":7})", ErrorCode::FieldType,
         "/owners_vote"},
        {"a vote without an area",
         R"({"move":"consult","owners_vote":{"all":{"owners":3,"area_cm2":9},
             "voting":{"owners":3},"in_favour":{"owners":3,"area_cm2":9}}})",
         ErrorCode::FieldMissing, "/owners_vote/voting/area_cm2"},
        {"half an owner",
         R"({"move":"consult","owners_vote":{"all":{"owners":3.5,"area_cm2":9},
             "voting":{"owners":3,"area_cm2":9},"in_favour":{"owners":3,"area_cm2":9}}})",
         ErrorCode::FieldType, "/owners_vote/all/owners"},
        {"fewer than none in favour",
         R"({"move":"consult","owners_vote":{"all":{"owners":3,"area_cm2":9},
             "voting":{"owners":3,"area_cm2":9},"in_favour":{"owners":-1,"area_cm2":9}}})",
         ErrorCode::FieldRange, "/owners_vote/in_favour/owners"},
        {"common parts that are neither", R"({"move":"clear_ownership","common_parts":"yes"})",
         ErrorCode::FieldType, "/common_parts"},
    };
    for (const BadStep& bad : all) {
        SCOPED_TRACE(bad.what);
        const auto tree = parse_json(bad.body);
        ASSERT_TRUE(tree);
        const CheckedSpaceStep read = space_step_of(*tree);
        ASSERT_EQ(read.errors.size(), 1u);
        EXPECT_EQ(read.errors[0], (Error{bad.code, bad.path}));
    }
}

TEST(SpaceStageCodec, a_step_comes_back_as_it_was_written) {
    const SpaceStep step{.move = SpaceMove::FindInfeasible,
                         .words = "只有一个出口\n没有水",
                         .reason = InfeasibleReason::FireRisk};
    EXPECT_EQ(stored_space_step(space_step_tree(step)), step);
    EXPECT_EQ(space_step_of(space_step_tree(step)).step, step);
    const SpaceStep consult{.move = SpaceMove::Consult, .in_favour = 40, .against = 2};
    EXPECT_EQ(stored_space_step(space_step_tree(consult)), consult);
    EXPECT_FALSE(stored_space_step(Value::map({{"move", "sell"}})));
    const SpaceStep voted{
        .move = SpaceMove::Consult,
        .owners_vote = OwnersVote{
            .all = {600, 6'000'000}, .voting = {400, 4'000'000}, .in_favour = {300, 3'000'000}}};
    EXPECT_EQ(stored_space_step(space_step_tree(voted)), voted);
    EXPECT_EQ(space_step_of(space_step_tree(voted)).step, voted);
    for (const bool common : {true, false}) {
        const SpaceStep clear{.move = SpaceMove::ClearOwnership, .common_parts = common};
        EXPECT_EQ(stored_space_step(space_step_tree(clear)), clear);
        EXPECT_EQ(space_step_of(space_step_tree(clear)).step, clear);
    }
}

TEST(SpaceStageCodec, an_event_from_before_there_were_votes_has_none) {
    const auto tree =
        parse_json(R"({"move":"consult","in_favour":31,"against":2,"role":"worker","by":"wu"})");
    ASSERT_TRUE(tree);
    EXPECT_EQ(stored_space_step(*tree),
              (SpaceStep{.move = SpaceMove::Consult, .in_favour = 31, .against = 2}));
    const auto known = parse_json(R"({"consultation":{"item":"i","in_favour":31,"against":2}})");
    ASSERT_TRUE(known);
    EXPECT_EQ(space_standing_of(*known), (SpaceStanding{.consultation = Consultation{"i", 31, 2}}));
}

TEST(SpaceStageCodec, what_is_known_comes_back_as_it_was_written) {
    EXPECT_EQ(space_standing_of(Value()), SpaceStanding{});
    EXPECT_EQ(space_standing_of(space_standing_tree({})), SpaceStanding{});
    const SpaceStanding known{
        .ownership = Ownership::Disputed,
        .ownership_words = "物业",
        .common_parts = true,
        .feasible = false,
        .reason = InfeasibleReason::Other,
        .feasible_words = "太潮",
        .consultation =
            Consultation{"item", 5, 6,
                         OwnersVote{.all = {3, 30}, .voting = {2, 20}, .in_favour = {1, 10}}},
        .approved_item = "item",
        .released_item = "other"};
    EXPECT_EQ(space_standing_of(space_standing_tree(known)), known);
}

}  // namespace kongdi::tests
