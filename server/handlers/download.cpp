// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/download.hpp"

#include <array>

#include "core/api/messages.hpp"
#include "core/codec/index_codec.hpp"
#include "core/codec/json.hpp"
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

/// Communities of a run, some 1,200.
class IndexRows {
public:
    explicit IndexRows(std::vector<IndexRow> rows) : m_rows(std::move(rows)) {}
    std::int64_t total() const { return std::ssize(m_rows); }
    Result<bool> next(IndexRow& row) {
        if (m_next >= m_rows.size()) return false;
        row = std::move(m_rows[m_next++]);
        return true;
    }

private:
    std::vector<IndexRow> m_rows;
    std::size_t m_next = 0;
};

/// That of `run`, else the published one, else the newest.
Result<IndexRun> run_asked(Storage& storage, const std::vector<Pair>& query) {
    const auto runs = KONGDI_TRY(storage.index_runs());
    std::string id;
    for (const auto& [name, value] : query)
        if (name == "run") id = value;
    for (const IndexRun& run : runs)
        if (id.empty() ? run.state == IndexRunState::Published : run.id == id) return run;
    if (!id.empty() || runs.empty()) return Error{ErrorCode::NotFound, "/run"};
    return runs.front();
}

Result<std::unique_ptr<Download>> open_index(Storage& storage, const RowsAsked& asked,
                                             const ExportFormat& format, const Catalogue& catalogue,
                                             std::string_view language,
                                             const ExportOptions& options) {
    const IndexRun run = KONGDI_TRY(run_asked(storage, asked.query));
    const std::string result = KONGDI_TRY(storage.index_result(run.id));
    const Value tree = KONGDI_TRY(parse_own_json(result));
    const CityIndex index = KONGDI_TRY(city_index_of(tree["index"]));
    std::vector<IndexRow> rows;
    for (const CommunityIndex& one : index.communities) {
        if (asked.within && !covers(*asked.within, one.code)) continue;
        IndexRow row{run, one, {}};
        if (const auto box = KONGDI_TRY(storage.community_box(one.code)))
            row.middle = {(box->west + box->east) / 2, (box->south + box->north) / 2};
        rows.push_back(std::move(row));
    }
    return std::unique_ptr<Download>(std::make_unique<RowDownload<IndexRow, IndexRows>>(
        std::make_unique<IndexRows>(std::move(rows)), format.write_index, catalogue, language,
        options));
}

constexpr std::array<DataSet, 3> kDataSets{{
    {"spaces", open_spaces},
    {"facilities", open_facilities},
    {"index", open_index},
}};

}  // namespace

std::span<const DataSet> data_sets() { return kDataSets; }

const DataSet* data_set(std::string_view name) {
    for (const DataSet& one : kDataSets)
        if (one.name == name) return &one;
    return nullptr;
}

}  // namespace kongdi::server
