// SPDX-License-Identifier: Apache-2.0
// A store of either kind in which people send, say and take back.
#pragma once

#include "core/rules/wave_rules.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/own_records.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests::erasing {

inline constexpr std::int64_t kDayMs = 86'400'000;
inline constexpr std::int64_t kErasedAtMs = kNowMs + 5'000;
inline constexpr std::string_view kThirdDevice = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";
inline const Actor kWorker{Role::Worker, "worker"};
inline const Actor kPlanner{Role::Planner, "planner"};

inline std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

inline RecordBuilder report(std::uint32_t number, std::string_view device = kDevice) {
    return RecordBuilder().number(number).with("/device", device);
}

class ErasureFixture : public ::testing::TestWithParam<StoreKind> {
protected:
    ErasureFixture() { import_square(*m_storage); }

    void send(const RecordBuilder& builder) {
        const Intake intake =
            take_in(RecordBuilder(builder).bytes(), catalogue(), *m_storage, kNowMs);
        ASSERT_TRUE(intake.ok()) << intake.errors.front().path;
        const auto done = m_storage->submit(intake.submission);
        ASSERT_TRUE(done) << done.error().detail;
    }
    void merge(std::uint32_t number, std::uint32_t into) {
        const auto done = m_storage->step_report(
            id_of(number), {.move = ReportMove::Merge, .into = id_of(into)}, kWorker, kNowMs + 1);
        ASSERT_TRUE(done) << done.error().detail;
    }
    void corroborate(std::uint32_t number, std::string_view device) {
        ASSERT_TRUE(m_storage->move(id_of(number), ReportMove::Corroborate,
                                    {Role::Resident, std::string(device)}, kNowMs + 2));
    }
    Erased erase(std::string_view device = kDevice) {
        const auto done = m_storage->erase_own(device, kErasedAtMs);
        EXPECT_TRUE(done) << done.error().detail;
        EXPECT_TRUE(m_storage->finish_erasing());
        return done ? *done : Erased{};
    }
    api::SpaceCard card(std::uint32_t number) {
        const auto found = m_storage->space_card(id_of(number));
        EXPECT_TRUE(found && *found) << number;
        return found && *found ? **found : api::SpaceCard{};
    }
    void expect_same_made_anew() {
        const std::string before = *m_storage->derived_text();
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(*m_storage->derived_text(), before);
        EXPECT_EQ(m_storage->wrong_tallies().value(), std::vector<std::string>());
    }
    void open_wave() {
        const WavePlan plan{"体检",
                            "service_checkup",
                            1,
                            kNowMs - kDayMs,
                            kNowMs + kDayMs,
                            catalogue().wave_rules.goals,
                            {{std::string(kCommunityCode), 200, EstateKind::General}}};
        ASSERT_TRUE(m_storage->plan_wave(id_of(900), plan, kPlanner, kNowMs - kDayMs));
        ASSERT_TRUE(m_storage->move_wave(id_of(900), WaveMove::Open, kPlanner, kNowMs - kDayMs));
        std::vector<std::string> hashes;
        for (int i = 0; i < 6; ++i) hashes.push_back(sha256("seat " + std::to_string(i)));
        ASSERT_TRUE(m_storage->add_seats(id_of(900), {std::string(kCommunityCode), "1", hashes},
                                         kPlanner, kNowMs - kDayMs));
    }
    std::int64_t answered() {
        std::int64_t out = 0;
        const auto counts = m_storage->wave_counts(m_storage->waves()->at(0).number).value();
        for (const WaveCount& one : counts) out += one.answered;
        return out;
    }
    static RecordBuilder checkup(std::uint32_t number, std::string_view device, int score) {
        return RecordBuilder::service_checkup()
            .number(number)
            .with("/questionnaire_version", 1)
            .with("/device", device)
            .with("/created_at", format_time(kNowMs - 1'000))
            .with("/body", Value::map({{"satisfaction", Value::map({{"ELD02", score}})}}));
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};
}  // namespace kongdi::server::tests::erasing
