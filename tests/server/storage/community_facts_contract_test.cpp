// SPDX-License-Identifier: Apache-2.0
// What each store knows of the communities: from the layers of the map and from reports.
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class CommunityFactsContract : public ::testing::TestWithParam<StoreKind> {
protected:
    CommunityFacts facts_of(std::string_view code) {
        const auto all = m_storage->community_facts();
        EXPECT_TRUE(all) << all.error().detail;
        for (const CommunityFacts& one : *all)
            if (one.code == code) return one;
        ADD_FAILURE() << "no community " << code;
        return {};
    }
    void import(std::string_view role, std::vector<Feature> features) {
        const auto done = m_storage->import_features(role, "test", features, kNowMs);
        ASSERT_TRUE(done) << done.error().detail;
    }
    static Feature building(double lon, Value properties) {
        const Polygon square{{{{lon, 30.271}, {lon + .001, 30.271}, {lon + .001, 30.272}}}};
        return {MultiPolygon{square}, std::move(properties)};
    }
    static Feature facility(double lon, Value properties) {
        return {Wgs84Point{lon, 30.275}, std::move(properties)};
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

INSTANTIATE_TEST_SUITE_P(Stores, CommunityFactsContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

TEST_P(CommunityFactsContract, without_layers_nobody_is_known_and_nothing_is_nought) {
    EXPECT_TRUE(m_storage->community_facts()->empty());
    import_square(*m_storage);
    const CommunityFacts facts = facts_of(kCommunityCode);
    EXPECT_EQ(facts.name, "翠苑一区社区");
    EXPECT_EQ(facts.street, "翠苑街道");
    EXPECT_FALSE(facts.residents);
    EXPECT_FALSE(facts.elders);
    EXPECT_FALSE(facts.facilities);
}

TEST_P(CommunityFactsContract, people_come_from_buildings_by_their_code_or_their_place) {
    import_square(*m_storage);
    import("building", {building(120.152, Value::map({{"people", 30},
                                                      { "people_60_up",
                                                        7 }})),
                        building(121.0, Value::map({{"people", 20},
                                                    { "community",
                                                      kCommunityCode }})),
                        building(120.153, Value::map({{"people", "many"},
                                                      { "community",
                                                        "一区" }})),
                        building(121.1, Value::map(
                                            {{ "people",
                                               999 }})),
                        building(120.154, Value::map(
                                              {{ "floors",
                                                 6 }}))});
    const CommunityFacts facts = facts_of(kCommunityCode);
    EXPECT_EQ(facts.residents, 50);
    EXPECT_EQ(facts.elders, 7);
}

TEST_P(CommunityFactsContract, what_a_community_says_of_itself_goes_before_its_buildings) {
    Feature square = square_community();
    square.properties.set("people", 4000);
    square.properties.set("people_60_up", 1010);
    import("community", {square});
    import("building", {building(120.152, Value::map({{"people", 30}, { "people_60_up", 7 }}))});
    EXPECT_EQ(facts_of(kCommunityCode).residents, 4000);
    EXPECT_EQ(facts_of(kCommunityCode).elders, 1010);
}

TEST_P(CommunityFactsContract, facilities_of_the_register_count_unless_they_are_closed) {
    import_square(*m_storage);
    const auto named = [](std::string_view name, std::string_view kind) {
        return Value::map({{"name", name}, {"kind", kind}});
    };
    import("facility", {facility(120.152, named("照料中心", "ELD01")),
                        facility(120.153, named("食堂", "ELD02")),
                        facility(121.3, named("远处的食堂", "ELD02"))});
    EXPECT_EQ(facts_of(kCommunityCode).facilities, 2);
    const auto filed = m_storage->facilities_in({120.1525, 30, 120.1535, 31}, 9);
    ASSERT_EQ(filed->size(), 1u);
    ASSERT_TRUE(m_storage->move_facility({filed->front().id, FacilityMove::Close, 1, {}, "关了"},
                                         {Role::Planner, "p"}, kNowMs + 1));
    EXPECT_EQ(facts_of(kCommunityCode).facilities, 1);
    const std::int64_t newest = m_storage->imports(1)->front().id;
    ASSERT_TRUE(m_storage->undo_import(newest, "planner", kNowMs + 2));
    EXPECT_FALSE(facts_of(kCommunityCode).facilities);
}

TEST_P(CommunityFactsContract, reports_count_by_state_and_their_sizes_add_up_exactly) {
    import_square(*m_storage);
    std::vector<std::string> ids;
    for (std::uint32_t i = 1; i <= 4; ++i) {
        RecordBuilder builder;
        builder.number(i);
        if (i != 4)
            builder.with("/body/floor_area",
                         Value::map({{"value", 10.1 * i}, {"source", "measured"}}));
        Intake intake = take_in(builder.bytes(), catalogue(), *m_storage, kNowMs);
        ASSERT_TRUE(intake.ok());
        ids.push_back(intake.submission.record.id);
        ASSERT_TRUE(m_storage->submit(std::move(intake.submission)));
    }
    double low = 0;
    const Result<api::SpacePage> page = m_storage->spaces({});
    ASSERT_TRUE(page);
    for (const Space& space : page->rows)
        if (space.floor_area && space.id != ids[1]) low += space.floor_area->low_m2;
    ASSERT_TRUE(m_storage->move(ids[0], ReportMove::Verify, {Role::Worker, "w"}, kNowMs + 1));
    ASSERT_TRUE(m_storage->move(ids[1], ReportMove::Withdraw, {Role::Resident, "d"}, kNowMs + 2));
    for (int round = 0; round < 2; ++round) {
        const CommunityFacts facts = facts_of(kCommunityCode);
        EXPECT_EQ(facts.idle_spaces, 3);
        EXPECT_EQ(facts.open_reports, 2);
        EXPECT_EQ(facts.verified_spaces, 1);
        EXPECT_EQ(facts.sized_spaces, 2);
        EXPECT_NEAR(static_cast<double>(facts.area_low_cm2) / 10'000, low, 1e-4);
        const std::string before = *m_storage->derived_text();
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(*m_storage->derived_text(), before);
    }
}

}  // namespace kongdi::server::tests
