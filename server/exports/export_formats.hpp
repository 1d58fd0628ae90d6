// SPDX-License-Identifier: Apache-2.0
// THE table of export formats: rows of any data set in, a file out. Those that can be written from
// front to end are streamed; the others are made in a folder of their own first.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "server/exports/row_source.hpp"

namespace kongdi::server {

struct ExportOptions {
    bool bom = true;                         // of formats that have one
    bool trailer = false;                    // CSV: a last row says how many there were
    bool gb18030 = false;                    // CSV: in that encoding, which has no mark
    std::int64_t day_ms = 0;                 // stands in files that say when they were made
    std::uint32_t rows_a_sheet = 1'048'576;  // XLSX, with the header: what Excel has
};

/// Writes one file from its front to its end; keeps nothing but the row at hand.
class RowWriter {
public:
    virtual ~RowWriter() = default;
    virtual void begin(std::string& out) = 0;
    /// The row at hand of the source.
    virtual void row(std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};

/// Writes a file of its own below the folder it was given.
class FileWriter {
public:
    virtual ~FileWriter() = default;
    /// The row at hand of the source; false when the format holds no row without a place.
    virtual Result<bool> row() = 0;
    /// The whole file.
    virtual Result<std::filesystem::path> end() = 0;
};

struct ExportFormat {
    std::string_view name;  // of the file's ending
    std::string_view media_type;
    bool wgs84_only;  // by its standard
    // One of them; none: only the dictionary is asked for, and no rows.
    std::unique_ptr<RowWriter> (*stream)(const RowSource&, const ExportOptions&);
    Result<std::unique_ptr<FileWriter>> (*file)(const RowSource&,
                                                const std::filesystem::path& folder,
                                                const ExportOptions&);
};

std::span<const ExportFormat> export_formats();
const ExportFormat* export_format(std::string_view name);

// One source file each, but for those of GDAL that need little.
using MadeWriter = std::unique_ptr<RowWriter>;
MadeWriter write_csv(const RowSource& rows, const ExportOptions& options);
MadeWriter write_geojson(const RowSource& rows, const ExportOptions& options);
MadeWriter write_kml(const RowSource& rows, const ExportOptions& options);
MadeWriter write_ndjson(const RowSource& rows, const ExportOptions& options);
using MadeFile = Result<std::unique_ptr<FileWriter>>;
using Folder = std::filesystem::path;
MadeFile write_xlsx(const RowSource& rows, const Folder& folder, const ExportOptions& options);
MadeFile write_gpkg(const RowSource& rows, const Folder& folder, const ExportOptions& options);
MadeFile write_flatgeobuf(const RowSource& rows, const Folder& folder,
                          const ExportOptions& options);
MadeFile write_shapefile(const RowSource& rows, const Folder& folder, const ExportOptions& options);
MadeFile write_dxf(const RowSource& rows, const Folder& folder, const ExportOptions& options);

}  // namespace kongdi::server
