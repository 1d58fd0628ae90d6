// SPDX-License-Identifier: Apache-2.0
#include "server/import/formats.hpp"

#include <algorithm>
#include <array>

namespace kongdi::server {

namespace {

using enum FormatTrait;

constexpr std::array<ImportFormat, 10> kFormats{{
    {".gpkg", "GeoPackage", "GPKG", Binary},
    {".geojson", "GeoJSON", "GeoJSON", Text},
    {".json", "GeoJSON", "GeoJSON", Text},
    {".shp", "Shapefile", "ESRI Shapefile", Binary},
    {".fgb", "FlatGeobuf", "FlatGeobuf", Binary},
    {".kml", "KML", "KML", Xml},
    {".csv", "CSV", "CSV", Text},
    {".osm", "OpenStreetMap", "OSM", Binary},
    {".pbf", "OpenStreetMap", "OSM", Binary},
    {".xlsx", "XLSX", "XLSX", Binary},
}};

bool ends_with(std::string_view text, std::string_view ending) {
    if (text.size() < ending.size()) return false;
    text.remove_prefix(text.size() - ending.size());
    return std::equal(text.begin(), text.end(), ending.begin(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

}  // namespace

std::span<const ImportFormat> import_formats() { return kFormats; }

const ImportFormat* import_format_of(std::string_view file_name) {
    for (const ImportFormat& format : kFormats)
        if (ends_with(file_name, format.ending)) return &format;
    return nullptr;
}

}  // namespace kongdi::server
