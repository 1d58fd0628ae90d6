// SPDX-License-Identifier: Apache-2.0
// What every store does with layers of the map, tried on each.
#include "server/storage/map_rows.hpp"

#include <chrono>
#include <future>

#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class MapContract : public ::testing::TestWithParam<StoreKind> {
protected:
    std::string derived() { return m_storage->derived_text().value_or("unreadable"); }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

INSTANTIATE_TEST_SUITE_P(Stores, MapContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

/// A square somewhere in the city, with a name.
Feature named_square(std::string_view name, double west) {
    const Polygon square{
        {{{west, 30.27}, {west + 0.001, 30.27}, {west + 0.001, 30.271}, {west, 30.271}}}};
    return {MultiPolygon{square}, Value::map({{"name", name}})};
}

std::vector<std::string> names_of(Storage& storage, const MapRowQuery& query) {
    const auto rows = storage.map_rows(query);
    std::vector<std::string> out;
    if (!rows) return {rows.error().detail};
    for (const MapRow& row : *rows) out.push_back(row.name);
    return out;
}

std::vector<std::string> names_on_map(Storage& storage) {
    return names_of(storage, {"building", {120, 30, 121, 31}, 0, 100});
}

TEST_P(MapContract, its_box_is_that_of_its_communities_and_follows_each_import) {
    const auto west = [&] { return m_storage->map_box()->west; };
    const std::array<Feature, 1> far{named_square("城外", 119.5)};
    ASSERT_TRUE(m_storage->import_features("building", "survey", far, kNowMs));
    EXPECT_NEAR(west(), 119.5, 1e-4) << "there is nothing else";
    import_square(*m_storage);
    EXPECT_NEAR(west(), 120.15, 1e-4);
    EXPECT_NEAR(m_storage->map_box()->east, 120.16, 1e-4);
    const std::array<Feature, 1> farther{named_square("更远", 119.0)};
    ASSERT_TRUE(m_storage->import_features("building", "other", farther, kNowMs));
    EXPECT_NEAR(west(), 120.15, 1e-4);
    const auto imports = m_storage->imports(10);
    ASSERT_TRUE(imports);
    for (const auto& one : *imports)
        if (one.role == "community") {
            ASSERT_TRUE(m_storage->undo_import(one.id, "p", kNowMs + 1));
        }
    EXPECT_NEAR(west(), 119.0, 1e-4);
}

TEST_P(MapContract, what_an_import_replaced_comes_back_when_it_is_undone) {
    const auto put = [&](std::string_view name) {
        const std::array<Feature, 1> one{named_square(name, 120.151)};
        ASSERT_TRUE(m_storage->import_features("building", "survey", one, kNowMs));
    };
    put("一");
    put("二");
    EXPECT_EQ(names_on_map(*m_storage), (std::vector<std::string>{"二"}));
    auto list = *m_storage->imports(10);
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[1].state, ImportState::Replaced);
    EXPECT_EQ(m_storage->undo_import(list[1].id, "p", kNowMs).error().code,
              ErrorCode::ImportReplaced);
    const auto undone = m_storage->undo_import(list[0].id, "p", kNowMs + 1);
    ASSERT_TRUE(undone) << undone.error().detail;
    EXPECT_EQ(names_on_map(*m_storage), (std::vector<std::string>{"一"}));
    EXPECT_EQ(m_storage->undo_import(list[0].id, "p", kNowMs).error().code,
              ErrorCode::ImportReplaced);
    EXPECT_EQ(m_storage->undo_import(999, "p", kNowMs).error().code, ErrorCode::NotFound);
    // One step back is kept: with two more the first is gone for good.
    put("三");
    put("四");
    list = *m_storage->imports(10);
    EXPECT_EQ(list[3].state, ImportState::Gone);
    ASSERT_TRUE(m_storage->undo_import(list[0].id, "p", kNowMs));
    ASSERT_TRUE(m_storage->undo_import(list[1].id, "p", kNowMs));
    EXPECT_TRUE(names_on_map(*m_storage).empty());
    const std::string before = derived();
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(derived(), before);
    EXPECT_TRUE(names_on_map(*m_storage).empty());
}

