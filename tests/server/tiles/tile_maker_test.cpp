// SPDX-License-Identifier: Apache-2.0
#include "server/tiles/tile_maker.hpp"

#include <brotli/decode.h>

#include <map>
#include <set>

#include "server/demo/demo.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/server/tiles/gdal_tile.hpp"

namespace kongdi::server::tests {

namespace {

using TilesTest = ServerFixture;

constexpr std::string_view kOfSquare = "/tiles/community/15/27320/13490.mvt";

std::string unpacked(const std::string& bytes) {
    std::string out(4u << 20, '\0');
    std::size_t size = out.size();
    EXPECT_EQ(
        BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                &size, reinterpret_cast<std::uint8_t*>(out.data())),
        BROTLI_DECODER_RESULT_SUCCESS);
    out.resize(size);
    return out;
}

TEST_F(TilesTest, a_tile_has_the_communities_with_their_codes_and_nothing_about_people) {
    Feature square = square_community();
    square.properties.set("people", 4217);
    const std::array<Feature, 1> one{square};
    ASSERT_TRUE(storage().import_features("community", "test", one, kNowMs));
    const Response response = get(std::string(kOfSquare));
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Content-Type"), "application/vnd.mapbox-vector-tile");
    auto read = read_with_gdal(response.body, {15, 27320, 13490});
    ASSERT_EQ(read.size(), 1u);
    const ReadFeature& feature = read.begin()->second;
    EXPECT_EQ(feature.layer, "community");
    EXPECT_EQ(feature.fields.at("code"), kCommunityCode);
    EXPECT_EQ(feature.fields.at("name"), "翠苑一区社区");
    EXPECT_EQ(feature.fields.size(), 3u) << "and the id";
    EXPECT_EQ(response.body.find("people"), std::string::npos);
    EXPECT_EQ(get("/tiles/map/15/27320/13490.mvt").body, response.body);
}

TEST_F(TilesTest, a_tile_that_is_known_is_not_sent_again_until_an_import_changes_it) {
    const Response first = get(std::string(kOfSquare));
    const std::string tag(first.header("ETag"));
    ASSERT_FALSE(tag.empty());
    EXPECT_NE(first.header("Cache-Control").find("stale-while-revalidate"), std::string_view::npos);
    const Response again = get(std::string(kOfSquare), {{"If-None-Match", tag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
    const std::string version = tree_of(get("/api/v1/map/about")).text("version");
    Feature renamed = square_community();
    renamed.properties.set("name", "新名社区");
    const std::array<Feature, 1> one{renamed};
    ASSERT_TRUE(storage().import_features("community", "test", one, kNowMs));
    EXPECT_EQ(get(std::string(kOfSquare), {{"If-None-Match", tag}}).status, 200);
    EXPECT_NE(tree_of(get("/api/v1/map/about")).text("version"), version);
    ASSERT_TRUE(storage().undo_import(storage().imports(1)->front().id, "p", kNowMs));
    EXPECT_EQ(get(std::string(kOfSquare), {{"If-None-Match", tag}}).status, 304);
}

TEST_F(TilesTest, brotli_is_sent_where_it_is_taken_and_helps) {
    std::vector<Feature> many;
    for (int i = 0; i < 200; ++i) {
        Feature one = square_community();
        for (Wgs84Point& p : std::get<MultiPolygon>(one.geometry)[0].rings[0]) p.lon += i * 1e-5;
        one.properties.set("name", "楼" + std::to_string(i));
        many.push_back(one);
    }
    ASSERT_TRUE(storage().import_features("building", "many", many, kNowMs));
    const std::string path = "/tiles/building/15/27320/13490.mvt";
    const Response plain = get(path);
    const Response packed = get(path, {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(plain.header("Content-Encoding"), "");
    EXPECT_EQ(packed.header("Content-Encoding"), "br");
    EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
    EXPECT_LT(packed.body.size(), plain.body.size());
    EXPECT_EQ(unpacked(packed.body), plain.body);
    EXPECT_NE(packed.header("ETag"), plain.header("ETag"));
    EXPECT_EQ(read_with_gdal(plain.body, {15, 27320, 13490}).size(), many.size());
}

TEST_F(TilesTest, nothing_there_is_204_and_no_such_tile_is_404) {
    EXPECT_EQ(get("/tiles/map/15/27000/13490.mvt").status, 204);
    EXPECT_EQ(get("/tiles/road/15/27320/13490.mvt").status, 204);
    EXPECT_EQ(get("/tiles/community/8/255/255.mvt").status, 204);
    for (const std::string path : {"/tiles/map/7/1/1.mvt",
                                   "/tiles/map/16/1/1.mvt",
                                   "/tiles/map/8/256/1.mvt",
                                   "/tiles/map/8/1/256.mvt",
                                   "/tiles/map/8/-1/1.mvt",
                                   "/tiles/map/8/1/-1.mvt",
                                   "/tiles/map/08/1/1.mvt",
                                   "/tiles/map/8/01/1.mvt",
                                   "/tiles/map/8/1/1",
                                   "/tiles/map/8/1/.mvt",
                                   "/tiles/map/8/1/1.mvt.mvt",
                                   "/tiles/map/8/1/1.pbf",
                                   "/tiles/map/8/1e0/1.mvt",
                                   "/tiles/map/8/ 1/1.mvt",
                                   "/tiles/map/8/99999999999999999999/1.mvt",
                                   "/tiles/street/8/1/1.mvt",
                                   "/tiles/people/8/1/1.mvt",
                                   "/tiles/..%2F/8/1/1.mvt",
                                   "/tiles/code_list/8/1/1.mvt",
                                   "/tiles/'; DROP TABLE tiles; --/8/1/1.mvt",
                                   "/tiles/map/8/1",
                                   "/tiles",
                                   "/tiles/map"}) {
        const Response response = get(path);
        EXPECT_EQ(response.status, 404) << path;
        EXPECT_EQ(tree_of(response).text("code"), "not_found") << path;
    }
}

TEST_F(TilesTest, asking_for_tiles_without_anything_keeps_none) {
    for (int x = 0; x < 50; ++x)
        EXPECT_EQ(get("/tiles/map/15/" + std::to_string(x) + "/9.mvt").status, 204);
    EXPECT_EQ(get(std::string(kOfSquare)).status, 200);
    Database file((m_folder.path() / "data" / kSqliteFile).string(), Database::Use::Read, 50);
    Statement count = file.prepare("SELECT count(*) FROM tiles");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.whole(0), 1);
}

TEST_F(TilesTest, the_map_says_what_there_is_of_it) {
    const Value about = tree_of(get("/api/v1/map/about"));
    EXPECT_EQ(about["min_zoom"].int_or(0), 8);
    EXPECT_EQ(about["max_zoom"].int_or(0), 15);
    EXPECT_EQ(about.text("tiles"), "/tiles/map/{z}/{x}/{y}.mvt");
    ASSERT_EQ(about.items("roles").size(), 1u);
    EXPECT_EQ(about.items("roles")[0].text("role"), "community");
    EXPECT_EQ(about.items("roles")[0]["features"].int_or(0), 1);
    EXPECT_NEAR(about.items("box")[0].number_or(0), 120.15, 1e-4);
    ASSERT_TRUE(storage().undo_import(storage().imports(1)->front().id, "p", kNowMs));
    const Value empty = tree_of(get("/api/v1/map/about"));
    EXPECT_TRUE(empty["box"].is_null());
    EXPECT_TRUE(empty.items("roles").empty());
}

TEST_F(TilesTest, the_demo_city_is_all_there_in_its_nearest_tiles) {
    demo::Options options;
    options.communities = 2;
    options.now_ms = kNowMs;
    ASSERT_TRUE(demo::fill_city(storage(), catalogue(), options, [](std::string_view) {}));
    ASSERT_TRUE(storage().undo_import(storage().imports(10000)->back().id, "", kNowMs));
    // What is drawn may lie around the communities.
    constexpr double kAround = 0.02;
    Box box = *storage().map_box();
    box = {box.west - kAround, box.south - kAround, box.east + kAround, box.north + kAround};
    std::map<std::string, std::set<std::int64_t>> ids;
    const std::int64_t all = std::int64_t{1} << 15;
    for (std::int64_t x = 0; x < all; ++x) {
        if (!box_of(TilePlace{15, x, 13500}).touches({box.west, -90, box.east, 90})) continue;
        for (std::int64_t y = 13000; y < 14000; ++y) {
            const TilePlace place{15, x, y};
            if (!box_of(place).touches(box)) continue;
            const auto tile = tile_of(storage(), "map", place);
            ASSERT_TRUE(tile);
            if (tile->bytes.empty()) continue;
            for (const auto& [id, feature] : read_with_gdal(tile->bytes, place))
                ids[feature.layer].insert(id);
        }
    }
    const auto counts = storage().role_counts();
    ASSERT_TRUE(counts);
    for (const RoleCount& one : *counts) {
        if (!is_tile_layer(one.role)) continue;
        EXPECT_EQ(static_cast<std::int64_t>(ids[one.role].size()), one.features) << one.role;
    }
    EXPECT_GT(ids["building"].size(), 50u);
}

}  // namespace

}  // namespace kongdi::server::tests
