// SPDX-License-Identifier: Apache-2.0
// Waves of the check-up, tried on each store: what counts and what does not.
#include "core/rules/wave_rules.hpp"
#include "server/storage/postgres.hpp"
#include "server/storage/wave_ledger.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::array<std::string_view, 3> kCommunities{"330106001051", "330106001052",
                                                       "330106001053"};
const Actor kPlanner{Role::Planner, "planner"};

std::string wave_id(std::uint32_t number = 900) {
    return RecordBuilder().number(number).build().text("id");
}

/// The first two communities only.
WavePlan plan() {
    return {"下半年体检",
            "service_checkup",
            1,
            kNowMs - kDayMs,
            kNowMs + 30 * kDayMs,
            catalogue().wave_rules.goals,
            {{std::string(kCommunities[0]), 200, EstateKind::General},
             {std::string(kCommunities[1]), 100, EstateKind::Renewal}}};
}

RecordBuilder checkup(std::uint32_t number, std::string_view device = kDevice) {
    return RecordBuilder::service_checkup()
        .number(number)
        .with("/questionnaire_version", 1)
        .with("/device", device)
        .with("/created_at", format_time(kNowMs - 1'000))
        .with("/community", kCommunities[0])
        .with("/body", Value::map({{"satisfaction", Value::map({{"ELD02", 4}})}}));
}

class WavesContract : public ::testing::TestWithParam<StoreKind> {
protected:
    WavesContract() { import_square(*m_storage); }

    void open_wave() {
        ASSERT_TRUE(m_storage->plan_wave(wave_id(), plan(), kPlanner, kNowMs - kDayMs));
        const auto opened =
            m_storage->move_wave(wave_id(), WaveMove::Open, kPlanner, kNowMs - kDayMs);
        ASSERT_TRUE(opened) << opened.error().detail;
        m_wave = opened->number;
    }
    Submission submission(const RecordBuilder& record) {
        Intake intake = take_in(record.bytes(), catalogue(), *m_storage, kNowMs);
        EXPECT_TRUE(intake.ok()) << intake.errors.at(0).path;
        return std::move(intake.submission);
    }
    bool send(const RecordBuilder& record) {
        return m_storage->submit(submission(record)).has_value();
    }
    std::vector<WaveCount> counts() { return *m_storage->wave_counts(m_wave); }
    std::vector<WaveTally> tallies(WaveGroup group) {
        return *m_storage->wave_tallies(m_wave, group);
    }
    std::int64_t answered() {
        std::int64_t out = 0;
        for (const WaveCount& row : counts()) out += row.answered;
        return out;
    }
    Moments satisfaction(std::string_view community, std::string_view kind) {
        Moments out;
        for (const WaveTally& row : tallies(WaveGroup::Community))
            if (row.group == community && row.facility == kind) out += row.tally.satisfaction;
        return out;
    }
    void expect_right() {
        EXPECT_EQ(m_storage->wrong_tallies().value(), std::vector<std::string>());
        const std::string before = m_storage->derived_text().value_or("unreadable");
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
    std::int64_t m_wave = 0;
};

TEST_P(WavesContract, is_planned_opened_closed_and_published) {
    open_wave();
    EXPECT_EQ((*m_storage->wave(wave_id()))->plan, plan());
    EXPECT_EQ((*m_storage->wave(wave_id()))->households, 300);
    EXPECT_EQ(m_storage->plan_wave(wave_id(), plan(), kPlanner, kNowMs)->state, WaveState::Open)
        << "the same plan again changes nothing";
    WavePlan other = plan();
    other.title = "另一轮";
    EXPECT_EQ(m_storage->plan_wave(wave_id(), other, kPlanner, kNowMs).error().code,
              ErrorCode::MoveIllegal);
    EXPECT_EQ(m_storage->move_wave(wave_id(), WaveMove::Publish, kPlanner, kNowMs).error().code,
              ErrorCode::MoveIllegal);
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Close, kPlanner, kNowMs));
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Publish, kPlanner, kNowMs));
    EXPECT_EQ(m_storage->waves()->at(0).state, WaveState::Published);
    EXPECT_EQ(m_storage->move_wave(wave_id(9), WaveMove::Open, kPlanner, kNowMs).error().code,
              ErrorCode::NotFound);
    expect_right();
}

TEST_P(WavesContract, a_draft_is_planned_anew_and_only_one_wave_asks_a_questionnaire_at_a_time) {
    ASSERT_TRUE(m_storage->plan_wave(wave_id(), plan(), kPlanner, kNowMs));
    WavePlan smaller = plan();
    smaller.targets.pop_back();
    EXPECT_EQ(m_storage->plan_wave(wave_id(), smaller, kPlanner, kNowMs)->plan.targets.size(), 1u);
    open_wave();
    ASSERT_TRUE(m_storage->plan_wave(wave_id(901), plan(), kPlanner, kNowMs));
    EXPECT_EQ(m_storage->move_wave(wave_id(901), WaveMove::Open, kPlanner, kNowMs).error().code,
              ErrorCode::WaveOpen);
    expect_right();
}

TEST_P(WavesContract, only_answers_to_an_open_wave_of_its_communities_and_its_time_count) {
    ASSERT_TRUE(send(checkup(1, std::string(32, '1'))));
    open_wave();
    ASSERT_TRUE(send(checkup(2, std::string(32, '2'))));
    ASSERT_TRUE(send(checkup(3, std::string(32, '3')).with("/community", kCommunities[2])));
    ASSERT_TRUE(send(checkup(4, std::string(32, '4')).with("/community", Value())));
    ASSERT_TRUE(send(
        checkup(5, std::string(32, '5')).with("/created_at", format_time(kNowMs - 90 * kDayMs))));
    ASSERT_TRUE(send(RecordBuilder().number(6)));
    EXPECT_EQ(answered(), 1);
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Close, kPlanner, kNowMs));
    ASSERT_TRUE(send(checkup(7, std::string(32, '7')))) << "late answers are kept";
    EXPECT_EQ(answered(), 1) << "and do not count";
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Reopen, kPlanner, kNowMs));
    ASSERT_TRUE(send(checkup(8, std::string(32, '8'))));
    EXPECT_EQ(answered(), 2);
    expect_right();
}

