// SPDX-License-Identifier: Apache-2.0
// Vector tiles of others as pictures: what lies where, by GDAL's reading of the PNG; tiles that
// GDAL made; tiles that are broken.
#include "server/base_map/vector_images.hpp"

#include <gdal_priv.h>
#include <zlib.h>

#include <array>

#include "server/base_map/base_map.hpp"
#include "server/base_map/ground.hpp"
#include "server/base_map/vector_picture.hpp"
#include "server/tiles/tile_writer.hpp"
#include "tests/server/base_map/made_mbtiles.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr tile::TileId kTile{14, 13658, 6744};
constexpr std::int32_t kHalf = 2048;
using Dot = std::array<int, 3>;
constexpr Dot kGroundDot{0xF0, 0xED, 0xE5};
constexpr Dot kWaterDot{0xCF, 0xE3, 0xEA};
constexpr Dot kGreenDot{0xD5, 0xE6, 0xD2};
constexpr Dot kWhiteDot{0xFF, 0xFF, 0xFF};

TileShape square(std::int32_t west, std::int32_t north, std::int32_t side) {
    return {
        TileShapeKind::Area,
        {{{west, north}, {west + side, north}, {west + side, north + side}, {west, north + side}}}};
}

/// What is drawn, dot by dot.
class Dots {
public:
    explicit Dots(const std::string& png) {
        GDALAllRegister();
        const char* const name = "/vsimem/kongdi_picture.png";
        std::string bytes = png;
        VSIFCloseL(VSIFileFromMemBuffer(name, reinterpret_cast<GByte*>(bytes.data()), bytes.size(),
                                        FALSE));
        auto* const data = GDALDataset::Open(name, GDAL_OF_RASTER);
        if (data != nullptr) {
            m_side = data->GetRasterXSize();
            const auto count = static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side);
            for (int band = 0; band < 3; ++band) {
                auto& values = m_bands[static_cast<std::size_t>(band)];
                values.resize(count);
                const CPLErr done = data->GetRasterBand(band + 1)->RasterIO(
                    GF_Read, 0, 0, m_side, m_side, values.data(), m_side, m_side, GDT_Byte, 0, 0);
                EXPECT_EQ(done, CE_None);
            }
            GDALClose(data);
        }
        VSIUnlink(name);
    }
    int side() const { return m_side; }
    Dot at(int x, int y) const {
        Dot out{};
        for (std::size_t band = 0; band < 3; ++band)
            out[band] = m_bands[band][static_cast<std::size_t>(y * m_side + x)];
        return out;
    }
    std::size_t count(const Dot& wanted) const {
        std::size_t out = 0;
        for (int y = 0; y < m_side; ++y)
            for (int x = 0; x < m_side; ++x) out += at(x, y) == wanted ? 1 : 0;
        return out;
    }

private:
    int m_side = 0;
    std::array<std::vector<unsigned char>, 3> m_bands;
};

/// Water in the north-west, a park in the south-east, a road from west to east through the middle.
std::string city_tile() {
    std::string out;
    TileLayer water(out, "water");
    water.add({.id = 1, .kind = "lake"}, square(0, 0, kHalf));
    water.finish();
    TileLayer land(out, "landuse");
    land.add({.id = 2, .kind = "park"}, square(kHalf, kHalf, kHalf));
    land.add({.id = 3, .kind = "military"}, square(kHalf, 0, kHalf));
    land.finish();
    TileLayer roads(out, "transportation");
    roads.add({.id = 4, .name = "文一路", .kind = "secondary"},
              {TileShapeKind::Line, {{{-100, kHalf}, {4196, kHalf}}}});
    roads.finish();
    TileLayer shops(out, "poi");
    shops.add({.id = 5, .name = "小卖部"}, {TileShapeKind::Point, {{{3000, 1000}}}});
    shops.finish();
    return out;
}

Dots drawn(const std::string& bytes, const tile::TileId& cell = kTile) {
    const auto vectors = tile::read_mvt(bytes);
    EXPECT_TRUE(vectors);
    auto png = vector_picture(*vectors, kTile, cell);
    EXPECT_TRUE(png);
    return Dots(*png);
}

