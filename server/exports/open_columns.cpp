// SPDX-License-Identifier: Apache-2.0
#include "server/exports/open_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/time.hpp"
#include "core/lifecycle/report_lifecycle.hpp"

namespace kongdi::server {

namespace {

using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

constexpr double kStepsInDegree = 10'000;  // of 10 m: the spot somebody stood on is not found
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kChinaMs = 8 * 3'600'000;

Wgs84Point rough(Wgs84Point point) {
    return {std::round(point.lon * kStepsInDegree) / kStepsInDegree,
            std::round(point.lat * kStepsInDegree) / kStepsInDegree};
}

constexpr std::array<Column<Space>, 8> kSpaces{{
    {{"id", T::Code, "", C::None, "export.space.id"},
     [](const Space& s, const L&, S& out) { out.plain(s.id); }},
    {{"type", T::Code, "", C::SpaceType, "export.space.type"},
     [](const Space& s, const L&, S& out) { out.plain(s.type); }},
    {{"type_label", T::Text, "", C::None, "export.space.type_label"},
     [](const Space& s, const L& l, S& out) { out.plain(l.space_type(s.type)); }},
    {{"state", T::Code, "", C::ReportState, "export.space.state"},
     [](const Space& s, const L&, S& out) { out.plain(report_state_name(*shown_state(s.state))); }},
    {{"state_label", T::Text, "", C::None, "export.any.state_label"},
     [](const Space& s, const L& l, S& out) { out.plain(l.state(*shown_state(s.state))); }},
    {{"lon", T::Degrees, "degree", C::None, "export.open.lon"},
     [](const Space& s, const L&, S& out) { out.degrees(rough(s.point).lon); }},
    {{"lat", T::Degrees, "degree", C::None, "export.open.lat"},
     [](const Space& s, const L&, S& out) { out.degrees(rough(s.point).lat); }},
    {{"received_on", T::Date, "", C::None, "export.open.received_on"},
     [](const Space& s, const L&, S& out) {
         out.date(format_date(static_cast<int>((s.received_at_ms + kChinaMs) / kDayMs)));
     }},
}};

/// Where the columns that were chosen stand in the whole table.
std::vector<std::size_t> places_of(const TableFacts& facts,
                                   std::span<const std::string_view> names) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < facts.columns.size(); ++i)
        if (std::find(names.begin(), names.end(), facts.columns[i].name) != names.end())
            out.push_back(i);
    return out;
}

class ChosenColumns final : public RowSource {
public:
    ChosenColumns(std::unique_ptr<RowSource> rows, std::span<const std::string_view> names)
        : m_rows(std::move(rows)),
          m_facts(chosen_facts(m_rows->facts(), names)),
          m_places(places_of(m_rows->facts(), names)) {}

    const TableFacts& facts() const override { return m_facts; }
    const Labels& labels() const override { return m_rows->labels(); }
    std::int64_t total() const override { return m_rows->total(); }
    Result<bool> next() override { return m_rows->next(); }
    void put(std::size_t column, CellSink& out) const override {
        m_rows->put(m_places[column], out);
    }
    std::string_view id() const override { return m_rows->id(); }
    std::string_view title() const override { return m_rows->title(); }
    std::optional<PlanePoint> place() const override { return m_rows->place(); }
    std::vector<PlaneArea> areas() const override { return m_rows->areas(); }

private:
    std::unique_ptr<RowSource> m_rows;
    TableFacts m_facts;
    std::vector<std::size_t> m_places;
};

}  // namespace

Table<Space> open_space_table() {
    // The receipt by which a row is called elsewhere is of whoever sent it.
    return {"spaces", kSpaces, [](const Space& s) {
                return RowPlace{s.id, s.type, rough(s.point)};
            }};
}

bool is_open(const Space& space) { return space.published && shown_state(space.state); }

TableFacts chosen_facts(const TableFacts& facts, std::span<const std::string_view> names) {
    TableFacts out = facts;
    out.columns.clear();
    for (const std::size_t at : places_of(facts, names)) out.columns.push_back(facts.columns[at]);
    return out;
}

std::unique_ptr<RowSource> chosen_columns(std::unique_ptr<RowSource> rows,
                                          std::span<const std::string_view> names) {
    return std::make_unique<ChosenColumns>(std::move(rows), names);
}

}  // namespace kongdi::server
