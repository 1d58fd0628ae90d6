// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/base_map.hpp"

#include "core/base/text.hpp"
#include "tests/server/base_map/made_mbtiles.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {
namespace {

const tile::TileId kHere = tile::tile_at(to_world({120.155, 30.275}), 14);
constexpr std::string_view kSettings =
    R"({"tiles":"city.mbtiles","review_no":"浙S（2024）12号","source":"测绘院","datum":"GCJ-02"})";

std::string address_of(const tile::TileId& id) {
    return "/tiles/base/" + std::to_string(id.z) + "/" + std::to_string(id.x) + "/" +
           std::to_string(id.y);
}

class BaseMapTest : public ServerFixture {
protected:
    /// What it says of a file of tiles that is not what it should be.
    std::string complaint() {
        m_web.write("base_map.json", kSettings);
        const auto loaded = load_base_map((m_web.path() / "base_map.json").string());
        EXPECT_FALSE(loaded);
        if (loaded) return {};
        EXPECT_EQ(loaded.error().path, "/tiles");
        return loaded.error().detail;
    }
    void load(const std::vector<tile::TileId>& at) {
        make_mbtiles(file(), "png", at);
        m_web.write("base_map.json", kSettings);
        auto loaded = load_base_map((m_web.path() / "base_map.json").string());
        ASSERT_TRUE(loaded) << loaded.error().detail;
        m_base = *std::move(loaded);
        m_services.base_map = m_base.get();
    }
    std::filesystem::path file() const { return m_web.path() / "city.mbtiles"; }

    std::unique_ptr<BaseMap> m_base;
};

TEST_F(BaseMapTest, without_one_nothing_is_said_of_it_and_no_picture_is_had) {
    EXPECT_EQ(tree_of(get("/api/v1/map/about")).find("base"), nullptr);
    EXPECT_EQ(get(address_of(kHere)).status, 404);
}

TEST_F(BaseMapTest, its_number_and_source_are_told_with_its_pictures) {
    load({kHere, tile::ancestor(kHere, 9)});
    const auto about = api::map_about_of(tree_of(get("/api/v1/map/about")));
    ASSERT_TRUE(about);
    ASSERT_TRUE(about->base);
    EXPECT_EQ(about->base->review_no, "浙S（2024）12号");
    EXPECT_EQ(about->base->source.in("en"), "测绘院");
    EXPECT_EQ(about->base->datum, Datum::Gcj02);
    EXPECT_EQ(about->base->min_zoom, 9);
    EXPECT_EQ(about->base->max_zoom, 14);
    EXPECT_TRUE(about->base->tiles.starts_with("/tiles/base/{z}/{x}/{y}?v="));
}

TEST_F(BaseMapTest, a_phone_refuses_one_that_lacks_its_number_or_source) {
    load({kHere});
    const Value about = tree_of(get("/api/v1/map/about"));
    for (const char* member : {"review_no", "source", "tiles", "datum"}) {
        Value less = about;
        less.find("base")->erase(member);
        const auto read = api::map_about_of(less);
        ASSERT_TRUE(read);
        EXPECT_FALSE(read->base) << member;
    }
    Value elsewhere = about;
    elsewhere.find("base")->set("tiles", "https://tiles.example.org/{z}/{x}/{y}");
    EXPECT_FALSE(api::map_about_of(elsewhere)->base);
}

TEST_F(BaseMapTest, pictures_are_counted_from_the_north_and_kept_by_phones) {
    load({kHere});
    const Response there = get(address_of(kHere), {}, {{"v", "1"}});
    EXPECT_EQ(there.status, 200);
    EXPECT_EQ(there.body, kPng);
    EXPECT_EQ(there.header("Content-Type"), "image/png");
    EXPECT_NE(there.header("Cache-Control").find("immutable"), std::string_view::npos);
    EXPECT_EQ(get(address_of(kHere)).header("Cache-Control"), "no-cache");
    EXPECT_EQ(get(address_of({14, kHere.x + 1, kHere.y})).status, 204);
    EXPECT_EQ(get(address_of({13, kHere.x / 2, kHere.y / 2})).status, 404);
    for (const char* bad : {"/tiles/base/14/x/1", "/tiles/base/14/1/1.png", "/tiles/base/99/1/1",
                            "/tiles/base/14/16384/0", "/tiles/base/014/1/1"})
        EXPECT_EQ(get(bad).status, 404) << bad;
}

TEST_F(BaseMapTest, another_file_of_the_same_name_has_another_address) {
    load({kHere});
    const std::string before = m_base->about.tiles;
    m_base.reset();
    std::filesystem::remove(file());
    load({kHere, {14, kHere.x + 1, kHere.y}, {14, kHere.x + 2, kHere.y}});
    EXPECT_NE(m_base->about.tiles, before);
}

TEST_F(BaseMapTest, a_file_that_is_no_mbtiles_is_refused_with_the_reason) {
    EXPECT_NE(complaint().find("no file"), std::string::npos);
    m_web.write("city.mbtiles", "PNG or anything else that is long enough to have a header");
    EXPECT_NE(complaint().find("no MBTiles file"), std::string::npos);
    std::filesystem::remove(file());
    { Database empty(file().string(), Database::Use::Write, 100); }
    EXPECT_NE(complaint().find("no table metadata"), std::string::npos);
    std::filesystem::remove(file());
    make_mbtiles(file(), std::nullopt, {kHere});
    EXPECT_NE(complaint().find("format"), std::string::npos);
    std::filesystem::remove(file());
    make_mbtiles(file(), "tiff", {kHere});
    EXPECT_NE(complaint().find("tiff"), std::string::npos);
    std::filesystem::remove(file());
    make_mbtiles(file(), "png", {});
    EXPECT_NE(complaint().find("no tiles"), std::string::npos);
}

TEST_F(BaseMapTest, the_example_refuses_until_its_number_is_filled_in) {
    const std::filesystem::path example =
        std::filesystem::path(kongdi::tests::source_dir()) / "server/deploy/base_map.json";
    const auto loaded = load_base_map(example.string());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().path, "/review_no");
    EXPECT_EQ(load_base_map("/nowhere/base_map.json").error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace kongdi::server::tests
