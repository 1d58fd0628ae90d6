// SPDX-License-Identifier: Apache-2.0
#include "core/rules/programme_sums.hpp"

#include <gtest/gtest.h>

#include "core/model/money.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi {

namespace {

using K = ProgrammeKind;
using S = ProgrammeState;
using tests::programme_entry;
using tests::programme_facts;

constexpr std::int64_t kYi = 100'000'000;

ProgrammeEntry candidate(S state, const char* type, std::string community = "330106001051",
                         const char* batch = "4") {
    Value facts = programme_facts(K::Candidate);
    facts.set("batch", batch).set("accepted_type", type).set("community", std::move(community));
    return programme_entry(K::Candidate, state, facts);
}
ProgrammeEntry budget(std::int64_t year, std::int64_t last, const char* part, std::int64_t yuan,
                      S state = S::Approved) {
    Value facts = programme_facts(K::Budget);
    facts.set("year", year).set("part", part).set("yuan", yuan);
    if (last != year) facts.set("last_year", last);
    return programme_entry(K::Budget, state, facts);
}
ProgrammeEntry award(std::int64_t year, const char* name, std::int64_t yuan, S state) {
    Value facts = programme_facts(K::Award);
    facts.set("year", year).set("class", name).set("yuan", yuan);
    return programme_entry(K::Award, state, facts);
}

}  // namespace

// The answer of 2024-05-29 to a proposal of the people's congress: in the fourth batch 73 were
// accepted, 33 of them leading, 45.2 %.
TEST(ProgrammeSums, thirty_three_of_seventy_three_are_45_2_percent) {
    std::vector<ProgrammeEntry> entries;
    for (int i = 0; i < 33; ++i) entries.push_back(candidate(S::Accepted, "leading"));
    for (int i = 0; i < 40; ++i)
        entries.push_back(candidate(S::Accepted, "general", "330109001001"));
    // These were not accepted, or belong to another batch or kind.
    entries.push_back(candidate(S::Refused, "leading"));
    entries.push_back(candidate(S::Submitted, "leading"));
    entries.push_back(candidate(S::Creating, "leading"));
    entries.push_back(candidate(S::Withdrawn, "leading"));
    entries.push_back(candidate(S::Accepted, "general", "330106001051", "5"));
    entries.push_back(programme_entry(K::Case, S::Selected, programme_facts(K::Case)));
    const auto shares = leading_shares(entries);
    ASSERT_EQ(shares.size(), 5U);
    EXPECT_EQ(shares[0], (LeadingShare{"4", "", 75, 73, 33, 452}));
    EXPECT_EQ(format_permille(*shares[0].permille), "45.2");
    EXPECT_EQ(shares[1], (LeadingShare{"4", "330106", 35, 33, 33, 1000}));
    EXPECT_EQ(shares[2], (LeadingShare{"4", "330109", 40, 40, 0, 0}));
    EXPECT_EQ(shares[3], (LeadingShare{"5", "", 1, 1, 0, 0}));
}

TEST(ProgrammeSums, a_batch_of_which_none_is_accepted_has_no_share) {
    const auto shares = leading_shares(std::vector{candidate(S::Submitted, "leading")});
    ASSERT_EQ(shares.size(), 2U);
    EXPECT_EQ(shares[0], (LeadingShare{"4", "", 1, 0, 0, std::nullopt}));
}

// In 2023 3.5 亿 were planned and 1.24 亿 added in the middle of the year.
TEST(ProgrammeSums, the_money_of_2023_is_474_million) {
    const auto rows = award_years(std::vector{budget(2023, 2023, "planned", 350'000'000),
                                              budget(2023, 2023, "added", 124'000'000),
                                              budget(2023, 2023, "added", kYi, S::Draft),
                                              budget(2023, 2023, "added", kYi, S::Withdrawn)});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].planned_yuan, 350'000'000);
    EXPECT_EQ(rows[0].added_yuan, 124'000'000);
    EXPECT_EQ(format_money(rows[0].budget_yuan(), MoneyUnit::Yi), "4.74");
    EXPECT_EQ(rows[0].short_yuan(), 0);
}

// 12 亿 for 2022 to 2024 did not cover what was created in these years.
TEST(ProgrammeSums, twelve_yi_for_three_years_fall_short_and_it_shows_by_how_much) {
    const auto rows = award_years(std::vector{
        budget(2022, 2024, "planned", 12 * kYi), budget(2023, 2023, "planned", 474'000'000),
        award(2022, "provincial_leading", 5 * kYi, S::Paid),
        award(2023, "provincial_general", 4 * kYi, S::Approved),
        award(2023, "provincial_leading", 1 * kYi, S::Refused),
        award(2023, "provincial_leading", 1 * kYi, S::Withdrawn),
        award(2024, "provincial_leading", 4 * kYi, S::Applied),
        award(2025, "city_general", 7, S::Applied)});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].year, 2022);
    EXPECT_EQ(rows[0].last_year, 2024);
    EXPECT_EQ(rows[0].promised_yuan, 9 * kYi);
    EXPECT_EQ(rows[0].paid_yuan, 5 * kYi);
    EXPECT_EQ(rows[0].asked_yuan, 4 * kYi);
    EXPECT_EQ(rows[0].short_yuan(), 1 * kYi);
    EXPECT_EQ(rows[0].classes, (std::vector<AwardClass>{{"provincial_general", 1, 4 * kYi},
                                                        {"provincial_leading", 2, 9 * kYi}}));
    EXPECT_EQ(rows[1].year, 2023);
    EXPECT_EQ(rows[1].needed_yuan(), 4 * kYi);
    EXPECT_EQ(rows[1].short_yuan(), 0);
    // No budget has this year: all of it is missing.
    EXPECT_EQ(rows[2].year, 2025);
    EXPECT_EQ(rows[2].last_year, 2025);
    EXPECT_EQ(rows[2].short_yuan(), 7);
}

TEST(ProgrammeSums, operation_is_added_up_by_year_the_newest_first) {
    const auto operation = [](S state, std::int64_t year, std::int64_t income) {
        Value facts = programme_facts(K::Operation);
        facts.set("incomes", Value::list({Value::map({{"year", year},
                                                      {"income_yuan", income},
                                                      {"cost_yuan", 10},
                                                      {"subsidy_yuan", 1}})}));
        return programme_entry(K::Operation, state, facts);
    };
    const std::vector<ProgrammeEntry> entries{
        operation(S::Operating, 2025, 100), operation(S::Ended, 2025, 50),
        operation(S::Operating, 2026, 7), operation(S::Withdrawn, 2026, 1000)};
    const auto years = operation_years(entries);
    ASSERT_EQ(years.size(), 2U);
    EXPECT_EQ(years[0], (OperationYear{2026, 1, 7, 10, 1}));
    EXPECT_EQ(years[1], (OperationYear{2025, 2, 150, 20, 2}));
}

}  // namespace kongdi
