// SPDX-License-Identifier: Apache-2.0
// A download under way: rows from one unchanging view of the data become pieces of a file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/api/messages.hpp"
#include "core/base/result.hpp"
#include "server/exports/export_formats.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

class SpaceExport {
public:
    SpaceExport(std::unique_ptr<SpaceCursor> rows, const ExportFormat& format,
                const Catalogue& catalogue, std::string_view language,
                const ExportOptions& options);

    std::int64_t total() const { return m_rows->total(); }
    /// The next piece, empty after the last.
    Result<std::string> next();

private:
    enum class Stage { Begin, Rows, Done };

    std::unique_ptr<SpaceCursor> m_rows;
    Labels m_labels;
    std::unique_ptr<SpaceWriter> m_writer;
    Stage m_stage = Stage::Begin;
};

}  // namespace kongdi::server
