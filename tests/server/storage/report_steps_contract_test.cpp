// SPDX-License-Identifier: Apache-2.0
// What is done to reports after they came in, on each store.
#include <thread>

#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kLing{Role::Worker, "ling"};
const Actor kWu{Role::Worker, "wu"};

class ReportStepsContract : public ::testing::TestWithParam<StoreKind> {
protected:
    void SetUp() override {
        import_square(*m_storage);
        for (std::uint32_t i = 1; i <= 4; ++i)
            ASSERT_TRUE(m_storage->submit(submission_to(*m_storage, i)));
    }
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    Result<StoredRecord> step(std::uint32_t number, ReportStep one, const Actor& who) {
        return m_storage->step_report(id_of(number), one, who, ++m_now_ms);
    }
    Result<StoredRecord> merge(std::uint32_t number, std::uint32_t into) {
        ReportStep one{.move = ReportMove::Merge};
        one.into = id_of(into);
        return step(number, one, kLing);
    }
    static ReportStep check(SiteFinding finding, double area, bool two_persons = false) {
        ReportStep out{.move = ReportMove::Verify};
        out.check = SiteCheck{.finding = finding, .area_m2 = area, .note = "门锁着"};
        out.two_persons = two_persons;
        return out;
    }
    api::SpaceCard card(std::uint32_t number) { return **m_storage->space_card(id_of(number)); }
    /// What the tables say is what the events come to.
    void expect_same_when_made_anew() {
        const std::string before = *m_storage->derived_text();
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(*m_storage->derived_text(), before);
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
    std::int64_t m_now_ms = kNowMs;
};

INSTANTIATE_TEST_SUITE_P(Stores, ReportStepsContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST_P(ReportStepsContract, a_check_on_site_is_kept_with_who_when_and_what) {
    const auto done = step(1, check(SiteFinding::Usable, 84.5), kLing);
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(done->state.state, ReportState::Verified);
    const api::SpaceCard shown = card(1);
    ASSERT_EQ(shown.standing.checks.size(), 1u);
    EXPECT_EQ(shown.standing.checks[0].by, "ling");
    EXPECT_EQ(shown.standing.checks[0].at_ms, m_now_ms);
    EXPECT_EQ(shown.standing.checks[0].check.area_m2, 84.5);
    ASSERT_EQ(shown.steps.size(), 1u);
    EXPECT_EQ(shown.steps[0].step.check->note, "门锁着");
    expect_same_when_made_anew();
    EXPECT_EQ(card(1).standing, shown.standing);
}

TEST_P(ReportStepsContract, the_same_check_sent_again_is_there_once) {
    ASSERT_TRUE(step(1, check(SiteFinding::Usable, 84.5), kLing));
    const auto again = step(1, check(SiteFinding::Usable, 84.5), kLing);
    ASSERT_TRUE(again) << "its answer was lost, and it is no mistake to send it again";
    EXPECT_EQ(card(1).steps.size(), 1u);
    EXPECT_EQ(step(1, check(SiteFinding::Usable, 90), kLing).error().code, ErrorCode::MoveIllegal);
}

TEST_P(ReportStepsContract, two_persons_find_the_same_before_a_large_space_is_verified) {
    EXPECT_EQ(step(1, check(SiteFinding::Usable, 800, true), kLing)->state.state,
              ReportState::Submitted);
    EXPECT_TRUE(m_storage->standings_checked_twice(std::nullopt)->empty());
    EXPECT_EQ(step(1, check(SiteFinding::Usable, 750, true), kWu)->state.state,
              ReportState::Verified);
    ASSERT_EQ(m_storage->standings_checked_twice(std::nullopt)->size(), 1u);
    EXPECT_TRUE(m_storage->standings_checked_twice(scope_from_text("330106002"))->empty());
    EXPECT_EQ(m_storage->standings_checked_twice(scope_from_text("330106001"))->size(), 1u);
    expect_same_when_made_anew();
}

TEST_P(ReportStepsContract, facts_found_on_site_count_once_the_space_is_verified) {
    ReportStep one = check(SiteFinding::Usable, 800, true);
    one.check->facts = {{"water"}, {"flue"}};
    ASSERT_TRUE(step(1, one, kLing));
    EXPECT_TRUE(m_storage->facts_on_site()->empty()) << "another one has to see it";
    ASSERT_TRUE(step(1, one, kWu));
    ASSERT_TRUE(step(2, check(SiteFinding::Usable, 84.5), kLing));
    const FactsOnSite found{{id_of(1), {{"water"}, {"flue"}}}};
    EXPECT_EQ(*m_storage->facts_on_site(), found) << "of the second nobody said anything";
    expect_same_when_made_anew();
    EXPECT_EQ(*m_storage->facts_on_site(), found);
    ASSERT_TRUE(step(1, {.move = ReportMove::Reopen}, kLing));
    EXPECT_TRUE(m_storage->facts_on_site()->empty());
}

TEST_P(ReportStepsContract, what_is_asked_and_answered_is_told_to_who_sent_it) {
    ASSERT_TRUE(step(1, {.move = ReportMove::AskMore, .words = "入口在哪里"}, kLing));
    const auto asked = *m_storage->record(id_of(1));
    EXPECT_EQ(asked->state.state, ReportState::NeedsInfo);
    EXPECT_EQ(asked->state.decided.asked, "入口在哪里");
    ASSERT_TRUE(step(1, {.move = ReportMove::Answer, .words = "北门"}, {Role::Resident, "d"}));
    const auto answered = *m_storage->record(id_of(1));
    EXPECT_EQ(answered->state.state, ReportState::Submitted);
    EXPECT_EQ(answered->state.decided.answer, "北门");
    ASSERT_EQ(answered->state.history.size(), 3u);
    EXPECT_EQ(answered->state.history[1].state, ReportState::NeedsInfo);
    EXPECT_EQ(card(1).steps[1].by, "") << "nobody is told whose device it was";
    expect_same_when_made_anew();
}

TEST_P(ReportStepsContract, a_merged_report_goes_on_as_the_other_and_counts_for_it) {
    ASSERT_TRUE(m_storage->move(id_of(2), ReportMove::Corroborate, {Role::Resident, "neighbour"},
                                ++m_now_ms));
    ASSERT_TRUE(merge(2, 1));
    ASSERT_TRUE(merge(1, 3));
    const auto told = *m_storage->record(id_of(2));
    EXPECT_EQ(told->state.state, ReportState::Merged);
    EXPECT_EQ(told->state.decided.into_receipt, "翠苑一区 1003") << "the end of the chain";
    EXPECT_EQ(told->state.decided.into_state, "submitted");
    EXPECT_EQ(told->state.into, id_of(3));
    const api::SpaceCard whole = card(3);
    ASSERT_EQ(whole.merged.size(), 2u);
    EXPECT_EQ(whole.merged[0].receipt, "翠苑一区 1001");
    // All three are of one device, so its word counts once, as its own; the neighbour's is another.
    EXPECT_EQ(whole.corroborations, 1);
    EXPECT_EQ(card(2).into_receipt, "翠苑一区 1001");
    expect_same_when_made_anew();
    ASSERT_TRUE(step(2, {.move = ReportMove::Reopen}, kWu));
    EXPECT_EQ(card(3).merged.size(), 1u);
    EXPECT_EQ((*m_storage->record(id_of(2)))->state.decided.into_receipt, "");
}

TEST_P(ReportStepsContract, an_accepted_report_is_corroborated_by_others_before_and_after) {
    const Actor neighbour{Role::Resident, "neighbour"};
    const ReportStep accept{.move = ReportMove::Screen};
    ASSERT_TRUE(m_storage->move(id_of(1), ReportMove::Corroborate, neighbour, ++m_now_ms));
    EXPECT_EQ(card(1).space.state, ReportState::Submitted);
    EXPECT_EQ(step(1, accept, kLing)->state.state, ReportState::Corroborated);
    ASSERT_TRUE(merge(4, 2));
    EXPECT_EQ(step(2, accept, kLing)->state.state, ReportState::Screened)
        << "who sent the same twice is nobody else";
    ASSERT_TRUE(m_storage->move(id_of(2), ReportMove::Corroborate, neighbour, ++m_now_ms));
    const auto told = *m_storage->record(id_of(2));
    EXPECT_EQ(told->state.state, ReportState::Corroborated);
    ASSERT_EQ(told->state.history.size(), 3u);
    EXPECT_EQ(told->state.history[1].state, ReportState::Screened);
    EXPECT_EQ(step(2, accept, kLing).error().code, ErrorCode::MoveIllegal);
    EXPECT_EQ(step(2, {.move = ReportMove::Reopen}, kWu)->state.state, ReportState::Submitted);
    ReportStep said_by_nobody = accept;
    said_by_nobody.seconded = true;
    EXPECT_EQ(step(3, said_by_nobody, kLing)->state.state, ReportState::Screened)
        << "the store knows, not who sends the step";
    expect_same_when_made_anew();
}

TEST_P(ReportStepsContract, nothing_is_merged_into_itself_in_a_circle_or_into_what_is_closed) {
    const auto error_of = [](const Result<StoredRecord>& done) {
        return done ? Error{} : Error{done.error().code, done.error().path};
    };
    EXPECT_EQ(error_of(merge(1, 1)), (Error{ErrorCode::MoveIllegal, "/into"}));
    EXPECT_EQ(error_of(merge(1, 99)), (Error{ErrorCode::NotFound, "/into"}));
    ASSERT_TRUE(merge(1, 2));
    EXPECT_EQ(error_of(merge(2, 1)), (Error{ErrorCode::MoveIllegal, "/into"}));
    ASSERT_TRUE(m_storage->move(id_of(3), ReportMove::Withdraw, {Role::Resident, "d"}, m_now_ms));
    EXPECT_EQ(error_of(merge(4, 3)), (Error{ErrorCode::MoveIllegal, "/into"}));
    const auto checkup = take_in(RecordBuilder::service_checkup().number(50).bytes(), catalogue(),
                                 *m_storage, kNowMs);
    ASSERT_TRUE(m_storage->submit(checkup.submission));
    EXPECT_EQ(error_of(merge(4, 50)), (Error{ErrorCode::NotFound, "/into"}));
    EXPECT_EQ((*m_storage->record(id_of(4)))->state.state, ReportState::Submitted);
}

TEST_P(ReportStepsContract, two_who_merge_crosswise_leave_one_of_both) {
    for (int round = 0; round < 20; ++round) {
        std::thread other([&] {
            ReportStep one{.move = ReportMove::Merge};
            one.into = id_of(1);
            (void)m_storage->step_report(id_of(2), one, kWu, kNowMs);
        });
        ReportStep one{.move = ReportMove::Merge};
        one.into = id_of(2);
        (void)m_storage->step_report(id_of(1), one, kLing, kNowMs);
        other.join();
        const bool first = card(1).space.state == ReportState::Merged;
        const bool second = card(2).space.state == ReportState::Merged;
        ASSERT_NE(first, second) << "round " << round;
        ASSERT_TRUE(step(first ? 1 : 2, {.move = ReportMove::Reopen}, kLing));
    }
}

TEST_P(ReportStepsContract, the_counts_of_the_table_follow_each_step) {
    const auto count = [&](ReportState state) {
        api::SpaceQuery query;
        query.filter.states = {state};
        return m_storage->spaces(query)->total;
    };
    ASSERT_TRUE(merge(1, 2));
    ReportStep reject{.move = ReportMove::Reject};
    reject.reason = RejectReason::PrivateHome;
    ASSERT_TRUE(step(3, reject, kLing));
    ASSERT_TRUE(step(4, {.move = ReportMove::AskMore, .words = "多大"}, kLing));
    EXPECT_EQ(count(ReportState::Merged), 1);
    EXPECT_EQ(count(ReportState::Rejected), 1);
    EXPECT_EQ(count(ReportState::NeedsInfo), 1);
    EXPECT_EQ(count(ReportState::Submitted), 1);
    EXPECT_EQ((*m_storage->record(id_of(3)))->state.decided.reason, "private_home");
    for (const std::uint32_t number : {1u, 3u, 4u})
        ASSERT_TRUE(step(number, {.move = ReportMove::Reopen}, kWu));
    EXPECT_EQ(count(ReportState::Submitted), 4);
    expect_same_when_made_anew();
}

TEST_P(ReportStepsContract, the_nearest_stand_first_for_whoever_asks_from_somewhere) {
    ASSERT_TRUE(m_storage->submit(submission_elsewhere(*m_storage, 9)));
    api::SpaceQuery query;
    query.sort = "near";
    query.descending = false;
    query.near = Wgs84Point{120.3, 30.2741};
    EXPECT_EQ(m_storage->spaces(query)->rows.front().id, id_of(9));
    query.near = Wgs84Point{120.1551, 30.2741};
    EXPECT_EQ(m_storage->spaces(query)->rows.back().id, id_of(9));
}

}  // namespace

}  // namespace kongdi::server::tests
