// SPDX-License-Identifier: Apache-2.0
// Records read one after the other for downloads, tried on each store.
#include <set>

#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class RecordsContract : public ::testing::TestWithParam<StoreKind> {
protected:
    std::vector<RecordRow> rows_of(RecordCursor& cursor) {
        std::vector<RecordRow> out;
        RecordRow row;
        while (true) {
            const auto more = cursor.next(row);
            EXPECT_TRUE(more) << more.error().detail;
            if (!more || !*more) return out;
            out.push_back(row);
        }
    }
    std::vector<RecordRow> rows_of(const RecordQuery& query) {
        const auto cursor = m_storage->open_records(query);
        EXPECT_TRUE(cursor) << cursor.error().detail;
        return cursor ? rows_of(**cursor) : std::vector<RecordRow>();
    }
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

INSTANTIATE_TEST_SUITE_P(Stores, RecordsContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST_P(RecordsContract, of_a_kind_come_with_the_bytes_that_were_sent) {
    fill(*m_storage);
    const auto rows = rows_of({});
    ASSERT_EQ(rows.size(), 7u);
    for (const RecordRow& row : rows) {
        EXPECT_EQ(row.bytes, m_storage->record_bytes(row.id)->front());
        EXPECT_EQ(row.community, kCommunityCode);
        EXPECT_EQ(row.community_name, "翠苑一区社区");
        EXPECT_TRUE(row.facts.starts_with("{"));
        ASSERT_TRUE(row.point);
        EXPECT_EQ(row.point->lon, 120.1551);
        EXPECT_TRUE(row.moves.empty()) << "nobody asked for them";
    }
    const auto checkups = rows_of({.kind = RecordKind::ServiceCheckup});
    ASSERT_EQ(checkups.size(), 1u);
    EXPECT_EQ(checkups[0].id, id_of(8));
    EXPECT_FALSE(checkups[0].point);
    EXPECT_EQ(rows_of({.kind = RecordKind::FacilityRemark}).size(), 0u);
}

TEST_P(RecordsContract, come_with_what_happened_to_them_in_its_order) {
    fill(*m_storage);
    const auto rows = rows_of({.with_moves = true});
    ASSERT_EQ(rows.size(), 7u);
    for (const RecordRow& row : rows) {
        if (row.id != id_of(1)) {
            EXPECT_TRUE(row.moves.empty()) << row.id;
            continue;
        }
        ASSERT_EQ(row.moves.size(), 2u);
        EXPECT_EQ(row.moves[0].at_ms, kNowMs + 10);
        EXPECT_NE(row.moves[0].facts.find("\"verify\""), std::string::npos);
        EXPECT_NE(row.moves[1].facts.find("\"withdraw\""), std::string::npos);
        EXPECT_EQ(row.state, ReportState::Withdrawn);
    }
}

TEST_P(RecordsContract, can_be_read_again_and_are_the_same_whatever_comes_meanwhile) {
    fill(*m_storage);
    const auto cursor = m_storage->open_records({.with_moves = true});
    ASSERT_TRUE(cursor);
    const auto before = rows_of(**cursor);
    ASSERT_TRUE(m_storage->submit(submission_to(*m_storage, 20)));
    ASSERT_TRUE(m_storage->move(id_of(3), ReportMove::Verify, {Role::Worker, "w"}, kNowMs + 20));
    ASSERT_TRUE((*cursor)->rewind());
    const auto after = rows_of(**cursor);
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(after[i].id, before[i].id);
        EXPECT_EQ(after[i].state, before[i].state);
        EXPECT_EQ(after[i].moves.size(), before[i].moves.size());
    }
    EXPECT_EQ(rows_of({}).size(), before.size() + 1);
}

TEST_P(RecordsContract, follow_the_filter_the_scope_and_the_order) {
    fill(*m_storage);
    ASSERT_TRUE(m_storage->submit(submission_elsewhere(*m_storage, 30)));
    const auto count = [&](RecordKind kind, api::QueryPairs pairs, std::optional<Scope> scope) {
        RecordQuery query;
        query.kind = kind;
        query.rows = api::space_query_of(pairs).value();
        query.rows.within = std::move(scope);
        return rows_of(query).size();
    };
    using enum RecordKind;
    EXPECT_EQ(count(IdleSpace, {}, std::nullopt), 8u);
    EXPECT_EQ(count(IdleSpace, {{"state", "withdrawn"}}, std::nullopt), 1u);
    EXPECT_EQ(count(IdleSpace, {{"text", "说明"}}, std::nullopt), 6u);
    EXPECT_EQ(count(IdleSpace, {{"community", "none"}}, std::nullopt), 1u);
    EXPECT_EQ(count(IdleSpace, {}, Scope{{"330106"}}), 7u);
    EXPECT_EQ(count(IdleSpace, {}, Scope{{"330102"}}), 0u);
    EXPECT_EQ(count(ServiceCheckup, {{"community", "330106"}}, std::nullopt), 1u);
    EXPECT_EQ(count(ServiceCheckup, {}, Scope{{"330102"}}), 0u);
    EXPECT_EQ(count(ServiceCheckup, {{"state", "verified"}}, std::nullopt), 0u);
    RecordQuery oldest;
    oldest.rows.descending = false;
    EXPECT_EQ(rows_of(oldest).front().id, id_of(1));
    EXPECT_EQ(rows_of({}).back().id, id_of(1));
}

TEST_P(RecordsContract, come_in_any_number) {
    import_square(*m_storage);
    std::vector<Submission> many;
    for (std::uint32_t i = 0; i < 1'203; ++i) many.push_back(submission_to(*m_storage, 100 + i));
    for (const auto& accepted : m_storage->submit_all(std::move(many))) ASSERT_TRUE(accepted);
    const auto rows = rows_of({.with_moves = true});
    EXPECT_EQ(rows.size(), 1'203u);
    std::set<std::string> ids;
    for (const RecordRow& row : rows) ids.insert(row.id);
    EXPECT_EQ(ids.size(), rows.size());
}

}  // namespace

}  // namespace kongdi::server::tests
