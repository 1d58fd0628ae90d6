// SPDX-License-Identifier: Apache-2.0
#include "server/exports/placed_rows.hpp"

#include <cmath>

namespace kongdi::server {

namespace {

using T = CellType;
using C = CodeList;

constexpr ColumnFacts kCrsColumn{"crs", T::Code, "", C::None, "export.any.crs"};

ColumnFacts placed_column(const ColumnFacts& was, CrsKind kind) {
    const bool east = was.name == "lon";
    switch (kind) {
        case CrsKind::Metres:
            return east ? ColumnFacts{"east_m", T::Degrees, "m", C::None, "export.any.east_m"}
                        : ColumnFacts{"north_m", T::Degrees, "m", C::None, "export.any.north_m"};
        case CrsKind::Shifted:
            return east ? ColumnFacts{"lon_gcj02", T::Degrees, "degree", C::None,
                                      "export.any.lon_gcj02"}
                        : ColumnFacts{"lat_gcj02", T::Degrees, "degree", C::None,
                                      "export.any.lat_gcj02"};
        case CrsKind::Degrees: break;
    }
    return was;
}

class PlacedRows final : public RowSource {
public:
    PlacedRows(std::unique_ptr<RowSource> rows, const Crs& crs)
        : m_rows(std::move(rows)), m_facts(placed_facts(m_rows->facts(), crs, true)), m_from(crs) {}

    const TableFacts& facts() const override { return m_facts; }
    const Labels& labels() const override { return m_rows->labels(); }
    std::int64_t total() const override { return m_rows->total(); }
    Result<bool> next() override {
        const bool more = KONGDI_TRY(m_rows->next());
        m_place.reset();
        if (const auto was = more ? m_rows->place() : std::nullopt)
            m_place = m_from({was->x, was->y});
        return more;
    }
    void put(std::size_t column, CellSink& out) const override {
        if (column + 1 == m_facts.columns.size()) {
            out.plain(m_facts.crs->name);
        } else if (!m_facts.columns[column].is_place()) {
            m_rows->put(column, out);
        } else if (!m_place) {
            out.none();
        } else {
            const double value =
                m_rows->facts().columns[column].name == "lon" ? m_place->x : m_place->y;
            out.degrees(m_facts.crs->kind == CrsKind::Metres ? to_millimetre(value) : value);
        }
    }
    std::string_view id() const override { return m_rows->id(); }
    std::string_view title() const override { return m_rows->title(); }
    std::optional<PlanePoint> place() const override { return m_place; }
    std::vector<PlaneArea> areas() const override { return moved_areas(m_rows->areas(), m_from); }

private:
    static double to_millimetre(double metres) { return std::round(metres * 1000) / 1000; }

    std::unique_ptr<RowSource> m_rows;
    TableFacts m_facts;
    FromWgs84 m_from;
    std::optional<PlanePoint> m_place = {};
};

}  // namespace

TableFacts placed_facts(TableFacts facts, const Crs& crs, bool is_chosen) {
    if (crs.name == kWgs84.name && !is_chosen) return facts;
    facts.crs = &crs;
    for (ColumnFacts& column : facts.columns)
        if (column.is_place()) column = placed_column(column, crs.kind);
    facts.columns.push_back(kCrsColumn);
    return facts;
}

std::unique_ptr<RowSource> placed_rows(std::unique_ptr<RowSource> rows, const Crs& crs,
                                       bool is_chosen) {
    if (crs.name == kWgs84.name && !is_chosen) return rows;
    return std::make_unique<PlacedRows>(std::move(rows), crs);
}

}  // namespace kongdi::server
