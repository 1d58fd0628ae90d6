// SPDX-License-Identifier: Apache-2.0
// The registers of the staff, tried on each store.
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kLi{Role::Worker, "li"};
const Actor kWang{Role::Worker, "wang"};
const Actor kPlanner{Role::Planner, "planner"};

std::string facility_id(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

FacilityFacts canteen(std::string name = "翠苑老年食堂") {
    return {"ELD02",
            Tier::T5,
            std::move(name),
            std::string(kCommunityCode),
            {120.1551, 30.2741},
            180.5,
            {},
            48,
            "10:30-13:00",
            {Accessibility::StepFree},
            {}};
}

Feature facility_feature(std::string_view name, std::string_view kind, std::string_view code,
                         double lon = 120.1551) {
    return {Wgs84Point{lon, 30.2741}, Value::map({{"name", name}, {"kind", kind}, {"code", code}})};
}

class RegistersContract : public ::testing::TestWithParam<StoreKind> {
protected:
    RegistersContract() { import_square(*m_storage); }

    /// What the tables are made of gives the tables again.
    void expect_rebuilt() {
        const std::string before = m_storage->derived_text().value_or("unreadable");
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    }
    Result<Facility> move(std::uint32_t number, FacilityMove move, std::int64_t base,
                          const Actor& actor, std::optional<FacilityFacts> facts = {}) {
        return m_storage->move_facility({facility_id(number), move, base, std::move(facts), "因"},
                                        actor, kNowMs + base);
    }
    std::vector<Facility> rows(const FacilityQuery& query = {}) {
        return m_storage->facilities(query).value().rows;
    }
    std::vector<std::string> names(const FacilityQuery& query = {}) {
        std::vector<std::string> out;
        for (const Facility& one : rows(query)) out.push_back(one.facts.name);
        std::sort(out.begin(), out.end());
        return out;
    }
    std::size_t on_map() {
        return m_storage->map_rows({"facility", {120, 30, 121, 31}, 0, 100})->size();
    }
    std::int64_t import(const std::vector<Feature>& features) {
        std::int64_t id = 0;
        EXPECT_TRUE(m_storage->import_features("facility", "list", features, kNowMs));
        id = m_storage->imports(1)->front().id;
        return id;
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

TEST_P(RegistersContract, thresholds_change_with_reason_and_history) {
    const ThresholdChange first{"ELD02", Measure::RadiusM, {300, 500}, {400, {}}, "山多", "p", 5};
    ASSERT_TRUE(m_storage->change_threshold(first, catalogue()));
    const ThresholdChange second{"ELD02", Measure::RadiusM, {400, {}}, {350, 450}, "再议", "q", 6};
    ASSERT_TRUE(m_storage->change_threshold(second, catalogue()));
    EXPECT_EQ(*m_storage->threshold_changes(), (std::vector<ThresholdChange>{first, second}));
    expect_rebuilt();
}

TEST_P(RegistersContract, a_threshold_that_somebody_changed_meanwhile_is_not_overwritten) {
    const ThresholdChange change{"ELD02", Measure::RadiusM, {300, {}}, {400, {}}, "x", "p", 5};
    EXPECT_EQ(m_storage->change_threshold(change, catalogue()).error().code,
              ErrorCode::StaleVersion);
    const ThresholdChange none{"CON02", Measure::Persons, {300, {}}, {400, {}}, "x", "p", 5};
    EXPECT_EQ(m_storage->change_threshold(none, catalogue()).error().code, ErrorCode::NotFound);
    EXPECT_TRUE(m_storage->threshold_changes()->empty());
}

TEST_P(RegistersContract, a_facility_is_filed_verified_by_another_and_keeps_its_versions) {
    const auto filed = m_storage->file_facility(facility_id(1), canteen(), kLi, kNowMs);
    ASSERT_TRUE(filed) << filed.error().detail;
    EXPECT_EQ(filed->state, FacilityState::Filed);
    EXPECT_EQ(filed->community_name, "翠苑一区社区");
    EXPECT_FALSE(filed->verified_version);
    EXPECT_EQ(move(1, FacilityMove::Verify, 1, kLi).error().code, ErrorCode::SamePerson);
    ASSERT_TRUE(move(1, FacilityMove::Verify, 1, kWang));
    FacilityFacts larger = canteen();
    larger.seats = 60;
    const auto changed = move(1, FacilityMove::Change, 2, kWang, larger);
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->state, FacilityState::Changed);
    EXPECT_EQ(changed->verified_version, 2) << "what was verified still counts";
    EXPECT_EQ(changed->verified_by, "wang");
    EXPECT_EQ(move(1, FacilityMove::Verify, 3, kWang).error().code, ErrorCode::SamePerson);
    const auto again = move(1, FacilityMove::Verify, 3, kLi);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->verified_version, 4);

    const auto versions = m_storage->facility_versions(facility_id(1));
    ASSERT_EQ(versions->size(), 4u);
    EXPECT_EQ((*versions)[0].facts, canteen());
    EXPECT_EQ((*versions)[2].facts, larger);
    EXPECT_EQ((*versions)[2].reason, "因");
    EXPECT_EQ((*versions)[3].by, "li");
    EXPECT_EQ(**m_storage->facility(facility_id(1)), *again);
    expect_rebuilt();
}

TEST_P(RegistersContract, moves_that_are_not_legal_or_not_of_this_version_change_nothing) {
    ASSERT_TRUE(m_storage->file_facility(facility_id(1), canteen(), kLi, kNowMs));
    EXPECT_EQ(move(1, FacilityMove::Reopen, 1, kPlanner).error().code, ErrorCode::MoveIllegal);
    EXPECT_EQ(move(1, FacilityMove::Close, 1, kWang).error().code, ErrorCode::MoveIllegal);
    EXPECT_EQ(move(1, FacilityMove::Verify, 2, kWang).error().code, ErrorCode::StaleVersion);
    EXPECT_EQ(move(2, FacilityMove::Verify, 1, kWang).error().code, ErrorCode::NotFound);
    EXPECT_EQ(m_storage->facility_versions(facility_id(1))->size(), 1u);
    EXPECT_TRUE(m_storage->facility_versions(facility_id(2))->empty());
}

TEST_P(RegistersContract, filing_the_same_twice_files_it_once) {
    ASSERT_TRUE(m_storage->file_facility(facility_id(1), canteen(), kLi, kNowMs));
    const auto again = m_storage->file_facility(facility_id(1), canteen(), kLi, kNowMs + 5);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->version, 1);
    EXPECT_EQ(m_storage->file_facility(facility_id(1), canteen("别的"), kLi, kNowMs).error().code,
              ErrorCode::IdConflict);
    EXPECT_EQ(m_storage->facilities({})->total, 1);
}

