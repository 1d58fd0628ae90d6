// SPDX-License-Identifier: Apache-2.0
// What every store does alike with the way of idle spaces: whatever is done to reports, spaces and
// the plan, in any order, the rows are those that the events come to.
#include "server/storage/space_rows.hpp"

#include "server/storage/erasure.hpp"
#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;

const Actor kWorker{Role::Worker, "ling"};
const Actor kPlanner{Role::Planner, "he"};

class SpaceRowsContract : public ::testing::TestWithParam<StoreKind> {
protected:
    void SetUp() override {
        import_square(*m_storage);
        for (std::uint32_t i = 1; i <= 5; ++i)
            ASSERT_TRUE(m_storage->submit(submission_to(*m_storage, i)));
    }
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    Space space(std::uint32_t number) {
        return m_storage->space_card(id_of(number)).value().value().space;
    }
    Result<void> step(std::uint32_t number, SpaceStep one, const Actor& actor = kPlanner) {
        return m_storage->step_space(id_of(number), one, actor, kNowMs + 50);
    }
    PlanFacts facts(std::uint32_t space) {
        PlanFacts out;
        out.year = 2027;
        out.title = "社区食堂";
        out.community = kCommunityCode;
        out.kinds = {"ELD02"};
        out.space = id_of(space);
        out.budget_yuan = 500'000;
        out.funds = {{FundSource::City, 500'000}};
        return out;
    }
    void expect_same_made_anew() {
        const std::string before = m_storage->derived_text().value_or("unreadable");
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    }
    /// The counts that the totals of the table are made of.
    void expect_counted() {
        for (const ReportState state : {ReportState::Submitted, ReportState::Verified,
                                        ReportState::Rejected, ReportState::Expired}) {
            api::SpaceQuery counted;
            counted.filter.states = {state};
            api::SpaceQuery one_by_one = counted;
            one_by_one.filter.from_ms = 1;
            EXPECT_EQ(m_storage->spaces(counted)->total, m_storage->spaces(one_by_one)->total)
                << report_state_name(state);
        }
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

INSTANTIATE_TEST_SUITE_P(Stores, SpaceRowsContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

TEST_P(SpaceRowsContract, a_space_stands_where_report_plan_and_findings_put_it) {
    EXPECT_EQ(space(1).stage, SpaceStage::Candidate);
    ASSERT_TRUE(m_storage->move(id_of(1), ReportMove::Verify, kWorker, kNowMs));
    EXPECT_EQ(space(1).stage, SpaceStage::SiteChecked);
    ASSERT_TRUE(step(1, {.move = SpaceMove::ClearOwnership, .words = "街道"}, kWorker));
    EXPECT_EQ(step(1, {.move = SpaceMove::FindFeasible}, kWorker).error().code,
              ErrorCode::AccessDenied);
    ASSERT_TRUE(step(1, {.move = SpaceMove::FindFeasible}));
    EXPECT_EQ(space(1).stage, SpaceStage::Feasible);
    const auto item = m_storage->file_plan_item(id_of(90), facts(1), kPlanner, kNowMs + 60);
    ASSERT_TRUE(item);
    EXPECT_EQ(space(1).stage, SpaceStage::Matched);
    PlanFacts elsewhere = facts(2);
    ASSERT_TRUE(m_storage->step_plan_item(id_of(90), item->version,
                                          {.doing = PlanDoing::Change, .facts = elsewhere},
                                          kPlanner, kNowMs + 61));
    EXPECT_EQ(space(1).stage, SpaceStage::Feasible) << "it is free again";
    EXPECT_EQ(space(2).stage, SpaceStage::Matched);
    EXPECT_EQ(m_storage->step_space(id_of(77), {}, kPlanner, kNowMs).error().code,
              ErrorCode::NotFound);
    expect_same_made_anew();
}

TEST_P(SpaceRowsContract, an_approval_that_an_older_program_took_stays_without_a_vote) {
    ASSERT_TRUE(m_storage->move(id_of(1), ReportMove::Verify, kWorker, kNowMs));
    ASSERT_TRUE(m_storage->file_plan_item(id_of(90), facts(1), kPlanner, kNowMs + 60));
    ASSERT_TRUE(step(1, {.move = SpaceMove::Consult, .in_favour = 1, .against = 1000}));
    EXPECT_EQ(
        m_storage
            ->step_space(id_of(1), {.move = SpaceMove::Approve}, kPlanner, kNowMs + 61, Known::Yes)
            .error(),
        (Error{ErrorCode::FieldMissing, "/owners_vote"}));
    EXPECT_EQ(space(1).stage, SpaceStage::Consulted);
    ASSERT_TRUE(step(1, {.move = SpaceMove::Approve})) << "nobody said whose it is";
    EXPECT_EQ(space(1).stage, SpaceStage::Approved);
    expect_same_made_anew();
}

TEST_P(SpaceRowsContract, a_measured_area_counts_until_the_report_is_taken_up_anew) {
    const Space before = space(1);
    ReportStep check{.move = ReportMove::Verify};
    check.check = SiteCheck{.finding = SiteFinding::Usable, .type = "I09", .area_m2 = 84};
    ASSERT_TRUE(m_storage->step_report(id_of(1), check, kWorker, kNowMs));
    EXPECT_EQ(space(1).floor_area, (FloorArea{84, 79.8, 88.2, "measured"}));
    EXPECT_EQ(space(1).type, "I09");
    expect_counted();
    ASSERT_TRUE(m_storage->step_report(id_of(1), {.move = ReportMove::Expire},
                                       {Role::Administrator, "kongdi retain"}, kNowMs + 1));
    EXPECT_EQ(space(1).floor_area->value_m2, 84) << "nobody knows better";
    expect_same_made_anew();
    ASSERT_TRUE(
        m_storage->step_report(id_of(1), {.move = ReportMove::Reopen}, kWorker, kNowMs + 2));
    EXPECT_EQ(space(1).floor_area, before.floor_area);
    EXPECT_EQ(space(1).type, before.type);
    expect_counted();
    expect_same_made_anew();
}

TEST_P(SpaceRowsContract, what_staff_wrote_of_a_space_goes_with_its_report) {
    ASSERT_TRUE(m_storage->move(id_of(1), ReportMove::Verify, kWorker, kNowMs));
    ASSERT_TRUE(step(1, {.move = SpaceMove::ClearOwnership, .words = "某人的遗产"}));
    ASSERT_TRUE(m_storage->erase({.rule = "report_closed", .records = {id_of(1)}}, kNowMs + 99));
    EXPECT_EQ(m_storage->derived_text()->find("某人的遗产"), std::string::npos);
    const auto events = m_storage->events_behind({}, 0, 1'000'000, 1000);
    ASSERT_TRUE(events);
    for (const LoggedEvent& event : *events)
        if (event.kind == "space") {
            EXPECT_EQ(event.what, "");
        }
    expect_same_made_anew();
}

TEST_P(SpaceRowsContract, whatever_is_done_in_any_order_the_rows_are_what_the_events_come_to) {
    Random random(8);
    std::vector<PlanItem> items;
    for (int i = 0; i < 400; ++i) {
        const std::uint32_t number = static_cast<std::uint32_t>(random.between(1, 5));
        const std::int64_t at_ms = kNowMs + i;
        const std::size_t draw = random.below(10);
        if (draw < 3) {
            ReportStep taken{.move = static_cast<ReportMove>(
                                 random.between(1, static_cast<int>(ReportMove::Count_) - 1)),
                             .words = "因为",
                             .reason = RejectReason::InUse,
                             .into = id_of(1 + number % 5)};
            if (taken.move == ReportMove::Withdraw && !random.once_in(8)) continue;
            if (taken.move == ReportMove::Verify && random.once_in(2))
                taken.check = SiteCheck{.type = random.once_in(2) ? "I09" : "",
                                        .area_m2 = static_cast<double>(random.between(10, 90))};
            const Role who = taken.move == ReportMove::Expire ? Role::Administrator : Role::Worker;
            (void)m_storage->step_report(id_of(number), taken, {who, "ling"}, at_ms);
        } else if (draw < 5) {
            const auto filed =
                m_storage->file_plan_item(id_of(100 + static_cast<std::uint32_t>(items.size())),
                                          facts(number), kPlanner, at_ms);
            if (items.size() < 6 && filed) items.push_back(*filed);
        } else if (draw < 7 && !items.empty()) {
            PlanItem& item = items[random.below(items.size())];
            PlanStep taken{.doing = PlanDoing::Move,
                           .move = static_cast<PlanMove>(
                               random.below(static_cast<std::size_t>(PlanMove::Count_))),
                           .reason = "因为"};
            if (random.once_in(4)) taken = {.doing = PlanDoing::Change, .facts = facts(number)};
            if (const auto next =
                    m_storage->step_plan_item(item.id, item.version, taken, kPlanner, at_ms))
                item = *next;
        } else {
            SpaceStep taken{.move = static_cast<SpaceMove>(
                                random.below(static_cast<std::size_t>(SpaceMove::Count_))),
                            .words = "因为",
                            .reason = InfeasibleReason::Cost,
                            .in_favour = 3};
            (void)m_storage->step_space(id_of(number), taken, kPlanner, at_ms);
        }
    }
    expect_counted();
    expect_same_made_anew();
}

}  // namespace kongdi::server::tests
