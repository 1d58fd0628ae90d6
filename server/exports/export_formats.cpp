// SPDX-License-Identifier: Apache-2.0
#include "server/exports/export_formats.hpp"

#include <array>

namespace kongdi::server {

namespace {

constexpr std::array<ExportFormat, 2> kFormats{{
    {"csv", "text/csv; charset=utf-8", csv_of_spaces, csv_of_facilities, csv_of_index},
    {"geojson", "application/geo+json", geojson_of_spaces, geojson_of_facilities, geojson_of_index},
}};

}  // namespace

std::span<const ExportFormat> export_formats() { return kFormats; }

const ExportFormat* export_format(std::string_view name) {
    for (const ExportFormat& format : kFormats)
        if (format.name == name) return &format;
    return nullptr;
}

}  // namespace kongdi::server
