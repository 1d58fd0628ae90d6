// SPDX-License-Identifier: Apache-2.0
// THE table of export formats: rows of values in, a stream of bytes out.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/model/space.hpp"
#include "server/exports/labels.hpp"

namespace kongdi::server {

struct ExportOptions {
    bool bom = true;  // of formats that have one
};

/// Writes one file from its front to its end; keeps nothing but the row at hand.
class SpaceWriter {
public:
    virtual ~SpaceWriter() = default;
    virtual void begin(std::string& out) = 0;
    virtual void row(const Space& space, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};

struct ExportFormat {
    std::string_view name;  // of the file's ending
    std::string_view media_type;
    std::unique_ptr<SpaceWriter> (*write_spaces)(const Labels& labels,
                                                 const ExportOptions& options);
};

std::span<const ExportFormat> export_formats();
const ExportFormat* export_format(std::string_view name);

// One source file each.
std::unique_ptr<SpaceWriter> csv_of_spaces(const Labels& labels, const ExportOptions& options);
std::unique_ptr<SpaceWriter> geojson_of_spaces(const Labels& labels, const ExportOptions& options);

}  // namespace kongdi::server