std::string gzipped(std::string_view bytes) {
    z_stream stream = {};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

class OneTile : public TileImages {
public:
    OneTile(std::string bytes, int& asked) : m_bytes(std::move(bytes)), m_asked(asked) {}
    Result<std::string> image(const tile::TileId& id) override {
        ++m_asked;
        return id == kTile ? m_bytes : std::string();
    }

private:
    std::string m_bytes;
    int& m_asked;
};

}  // namespace

TEST(VectorPicture, what_is_where_in_the_tile_is_there_in_the_picture) {
    const Dots dots = drawn(city_tile());
    ASSERT_EQ(dots.side(), kPictureDots);
    EXPECT_EQ(dots.at(100, 100), kWaterDot);
    EXPECT_EQ(dots.at(400, 400), kGreenDot);
    EXPECT_EQ(dots.at(400, 100), kGroundDot) << "what no map of ours shows is left out";
    EXPECT_EQ(dots.at(100, 400), kGroundDot);
    EXPECT_EQ(dots.at(20, 256), kWhiteDot) << "the road";
}

TEST(VectorPicture, a_part_of_a_tile_is_drawn_as_large_as_a_whole_one) {
    const tile::TileId south_east{15, kTile.x * 2 + 1, kTile.y * 2 + 1};
    const Dots part = drawn(city_tile(), south_east);
    EXPECT_EQ(part.at(256, 300), kGreenDot);
    EXPECT_EQ(part.count(kWaterDot), 0u);
    const tile::TileId nearer{17, kTile.x * 8 + 3, kTile.y * 8 + 3};
    const Dots near = drawn(city_tile(), nearer);
    EXPECT_EQ(near.at(100, 100), kWaterDot);
    EXPECT_EQ(near.at(100, 510), kWhiteDot) << "the road lies along its edge";
}

TEST(VectorPicture, a_name_is_whole_or_not_there) {
    const auto dark = [](std::int32_t x) {
        std::string bytes;
        TileLayer places(bytes, "place");
        places.add({.id = 1, .name = "翠苑街道"}, {TileShapeKind::Point, {{{x, kHalf}}}});
        places.finish();
        const Dots dots = drawn(bytes);
        std::size_t out = 0;
        for (int y = 0; y < kPictureDots; ++y)
            for (int at = 0; at < kPictureDots; ++at) out += dots.at(at, y)[0] < 0x60 ? 1 : 0;
        return out;
    };
    const std::size_t whole = dark(kHalf);
    EXPECT_GT(whole, 200u);
    EXPECT_EQ(dark(20), 0u) << "it would be cut";
    EXPECT_EQ(dark(4080), 0u);
    EXPECT_EQ(dark(kHalf + 80), whole) << "elsewhere it is the same";
}

TEST(VectorPicture, a_letter_that_no_font_has_spoils_no_picture) {
    std::string bytes = city_tile();
    TileLayer places(bytes, "place");
    places.add({.id = 1, .name = "\xF3\xB0\x80\x81"}, {TileShapeKind::Point, {{{1000, 3000}}}});
    places.finish();
    EXPECT_EQ(drawn(bytes).at(100, 100), kWaterDot);
}

TEST(VectorPicture, layers_are_known_by_the_names_of_the_usual_schemas) {
    const struct {
        const char* layer;
        const char* kind;
        tile::Shape shape;
        Ground ground;
    } rows[] = {
        {"water", "ocean", tile::Shape::Polygon, Ground::Water},
        {"ocean", "", tile::Shape::Polygon, Ground::Water},
        {"waterway", "river", tile::Shape::Line, Ground::WaterLine},
        {"landcover", "wood", tile::Shape::Polygon, Ground::Green},
        {"land", "residential", tile::Shape::Polygon, Ground::Built},
        {"park", "", tile::Shape::Polygon, Ground::Green},
        {"transportation", "motorway", tile::Shape::Line, Ground::MainRoad},
        {"roads", "minor_road", tile::Shape::Line, Ground::Road},
        {"streets", "footway", tile::Shape::Line, Ground::Path},
        {"transportation", "rail", tile::Shape::Line, Ground::Rail},
        {"transportation", "ferry", tile::Shape::Line, Ground::None},
        {"building", "", tile::Shape::Polygon, Ground::Building},
        {"boundaries", "", tile::Shape::Line, Ground::Boundary},
        {"housenumber", "", tile::Shape::Point, Ground::None},
        {"place", "town", tile::Shape::Point, Ground::None},  // without a name
    };
    for (const auto& row : rows) {
        tile::Layer layer{.name = row.layer, .keys = {"class"}, .values = {std::string(row.kind)}};
        tile::Feature feature{.shape = row.shape};
        if (*row.kind != '\0') feature.tags = {{0, 0}};
        EXPECT_EQ(ground_of(layer, feature), row.ground) << row.layer << " " << row.kind;
    }
    const tile::Layer places{.name = "place",
                             .keys = {"name", "name:zh"},
                             .values = {std::string("Hangzhou"), std::string("杭州市")}};
    const tile::Feature both{.tags = {{0, 0}, {1, 1}}};
    EXPECT_EQ(name_of(places, both), "杭州市");
    EXPECT_EQ(ground_of(places, both), Ground::PlaceName);
}

