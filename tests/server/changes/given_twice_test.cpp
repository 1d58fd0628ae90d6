// SPDX-License-Identifier: Apache-2.0
// The same file compared in two places at once, and applied in both: what is new in it is filed by
// the first alone.
#include "server/changes/facility_changes.hpp"
#include "server/changes/plan_changes.hpp"
#include "server/changes/programme_changes.hpp"
#include "server/storage/postgres.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kWho{Role::Planner, "planner"};
const Editor kEditor{Role::Planner, whole_city()};

class GivenTwice : public ::testing::TestWithParam<StoreKind> {
protected:
    void SetUp() override { import_square(*m_storage); }

    template <class Read, class Apply>
    void expect_filed_once(const std::string& csv, const Read& read, const Apply& apply) {
        const GivenFile file{"a.csv", csv};
        auto first = read(*m_storage, catalogue(), file, kEditor);
        auto second = read(*m_storage, catalogue(), file, kEditor);
        ASSERT_TRUE(first) << first.error().path;
        ASSERT_EQ(first->report.counts.filed, 1);
        ASSERT_EQ(first->report.digest, second->report.digest) << "both saw the same";
        name_filings(*first, kNowMs + 1);
        name_filings(*second, kNowMs + 2);
        const auto done = apply(*first);
        ASSERT_TRUE(done) << done.error().detail;
        const std::string before = m_storage->derived_text().value_or("");
        const auto again = apply(*second);
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error(), (Error{ErrorCode::StaleVersion, "/version"}));
        EXPECT_EQ(m_storage->derived_text().value_or("-"), before) << "nothing half done";
        const auto third = read(*m_storage, catalogue(), file, kEditor);
        EXPECT_EQ(third->report.counts.filed, 0) << "it is there already";
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

TEST_P(GivenTwice, a_new_facility_is_filed_once) {
    expect_filed_once("id,version,kind,name,lon,lat\r\n,,ELD02,新食堂,120.1555,30.2755\r\n",
                      facility_changes, [this](const FacilityChanges& changes) {
                          return m_storage->move_facilities(changes.steps, kWho, kNowMs);
                      });
    EXPECT_EQ(m_storage->facilities({})->total, 1);
}

TEST_P(GivenTwice, a_new_item_of_the_plan_is_filed_once) {
    expect_filed_once(
        "id,version,title,year,community_code,kinds\r\n,,新食堂,2027,330106001051,ELD02\r\n",
        plan_changes, [this](const PlanChanges& changes) {
            return m_storage->change_plan(changes.steps, kWho, kNowMs);
        });
    EXPECT_EQ(m_storage->plan_items({})->size(), 1u);
}

TEST_P(GivenTwice, a_new_entry_of_the_programme_is_filed_once) {
    expect_filed_once("id,version,kind,title,year,part,yuan\r\n,,budget,年中增加,2024,added,1\r\n",
                      programme_changes, [this](const ProgrammeChanges& changes) {
                          return m_storage->change_programme(changes.steps, kWho, kNowMs);
                      });
    EXPECT_EQ(m_storage->programme({})->size(), 1u);
}

TEST_P(GivenTwice, what_was_closed_is_filed_anew) {
    const std::string id = RecordBuilder().number(1).build().text("id");
    const FacilityFacts facts{.kind = "ELD02",
                              .tier = Tier::T5,
                              .name = "新食堂",
                              .community = std::string(kCommunityCode),
                              .point = {120.1555, 30.2755}};
    ASSERT_TRUE(m_storage->file_facility(id, facts, kWho, kNowMs));
    ASSERT_TRUE(m_storage->move_facility({id, FacilityMove::Close, 1, {}, "拆了"}, kWho, kNowMs));
    expect_filed_once("id,version,kind,name,lon,lat\r\n,,ELD02,新食堂,120.1555,30.2755\r\n",
                      facility_changes, [this](const FacilityChanges& changes) {
                          return m_storage->move_facilities(changes.steps, kWho, kNowMs);
                      });
    EXPECT_EQ(m_storage->facilities({})->total, 2);
}

INSTANTIATE_TEST_SUITE_P(Stores, GivenTwice,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& which) {
                             return which.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
