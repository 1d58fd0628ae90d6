// SPDX-License-Identifier: Apache-2.0
// A file with one layer of points or areas that GDAL writes feature by feature, its fields declared
// from the columns. What each format does with it: gis_export.cpp, shapefile_export.cpp,
// dxf_export.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/exports/export_formats.hpp"
#include "server/gis/gdal.hpp"

class OGRFeature;
class OGRGeometry;
class OGRLayer;
class OGRSpatialReference;

namespace kongdi::server {

struct OgrHow {
    const char* driver = nullptr;
    std::vector<std::string> dataset_options = {};  // NAME=VALUE
    std::vector<std::string> layer_options = {};
    std::vector<std::string> names = {};  // of the fields; empty: those of the columns
    bool needs_place = false;             // rows without one, or without an outline, are left out
    bool has_times = true;                // false: an instant is text
    std::size_t text_bytes = 0;           // that a field can hold; 0: any number
    int text_width = 0;                   // of fields that grow with what is put in; 0: no width
};

/// The system of the table of coordinates as GDAL knows it; GCJ-02 as degrees of a datum of that
/// name, which no program moves to another.
std::unique_ptr<OGRSpatialReference> spatial_reference(const Crs& crs);

/// As one geometry; null for none.
std::unique_ptr<OGRGeometry> ogr_areas(const std::vector<PlaneArea>& areas);

/// What was put into a list of options, for GDAL.
class OgrOptions {
public:
    explicit OgrOptions(const std::vector<std::string>& options);
    char** list() { return m_pointers.data(); }

private:
    std::vector<std::string> m_options;
    std::vector<char*> m_pointers = {};
};

/// The date in files that hold one is `day_ms` while this lives, in this thread.
class OgrDay {
public:
    explicit OgrDay(std::int64_t day_ms);
    ~OgrDay();
    OgrDay(const OgrDay&) = delete;
    OgrDay& operator=(const OgrDay&) = delete;
};

/// Created, filled and closed in one thread.
class OgrFile {
public:
    static Result<std::unique_ptr<OgrFile>> create(const RowSource& rows,
                                                   const std::filesystem::path& path,
                                                   const OgrHow& how, std::int64_t day_ms);
    ~OgrFile();

    /// False for a row that was left out.
    Result<bool> row();
    /// A table without places beside the layer, all of it text; for formats that can.
    Result<void> add_table(const char* name, const std::vector<std::string>& columns,
                           const std::vector<std::vector<std::string>>& rows);
    /// storage_full when there is no room, internal when something else could not be written.
    Result<void> close();
    /// Cells that were too long for the format.
    std::int64_t cut() const { return m_cut; }

private:
    OgrFile(const RowSource& rows, OgrHow how, std::int64_t day_ms);
    Result<void> open(const std::filesystem::path& path);
    bool add_fields();
    std::unique_ptr<OGRGeometry> geometry() const;
    Error failure() const;

    struct Cells;

    const RowSource& m_rows;
    OgrHow m_how;
    std::filesystem::path m_folder = {};
    GdalErrors m_errors = {};
    OgrDay m_day;
    std::vector<std::size_t> m_columns = {};  // of which a field is, in their order
    std::int64_t m_cut = 0;
    std::unique_ptr<OGRSpatialReference> m_crs;
    GdalFile m_file = {};
    OGRLayer* m_layer = nullptr;
    std::unique_ptr<OGRFeature> m_feature;
};

}  // namespace kongdi::server
