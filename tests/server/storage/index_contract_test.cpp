// SPDX-License-Identifier: Apache-2.0
// Index runs, tried on each store.
#include "core/base/sha256.hpp"
#include "server/storage/postgres.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kPlanner{Role::Planner, "planner"};
const Actor kWorker{Role::Worker, "worker"};

NewIndexRun run(std::uint32_t number, std::string title = "2026 上半年") {
    NewIndexRun out;
    out.id = RecordBuilder().number(number).build().text("id");
    out.title = std::move(title);
    out.document = "{\"城\":\"'" + std::to_string(number) + "'\"}";
    out.document_sha256 = sha256(out.document);
    out.result = R"({"index":)" + std::to_string(number) + "}";
    out.result_sha256 = sha256(out.result);
    out.ranked = 1248;
    out.bottom = 125;
    out.survey_first = 14;
    out.mean = 74.43;
    return out;
}

class IndexContract : public ::testing::TestWithParam<StoreKind> {
protected:
    void expect_right() {
        const std::string before = m_storage->derived_text().value_or("unreadable");
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

TEST_P(IndexContract, a_run_is_kept_byte_for_byte) {
    const auto frozen = m_storage->freeze_index(run(1), kPlanner, kNowMs);
    ASSERT_TRUE(frozen) << frozen.error().detail;
    EXPECT_EQ(frozen->state, IndexRunState::Frozen);
    EXPECT_EQ(frozen->title, "2026 上半年");
    EXPECT_EQ(frozen->ranked, 1248);
    EXPECT_EQ(frozen->bottom, 125);
    EXPECT_EQ(frozen->survey_first, 14);
    EXPECT_EQ(frozen->mean, 74.43);
    EXPECT_EQ(frozen->by, "planner");
    EXPECT_EQ(frozen->made_at_ms, kNowMs);
    EXPECT_FALSE(frozen->published_at_ms);
    EXPECT_EQ(*m_storage->index_document(frozen->id), run(1).document);
    EXPECT_EQ(*m_storage->index_result(frozen->id), run(1).result);
    EXPECT_EQ(**m_storage->index_run(frozen->id), *frozen);
    expect_right();
}

TEST_P(IndexContract, the_same_again_changes_nothing_and_another_under_its_id_is_refused) {
    const auto first = m_storage->freeze_index(run(1), kPlanner, kNowMs);
    EXPECT_EQ(*m_storage->freeze_index(run(1), kPlanner, kNowMs + 5), *first);
    NewIndexRun other = run(1);
    other.document += " ";
    other.document_sha256 = sha256(other.document);
    const auto refused = m_storage->freeze_index(other, kPlanner, kNowMs);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::IdConflict);
    EXPECT_EQ(m_storage->index_runs()->size(), 1u);
}

TEST_P(IndexContract, what_is_published_takes_the_place_of_what_was) {
    for (const std::uint32_t number : {1U, 2U, 3U})
        ASSERT_TRUE(m_storage->freeze_index(run(number), kPlanner, kNowMs + number));
    ASSERT_TRUE(m_storage->publish_index(run(1).id, kPlanner, kNowMs + 10));
    const auto second = m_storage->publish_index(run(3).id, kPlanner, kNowMs + 20);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->published_at_ms, kNowMs + 20);
    const auto runs = m_storage->index_runs();
    ASSERT_EQ(runs->size(), 3u);
    EXPECT_EQ(runs->at(0).state, IndexRunState::Published);
    EXPECT_EQ(runs->at(1).state, IndexRunState::Frozen);
    EXPECT_EQ(runs->at(2).state, IndexRunState::Superseded);
    EXPECT_EQ(runs->at(2).published_at_ms, kNowMs + 10);
    expect_right();
}

TEST_P(IndexContract, only_a_planner_publishes_and_only_what_is_frozen) {
    ASSERT_TRUE(m_storage->freeze_index(run(1), kPlanner, kNowMs));
    EXPECT_EQ(m_storage->publish_index(run(1).id, kWorker, kNowMs).error().code,
              ErrorCode::MoveIllegal);
    ASSERT_TRUE(m_storage->publish_index(run(1).id, kPlanner, kNowMs));
    EXPECT_EQ(m_storage->publish_index(run(1).id, kPlanner, kNowMs).error().code,
              ErrorCode::MoveIllegal);
    EXPECT_EQ(m_storage->publish_index(run(9).id, kPlanner, kNowMs).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(m_storage->index_document(run(9).id).error().code, ErrorCode::NotFound);
    EXPECT_EQ(m_storage->index_result(run(9).id).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(*m_storage->index_run(run(9).id));
}

INSTANTIATE_TEST_SUITE_P(Stores, IndexContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& which) {
                             return which.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