TEST_P(RegistersContract, the_register_is_filtered_and_paged) {
    FacilityFacts station = canteen("卫生站_甲");
    station.kind = "HEA02";
    ASSERT_TRUE(m_storage->file_facility(facility_id(1), canteen(), kLi, kNowMs));
    ASSERT_TRUE(m_storage->file_facility(facility_id(2), station, kLi, kNowMs + 1));
    station.community.clear();
    station.name = "卫生站乙";
    ASSERT_TRUE(m_storage->file_facility(facility_id(3), station, kLi, kNowMs + 2));
    ASSERT_TRUE(move(2, FacilityMove::Verify, 1, kWang));
    EXPECT_EQ(names({.kind = "HEA02"}).size(), 2u);
    EXPECT_EQ(names({.state = FacilityState::Verified}), std::vector<std::string>{"卫生站_甲"});
    EXPECT_EQ(names({.community = std::string(kCommunityCode)}).size(), 2u);
    EXPECT_EQ(names({.name_part = "_"}), std::vector<std::string>{"卫生站_甲"});
    EXPECT_TRUE(names({.name_part = "%"}).empty());
    const auto page = m_storage->facilities({.offset = 1, .limit = 1});
    EXPECT_EQ(page->total, 3);
    ASSERT_EQ(page->rows.size(), 1u);
    EXPECT_EQ(page->rows[0].facts.name, "卫生站_甲") << "newest change first";
}