TEST_P(MapContract, layers_come_together_or_not_at_all) {
    struct BrokenRows final : FeatureRows {
        Result<void> begin() override { return {}; }
        Result<bool> next(Feature& row) override {
            if (++m_count > 700) return Error{ErrorCode::LayerUnreadable, "", "row 701"};
            row = named_square("楼", 120.151);
            return true;
        }
        int m_count = 0;
    } broken;
    const std::vector<CommunityName> codes{{"330106001051", "翠苑一区", "翠苑街道", "西湖区"}};
    const std::array<NewLayer, 2> layers{NewLayer{"code_list", "list", "p", nullptr, codes},
                                         NewLayer{"building", "b", "p", &broken, {}}};
    const std::string before = derived();
    const auto done = m_storage->import_layers(layers, kNowMs);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::LayerUnreadable);
    EXPECT_EQ(derived(), before);
    EXPECT_TRUE(names_on_map(*m_storage).empty());
    EXPECT_TRUE(m_storage->known_communities()->empty());
}

TEST_P(MapContract, others_write_while_a_layer_is_read) {
    import_square(*m_storage);
    struct SlowRows final : FeatureRows {
        explicit SlowRows(std::function<bool()> write) : m_write(std::move(write)) {}
        Result<void> begin() override { return {}; }
        Result<bool> next(Feature& row) override {
            if (m_writing.valid()) return false;
            m_writing = std::async(std::launch::async, m_write);
            m_waited = m_writing.wait_for(std::chrono::seconds(20)) != std::future_status::ready;
            row = named_square("楼", 120.151);
            return true;
        }
        std::function<bool()> m_write;
        std::future<bool> m_writing;
        bool m_waited = true;
    };
    SlowRows slow([this] {
        FacilityFacts facts;
        facts.kind = "ELD01";
        facts.name = "翠苑";
        facts.point = {120.155, 30.274};
        const std::string id = RecordBuilder().number(40).build().text("id");
        return m_storage->submit(submission_to(*m_storage, 1)) &&
               m_storage->file_facility(id, facts, {Role::Worker, "w"}, kNowMs);
    });
    const NewLayer layer{"building", "b", "p", &slow, {}};
    const auto done = m_storage->import_layers({&layer, 1}, kNowMs);
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_FALSE(slow.m_waited) << "nobody waits for a file that is being read";
    EXPECT_TRUE(slow.m_writing.get());
    EXPECT_EQ(names_on_map(*m_storage), (std::vector<std::string>{"楼"}));
}

