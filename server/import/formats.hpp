// SPDX-License-Identifier: Apache-2.0
// THE table of files that can be imported. Nothing else is ever handed to GDAL.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kongdi::server {

enum class FormatTrait : std::uint8_t { Binary, Text, Xml };

struct ImportFormat {
    std::string_view ending;  // ".gpkg"
    std::string_view name;    // for people
    const char* driver;       // GDAL's
    FormatTrait trait;        // text may come in GB18030, and XML say so at its front
};

std::span<const ImportFormat> import_formats();

/// By the ending of a file's name, any case; null for none of ours.
const ImportFormat* import_format_of(std::string_view file_name);

}  // namespace kongdi::server