TEST(VectorImages, each_is_drawn_once_and_nearer_ones_of_the_nearest_tile) {
    int asked = 0;
    VectorImages images(std::make_unique<OneTile>(gzipped(city_tile()), asked), kTile.z);
    const auto first = images.image(kTile);
    ASSERT_TRUE(first);
    EXPECT_EQ(image_type(*first), "image/png");
    EXPECT_EQ(images.image(kTile).value(), *first);
    EXPECT_EQ(asked, 1);
    const tile::TileId north_west{16, kTile.x * 4, kTile.y * 4};
    EXPECT_EQ(Dots(images.image(north_west).value()).count(kWaterDot),
              std::size_t{kPictureDots} * kPictureDots);
    EXPECT_EQ(images.image({14, 1, 1}).value(), "") << "where the source has nothing";
}

TEST(VectorImages, a_tile_that_cannot_be_read_is_no_picture) {
    const std::string good = gzipped(city_tile());
    std::string huge;
    TileLayer places(huge, "place");
    places.add({.id = 1, .name = std::string(5'000'000, 'a')}, {TileShapeKind::Point, {{{1, 1}}}});
    places.finish();
    for (const std::string& bytes :
         {good.substr(0, good.size() / 2), std::string("\x1f\x8b\x08 broken"), gzipped(huge),
          gzipped("no tile"), std::string("no tile")}) {
        int asked = 0;
        VectorImages images(std::make_unique<OneTile>(bytes, asked), kTile.z);
        const auto got = images.image(kTile);
        ASSERT_TRUE(got);
        EXPECT_EQ(*got, "") << bytes.size();
    }
    EXPECT_EQ(unzipped_tile(good).value(), city_tile());
    EXPECT_FALSE(unzipped_tile(gzipped(huge)));
}

TEST(VectorImages, a_file_that_gdal_made_is_drawn) {
    const TemporaryFolder folder;
    folder.write("water.geojson",
                 R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                 R"("geometry":{"type":"Polygon","coordinates":[[[120.1,30.2],[120.2,30.2],)"
                 R"([120.2,30.3],[120.1,30.3],[120.1,30.2]]]}}]})");
    const std::string made = (folder.path() / "city.mbtiles").string();
    const std::string command = "ogr2ogr -f MBTILES -dsco MINZOOM=10 -dsco MAXZOOM=13 -nln water " +
                                made + " " + (folder.path() / "water.geojson").string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    folder.write("base_map.json",
                 R"({"tiles":"city.mbtiles","review_no":"浙S（2024）12号","source":"测绘院",)"
                 R"("datum":"WGS-84"})");
    const auto map = load_base_map((folder.path() / "base_map.json").string());
    ASSERT_TRUE(map) << map.error().detail;
    EXPECT_EQ((*map)->about.min_zoom, 10);
    EXPECT_EQ((*map)->about.max_zoom, kMostDrawnZoom);
    for (const int zoom : {12, 13, 17}) {
        const auto png = (*map)->images->image(tile::tile_at(to_world({120.15, 30.25}), zoom));
        ASSERT_TRUE(png);
        EXPECT_EQ(Dots(*png).at(256, 256), kWaterDot) << zoom;
    }
}

}  // namespace kongdi::server::tests
