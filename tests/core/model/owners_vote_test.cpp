// SPDX-License-Identifier: Apache-2.0
#include "core/model/owners_vote.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

using T = VoteTest;
constexpr std::int64_t kLargestArea = 10'000'000'000'000;  // 1e9 m² in cm²

struct VoteCase {
    const char* what;
    OwnersVote vote;
    std::vector<VoteTest> failed;
};

/// part × denominator against whole × numerator, in twice as many bits.
bool reaches(std::int64_t part, std::int64_t whole, int numerator, int denominator, bool more) {
    using Wide = unsigned __int128;
    const Wide left = static_cast<Wide>(part) * static_cast<unsigned>(denominator);
    const Wide right = static_cast<Wide>(whole) * static_cast<unsigned>(numerator);
    return more ? left > right : left >= right;
}

std::vector<VoteTest> by_large_numbers(const OwnersVote& vote) {
    const bool special = vote.matter == VoteMatter::Special;
    const int n = special ? 3 : 1, d = special ? 4 : 2;
    std::vector<VoteTest> out;
    if (!reaches(vote.voting.owners, vote.all.owners, 2, 3, false))
        out.push_back(T::TurnoutByNumber);
    if (!reaches(vote.voting.area_cm2, vote.all.area_cm2, 2, 3, false))
        out.push_back(T::TurnoutByArea);
    if (!reaches(vote.in_favour.owners, vote.voting.owners, n, d, !special))
        out.push_back(T::ConsentByNumber);
    if (!reaches(vote.in_favour.area_cm2, vote.voting.area_cm2, n, d, !special))
        out.push_back(T::ConsentByArea);
    return out;
}

}  // namespace

TEST(OwnersVote, is_exact_at_each_boundary_of_the_law) {
    constexpr auto S = VoteMatter::Special;
    constexpr auto O = VoteMatter::Ordinary;
    const VoteCase cases[] = {
        {"two thirds vote and three quarters agree, to the last one",
         {S, {600, 6'000'000}, {400, 4'000'000}, {300, 3'000'000}},
         {}},
        {"one voter fewer",
         {S, {600, 6'000'000}, {399, 4'000'000}, {300, 3'000'000}},
         {T::TurnoutByNumber}},
        {"one cm² of the voting fewer",
         {S, {600, 6'000'000}, {400, 3'999'999}, {300, 3'000'000}},
         {T::TurnoutByArea}},
        {"one in favour fewer",
         {S, {600, 6'000'000}, {400, 4'000'000}, {299, 3'000'000}},
         {T::ConsentByNumber}},
        {"one cm² in favour fewer",
         {S, {600, 6'000'000}, {400, 4'000'000}, {300, 2'999'999}},
         {T::ConsentByArea}},
        {"exactly half is not more than half",
         {O, {3, 300}, {2, 200}, {1, 100}},
         {T::ConsentByNumber, T::ConsentByArea}},
        {"one more than half is", {O, {600, 6'000'000}, {400, 4'000'000}, {201, 2'000'001}}, {}},
        {"what suffices for an ordinary matter does not for a special one",
         {S, {600, 6'000'000}, {400, 4'000'000}, {201, 2'000'001}},
         {T::ConsentByNumber, T::ConsentByArea}},
        {"two thirds of 100 are 67 people",
         {S, {100, 99}, {66, 66}, {66, 66}},
         {T::TurnoutByNumber}},
        {"a third as a number in binary never is: 1e9 m² less one cm²",
         {S, {3, kLargestArea - 1}, {2, 6'666'666'666'666}, {2, 6'666'666'666'666}},
         {}},
        {"and one cm² less",
         {S, {3, kLargestArea - 1}, {2, 6'666'666'666'665}, {2, 6'666'666'666'665}},
         {T::TurnoutByArea}},
        {"nobody votes",
         {O, {10, 1000}, {0, 0}, {0, 0}},
         {T::TurnoutByNumber, T::TurnoutByArea, T::ConsentByNumber, T::ConsentByArea}},
    };
    for (const VoteCase& one : cases) {
        const auto outcome = count_vote(one.vote);
        ASSERT_TRUE(outcome) << one.what;
        EXPECT_EQ(outcome->failed, one.failed) << one.what;
        EXPECT_EQ(outcome->passed(), one.failed.empty()) << one.what;
    }
}

TEST(OwnersVote, agrees_with_large_numbers_wherever_it_is_tried) {
    tests::Random random(278);
    int passed = 0, at_the_edge = 0;
    for (int i = 0; i < 20'000; ++i) {
        // Small numbers meet the boundaries, large ones what does not fit.
        const std::int64_t most = i % 3 == 0   ? 30
                                  : i % 3 == 1 ? kLargestArea
                                               : std::numeric_limits<std::int64_t>::max();
        const auto draw = [&](std::int64_t whole) {
            const std::int64_t parts[] = {whole / 3 * 2, whole / 4 * 3, whole / 2, whole};
            const std::int64_t near = parts[random.below(4)] + random.between(-2, 2);
            return random.once_in(3) ? random.between(0, whole)
                                     : std::min(whole, std::max<std::int64_t>(0, near));
        };
        OwnersVote vote;
        vote.matter = static_cast<VoteMatter>(random.below(2));
        vote.all = {random.between(1, most - 1), random.between(1, most - 1)};
        vote.voting = {draw(vote.all.owners), draw(vote.all.area_cm2)};
        vote.in_favour = {draw(vote.voting.owners), draw(vote.voting.area_cm2)};
        const auto outcome = count_vote(vote);
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome->failed, by_large_numbers(vote)) << i;
        passed += outcome->passed() ? 1 : 0;
        at_the_edge += outcome->failed.size() == 1 ? 1 : 0;
    }
    EXPECT_GT(passed, 500);
    EXPECT_GT(at_the_edge, 500);
}

TEST(OwnersVote, refuses_counts_that_cannot_be_and_names_the_field) {
    const OwnersVote good{VoteMatter::Special, {10, 1000}, {8, 800}, {7, 700}};
    const auto path_of = [](const OwnersVote& vote) { return count_vote(vote).error().path; };
    OwnersVote vote = good;
    vote.all.owners = 0;
    EXPECT_EQ(path_of(vote), "/all/owners");
    vote = good;
    vote.all.area_cm2 = -5;
    EXPECT_EQ(path_of(vote), "/all/area_cm2");
    vote = good;
    vote.voting.owners = 11;
    EXPECT_EQ(path_of(vote), "/voting/owners");
    vote = good;
    vote.in_favour.area_cm2 = 801;
    EXPECT_EQ(path_of(vote), "/in_favour/area_cm2");
    vote = good;
    vote.in_favour.owners = -1;
    EXPECT_EQ(path_of(vote), "/in_favour/owners");
    EXPECT_TRUE(count_vote(good));
}

}  // namespace kongdi
