// SPDX-License-Identifier: Apache-2.0
// What GDAL's driver reads of a tile, we read of it; what it writes, too.
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <map>
#include <memory>

#include "core/tile/mvt.hpp"
#include "core/tile/tile_id.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/random.hpp"
#include "tests/support/tile_builder.hpp"

namespace kongdi::tile {

namespace {

using Dataset = std::unique_ptr<GDALDataset>;

struct Opened {
    std::string path;
    ~Opened() { VSIUnlink(path.c_str()); }
};

/// Half the equator in EPSG:3857.
constexpr double kEdgeM = 20037508.342789244;

/// All points of a feature, in metres of EPSG:3857, in the order they are written.
void add_points(const OGRGeometry& geometry, std::vector<OGRRawPoint>& out) {
    const auto add_line = [&](const OGRSimpleCurve& line, int count) {
        for (int i = 0; i < count; ++i) out.push_back({line.getX(i), line.getY(i)});
    };
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPoint:
            out.push_back({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
            return;
        case wkbLineString:
            add_line(*geometry.toLineString(), geometry.toLineString()->getNumPoints());
            return;
        case wkbPolygon:
            // The ring's last point repeats the first.
            for (const OGRLinearRing* ring : *geometry.toPolygon())
                add_line(*ring, ring->getNumPoints() - 1);
            return;
        default:
            for (const OGRGeometry* part : *geometry.toGeometryCollection()) add_points(*part, out);
    }
}

void expect_same(const Tile& tile, const TileId& id, const std::string& path) {
    const char* drivers[] = {"MVT", nullptr};
    const char* options[] = {"CLIP=NO", nullptr};
    const Dataset data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, drivers, options, nullptr));
    ASSERT_TRUE(data) << CPLGetLastErrorMsg();
    ASSERT_EQ(static_cast<std::size_t>(data->GetLayerCount()), tile.layers.size());
    const double width = 2 * kEdgeM / std::exp2(id.z);
    std::size_t compared = 0;
    for (const Layer& layer : tile.layers) {
        OGRLayer* theirs = data->GetLayerByName(layer.name.c_str());
        ASSERT_NE(theirs, nullptr) << layer.name;
        ASSERT_EQ(static_cast<std::size_t>(theirs->GetFeatureCount()), layer.features.size());
        theirs->ResetReading();
        for (const Feature& ours : layer.features) {
            const std::unique_ptr<OGRFeature> other(theirs->GetNextFeature());
            ASSERT_TRUE(other);
            const int name = other->GetFieldIndex("name");
            if (name >= 0) {
                ASSERT_EQ(layer.text(ours, "name"), other->GetFieldAsString(name));
            }
            const int wide = other->GetFieldIndex("width");
            if (wide >= 0 && other->IsFieldSet(wide)) {
                ASSERT_EQ(layer.number_or(ours, "width", -1), other->GetFieldAsDouble(wide));
            }
            std::vector<OGRRawPoint> points;
            add_points(*other->GetGeometryRef(), points);
            std::size_t at = 0;
            for (const Part& part : ours.parts)
                for (const TilePoint point : part) {
                    ASSERT_LT(at, points.size());
                    const double x = -kEdgeM + width * (static_cast<double>(id.x) +
                                                        double(point.x) / layer.extent);
                    const double y = kEdgeM - width * (static_cast<double>(id.y) +
                                                       double(point.y) / layer.extent);
                    ASSERT_NEAR(points[at].x, x, 1e-6);
                    ASSERT_NEAR(points[at].y, y, 1e-6);
                    ++at;
                    ++compared;
                }
            ASSERT_EQ(at, points.size());
        }
    }
    EXPECT_GT(compared, 0);
}

Part square_at(std::int32_t x, std::int32_t y, std::int32_t size, bool hole) {
    Part ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}};
    if (hole) std::swap(ring[1], ring[3]);
    return ring;
}

}  // namespace

