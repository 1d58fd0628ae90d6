// SPDX-License-Identifier: Apache-2.0
// GeoPackage and FlatGeobuf.
#include "server/exports/dictionary.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/ogr_file.hpp"

namespace kongdi::server {

namespace {

class GisFile : public FileWriter {
public:
    GisFile(std::unique_ptr<OgrFile> file, std::filesystem::path path)
        : m_file(std::move(file)), m_path(std::move(path)) {}

    Result<bool> row() override { return m_file->row(); }
    Result<std::filesystem::path> end() override {
        KONGDI_CHECK(m_file->close());
        return m_path;
    }

protected:
    OgrFile& file() { return *m_file; }

private:
    std::unique_ptr<OgrFile> m_file;
    std::filesystem::path m_path;
};

/// With the dictionary as a table beside the points.
class GpkgFile final : public GisFile {
public:
    GpkgFile(const RowSource& rows, std::unique_ptr<OgrFile> file, std::filesystem::path path)
        : GisFile(std::move(file), std::move(path)), m_rows(rows) {}

    Result<std::filesystem::path> end() override {
        const auto names = dictionary_names();
        std::vector<std::vector<std::string>> rows;
        for (const DictionaryRow& row :
             dictionary_rows(m_rows.facts(), m_rows.labels(), {.geometry = "geom"})) {
            const auto cells = dictionary_cells(row);
            rows.emplace_back(cells.begin(), cells.end());
        }
        KONGDI_CHECK(file().add_table("dictionary", {names.begin(), names.end()}, rows));
        return GisFile::end();
    }

private:
    const RowSource& m_rows;
};

/// The library writes nothing at all for no rows, but with an index it does.
class FlatgeobufFile final : public GisFile {
public:
    FlatgeobufFile(const RowSource& rows, std::unique_ptr<OgrFile> file, std::filesystem::path path,
                   OgrHow how, std::int64_t day_ms)
        : GisFile(std::move(file), path),
          m_rows(rows),
          m_path(std::move(path)),
          m_how(std::move(how)),
          m_day_ms(day_ms) {}

    Result<bool> row() override {
        const bool written = KONGDI_TRY(GisFile::row());
        m_any = m_any || written;
        return written;
    }
    Result<std::filesystem::path> end() override {
        auto path = KONGDI_TRY(GisFile::end());
        if (m_any) return path;
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
        m_how.layer_options = {"SPATIAL_INDEX=YES"};
        const auto empty = KONGDI_TRY(OgrFile::create(m_rows, m_path, m_how, m_day_ms));
        KONGDI_CHECK(empty->close());
        return path;
    }

private:
    const RowSource& m_rows;
    std::filesystem::path m_path;
    OgrHow m_how;
    std::int64_t m_day_ms;
    bool m_any = false;
};

}  // namespace

MadeFile write_gpkg(const RowSource& rows, const std::filesystem::path& folder,
                    const ExportOptions& options) {
    const OgrHow how{
        .driver = "GPKG",
        .layer_options = {"GEOMETRY_NAME=geom", "FID=fid",
                          "DESCRIPTION=" + crs_text(*rows.facts().crs)},
    };
    auto path = folder / "out.gpkg";
    auto file = KONGDI_TRY(OgrFile::create(rows, path, how, options.day_ms));
    return std::unique_ptr<FileWriter>(
        std::make_unique<GpkgFile>(rows, std::move(file), std::move(path)));
}

/// Without an index: building one keeps all points in memory and loses the order that was asked
/// for. The library drops rows without a place and says nothing, so that we leave them out and
/// count.
MadeFile write_flatgeobuf(const RowSource& rows, const std::filesystem::path& folder,
                          const ExportOptions& options) {
    const OgrHow how{
        .driver = "FlatGeobuf", .layer_options = {"SPATIAL_INDEX=NO"}, .needs_place = true};
    auto path = folder / "out.fgb";
    auto file = KONGDI_TRY(OgrFile::create(rows, path, how, options.day_ms));
    return std::unique_ptr<FileWriter>(std::make_unique<FlatgeobufFile>(
        rows, std::move(file), std::move(path), how, options.day_ms));
}

}  // namespace kongdi::server