TEST_P(RegistersContract, the_map_shows_what_is_open_and_its_tiles_follow) {
    ASSERT_TRUE(m_storage->file_facility(facility_id(1), canteen(), kLi, kNowMs));
    EXPECT_EQ(on_map(), 1u);
    const std::int64_t version = *m_storage->map_version();
    const TileAddress near{"map", 14, 13660, 6745}, far{"map", 14, 100, 100};
    ASSERT_TRUE(m_storage->keep_tile(near, {"tile", ""}, version));
    ASSERT_TRUE(m_storage->keep_tile(far, {"tile", ""}, version));
    ASSERT_TRUE(move(1, FacilityMove::Close, 1, kPlanner));
    EXPECT_EQ(on_map(), 0u);
    EXPECT_FALSE(*m_storage->kept_tile(near));
    EXPECT_TRUE(*m_storage->kept_tile(far)) << "a tile elsewhere is as it was";
    EXPECT_TRUE(m_storage->facilities_in({120, 30, 121, 31}, 9)->empty());
    ASSERT_TRUE(move(1, FacilityMove::Reopen, 2, kPlanner));
    EXPECT_EQ(m_storage->facilities_in({120, 30, 121, 31}, 9)->size(), 1u);
}

TEST_P(RegistersContract, an_imported_layer_is_filed_and_only_what_is_no_service_stays_on_the_map) {
    import({facility_feature("食堂", "老年食堂", "1"), facility_feature("银行", "bank", "2")});
    EXPECT_EQ(names(), std::vector<std::string>{"食堂"});
    const Facility filed = rows().at(0);
    EXPECT_EQ(filed.state, FacilityState::Filed);
    EXPECT_EQ(filed.facts.kind, "ELD02");
    EXPECT_EQ(filed.facts.community, kCommunityCode) << "found from its point";
    EXPECT_EQ(filed.origin, "list/1");
    EXPECT_EQ(on_map(), 2u);
    EXPECT_EQ(m_storage->imports(1)->front().features, 2);
    expect_rebuilt();
}

TEST_P(RegistersContract, importing_again_changes_what_differs_and_leaves_the_rest) {
    import({facility_feature("食堂", "ELD02", "1"), facility_feature("药店", "pharmacy", "2"),
            facility_feature("超市", "COM02", "3")});
    for (const Facility& one : rows())
        ASSERT_TRUE(
            m_storage->move_facility({one.id, FacilityMove::Verify, 1, {}, ""}, kWang, kNowMs + 1));
    import({facility_feature("食堂", "ELD02", "1"), facility_feature("大药店", "pharmacy", "2"),
            facility_feature("健身", "SPO01", "4")});
    EXPECT_EQ(names({.state = FacilityState::Verified}), (std::vector<std::string>{"超市", "食堂"}))
        << "what a layer no longer names is for a person to look at";
    EXPECT_EQ(names({.state = FacilityState::Changed}), std::vector<std::string>{"大药店"});
    EXPECT_EQ(names({.state = FacilityState::Filed}), std::vector<std::string>{"健身"});
    expect_rebuilt();
}