TEST_P(MapContract, a_layer_keeps_its_rows_as_they_came_with_all_that_is_said_of_them) {
    std::vector<Feature> many;
    for (int i = 0; i < 1'203; ++i) {
        many.push_back(named_square("楼" + std::to_string(i), 120.15 + i * 1e-5));
        many.back().properties.set("people", i);
    }
    many[600].properties.set("name", std::string("一\n二\"\\") + std::string(3'000, 'x'));
    ASSERT_EQ(*m_storage->import_features("building", "survey", many, kNowMs), 1'203);
    const auto rows = m_storage->features_after(0, 2'000);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), many.size());
    for (std::size_t i = 0; i < many.size(); ++i) {
        EXPECT_EQ(geometry_tree((*rows)[i].feature.geometry), geometry_tree(many[i].geometry)) << i;
        EXPECT_EQ((*rows)[i].feature.properties, many[i].properties) << i;
    }
}

TEST_P(MapContract, a_community_without_its_code_leaves_all_as_it_was) {
    import_square(*m_storage);
    Feature nameless = square_community();
    nameless.properties.erase("code");
    const std::array<Feature, 2> both{square_community(), nameless};
    const std::string before = derived();
    const auto done = m_storage->import_features("community", "other", both, kNowMs);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::CommunityCode);
    EXPECT_EQ(derived(), before);
}

TEST_P(MapContract, a_list_of_codes_is_known_until_it_is_undone) {
    import_square(*m_storage);
    const std::vector<CommunityName> codes{{"330106001051", "翠苑一区", "翠苑街道", "西湖区"},
                                           {"330106001052", "翠苑二区", "翠苑街道", "西湖区"}};
    const NewLayer list{"code_list", "villages", "p", nullptr, codes};
    const auto done = m_storage->import_layers({&list, 1}, kNowMs);
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(done->front().features, 2);
    EXPECT_EQ(*m_storage->known_communities(), codes);
    const std::string before = derived();
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(derived(), before);
    ASSERT_TRUE(m_storage->undo_import(done->front().id, "p", kNowMs));
    ASSERT_EQ(m_storage->known_communities()->size(), 1u);
    EXPECT_EQ(m_storage->known_communities()->front().name, "翠苑一区社区");
}

TEST_P(MapContract, a_community_of_an_undone_import_is_the_former_one_again) {
    import_square(*m_storage);
    Feature renamed = square_community();
    renamed.properties.set("name", "新名社区");
    const std::array<Feature, 1> one{renamed};
    ASSERT_TRUE(m_storage->import_features("community", "other", one, kNowMs));
    EXPECT_EQ(m_storage->communities()->at(0).name, "新名社区");
    ASSERT_TRUE(m_storage->undo_import(m_storage->imports(1)->front().id, "p", kNowMs));
    EXPECT_EQ(m_storage->communities()->at(0).name, "翠苑一区社区");
    ASSERT_TRUE(m_storage->undo_import(m_storage->imports(2)->back().id, "p", kNowMs));
    EXPECT_TRUE(m_storage->communities()->empty());
    EXPECT_FALSE(*m_storage->community_at({120.1551, 30.2741}));
}

TEST_P(MapContract, a_tile_is_kept_until_its_layer_changes) {
    const TileAddress buildings{"building", 15, 27320, 13530};
    const TileAddress roads{"road", 15, 27320, 13530};
    const std::string bytes("a\0b\xff", 4);
    const auto version = *m_storage->map_version();
    ASSERT_TRUE(m_storage->keep_tile(buildings, {bytes, "p"}, version));
    ASSERT_TRUE(m_storage->keep_tile(roads, {"roads", ""}, version));
    EXPECT_EQ((*m_storage->kept_tile(buildings))->bytes, bytes);
    EXPECT_EQ((*m_storage->kept_tile(roads))->packed, "");
    const std::array<Feature, 1> one{named_square("楼", 120.151)};
    ASSERT_TRUE(m_storage->import_features("building", "b", one, kNowMs));
    EXPECT_FALSE(*m_storage->kept_tile(buildings));
    EXPECT_TRUE(*m_storage->kept_tile(roads));
    EXPECT_GT(*m_storage->map_version(), version);
    // What was made of the old version comes too late.
    ASSERT_TRUE(m_storage->keep_tile(buildings, {bytes, ""}, version));
    EXPECT_FALSE(*m_storage->kept_tile(buildings));
    ASSERT_EQ(m_storage->role_counts()->size(), 1u);
    EXPECT_EQ(m_storage->role_counts()->front().features, 1);
}

TEST_P(MapContract, rows_of_a_tile_are_large_ones_first_and_points_whatever_the_size) {
    Feature large = named_square("大", 120.152);
    std::get<MultiPolygon>(large.geometry)[0].rings[0][1].lon += 0.01;
    const std::array<Feature, 3> features{
        named_square("小", 120.151), large,
        Feature{Wgs84Point{120.153, 30.2705}, Value::map({{"name", "点"}})}};
    ASSERT_TRUE(m_storage->import_features("facility", "f", features, kNowMs));
    for (const Box& box : {Box{120.15, 30.26, 120.16, 30.28}, Box{120, 30, 121, 31}})
        EXPECT_EQ(names_of(*m_storage, {"facility", box, 0.005, 100}),
                  (std::vector<std::string>{"大", "点"}));
    EXPECT_EQ(m_storage->map_rows({"facility", {120, 30, 121, 31}, 0, 1})->size(), 1u);
    EXPECT_TRUE(m_storage->map_rows({"facility", {10, 10, 11, 11}, 0, 9})->empty());
}

}  // namespace

}  // namespace kongdi::server::tests
