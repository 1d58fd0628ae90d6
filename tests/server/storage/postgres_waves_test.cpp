// SPDX-License-Identifier: Apache-2.0
// Two servers on one database count answers of the same few groups at once.
#include <thread>

#include "server/storage/postgres_storage.hpp"
#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

TEST(PostgresWaves, what_two_servers_count_at_once_is_what_the_answers_say) {
    const std::string url = PostgresCluster::shared().new_database();
    const auto one = open_url(url);
    const auto two = open_url(url);
    import_square(*one);
    const Actor planner{Role::Planner, "planner"};
    const std::string id = RecordBuilder().number(900).build().text("id");
    const WavePlan plan{"体检",
                        "service_checkup",
                        1,
                        kNowMs - 1'000,
                        kNowMs + 1'000'000,
                        catalogue().wave_rules.goals,
                        {{std::string(kCommunityCode), 200, EstateKind::General}}};
    ASSERT_TRUE(one->plan_wave(id, plan, planner, kNowMs - 1'000));
    const auto wave = one->move_wave(id, WaveMove::Open, planner, kNowMs - 1'000);
    ASSERT_TRUE(wave);

    constexpr std::uint32_t kThreads = 6, kEach = 25, kDevices = 9;
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            Storage& storage = t % 2 == 0 ? *one : *two;
            kongdi::tests::Random random(t + 1);
            for (std::uint32_t i = 0; i < kEach; ++i) {
                // The same device speaks through both servers, of one age or another.
                const std::string device(32, "012345678"[random.below(kDevices)]);
                const RecordBuilder record =
                    RecordBuilder::service_checkup()
                        .number(1'000 + t * kEach + i)
                        .with("/questionnaire_version", 1)
                        .with("/device", device)
                        .with("/created_at", format_time(kNowMs - 500))
                        .with("/community", kCommunityCode)
                        .with("/body",
                              Value::map(
                                  {{"satisfaction", Value::map({{"ELD02", random.between(1, 5)}})},
                                   {"age_band", random.once_in(2) ? "35_59" : "75_up"}}));
                Intake intake = take_in(record.bytes(), catalogue(), storage, kNowMs);
                ASSERT_TRUE(intake.ok());
                const auto accepted = storage.submit(std::move(intake.submission));
                ASSERT_TRUE(accepted) << accepted.error().detail;
                if (!random.once_in(4)) continue;
                const auto moved = storage.move(accepted->receipt.id, ReportMove::Withdraw,
                                                {Role::Resident, device}, kNowMs + 1);
                ASSERT_TRUE(moved) << moved.error().detail;
            }
        });
    for (std::thread& thread : threads) thread.join();

    EXPECT_EQ(one->wrong_tallies().value(), std::vector<std::string>());
    std::int64_t answered = 0;
    const auto counts = two->wave_counts(wave->number).value();
    for (const WaveCount& row : counts) answered += row.answered;
    EXPECT_GT(answered, 0);
    EXPECT_LE(answered, kDevices);
    const std::string before = one->derived_text().value_or("unreadable");
    ASSERT_TRUE(one->rebuild());
    EXPECT_EQ(*two->derived_text(), before);
}

}  // namespace kongdi::server::tests