TEST_P(WavesContract, the_last_answer_of_a_device_counts_and_each_helped_one_for_itself) {
    open_wave();
    ASSERT_TRUE(send(checkup(1)));
    ASSERT_TRUE(send(checkup(2).with("/body/satisfaction/ELD02", 1)));
    EXPECT_EQ(answered(), 1);
    EXPECT_EQ(satisfaction(kCommunities[0], "ELD02"), (Moments{1, 1, 1}));
    ASSERT_TRUE(send(checkup(3).with("/mode", "assisted")));
    ASSERT_TRUE(send(checkup(4).with("/mode", "assisted")));
    EXPECT_EQ(answered(), 3);
    expect_right();
}

TEST_P(WavesContract, a_household_answers_once_by_its_code_from_whatever_device) {
    open_wave();
    const std::string hash = seat_hash("23456789ABCD");
    ASSERT_TRUE(m_storage->add_seats(wave_id(),
                                     {std::string(kCommunities[0]), "3 幢", {hash, seat_hash("X")}},
                                     kPlanner, kNowMs));
    EXPECT_FALSE((*m_storage->seat(hash))->is_used);
    ASSERT_TRUE(send(checkup(1, std::string(32, '1')).with("/seat", hash)));
    ASSERT_TRUE(send(checkup(2, std::string(32, '2')).with("/seat", hash)));
    EXPECT_EQ(answered(), 1);
    EXPECT_EQ(m_storage->wave_counts(m_wave)->at(0).seated, 1);
    EXPECT_TRUE((*m_storage->seat(hash))->is_used);
    EXPECT_EQ(*m_storage->used_seats(wave_id(), kCommunities[0], "3 幢"), 1);
    // A code that nobody was given, or of another community, is as if there were none.
    ASSERT_TRUE(send(checkup(3, std::string(32, '3')).with("/seat", seat_hash("nobody"))));
    ASSERT_TRUE(send(checkup(4, std::string(32, '4'))
                         .with("/seat", seat_hash("X"))
                         .with("/community", kCommunities[1])));
    EXPECT_EQ(answered(), 3);
    EXPECT_EQ(*m_storage->used_seats(wave_id(), kCommunities[0], "3 幢"), 1);
    expect_right();
}

TEST_P(WavesContract, a_sheet_printed_anew_voids_what_nobody_used) {
    open_wave();
    const std::string used = seat_hash("a"), unused = seat_hash("b"), fresh = seat_hash("c");
    const std::string community(kCommunities[0]);
    ASSERT_TRUE(m_storage->add_seats(wave_id(), {community, "3 幢", {used, unused}}, kPlanner, 1));
    ASSERT_TRUE(send(checkup(1).with("/seat", used)));
    ASSERT_TRUE(m_storage->add_seats(wave_id(), {community, "3 幢", {fresh}}, kPlanner, 2));
    EXPECT_TRUE(*m_storage->seat(used));
    EXPECT_FALSE(*m_storage->seat(unused));
    EXPECT_TRUE(*m_storage->seat(fresh));
    EXPECT_EQ(m_storage->add_seats(wave_id(), {std::string(kCommunities[2]), "1", {}}, kPlanner, 3)
                  .error()
                  .path,
              "/community");
    ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Close, kPlanner, kNowMs));
    EXPECT_EQ(m_storage->add_seats(wave_id(), {community, "3 幢", {}}, kPlanner, 3).error().code,
              ErrorCode::MoveIllegal);
    expect_right();
}

TEST_P(WavesContract, a_withdrawn_answer_leaves_no_trace_in_the_sums) {
    open_wave();
    ASSERT_TRUE(send(checkup(1)));
    ASSERT_TRUE(send(checkup(2)));
    const auto withdraw = [&](std::uint32_t number) {
        return m_storage->move(checkup(number).build().text("id"), ReportMove::Withdraw,
                               {Role::Resident, std::string(kDevice)}, kNowMs);
    };
    ASSERT_TRUE(withdraw(1)) << "it had been replaced";
    EXPECT_EQ(answered(), 1);
    ASSERT_TRUE(withdraw(2));
    EXPECT_TRUE(m_storage->wave_counts(m_wave)->empty());
    EXPECT_TRUE(m_storage->wave_tallies(m_wave, WaveGroup::None)->empty());
    expect_right();
}

TEST_P(WavesContract, tables_that_say_something_else_are_named) {
    open_wave();
    ASSERT_TRUE(send(checkup(1)));
    const std::string spoil =
        "UPDATE wave_sums SET tallies = replace(tallies, 'ELD02:1,4,', 'ELD02:1,5,')";
    if (GetParam() == StoreKind::Sqlite)
        Database((m_url.substr(7) + "/kongdi.sqlite"), Database::Use::Write, 500)
            .execute(spoil.c_str());
    else
        PostgresConnection(m_url).execute(spoil.c_str());
    const auto wrong = m_storage->wrong_tallies();
    ASSERT_EQ(wrong->size(), 1u);
    EXPECT_NE(wrong->at(0).find("330106001051, self, age , ELD02"), std::string::npos)
        << wrong->at(0);
}

INSTANTIATE_TEST_SUITE_P(Stores, WavesContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
