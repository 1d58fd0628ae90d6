// SPDX-License-Identifier: Apache-2.0
// The filter of spaces in each store: the same rows as in memory, found by an index.
#include "server/storage/postgres.hpp"
#include "server/storage/space_conditions.hpp"
#include "server/storage/space_query.hpp"
#include "server/storage/sqlite.hpp"
#include "tests/server/storage/spaces_at_random.hpp"

namespace kongdi::server::tests {

namespace {

class SpaceFilterContract : public ::testing::TestWithParam<StoreKind> {
protected:
    std::vector<Space> all() {
        api::SpaceQuery query;
        query.limit = 1000;
        const auto page = m_storage->spaces(query);
        EXPECT_TRUE(page);
        return page->rows;
    }
    std::vector<std::string> streamed(const api::SpaceQuery& query) {
        std::vector<std::string> ids;
        const auto rows = m_storage->open_spaces(query);
        EXPECT_TRUE(rows) << rows.error().detail;
        Space space;
        while ((*rows)->next(space).value_or(false)) ids.push_back(space.id);
        EXPECT_EQ((*rows)->total(), static_cast<std::int64_t>(ids.size()));
        return ids;
    }
    /// How the database would find the rows, a line for each step.
    std::string plan(const api::SpaceQuery& query);

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

INSTANTIATE_TEST_SUITE_P(Stores, SpaceFilterContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

std::string quoted(const ConditionValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text + "'";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    return std::to_string(std::get<double>(value));
}

std::string SpaceFilterContract::plan(const api::SpaceQuery& query) {
    const bool sqlite = GetParam() == StoreKind::Sqlite;
    const SqlConditions conditions =
        space_conditions(query, sqlite ? kSqliteWords : kPostgresWords);
    std::string sql = sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
    sql.append(kSpaceColumns).append(kSpacesFrom).append(" WHERE true");
    std::size_t next = 0;
    for (const char c : conditions.text)
        sql += c == '?' ? quoted(conditions.values[next++]) : std::string(1, c);
    sql += space_order(query) + " LIMIT 100";
    std::string out;
    if (sqlite) {
        Database database(
            m_url.substr(std::string_view("sqlite:").size()) + "/" + std::string(kSqliteFile),
            Database::Use::Read, 50);
        Statement rows = database.prepare(sql);
        while (rows.step()) out += rows.string(3) + "\n";
        return out;
    }
    PostgresConnection connection(m_url);
    // So few rows are read faster one after the other; asked is what would do for a million.
    connection.execute("SET enable_seqscan = off");
    const PostgresResult rows = connection.run(sql);
    for (int i = 0; i < rows.rows(); ++i) out += rows[i].string(0) + "\n";
    return out;
}

}  // namespace

TEST_P(SpaceFilterContract, any_filter_gives_the_rows_that_it_gives_in_memory) {
    Random random(20);
    fill_at_random(*m_storage, random, 400);
    const std::vector<Space> spaces = all();
    ASSERT_EQ(spaces.size(), 400u);
    std::size_t some = 0;
    for (int round = 0; round < 600; ++round) {
        api::SpaceQuery query{.filter = random_filter(random)};
        if (random.once_in(3)) query.view = Box{120.12, 30.21, 120.17, 30.28};
        std::vector<std::string> wanted;
        for (const Space& space : spaces)
            if (matches(query.filter, space) && (!query.view || query.view->contains(space.point)))
                wanted.push_back(space.id);
        ASSERT_EQ(streamed(query), wanted) << query_string(query);
        query.limit = 7;
        query.offset = random.between(0, 10);
        const auto page = m_storage->spaces(query);
        ASSERT_TRUE(page) << page.error().detail;
        EXPECT_EQ(page->total, static_cast<std::int64_t>(wanted.size())) << query_string(query);
        for (std::size_t i = 0; i < page->rows.size(); ++i)
            EXPECT_EQ(page->rows[i].id, wanted[static_cast<std::size_t>(query.offset) + i]);
        some += wanted.empty() ? 0 : 1;
    }
    EXPECT_GT(some, 200u) << "filters that find nothing show nothing";
}

TEST_P(SpaceFilterContract, what_narrows_the_rows_down_is_found_by_an_index) {
    Random random(21);
    fill_at_random(*m_storage, random, 50);
    struct Case {
        std::string_view query;
        std::string_view index;
    };
    for (const Case& one : {
             Case{"", "spaces_by_received"},
             Case{"state=verified", "spaces_by_state"},
             Case{"stage=feasible", "spaces_by_stage"},
             Case{"type=I05", "spaces_by_type"},
             Case{"community=330106001051", "spaces_by_community"},
             Case{"community=330106", "spaces_by_community"},
             Case{"community=none", "spaces_by_community"},
             Case{"from=2026-11-20&to=2026-11-21", "spaces_by_received"},
             Case{"area=120.1,30.2,120.2,30.3", "spaces_by_place"},
             Case{"area=120.1,30.2,120.2,30.2,120.2,30.3", "spaces_by_place"},
         }) {
        api::QueryPairs pairs;
        std::string_view rest = one.query;
        while (!rest.empty()) {
            const std::string_view pair = rest.substr(0, rest.find('&'));
            rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
            pairs.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
        }
        const auto query = api::space_query_of(pairs);
        ASSERT_TRUE(query) << one.query;
        const std::string steps = plan(*query);
        EXPECT_NE(steps.find(one.index), std::string::npos) << one.query << "\n" << steps;
        EXPECT_EQ(steps.find("SCAN s\n"), std::string::npos) << one.query << "\n" << steps;
    }
}

}  // namespace kongdi::server::tests
