// SPDX-License-Identifier: Apache-2.0
#include "server/exports/community_columns.hpp"

#include <array>
#include <deque>

namespace kongdi::server {

namespace {

using R = CommunityRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

void put_text(S& out, std::string_view words) { words.empty() ? out.none() : out.text(words); }

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    row.point ? out.degrees((*row.point).*Member) : out.none();
}

constexpr std::array<Column<R>, 7> kBefore{{
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const R& r, const L&, S& out) { out.plain(r.facts.code); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const R& r, const L&, S& out) { put_text(out, r.facts.name); }},
    {{"street", T::Text, "", C::None, "export.community.street"},
     [](const R& r, const L&, S& out) { put_text(out, r.facts.street); }},
    {{"district", T::Text, "", C::None, "export.community.district"},
     [](const R& r, const L&, S& out) { put_text(out, r.district); }},
    {{"lon", T::Degrees, "degree", C::None, "export.index.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.index.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"area_m2", T::Number, "m2", C::None, "export.community.area_m2"},
     [](const R& r, const L&, S& out) { put_number(out, r.area_m2); }},
}};

constexpr ColumnFacts kKeptBack{"kept_back", T::List, "", C::None, "export.community.kept_back"};

/// Names and keys of the columns of indicators.
struct Texts {
    std::deque<std::string> all = {};
    std::string_view keep(std::string text) { return all.emplace_back(std::move(text)); }
};

class CommunityRows final : public RowSource {
public:
    CommunityRows(std::vector<CommunityRow> rows, bool keeps_back, const Labels& labels)
        : m_facts(community_facts_table(keeps_back, labels)),
          m_rows(std::move(rows)),
          m_keeps_back(keeps_back),
          m_labels(labels) {}

    const TableFacts& facts() const override { return m_facts; }
    const Labels& labels() const override { return m_labels; }
    std::int64_t total() const override { return std::ssize(m_rows); }
    Result<bool> next() override { return m_next++ < m_rows.size(); }

    void put(std::size_t column, CellSink& out) const override {
        if (column < kBefore.size()) return kBefore[column].put(row(), m_labels, out);
        column -= kBefore.size();
        if (column == indicators().size()) return put_kept_back(out);
        const IndicatorValue value = value_of(indicators()[column], row().facts, m_keeps_back);
        value.kind == ValueKind::Shown ? out.number(value.value) : out.none();
    }
    std::string_view id() const override { return row().facts.code; }
    std::string_view title() const override {
        return row().facts.name.empty() ? row().facts.code : row().facts.name;
    }
    std::optional<PlanePoint> place() const override {
        if (!row().point) return std::nullopt;
        return PlanePoint{row().point->lon, row().point->lat};
    }
    std::vector<PlaneArea> areas() const override { return plane_areas(row().outline); }

private:
    const CommunityRow& row() const { return m_rows[m_next - 1]; }
    void put_kept_back(CellSink& out) const {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < indicators().size(); ++i)
            if (value_of(indicators()[i], row().facts, true).kind == ValueKind::KeptBack)
                names.push_back(m_facts.columns[kBefore.size() + i].name);
        names.empty() ? out.none() : out.list(names);
    }

    TableFacts m_facts;
    std::vector<CommunityRow> m_rows;
    bool m_keeps_back;
    const Labels& m_labels;
    std::size_t m_next = 0;
};

}  // namespace

TableFacts community_facts_table(bool keeps_back, const Labels& labels) {
    const auto texts = std::make_shared<Texts>();
    TableFacts out{"communities", {kBefore.begin(), kBefore.end()}};
    for (const IndicatorRow& row : indicators()) {
        ColumnFacts column;
        const bool is_area = row.unit == "m2";
        column.name = is_area ? texts->keep(std::string(row.name) + "_m2") : row.name;
        column.type = T::Number;
        column.unit = row.unit;
        column.said =
            texts->keep(std::string(labels.words()("indicator." + std::string(row.name))));
        out.columns.push_back(column);
    }
    if (keeps_back) out.columns.push_back(kKeptBack);
    out.made = texts;
    out.has_areas = true;
    return out;
}

std::unique_ptr<RowSource> community_rows(std::vector<CommunityRow> rows, bool keeps_back,
                                          const Labels& labels) {
    return std::make_unique<CommunityRows>(std::move(rows), keeps_back, labels);
}

}  // namespace kongdi::server
