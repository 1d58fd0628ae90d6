// SPDX-License-Identifier: Apache-2.0
// The programme of future communities, tried on each store.
#include "server/storage/postgres.hpp"
#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::programme_facts;
using kongdi::tests::whole_programme_facts;
using K = ProgrammeKind;
using M = ProgrammeMove;

const Actor kPlanner{Role::Planner, "planner"};
const Actor kWorker{Role::Worker, "worker"};

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

ProgrammeStep move(M one, std::string reason = {}) {
    return {.doing = ProgrammeDoing::Move, .move = one, .reason = std::move(reason)};
}
ProgrammeStep change(Value facts) {
    return {.doing = ProgrammeDoing::Change, .facts = std::move(facts)};
}

class ProgrammeContract : public ::testing::TestWithParam<StoreKind> {
protected:
    ProgrammeEntry file(std::uint32_t number, K kind, const Value& facts) {
        const auto filed =
            m_storage->file_programme(id_of(number), kind, facts, kPlanner, kNowMs + number);
        EXPECT_TRUE(filed) << filed.error().detail;
        return filed ? *filed : ProgrammeEntry{};
    }
    ProgrammeEntry step(const ProgrammeEntry& entry, const ProgrammeStep& one) {
        const auto next = m_storage->step_programme(entry.id, entry.version, one, kPlanner,
                                                    kNowMs + entry.version);
        EXPECT_TRUE(next) << next.error().detail << error_row(next.error().code).name;
        return next ? *next : entry;
    }
    std::vector<std::string> ids(const ProgrammeQuery& query) {
        std::vector<std::string> out;
        const auto found = m_storage->programme(query);
        for (const ProgrammeEntry& one : *found) out.push_back(one.id);
        return out;
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

TEST_P(ProgrammeContract, an_entry_is_kept_with_all_that_was_done_to_it) {
    ProgrammeEntry entry = file(1, K::Candidate, programme_facts(K::Candidate));
    EXPECT_EQ(entry.version, 1);
    EXPECT_EQ(entry.filed_by, "planner");
    EXPECT_EQ(entry.filed_at_ms, kNowMs + 1);
    entry = step(entry, move(M::FileScheme));
    entry = step(entry, move(M::Start));
    entry = step(entry, change(whole_programme_facts(K::Candidate)));
    entry = step(entry, move(M::Submit));
    entry = step(entry, move(M::SendBack, "缺验收材料"));
    EXPECT_EQ(entry.version, 6);
    EXPECT_EQ(entry.state, ProgrammeState::Creating);
    EXPECT_EQ(entry.reason, "缺验收材料");
    EXPECT_EQ(entry.changed_at_ms, kNowMs + 5);
    const auto versions = m_storage->programme_versions(id_of(1));
    ASSERT_EQ(versions->size(), 6u);
    EXPECT_EQ((*versions)[1].move, M::FileScheme);
    EXPECT_EQ((*versions)[3].entry.facts, whole_programme_facts(K::Candidate));
    EXPECT_EQ((*versions)[5].reason, "缺验收材料");
    EXPECT_EQ((*versions)[5].by, "planner");
    const std::string before = m_storage->derived_text().value_or("unreadable");
    EXPECT_NE(before.find("缺验收材料"), std::string::npos);
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    EXPECT_EQ(**m_storage->programme_entry(id_of(1)), entry);
}

TEST_P(ProgrammeContract, land_is_kept_with_the_facilities_that_were_issued) {
    ProgrammeStep issue = move(M::Issue);
    issue.facilities = {{"ELD01", Tier::T5, LandBasis::People, 2, 700.5, {}},
                        {"EDU02", Tier::T15, LandBasis::Shared, 0, {}, {}}};
    const ProgrammeEntry entry = step(file(1, K::Land, programme_facts(K::Land)), issue);
    EXPECT_EQ(entry.facilities, issue.facilities);
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(**m_storage->programme_entry(id_of(1)), entry);
}

TEST_P(ProgrammeContract, the_same_again_changes_nothing_and_another_under_its_id_is_refused) {
    const Value facts = programme_facts(K::Case);
    const ProgrammeEntry gone = step(file(1, K::Case, facts), move(M::Withdraw, "重复"));
    EXPECT_EQ(file(1, K::Case, facts), gone);
    const auto refusal = [&](K kind, const Value& other) {
        return m_storage->file_programme(id_of(1), kind, other, kPlanner, kNowMs).error();
    };
    EXPECT_EQ(refusal(K::Case, whole_programme_facts(K::Case)),
              (Error{ErrorCode::IdConflict, "/id"}));
    EXPECT_EQ(refusal(K::Operation, facts), (Error{ErrorCode::IdConflict, "/id"}));
    EXPECT_EQ(m_storage->programme({})->size(), 1u);
}

TEST_P(ProgrammeContract, what_is_not_allowed_leaves_no_trace) {
    const ProgrammeEntry entry = file(1, K::Budget, programme_facts(K::Budget));
    const std::string before = m_storage->derived_text().value_or("");
    const auto tried = [&](std::int64_t version, const ProgrammeStep& one, const Actor& actor) {
        const auto next = m_storage->step_programme(id_of(1), version, one, actor, kNowMs);
        return next ? Error{ErrorCode::Count_} : next.error();
    };
    EXPECT_EQ(tried(2, move(M::Approve), kPlanner), (Error{ErrorCode::StaleVersion, "/version"}));
    EXPECT_EQ(tried(1, move(M::Pay), kPlanner).code, ErrorCode::MoveIllegal);
    EXPECT_EQ(tried(1, move(M::Approve), kWorker).code, ErrorCode::AccessDenied);
    EXPECT_EQ(tried(1, move(M::Withdraw), kPlanner), (Error{ErrorCode::FieldMissing, "/reason"}));
    EXPECT_FALSE(m_storage->file_programme(id_of(2), K::Budget, programme_facts(K::Budget), kWorker,
                                           kNowMs));
    EXPECT_EQ(
        m_storage->step_programme(id_of(9), 1, move(M::Approve), kPlanner, kNowMs).error().code,
        ErrorCode::NotFound);
    EXPECT_EQ(m_storage->derived_text().value_or("-"), before);
    EXPECT_EQ(**m_storage->programme_entry(id_of(1)), entry);
}

TEST_P(ProgrammeContract, several_changes_are_taken_together_or_not_at_all) {
    file(1, K::Operation, whole_programme_facts(K::Operation));
    file(2, K::Award, programme_facts(K::Award));
    const auto changing = [](std::uint32_t number, std::int64_t version, const char* title) {
        return ProgrammeChange{
            id_of(number),
            version,
            {change(whole_programme_facts(K::Operation).set("title", title)), move(M::Start)}};
    };
    const auto filing = [](std::uint32_t number) {
        return ProgrammeChange{
            id_of(number), 0, {{.kind = K::Budget, .facts = programme_facts(K::Budget)}}};
    };
    const auto approving = [](std::int64_t version) {
        return ProgrammeChange{id_of(2), version, {move(M::Approve, "对账")}};
    };
    const auto tried = [&](std::vector<ProgrammeChange> changes, const Actor& actor = kPlanner) {
        const auto done = m_storage->change_programme(changes, actor, kNowMs + 9);
        return done ? Error{ErrorCode::Count_} : done.error();
    };
    const std::string before = m_storage->derived_text().value_or("");
    EXPECT_EQ(tried({filing(3), changing(1, 1, "新"), approving(2)}),
              (Error{ErrorCode::StaleVersion, "/version"}));
    EXPECT_EQ(tried({approving(1), filing(1)}), (Error{ErrorCode::IdConflict, "/id"}));
    EXPECT_EQ(tried({filing(3), changing(9, 1, "新")}).code, ErrorCode::NotFound);
    EXPECT_EQ(tried({filing(3), changing(2, 1, "新")}).code, ErrorCode::MoveIllegal)
        << "the second step of the last";
    EXPECT_EQ(tried({filing(3)}, kWorker).code, ErrorCode::AccessDenied);
    EXPECT_EQ(m_storage->derived_text().value_or("-"), before) << "nothing half done";
    EXPECT_EQ(tried({}).code, ErrorCode::Count_);

    EXPECT_EQ(tried({filing(3), changing(1, 1, "新"), approving(1)}).code, ErrorCode::Count_);
    EXPECT_EQ(programme_text(**m_storage->programme_entry(id_of(1)), "title"), "新");
    EXPECT_EQ((*m_storage->programme_entry(id_of(1)))->state, ProgrammeState::Operating);
    EXPECT_EQ((*m_storage->programme_entry(id_of(1)))->version, 3);
    EXPECT_EQ((*m_storage->programme_entry(id_of(3)))->filed_by, "planner");
    const auto versions = m_storage->programme_versions(id_of(2));
    ASSERT_EQ(versions->size(), 2u);
    EXPECT_EQ((*versions)[1].reason, "对账");
    EXPECT_EQ((*versions)[1].at_ms, kNowMs + 9);
    const std::string after = m_storage->derived_text().value_or("unreadable");
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(m_storage->derived_text().value_or("broken"), after);
}

TEST_P(ProgrammeContract, entries_are_found_by_kind_state_year_community_and_scope) {
    file(1, K::Candidate, programme_facts(K::Candidate));
    Value elsewhere = programme_facts(K::Candidate);
    elsewhere.set("community", "330109001001").set("year", 2024);
    step(file(2, K::Candidate, elsewhere), move(M::FileScheme));
    file(3, K::Budget, programme_facts(K::Budget));
    EXPECT_EQ(ids({}), (std::vector{id_of(3), id_of(2), id_of(1)}));
    EXPECT_EQ(ids({.kind = K::Candidate}), (std::vector{id_of(2), id_of(1)}));
    EXPECT_EQ(ids({.state = ProgrammeState::SchemeFiled}), std::vector{id_of(2)});
    EXPECT_EQ(ids({.year = 2023}), (std::vector{id_of(3), id_of(1)}));
    EXPECT_EQ(ids({.community = "330109001001"}), std::vector{id_of(2)});
    // Money of the whole city is for all staff to read.
    EXPECT_EQ(ids({.within = Scope{{"330106"}}}), (std::vector{id_of(3), id_of(1)}));
    EXPECT_EQ(ids({.within = Scope{}}), std::vector{id_of(3)});
}

INSTANTIATE_TEST_SUITE_P(Stores, ProgrammeContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& which) {
                             return which.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
