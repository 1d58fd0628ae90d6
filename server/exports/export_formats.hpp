// SPDX-License-Identifier: Apache-2.0
// THE table of export formats: rows of values in, a stream of bytes out.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/model/facility.hpp"
#include "core/model/space.hpp"
#include "server/exports/index_columns.hpp"
#include "server/exports/labels.hpp"

namespace kongdi::server {

struct ExportOptions {
    bool bom = true;  // of formats that have one
};

/// Writes one file from its front to its end; keeps nothing but the row at hand.
template <class Row>
class RowWriter {
public:
    virtual ~RowWriter() = default;
    virtual void begin(std::string& out) = 0;
    virtual void row(const Row& row, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};
template <class Row>
using MakeWriter = std::unique_ptr<RowWriter<Row>> (*)(const Labels&, const ExportOptions&);

struct ExportFormat {
    std::string_view name;  // of the file's ending
    std::string_view media_type;
    MakeWriter<Space> write_spaces;
    MakeWriter<Facility> write_facilities;
    MakeWriter<IndexRow> write_index;
};

std::span<const ExportFormat> export_formats();
const ExportFormat* export_format(std::string_view name);

// One source file each format.
std::unique_ptr<RowWriter<Space>> csv_of_spaces(const Labels&, const ExportOptions&);
std::unique_ptr<RowWriter<Facility>> csv_of_facilities(const Labels&, const ExportOptions&);
std::unique_ptr<RowWriter<IndexRow>> csv_of_index(const Labels&, const ExportOptions&);
std::unique_ptr<RowWriter<Space>> geojson_of_spaces(const Labels&, const ExportOptions&);
std::unique_ptr<RowWriter<Facility>> geojson_of_facilities(const Labels&, const ExportOptions&);
std::unique_ptr<RowWriter<IndexRow>> geojson_of_index(const Labels&, const ExportOptions&);

}  // namespace kongdi::server
