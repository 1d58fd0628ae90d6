// SPDX-License-Identifier: Apache-2.0
#include "server/exports/export_formats.hpp"

#include <array>

namespace kongdi::server {

namespace {

constexpr std::string_view kXlsxType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

constexpr std::array<ExportFormat, 10> kFormats{{
    {"csv", "text/csv; charset=utf-8", false, write_csv, nullptr},
    {"xlsx", kXlsxType, false, nullptr, write_xlsx},
    {"geojson", "application/geo+json", true, write_geojson, nullptr},
    {"gpkg", "application/geopackage+sqlite3", false, nullptr, write_gpkg},
    {"shp.zip", "application/zip", false, nullptr, write_shapefile},
    {"fgb", "application/vnd.flatgeobuf", false, nullptr, write_flatgeobuf},
    {"kml", "application/vnd.google-earth.kml+xml", true, write_kml, nullptr},
    {"dxf", "image/vnd.dxf", false, nullptr, write_dxf},
    {"ndjson", "application/x-ndjson", false, write_ndjson, nullptr},
    {"dictionary.csv", "text/csv; charset=utf-8", false, nullptr, nullptr},
}};

}  // namespace

std::span<const ExportFormat> export_formats() { return kFormats; }

const ExportFormat* export_format(std::string_view name) {
    for (const ExportFormat& format : kFormats)
        if (format.name == name) return &format;
    return nullptr;
}

}  // namespace kongdi::server
