// SPDX-License-Identifier: Apache-2.0
// The action plan, tried on each store.
#include "server/storage/postgres.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kPlanner{Role::Planner, "planner"};
const Actor kWorker{Role::Worker, "worker"};

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

PlanFacts facts(std::int64_t year = 2027, std::string space = {}) {
    PlanFacts out;
    out.year = year;
    out.title = "老锅炉房改'社区食堂'";
    out.community = kCommunityCode;
    out.kinds = {"ELD02"};
    out.space = std::move(space);
    out.budget_yuan = 500'000;
    out.funds = {{FundSource::City, 500'000}};
    return out;
}

PlanStep move(PlanMove one, std::string reason = {}) {
    return {.doing = PlanDoing::Move, .move = one, .reason = std::move(reason)};
}

class PlanContract : public ::testing::TestWithParam<StoreKind> {
protected:
    PlanItem step(const PlanItem& item, const PlanStep& one, const Actor& actor = kPlanner) {
        const auto next =
            m_storage->step_plan_item(item.id, item.version, one, actor, kNowMs + item.version);
        EXPECT_TRUE(next) << next.error().detail << error_row(next.error().code).name;
        return next ? *next : item;
    }
    void expect_right() {
        const std::string before = m_storage->derived_text().value_or("unreadable");
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

TEST_P(PlanContract, an_item_is_kept_with_all_that_was_done_to_it) {
    const auto filed = m_storage->file_plan_item(id_of(1), facts(), kPlanner, kNowMs);
    ASSERT_TRUE(filed) << filed.error().detail;
    EXPECT_EQ(filed->version, 1);
    EXPECT_EQ(filed->filed_by, "planner");
    EXPECT_EQ(filed->facts, facts());
    PlanItem item = step(*filed, move(PlanMove::ListByReason, "居民要求"));
    item = step(item, move(PlanMove::Design));
    item = step(item, move(PlanMove::Fund));
    item = step(item, move(PlanMove::Build), kWorker);
    item = step(item,
                {.doing = PlanDoing::Progress, .progress = YearProgress{2027, 40, 120'000, "墙"}},
                kWorker);
    item = step(item, move(PlanMove::Finish), kWorker);
    EXPECT_EQ(item.version, 7);
    EXPECT_EQ(item.standing.state, PlanState::Done);
    EXPECT_EQ(item.listed_at_ms, kNowMs + 1);
    EXPECT_EQ(item.building_at_ms, kNowMs + 4);
    EXPECT_EQ(item.done_at_ms, kNowMs + 6);
    EXPECT_EQ(item.changed_at_ms, kNowMs + 6);
    EXPECT_EQ(**m_storage->plan_item(id_of(1)), item);
    const auto versions = m_storage->plan_versions(id_of(1));
    ASSERT_EQ(versions->size(), 7u);
    EXPECT_EQ((*versions)[1].move, PlanMove::ListByReason);
    EXPECT_EQ((*versions)[1].reason, "居民要求");
    EXPECT_EQ((*versions)[5].by, "worker");
    EXPECT_EQ((*versions)[5].item.progress, item.progress);
    expect_right();
    EXPECT_EQ(**m_storage->plan_item(id_of(1)), item);
}

TEST_P(PlanContract, the_same_again_changes_nothing_and_another_under_its_id_is_refused) {
    const auto first = m_storage->file_plan_item(id_of(1), facts(), kPlanner, kNowMs);
    const PlanItem listed = step(*first, move(PlanMove::ListByReason, "why"));
    EXPECT_EQ(*m_storage->file_plan_item(id_of(1), facts(), kPlanner, kNowMs + 9), listed);
    const auto other = m_storage->file_plan_item(id_of(1), facts(2028), kPlanner, kNowMs);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error(), (Error{ErrorCode::IdConflict, "/id"}));
    EXPECT_EQ(m_storage->plan_items({})->size(), 1u);
}

TEST_P(PlanContract, what_is_not_allowed_leaves_no_trace) {
    const auto item = m_storage->file_plan_item(id_of(1), facts(), kPlanner, kNowMs);
    const std::string before = m_storage->derived_text().value_or("");
    const auto tried = [&](std::int64_t version, const PlanStep& one, const Actor& actor) {
        const auto next = m_storage->step_plan_item(id_of(1), version, one, actor, kNowMs);
        return next ? Error{ErrorCode::Count_} : next.error();
    };
    EXPECT_EQ(tried(2, move(PlanMove::Remove, "x"), kPlanner),
              (Error{ErrorCode::StaleVersion, "/version"}));
    EXPECT_EQ(tried(1, move(PlanMove::Build), kPlanner).code, ErrorCode::MoveIllegal);
    EXPECT_EQ(tried(1, move(PlanMove::Remove, "x"), kWorker).code, ErrorCode::AccessDenied);
    EXPECT_EQ(tried(1, move(PlanMove::Remove), kPlanner),
              (Error{ErrorCode::FieldMissing, "/reason"}));
    EXPECT_FALSE(m_storage->file_plan_item(id_of(2), facts(), kWorker, kNowMs));
    EXPECT_EQ(m_storage->step_plan_item(id_of(9), 1, move(PlanMove::Remove, "x"), kPlanner, kNowMs)
                  .error()
                  .code,
              ErrorCode::NotFound);
    EXPECT_EQ(m_storage->derived_text().value_or("-"), before);
    EXPECT_EQ(**m_storage->plan_item(id_of(1)), *item);
}

TEST_P(PlanContract, several_changes_are_taken_together_or_not_at_all) {
    ASSERT_TRUE(m_storage->file_plan_item(id_of(1), facts(), kPlanner, kNowMs));
    ASSERT_TRUE(m_storage->file_plan_item(id_of(2), facts(2028), kPlanner, kNowMs));
    const auto change = [](std::uint32_t number, std::int64_t version, std::int64_t budget) {
        PlanFacts after = facts(number == 2 ? 2028 : 2027);
        after.budget_yuan = budget;
        return PlanChange{
            id_of(number),
            version,
            {.doing = PlanDoing::Change, .facts = std::move(after), .reason = "对账"}};
    };
    const auto filing = [](std::uint32_t number) {
        return PlanChange{id_of(number), 0, {.doing = PlanDoing::File, .facts = facts(2029)}};
    };
    const auto tried = [&](std::vector<PlanChange> changes, const Actor& actor = kPlanner) {
        const auto done = m_storage->change_plan(changes, actor, kNowMs + 9);
        return done ? Error{ErrorCode::Count_} : done.error();
    };
    const std::string before = m_storage->derived_text().value_or("");
    EXPECT_EQ(tried({filing(3), change(1, 1, 7), change(2, 2, 7)}),
              (Error{ErrorCode::StaleVersion, "/version"}));
    EXPECT_EQ(tried({change(1, 1, 7), filing(2)}), (Error{ErrorCode::IdConflict, "/id"}));
    EXPECT_EQ(tried({filing(3), change(1, 1, 7), change(9, 1, 7)}).code, ErrorCode::NotFound);
    EXPECT_EQ(tried({filing(3)}, kWorker).code, ErrorCode::AccessDenied);
    EXPECT_EQ(m_storage->derived_text().value_or("-"), before) << "nothing half done";
    EXPECT_EQ(tried({}).code, ErrorCode::Count_);

    EXPECT_EQ(tried({filing(3), change(1, 1, 7), change(2, 1, 8), change(1, 2, 9)}).code,
              ErrorCode::Count_);
    EXPECT_EQ((*m_storage->plan_item(id_of(1)))->facts.budget_yuan, 9);
    EXPECT_EQ((*m_storage->plan_item(id_of(1)))->version, 3);
    EXPECT_EQ((*m_storage->plan_item(id_of(2)))->facts.budget_yuan, 8);
    EXPECT_EQ((*m_storage->plan_item(id_of(3)))->facts, facts(2029));
    EXPECT_EQ((*m_storage->plan_item(id_of(3)))->filed_by, "planner");
    const auto versions = m_storage->plan_versions(id_of(1));
    ASSERT_EQ(versions->size(), 3u);
    EXPECT_EQ((*versions)[1].reason, "对账");
    EXPECT_EQ((*versions)[1].at_ms, kNowMs + 9);
    expect_right();
}

TEST_P(PlanContract, items_are_found_by_year_state_community_and_scope) {
    ASSERT_TRUE(m_storage->file_plan_item(id_of(1), facts(2027), kPlanner, kNowMs));
    const auto second = m_storage->file_plan_item(id_of(2), facts(2028), kPlanner, kNowMs + 1);
    PlanFacts elsewhere = facts(2027);
    elsewhere.community = "330106001052";
    ASSERT_TRUE(m_storage->file_plan_item(id_of(3), elsewhere, kPlanner, kNowMs + 2));
    step(*second, move(PlanMove::ListByReason, "why"));
    const auto ids = [&](const PlanQuery& query) {
        std::vector<std::string> out;
        const auto found = m_storage->plan_items(query);
        for (const PlanItem& one : *found) out.push_back(one.id);
        return out;
    };
    EXPECT_EQ(ids({}), (std::vector{id_of(2), id_of(1), id_of(3)}));
    EXPECT_EQ(ids({.year = 2027}), (std::vector{id_of(1), id_of(3)}));
    EXPECT_EQ(ids({.state = PlanState::Listed}), std::vector{id_of(2)});
    EXPECT_EQ(ids({.community = "330106001052"}), std::vector{id_of(3)});
    EXPECT_EQ(ids({.within = Scope{{"330106001052"}}}), std::vector{id_of(3)});
    EXPECT_TRUE(ids({.within = Scope{}}).empty());
}

TEST_P(PlanContract, a_space_shows_its_item_once_it_was_listed_and_the_last_that_changed) {
    const auto first =
        m_storage->file_plan_item(id_of(1), facts(2027, id_of(50)), kPlanner, kNowMs);
    const std::vector<std::string> asked{id_of(50), id_of(51)};
    EXPECT_TRUE(m_storage->plan_of_spaces(asked)->empty()) << "a proposal is nobody's business yet";
    PlanItem listed = step(*first, move(PlanMove::ListByReason, "why"));
    ASSERT_EQ(m_storage->plan_of_spaces(asked)->size(), 1u);
    EXPECT_EQ(m_storage->plan_of_spaces(asked)->front(), listed);
    listed = step(listed, move(PlanMove::Remove, "no vote"));
    EXPECT_EQ(m_storage->plan_of_spaces(asked)->front(), listed) << "that it went is told, too";
    const auto second =
        m_storage->file_plan_item(id_of(2), facts(2028, id_of(50)), kPlanner, kNowMs + 50);
    EXPECT_EQ(m_storage->plan_of_spaces(asked)->front().id, id_of(1));
    const auto again = m_storage->step_plan_item(id_of(2), 1, move(PlanMove::ListByReason, "now"),
                                                 kPlanner, kNowMs + 60);
    ASSERT_TRUE(again);
    ASSERT_EQ(m_storage->plan_of_spaces(asked)->size(), 1u);
    EXPECT_EQ(m_storage->plan_of_spaces(asked)->front(), *again);
    EXPECT_TRUE(m_storage->plan_of_spaces({})->empty());
    // One that was never listed and is removed is told to nobody.
    const auto third =
        m_storage->file_plan_item(id_of(3), facts(2028, id_of(51)), kPlanner, kNowMs);
    step(*third, move(PlanMove::Remove, "no"));
    EXPECT_EQ(m_storage->plan_of_spaces(asked)->size(), 1u);
    EXPECT_EQ(second->version, 1);
    expect_right();
}

INSTANTIATE_TEST_SUITE_P(Stores, PlanContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& which) {
                             return which.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