TEST_P(RegistersContract, what_a_layer_says_is_closed_is_closed_and_kept_as_it_was) {
    const auto closed = [](std::string_view name, std::string_view code) {
        Feature out = facility_feature(name, "ELD02", code);
        out.properties.set("state", "已关闭");
        return out;
    };
    import({closed("旧食堂", "1"), facility_feature("新食堂", "ELD02", "2")});
    EXPECT_EQ(names({.state = FacilityState::Closed}), std::vector<std::string>{"旧食堂"});
    EXPECT_EQ(names({.state = FacilityState::Filed}), std::vector<std::string>{"新食堂"});
    EXPECT_EQ(on_map(), 1u);
    const Facility open = rows({.state = FacilityState::Filed}).at(0);
    ASSERT_TRUE(
        m_storage->move_facility({open.id, FacilityMove::Verify, 1, {}, ""}, kWang, kNowMs + 1));
    import({closed("旧食堂", "1"), closed("新食堂（停）", "2")});
    EXPECT_EQ(names({.state = FacilityState::Closed}),
              (std::vector<std::string>{"新食堂", "旧食堂"}))
        << "its name is that it had while it was open";
    EXPECT_FALSE(m_storage->facility(open.id)->value().verified_version);
    EXPECT_EQ(m_storage->facility_versions(open.id)->size(), 3u);
    EXPECT_EQ(m_storage->facility_versions(open.id)->back().reason.substr(0, 7), "import ");
    import({facility_feature("旧食堂", "ELD02", "1")});
    EXPECT_EQ(names({.state = FacilityState::Changed}), std::vector<std::string>{"旧食堂"})
        << "a layer that says nothing of it says that it is there";
    expect_rebuilt();
}

TEST_P(RegistersContract, undoing_an_import_closes_what_nobody_has_touched_since) {
    const std::int64_t id =
        import({facility_feature("食堂", "ELD02", "1"), facility_feature("药店", "COM03", "2")});
    const Facility touched = rows({.kind = "ELD02"}).at(0);
    ASSERT_TRUE(
        m_storage->move_facility({touched.id, FacilityMove::Verify, 1, {}, ""}, kWang, kNowMs + 1));
    ASSERT_TRUE(m_storage->undo_import(id, "planner", kNowMs + 2));
    EXPECT_EQ(names({.state = FacilityState::Closed}), std::vector<std::string>{"药店"});
    EXPECT_EQ(names({.state = FacilityState::Verified}), std::vector<std::string>{"食堂"});
    import({facility_feature("药店", "COM03", "2")});
    EXPECT_EQ(names({.state = FacilityState::Changed}), std::vector<std::string>{"药店"})
        << "imported again it is open again, and to be verified";
    expect_rebuilt();
}

TEST_P(RegistersContract, an_undone_import_leaves_facilities_as_they_were_before_it) {
    const std::int64_t first =
        import({facility_feature("食堂", "ELD02", "1"), facility_feature("药店", "COM03", "2"),
                facility_feature("超市", "COM02", "3"), facility_feature("书店", "COM03", "4")});
    const std::vector<Facility> before = rows();
    ASSERT_EQ(before.size(), 4u);
    const auto closed = [](std::string_view name, std::string_view code) {
        Feature out = facility_feature(name, "COM02", code);
        out.properties.set("state", "已关闭");
        return out;
    };
    const std::int64_t second =
        import({facility_feature("新食堂", "ELD02", "1", 120.1552),
                facility_feature("大药店", "COM03", "2", 120.1552), closed("超市", "3"),
                facility_feature("书店", "COM03", "4"), facility_feature("健身", "SPO01", "5")});
    const Facility touched = rows({.kind = "COM03", .name_part = "大药店"}).at(0);
    FacilityFacts by_hand = touched.facts;
    by_hand.name = "大大药店";
    ASSERT_TRUE(m_storage->move_facility({touched.id, FacilityMove::Change, 2, by_hand, "因"},
                                         kWang, kNowMs + 1));
    ASSERT_TRUE(m_storage->undo_import(second, "planner", kNowMs + 2));
    for (const Facility& one : before) {
        const Facility now = m_storage->facility(one.id)->value();
        if (one.id == touched.id)
            EXPECT_EQ(now.facts, by_hand) << "somebody changed it since";
        else
            EXPECT_EQ(now.facts, one.facts);
        EXPECT_NE(now.state, FacilityState::Closed) << now.facts.name;
    }
    EXPECT_EQ(names({.state = FacilityState::Closed}), std::vector<std::string>{"健身"});
    EXPECT_EQ(m_storage->facility_versions(touched.id)->size(), 3u);
    ASSERT_TRUE(m_storage->undo_import(first, "planner", kNowMs + 3));
    EXPECT_EQ(names({.state = FacilityState::Closed}),
              (std::vector<std::string>{"书店", "健身", "超市", "食堂"}));
    EXPECT_EQ(m_storage->facility(touched.id)->value().facts, by_hand);
    expect_rebuilt();
}

