// SPDX-License-Identifier: Apache-2.0
// Files of every format, written by GDAL for a test, and what an import makes of them.
#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <array>
#include <string>
#include <vector>

#include "core/codec/json.hpp"
#include "server/import/import_job.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

struct MadeRow {
    std::string wkt = {};  // empty for none
    std::vector<std::string> texts = {};
};

struct MadeLayer {
    const char* driver = "GeoJSON";
    std::string layer = "layer";
    int epsg = 4326;  // 0 for none
    OGRwkbGeometryType type = wkbUnknown;
    std::vector<std::string> columns = {};
    std::vector<MadeRow> rows = {};
    std::vector<const char*> options = {};  // of the layer
};

inline void write_layer(const std::filesystem::path& path, const MadeLayer& made) {
    GDALAllRegister();
    GDALDriver* driver = GDALDriver::FromHandle(GDALGetDriverByName(made.driver));
    ASSERT_NE(driver, nullptr) << made.driver;
    GDALDataset* dataset = driver->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    ASSERT_NE(dataset, nullptr) << CPLGetLastErrorMsg();
    OGRSpatialReference crs;
    if (made.epsg != 0) crs.importFromEPSG(made.epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    std::vector<const char*> options = made.options;
    options.push_back(nullptr);
    OGRLayer* layer = dataset->CreateLayer(made.layer.c_str(), made.epsg != 0 ? &crs : nullptr,
                                           made.type, const_cast<char**>(options.data()));
    ASSERT_NE(layer, nullptr) << CPLGetLastErrorMsg();
    for (const std::string& column : made.columns) {
        OGRFieldDefn field(column.c_str(), OFTString);
        ASSERT_EQ(layer->CreateField(&field), OGRERR_NONE);
    }
    for (const MadeRow& row : made.rows) {
        OGRFeature feature(layer->GetLayerDefn());
        for (std::size_t i = 0; i < row.texts.size(); ++i)
            if (!row.texts[i].empty())
                feature.SetField(feature.GetFieldIndex(made.columns[i].c_str()),
                                 row.texts[i].c_str());
        OGRGeometry* geometry = nullptr;
        if (!row.wkt.empty())
            OGRGeometryFactory::createFromWkt(row.wkt.c_str(), nullptr, &geometry);
        if (geometry != nullptr) feature.SetGeometryDirectly(geometry);
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE) << CPLGetLastErrorMsg();
    }
    GDALClose(dataset);
}

class ImportTest : public ::testing::Test {
protected:
    std::filesystem::path path(const std::string& name) const { return m_folder.path() / name; }

    std::filesystem::path write(const std::string& name, std::string_view bytes) const {
        m_folder.write(name, bytes);
        return path(name);
    }

    Result<ImportJob> open(const std::filesystem::path& file, const ImportOptions& options = {}) {
        return ImportJob::open(*m_storage, KONGDI_TRY(source_files(file)), options);
    }

    /// Looks and gives the layers; an error fails the test.
    std::vector<api::ImportLayer> look(const std::filesystem::path& file,
                                       const ImportOptions& options = {}) {
        auto job = open(file, options);
        EXPECT_TRUE(job) << (job ? "" : job.error().detail);
        if (!job) return {};
        const auto looked = job->look();
        EXPECT_TRUE(looked) << (looked ? "" : looked.error().detail);
        return job->layers();
    }

    std::vector<StoredImport> import(const std::filesystem::path& file,
                                     const ImportOptions& options = {}) {
        auto job = open(file, options);
        EXPECT_TRUE(job) << (job ? "" : job.error().detail);
        if (!job) return {};
        auto done = job->import(kNowMs);
        EXPECT_TRUE(done) << (done ? "" : done.error().path + done.error().detail);
        m_layers = job->layers();
        return done ? *std::move(done) : std::vector<StoredImport>();
    }

    std::vector<MapRow> rows(std::string_view role) {
        auto found = m_storage->map_rows({role, {-180, -90, 180, 90}, 0, 100'000});
        EXPECT_TRUE(found);
        return found ? *std::move(found) : std::vector<MapRow>();
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage =
        open_or_die({.folder = m_folder.path() / "data", .busy_timeout_ms = 200});
    std::vector<api::ImportLayer> m_layers;
};

inline std::int64_t refused_for(const api::ImportLayer& layer, std::string_view reason) {
    for (const api::ImportRefusal& one : layer.refusals)
        if (one.reason == reason) return one.count;
    return 0;
}

}  // namespace kongdi::server::tests
