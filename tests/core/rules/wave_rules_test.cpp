// SPDX-License-Identifier: Apache-2.0
#include "core/rules/wave_rules.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/lifecycle/wave_lifecycle.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/random.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using tests::catalogue;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kOpens = 1'795'507'200'000;

WavePlan spring() {
    return {
        "2026 下半年",
        "service_checkup",
        1,
        kOpens,
        kOpens + 100 * kDayMs,
        catalogue().wave_rules.goals,
        {{"330106001051", 400, EstateKind::General}, {"330106001052", 300, EstateKind::Renewal}}};
}

Errors errors_of(std::string_view field, Value value) {
    Value tree = wave_plan_tree(spring());
    tree.set(field, std::move(value));
    return wave_plan_of(tree, catalogue()).errors;
}

Pace pace(std::int64_t answered, int day, std::size_t target = 0) {
    const WavePlan plan = spring();
    return pace_of(plan, plan.targets[target], answered, kOpens + day * kDayMs,
                   catalogue().wave_rules);
}

std::string random_code(tests::Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(256));
    return make_seat_code(bytes);
}

}  // namespace

TEST(WaveRules, half_of_the_households_and_four_in_five_where_people_are_resettled) {
    const WaveGoals& goals = catalogue().wave_rules.goals;
    EXPECT_EQ(goals[static_cast<std::size_t>(EstateKind::General)], 0.5);
    EXPECT_EQ(goals[static_cast<std::size_t>(EstateKind::Renewal)], 0.8);
    EXPECT_EQ(goals[static_cast<std::size_t>(EstateKind::Resettlement)], 0.8);
}

TEST(WaveRules, a_plan_is_read_as_it_is_written) {
    const CheckedWave read =
        wave_plan_of(*parse_json(write_json(wave_plan_tree(spring()))), catalogue());
    ASSERT_TRUE(read.ok()) << read.errors[0].path;
    EXPECT_EQ(read.plan, spring());
}

TEST(WaveRules, a_plan_without_goals_has_those_of_the_catalogue) {
    Value tree = wave_plan_tree(spring());
    tree.erase("goals");
    tree.erase("questionnaire_version");
    const CheckedWave read = wave_plan_of(tree, catalogue());
    EXPECT_EQ(read.plan.goals, catalogue().wave_rules.goals);
    EXPECT_EQ(read.plan.questionnaire_version,
              catalogue().questionnaire("service_checkup")->version);
}

TEST(WaveRules, each_mistake_of_a_plan_is_named) {
    const auto is = [](ErrorCode code, std::string path) { return Errors{{code, path}}; };
    EXPECT_EQ(errors_of("title", ""), is(ErrorCode::FieldMissing, "/title"));
    EXPECT_EQ(errors_of("title", 3), is(ErrorCode::FieldType, "/title"));
    EXPECT_EQ(errors_of("questionnaire", "none"),
              is(ErrorCode::QuestionnaireUnknown, "/questionnaire"));
    EXPECT_EQ(errors_of("opens_at", "spring"), is(ErrorCode::FieldFormat, "/opens_at"));
    EXPECT_EQ(errors_of("closes_at", Value()), is(ErrorCode::FieldMissing, "/closes_at"));
    EXPECT_EQ(errors_of("closes_at", format_time(kOpens)), is(ErrorCode::FieldRange, "/closes_at"));
    EXPECT_EQ(errors_of("goals", Value::map({{"general", 1.5}})),
              is(ErrorCode::FieldRange, "/goals/general"));
    EXPECT_EQ(errors_of("goals", Value::map({{"villa", 0.5}})),
              is(ErrorCode::FieldChoice, "/goals/villa"));
    EXPECT_EQ(errors_of("targets", Value::list()), is(ErrorCode::FieldMissing, "/targets"));
    const Value one = Value::map({{"community", "330106001051"}, {"households", 5}});
    EXPECT_EQ(errors_of("targets", Value::list({one, one})),
              is(ErrorCode::FieldRepeated, "/targets/1/community"));
    Value wrong = one;
    wrong.set("community", "12");
    EXPECT_EQ(errors_of("targets", Value::list({wrong})),
              is(ErrorCode::CommunityCode, "/targets/0/community"));
    wrong = one;
    wrong.set("households", -1);
    EXPECT_EQ(errors_of("targets", Value::list({wrong})),
              is(ErrorCode::FieldRange, "/targets/0/households"));
    wrong.set("households", "many");
    EXPECT_EQ(errors_of("targets", Value::list({wrong})),
              is(ErrorCode::FieldType, "/targets/0/households"));
}

TEST(WaveRules, falling_behind_is_less_than_four_fifths_of_what_the_time_asks_for) {
    // 400 households, half of them in 100 days: one a day is on pace, and two are more than that.
    EXPECT_FALSE(pace(0, 9).behind) << "nobody is behind in the first tenth";
    EXPECT_TRUE(pace(0, 10).behind);
    EXPECT_FALSE(pace(80, 50).behind);
    EXPECT_TRUE(pace(79, 50).behind);
    EXPECT_DOUBLE_EQ(pace(80, 50).expected, 0.25);
    EXPECT_DOUBLE_EQ(pace(80, 50).share, 0.2);
    EXPECT_TRUE(pace(150, 200).behind) << "after the end it is measured against the goal";
    EXPECT_FALSE(pace(200, 200).behind);
    EXPECT_EQ(pace(0, 50, 1).goal, 0.8);
    EXPECT_FALSE(pace(0, -5).behind) << "before it begins";
}