TEST(MvtGdal, reads_what_gdal_reads_of_random_tiles) {
    GDALAllRegister();
    tests::Random random(71);
    const TileId id{14, 13662, 6738};
    for (int round = 0; round < 60; ++round) {
        tests::LayerBuilder roads("road");
        tests::LayerBuilder areas("building");
        tests::LayerBuilder spots("facility");
        const auto whole = [&] { return static_cast<std::int32_t>(random.between(-60, 4150)); };
        for (std::size_t i = random.below(20) + 1; i-- > 0;) {
            Part line{{whole(), whole()}};
            for (std::size_t k = random.below(30) + 1; k-- > 0;) {
                TilePoint next{whole(), whole()};
                if (next == line.back()) ++next.x;
                line.push_back(next);
            }
            roads.add(Shape::Line, {line}, {{"name", "路" + std::to_string(random.below(1000))}},
                      static_cast<double>(random.between(1, 60)));
            const auto x = whole();
            const auto y = whole();
            std::vector<Part> rings{square_at(x, y, 200, false)};
            if (random.once_in(2)) rings.push_back(square_at(x + 20, y + 20, 50, true));
            if (random.once_in(3)) rings.push_back(square_at(x + 400, y, 90, false));
            areas.add(Shape::Polygon, rings, {{"name", std::to_string(i) + " 幢"}});
            spots.add(Shape::Point, {{{whole(), whole()}}});
        }
        const std::string bytes = roads.bytes() + areas.bytes() + spots.bytes();
        const Result<Tile> tile = read_mvt(bytes);
        ASSERT_TRUE(tile) << tile.error().path;
        const Opened file{"/vsimem/14/13662/6738.mvt"};
        VSIFCloseL(VSIFileFromMemBuffer(file.path.c_str(),
                                        reinterpret_cast<GByte*>(const_cast<char*>(bytes.data())),
                                        bytes.size(), FALSE));
        ASSERT_NO_FATAL_FAILURE(expect_same(*tile, id, file.path));
    }
}

TEST(MvtGdal, reads_what_gdal_writes) {
    GDALAllRegister();
    const char* options[] = {"FORMAT=DIRECTORY", "COMPRESS=NO", "MINZOOM=13", "MAXZOOM=15",
                             nullptr};
    GDALDriver* driver = GDALDriver::FromHandle(GDALGetDriverByName("MVT"));
    ASSERT_NE(driver, nullptr);
    {
        const Dataset data(
            driver->Create("/vsimem/made", 0, 0, 0, GDT_Unknown, const_cast<char**>(options)));
        ASSERT_TRUE(data) << CPLGetLastErrorMsg();
        OGRSpatialReference wgs84;
        wgs84.SetFromUserInput("EPSG:4326");
        wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        OGRLayer* layer = data->CreateLayer("road", &wgs84, wkbLineString, nullptr);
        OGRFieldDefn name("name", OFTString);
        OGRFieldDefn width("width", OFTReal);
        layer->CreateField(&name);
        layer->CreateField(&width);
        tests::Random random(72);
        for (int i = 0; i < 200; ++i) {
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField("name", ("路 " + std::to_string(i)).c_str());
            feature.SetField("width", 3.5 + i % 20);
            OGRLineString line;
            double lon = random.real(120.14, 120.18);
            double lat = random.real(30.25, 30.29);
            for (int k = 0; k < 12; ++k) {
                line.addPoint(lon, lat);
                lon += random.real(-0.002, 0.003);
                lat += random.real(-0.002, 0.002);
            }
            feature.SetGeometry(&line);
            ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        }
    }
    int tiles = 0;
    for (int z = 13; z <= 15; ++z) {
        const World low = to_world({120.14, 30.29});
        const World high = to_world({120.18, 30.25});
        for (const TileId& id : tiles_over({low, high}, z)) {
            const std::string path = "/vsimem/made" + tile_path("/{z}/{x}/{y}.pbf", id);
            vsi_l_offset size = 0;
            const GByte* bytes = VSIGetMemFileBuffer(path.c_str(), &size, FALSE);
            if (bytes == nullptr) continue;
            const Result<Tile> tile =
                read_mvt({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
            ASSERT_TRUE(tile) << tile.error().path;
            ASSERT_NO_FATAL_FAILURE(expect_same(*tile, id, path));
            ++tiles;
        }
    }
    EXPECT_GT(tiles, 10);
    VSIRmdirRecursive("/vsimem/made");
}

}  // namespace kongdi::tile