TEST_P(RegistersContract, an_undone_import_closes_again_what_it_had_opened) {
    Feature closed = facility_feature("旧食堂", "ELD02", "1");
    closed.properties.set("state", "已关闭");
    import({closed});
    const std::int64_t opened = import({facility_feature("新食堂", "ELD02", "1", 120.1552)});
    EXPECT_EQ(names({.state = FacilityState::Changed}), std::vector<std::string>{"新食堂"});
    ASSERT_TRUE(m_storage->undo_import(opened, "planner", kNowMs + 1));
    EXPECT_EQ(names({.state = FacilityState::Closed}), std::vector<std::string>{"旧食堂"});
    expect_rebuilt();
}

TEST_P(RegistersContract, the_same_facility_twice_in_a_layer_is_counted_once) {
    import({facility_feature("食堂", "ELD02", "1"), facility_feature("食堂", "ELD02", "1")});
    EXPECT_EQ(m_storage->imports(1)->front().features, 1);
    EXPECT_EQ(m_storage->facilities({})->total, 1);
}

TEST_P(RegistersContract, facilities_lie_in_the_communities_that_come_with_them) {
    struct OneRow final : FeatureRows {
        explicit OneRow(Feature feature) : m_feature(std::move(feature)) {}
        Result<void> begin() override {
            m_done = false;
            return {};
        }
        Result<bool> next(Feature& row) override {
            if (std::exchange(m_done, true)) return false;
            row = m_feature;
            return true;
        }
        Feature m_feature;
        bool m_done = false;
    };
    OneRow canteen(facility_feature("食堂", "ELD02", "1", 120.5005));
    OneRow around({MultiPolygon{{Polygon{{{{120.5, 30.27},
                                           {120.501, 30.27},
                                           {120.501, 30.28},
                                           {120.5, 30.28},
                                           {120.5, 30.27}}}}}},
                   Value::map({{"name", "新社区"}, {"code", "330106001052"}})});
    const std::array<NewLayer, 2> layers{NewLayer{"facility", "list", "p", &canteen, {}},
                                         NewLayer{"community", "areas", "p", &around, {}}};
    const auto done = m_storage->import_layers(layers, kNowMs);
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(done->front().role, "community") << "what others lie in goes first";
    EXPECT_EQ(rows().at(0).facts.community, "330106001052");
    expect_rebuilt();
}

TEST_P(RegistersContract, facilities_that_an_earlier_program_left_on_the_map_are_filed_on_opening) {
    // As the program before the register kept it: a feature of a live import.
    const std::int64_t id = import({facility_feature("银行", "bank", "9")});
    const StoredFeature left{0, id, "facility", "list", facility_feature("食堂", "ELD02", "1")};
    ASSERT_TRUE(m_storage->restore_features({&left, 1}));
    EXPECT_TRUE(names().empty());
    m_storage.reset();
    m_storage = open_url(m_url);
    EXPECT_EQ(names(), std::vector<std::string>{"食堂"});
    EXPECT_EQ(on_map(), 2u);
    m_storage.reset();
    m_storage = open_url(m_url);
    EXPECT_EQ(m_storage->facilities({})->total, 1) << "once";
    expect_rebuilt();
}

TEST_P(RegistersContract, many_facilities_are_filed_by_one_import) {
    std::vector<Feature> features;
    for (int i = 0; i < 3'000; ++i)
        features.push_back(facility_feature("店", "COM03", std::to_string(i), 120 + i * 1e-4));
    import(features);
    EXPECT_EQ(m_storage->facilities({})->total, 3'000);
    import(features);
    EXPECT_EQ(m_storage->facilities({})->total, 3'000) << "the same again is the same";
    EXPECT_EQ(names({.state = FacilityState::Changed}).size(), 0u);
    expect_rebuilt();
}

INSTANTIATE_TEST_SUITE_P(Stores, RegistersContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