TEST(WaveRules, a_community_without_households_is_never_behind) {
    WavePlan plan = spring();
    plan.targets[0].households = 0;
    EXPECT_FALSE(
        pace_of(plan, plan.targets[0], 0, kOpens + 50 * kDayMs, catalogue().wave_rules).behind);
}

TEST(WaveRules, an_answer_counts_by_the_day_it_was_filled_in_and_comes_a_week_late_at_most) {
    Wave wave;
    wave.plan = spring();
    wave.state = WaveState::Open;
    wave.changed_at_ms = kOpens - 5 * kDayMs;
    const std::int64_t end = wave.plan.closes_at_ms;
    const auto takes = [&](std::int64_t filled_in_ms, std::int64_t received_ms) {
        return takes_answer(wave, filled_in_ms, received_ms);
    };
    EXPECT_FALSE(takes(kOpens - 1, kOpens)) << "opened by hand before its first day";
    EXPECT_TRUE(takes(kOpens, kOpens));
    EXPECT_TRUE(takes(end - 1, end - 1));
    EXPECT_FALSE(takes(end, end));
    EXPECT_TRUE(takes(end - 1, end + kWaveLateMs - 1)) << "from a phone without a network";
    EXPECT_FALSE(takes(end - 1, end + kWaveLateMs));
    EXPECT_EQ(state_at(wave, end - 1), WaveState::Open);
    EXPECT_EQ(state_at(wave, end), WaveState::Closed);
    EXPECT_FALSE(is_asking(wave, kOpens - 1));
    EXPECT_TRUE(is_asking(wave, kOpens));
    EXPECT_FALSE(is_asking(wave, end));
    wave.changed_at_ms = end;
    EXPECT_TRUE(takes(end + 90 * kDayMs, end + 90 * kDayMs)) << "opened again after its last day";
    EXPECT_EQ(state_at(wave, end + 90 * kDayMs), WaveState::Open);
    wave.state = WaveState::Closed;
    EXPECT_FALSE(takes(end - 1, end)) << "by hand";
}

TEST(WaveLifecycle, only_a_planner_moves_a_wave_and_only_forward_but_for_reopening) {
    for (const WaveMoveRow& row : wave_moves()) {
        EXPECT_EQ(after_move(row.from, row.move, Role::Planner), row.to);
        EXPECT_FALSE(after_move(row.from, row.move, Role::Worker));
        EXPECT_FALSE(after_move(row.from, row.move, Role::Resident));
        EXPECT_TRUE(row.to > row.from || row.move == WaveMove::Reopen);
        EXPECT_NE(row.from, WaveState::Published) << "what is published stays";
    }
    EXPECT_FALSE(after_move(WaveState::Draft, WaveMove::Close, Role::Planner));
    EXPECT_FALSE(after_move(WaveState::Draft, WaveMove::Publish, Role::Planner));
}

TEST(SeatCodes, are_twelve_signs_without_look_alikes_and_never_the_same) {
    tests::Random random(1);
    std::set<std::string> seen;
    for (int i = 0; i < 5'000; ++i) {
        const std::string code = random_code(random);
        ASSERT_EQ(code.size(), kSeatCodeSigns);
        ASSERT_EQ(code.find_first_of("01ILO"), std::string::npos);
        ASSERT_TRUE(seen.insert(code).second);
        ASSERT_EQ(seat_code_of(code), code);
    }
}

TEST(SeatCodes, are_read_however_they_are_written) {
    tests::Random random(2);
    const std::string code = random_code(random);
    std::string written = spaced_seat_code(code);
    EXPECT_EQ(written.size(), 14u);
    EXPECT_EQ(seat_code_of(written), code);
    for (char& c : written)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    EXPECT_EQ(seat_code_of(" " + written + "-"), code);
    EXPECT_EQ(seat_code_of(""), "");
    EXPECT_EQ(seat_code_of(code + "2"), "");
    EXPECT_EQ(seat_code_of(code.substr(1)), "");
}

TEST(SeatCodes, a_wrong_sign_or_two_that_changed_places_are_noticed) {
    tests::Random random(3);
    constexpr std::string_view kSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    for (int i = 0; i < 300; ++i) {
        const std::string code = random_code(random);
        for (std::size_t at = 0; at < code.size(); ++at) {
            for (const char sign : kSigns) {
                std::string wrong = code;
                wrong[at] = sign;
                EXPECT_EQ(seat_code_of(wrong).empty(), sign != code[at]) << code << ' ' << wrong;
            }
            if (at + 2 >= code.size() || code[at] == code[at + 1]) continue;
            std::string swapped = code;
            std::swap(swapped[at], swapped[at + 1]);
            EXPECT_TRUE(seat_code_of(swapped).empty()) << code;
        }
    }
}

TEST(SeatCodes, a_hash_names_no_code) {
    EXPECT_TRUE(is_sha256_text(seat_hash("23456789ABCD")));
    EXPECT_NE(seat_hash("23456789ABCD"), seat_hash("23456789ABCE"));
}

}  // namespace kongdi
