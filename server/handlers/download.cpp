// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/download.hpp"

#include <array>

#include "core/api/messages.hpp"
#include "server/handlers/facility_query.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

/// `Rows` gives one row after the other, and says how many there are.
template <class Row, class Rows>
class RowDownload final : public Download {
public:
    RowDownload(std::unique_ptr<Rows> rows, MakeWriter<Row> make, const Catalogue& catalogue,
                std::string_view language, const ExportOptions& options)
        : m_rows(std::move(rows)),
          m_labels(catalogue, language),
          m_writer(make(m_labels, options)) {}

    std::int64_t total() const override { return m_rows->total(); }

    Result<std::string> next() override {
        std::string out;
        if (m_stage == Stage::Begin) {
            m_writer->begin(out);
            m_stage = Stage::Middle;
        }
        Row row;
        while (m_stage == Stage::Middle && out.size() < kPieceBytes) {
            if (KONGDI_TRY(m_rows->next(row))) {
                m_writer->row(row, out);
            } else {
                m_writer->end(out);
                m_stage = Stage::Done;
            }
        }
        return out;
    }

private:
    enum class Stage { Begin, Middle, Done };

    std::unique_ptr<Rows> m_rows;
    Labels m_labels;
    std::unique_ptr<RowWriter<Row>> m_writer;
    Stage m_stage = Stage::Begin;
};

/// A city has some 25,000 facilities: they are read at once, which is one view of them.
class FacilityRows {
public:
    explicit FacilityRows(FacilityPage page) : m_page(std::move(page)) {}
    std::int64_t total() const { return m_page.total; }
    Result<bool> next(Facility& row) {
        if (m_next >= m_page.rows.size()) return false;
        row = std::move(m_page.rows[m_next++]);
        return true;
    }

private:
    FacilityPage m_page;
    std::size_t m_next = 0;
};

Result<std::unique_ptr<Download>> open_spaces(Storage& storage, const RowsAsked& asked,
                                              const ExportFormat& format,
                                              const Catalogue& catalogue, std::string_view language,
                                              const ExportOptions& options) {
    auto query = KONGDI_TRY(api::space_query_of(asked.query));
    query.within = asked.within;
    auto rows = KONGDI_TRY(storage.open_spaces(query));
    return std::unique_ptr<Download>(std::make_unique<RowDownload<Space, SpaceCursor>>(
        std::move(rows), format.write_spaces, catalogue, language, options));
}

Result<std::unique_ptr<Download>> open_facilities(Storage& storage, const RowsAsked& asked,
                                                  const ExportFormat& format,
                                                  const Catalogue& catalogue,
                                                  std::string_view language,
                                                  const ExportOptions& options) {
    auto query = KONGDI_TRY(facility_query_of(asked.query));
    query.within = asked.within;
    query.offset = 0;
    query.limit = 1'000'000;
    auto rows = std::make_unique<FacilityRows>(KONGDI_TRY(storage.facilities(query)));
    return std::unique_ptr<Download>(std::make_unique<RowDownload<Facility, FacilityRows>>(
        std::move(rows), format.write_facilities, catalogue, language, options));
}

constexpr std::array<DataSet, 2> kDataSets{{
    {"spaces", open_spaces},
    {"facilities", open_facilities},
}};

}  // namespace

std::span<const DataSet> data_sets() { return kDataSets; }

const DataSet* data_set(std::string_view name) {
    for (const DataSet& one : kDataSets)
        if (one.name == name) return &one;
    return nullptr;
}

}  // namespace kongdi::server
