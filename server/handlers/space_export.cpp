// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/space_export.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

}  // namespace

SpaceExport::SpaceExport(std::unique_ptr<SpaceCursor> rows, const ExportFormat& format,
                         const Catalogue& catalogue, std::string_view language,
                         const ExportOptions& options)
    : m_rows(std::move(rows)),
      m_labels(catalogue, language),
      m_writer(format.write_spaces(m_labels, options)) {}

Result<std::string> SpaceExport::next() {
    std::string out;
    if (m_stage == Stage::Begin) {
        m_writer->begin(out);
        m_stage = Stage::Rows;
    }
    Space space;
    while (m_stage == Stage::Rows && out.size() < kPieceBytes) {
        if (KONGDI_TRY(m_rows->next(space))) {
            m_writer->row(space, out);
        } else {
            m_writer->end(out);
            m_stage = Stage::Done;
        }
    }
    return out;
}

}  // namespace kongdi::server
