// SPDX-License-Identifier: Apache-2.0
// The first and the last day of a wave, tried on each store.
#include "core/rules/wave_rules.hpp"
#include "server/storage/ended_waves.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kOpens = kNowMs;
constexpr std::int64_t kCloses = kNowMs + 30 * kDayMs;
const Actor kPlanner{Role::Planner, "planner"};

std::string wave_id(std::uint32_t number = 900) {
    return RecordBuilder().number(number).build().text("id");
}

WavePlan plan(std::int64_t opens_at_ms = kOpens, std::int64_t closes_at_ms = kCloses) {
    return {"下半年体检",
            "service_checkup",
            1,
            opens_at_ms,
            closes_at_ms,
            catalogue().wave_rules.goals,
            {{std::string(kCommunityCode), 200, EstateKind::General}}};
}

class WavePeriod : public ::testing::TestWithParam<StoreKind> {
protected:
    WavePeriod() { import_square(*m_storage); }

    void open_wave(std::int64_t at_ms, const WavePlan& of = plan(), std::uint32_t number = 900) {
        ASSERT_TRUE(m_storage->plan_wave(wave_id(number), of, kPlanner, at_ms));
        const auto opened = m_storage->move_wave(wave_id(number), WaveMove::Open, kPlanner, at_ms);
        ASSERT_TRUE(opened) << opened.error().detail;
    }
    /// From a device of its own; kept in any case.
    void answer(std::int64_t filled_in_ms, std::int64_t received_ms) {
        std::string device(32, '0');
        const std::string number = std::to_string(++m_sent);
        device.replace(32 - number.size(), number.size(), number);
        Intake intake =
            take_in(RecordBuilder::service_checkup()
                        .number(m_sent)
                        .with("/questionnaire_version", 1)
                        .with("/device", device)
                        .with("/created_at", format_time(filled_in_ms))
                        .with("/community", kCommunityCode)
                        .with("/body", Value::map({{"satisfaction", Value::map({{"ELD02", 4}})}}))
                        .bytes(),
                    catalogue(), *m_storage, received_ms);
        ASSERT_TRUE(intake.ok()) << intake.errors.at(0).path;
        // One by one and in a batch are two ways in PostgreSQL.
        if (m_sent % 2 == 0) {
            ASSERT_TRUE(m_storage->submit(std::move(intake.submission)));
            return;
        }
        std::vector<Submission> batch;
        batch.push_back(std::move(intake.submission));
        ASSERT_TRUE(m_storage->submit_all(std::move(batch)).at(0));
    }
    std::int64_t answered(std::uint32_t number = 900) {
        std::int64_t out = 0;
        const auto wave = m_storage->wave(wave_id(number)).value();
        const std::vector<WaveCount> counts = m_storage->wave_counts(wave->number).value();
        for (const WaveCount& row : counts) out += row.answered;
        return out;
    }
    WaveState state() { return m_storage->wave(wave_id()).value()->state; }
    void expect_right() {
        EXPECT_EQ(m_storage->wrong_tallies().value(), std::vector<std::string>());
        const std::string before = m_storage->derived_text().value_or("unreadable");
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
    std::uint32_t m_sent = 0;
};

TEST_P(WavePeriod, an_answer_counts_from_the_first_day_on_also_when_it_was_opened_before) {
    open_wave(kOpens - 5 * kDayMs);
    answer(kOpens - 1, kOpens - 1);
    answer(kOpens - 1, kOpens + kDayMs);
    EXPECT_EQ(answered(), 0);
    answer(kOpens, kOpens);
    answer(kOpens + 1, kOpens + 1);
    EXPECT_EQ(answered(), 2);
    expect_right();
}

TEST_P(WavePeriod, an_answer_of_the_last_day_counts_also_when_it_comes_later_and_none_after_it) {
    open_wave(kOpens);
    answer(kCloses - 1, kCloses - 1);
    answer(kCloses - 1, kCloses + 2 * kDayMs);
    EXPECT_EQ(answered(), 2);
    answer(kCloses, kCloses);
    answer(kCloses + kDayMs, kCloses + kDayMs);
    answer(kCloses - 1, kCloses + kWaveLateMs);
    answer(kCloses - 1, kCloses + kWaveLateMs);
    EXPECT_EQ(answered(), 2) << "kept, and not counted";
    expect_right();
}

TEST_P(WavePeriod, what_is_waited_for_no_longer_is_closed_by_nobodys_name) {
    open_wave(kOpens);
    ASSERT_TRUE(close_ended_waves(*m_storage, kCloses + kWaveLateMs - 1));
    EXPECT_EQ(state(), WaveState::Open);
    for (int i = 0; i < 2; ++i)
        ASSERT_TRUE(close_ended_waves(*m_storage, kCloses + kWaveLateMs + i));
    EXPECT_EQ(state(), WaveState::Closed);
    EXPECT_EQ(m_storage->wave(wave_id()).value()->by, "");
    EXPECT_EQ(m_storage->wave(wave_id()).value()->changed_at_ms, kCloses + kWaveLateMs);
    expect_right();
}

TEST_P(WavePeriod, what_has_ended_is_published_or_opened_again_as_if_it_had_been_closed) {
    open_wave(kOpens);
    EXPECT_EQ(
        m_storage->move_wave(wave_id(), WaveMove::Publish, kPlanner, kCloses - 1).error().code,
        ErrorCode::MoveIllegal);
    EXPECT_EQ(
        m_storage->add_seats(wave_id(), {std::string(kCommunityCode), "1", {}}, kPlanner, kCloses)
            .error()
            .code,
        ErrorCode::MoveIllegal);
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Reopen, kPlanner, kCloses));
    answer(kCloses + kDayMs, kCloses + kDayMs);
    EXPECT_EQ(answered(), 1) << "opened after its last day it goes on until it is closed";
    ASSERT_TRUE(close_ended_waves(*m_storage, kCloses + 90 * kDayMs));
    EXPECT_EQ(state(), WaveState::Open);
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Close, kPlanner, kCloses + 2 * kDayMs));
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Publish, kPlanner, kCloses + 2 * kDayMs));
    EXPECT_EQ(state(), WaveState::Published);
    expect_right();
}

TEST_P(WavePeriod, the_next_wave_opens_once_the_last_has_ended_and_each_has_its_own_answers) {
    open_wave(kOpens);
    const WavePlan next = plan(kCloses, kCloses + 30 * kDayMs);
    ASSERT_TRUE(m_storage->plan_wave(wave_id(901), next, kPlanner, kOpens));
    EXPECT_EQ(
        m_storage->move_wave(wave_id(901), WaveMove::Open, kPlanner, kCloses - 1).error().code,
        ErrorCode::WaveOpen);
    ASSERT_TRUE(m_storage->move_wave(wave_id(901), WaveMove::Open, kPlanner, kCloses));
    for (int i = 0; i < 2; ++i) {
        answer(kCloses - 1, kCloses + kDayMs);
        answer(kCloses, kCloses + kDayMs);
        answer(kCloses + kDayMs, kCloses + kDayMs);
    }
    EXPECT_EQ(answered(), 2);
    EXPECT_EQ(answered(901), 4);
    expect_right();
}

INSTANTIATE_TEST_SUITE_P(Stores, WavePeriod,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
