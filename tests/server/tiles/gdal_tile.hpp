// SPDX-License-Identifier: Apache-2.0
// A tile as GDAL's MVT driver reads it, and what GEOS leaves of a geometry in one.
#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <map>
#include <memory>
#include <string>

#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/tiles/tile_grid.hpp"

namespace kongdi::server::tests {

using OgrGeometry = std::unique_ptr<OGRGeometry>;

struct ReadFeature {
    std::string layer = {};
    OgrGeometry geometry = {};  // EPSG:3857
    std::map<std::string, std::string> fields = {};
};

/// Features by their id. A bad tile fails the test.
inline std::map<std::int64_t, ReadFeature> read_with_gdal(const std::string& bytes,
                                                          const TilePlace& place) {
    GDALAllRegister();
    std::map<std::int64_t, ReadFeature> out;
    const std::string file = "/vsimem/kongdi_tile.mvt";
    std::string copy = bytes;
    VSIFCloseL(VSIFileFromMemBuffer(file.c_str(), reinterpret_cast<GByte*>(copy.data()),
                                    copy.size(), FALSE));
    const std::string x = "X=" + std::to_string(place.x);
    const std::string y = "Y=" + std::to_string(place.y);
    const std::string z = "Z=" + std::to_string(place.z);
    const char* drivers[] = {"MVT", nullptr};
    const char* options[] = {x.c_str(), y.c_str(), z.c_str(), "CLIP=NO", nullptr};
    const std::unique_ptr<GDALDataset> tile(
        GDALDataset::Open(("MVT:" + file).c_str(), GDAL_OF_VECTOR, drivers, options, nullptr));
    EXPECT_TRUE(tile) << CPLGetLastErrorMsg();
    for (int i = 0; tile && i < tile->GetLayerCount(); ++i) {
        OGRLayer* layer = tile->GetLayer(i);
        for (const auto& feature : layer) {
            ReadFeature one;
            one.layer = layer->GetName();
            one.geometry.reset(feature->StealGeometry());
            for (int f = 0; f < feature->GetFieldCount(); ++f)
                if (feature->IsFieldSetAndNotNull(f))
                    one.fields[feature->GetFieldDefnRef(f)->GetNameRef()] =
                        feature->GetFieldAsString(f);
            const std::int64_t id = std::stoll("0" + one.fields["mvt_id"]);
            EXPECT_TRUE(out.emplace(id, std::move(one)).second) << "an id twice: " << id;
        }
    }
    VSIUnlink(file.c_str());
    return out;
}

/// Of GeoJSON, in metres of Web Mercator.
inline OgrGeometry in_mercator(const Geometry& geometry) {
    OgrGeometry out(
        OGRGeometryFactory::createFromGeoJson(write_json(geometry_tree(geometry)).c_str()));
    OGRSpatialReference wgs84, mercator;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    mercator.importFromEPSG(3857);
    out->assignSpatialReference(&wgs84);
    EXPECT_EQ(out->transformTo(&mercator), OGRERR_NONE);
    out->assignSpatialReference(nullptr);
    return out;
}

/// Metres of a unit, and the tile with its buffer, both in Web Mercator.
inline double unit_m(const TilePlace& place) {
    return 2 * 20037508.342789244 / static_cast<double>(std::int64_t{1} << place.z) / kTileExtent;
}

inline OgrGeometry square_of(const TilePlace& place) {
    const double side = unit_m(place) * kTileExtent;
    const double west = -20037508.342789244 + static_cast<double>(place.x) * side;
    const double north = 20037508.342789244 - static_cast<double>(place.y) * side;
    const double margin = kTileBuffer * unit_m(place);
    auto ring = std::make_unique<OGRLinearRing>();
    const double l = west - margin, r = west + side + margin;
    const double t = north + margin, b = north - side - margin;
    ring->addPoint(l, t);
    ring->addPoint(r, t);
    ring->addPoint(r, b);
    ring->addPoint(l, b);
    ring->addPoint(l, t);
    auto square = std::make_unique<OGRPolygon>();
    square->addRingDirectly(ring.release());
    return square;
}

}  // namespace kongdi::server::tests
