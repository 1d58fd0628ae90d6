// SPDX-License-Identifier: Apache-2.0
#include "server/exports/index_columns.hpp"

#include <array>
#include <cmath>

namespace kongdi::server {

namespace {

using R = IndexRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

/// Empty for a community without an index.
template <auto Member>
void put_number(const R& row, const L&, S& out) {
    if (row.index.has_index)
        out.number(row.index.*Member);
    else
        out.none();
}

/// To thousandths.
template <std::optional<double> Cover::*Member>
void put_share(const R& row, const L&, S& out) {
    if (row.cover.*Member)
        out.number(std::round(*(row.cover.*Member) * 1000) / 1000);
    else
        out.none();
}

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    if (row.middle)
        out.degrees((*row.middle).*Member);
    else
        out.none();
}

template <auto Member>
void put_whole(const R& row, const L&, S& out) {
    if (row.index.has_index)
        out.whole(static_cast<std::int64_t>(row.index.*Member));
    else
        out.none();
}

constexpr std::array<Column<IndexRow>, 21> kColumns{{
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const R& r, const L&, S& out) { out.plain(r.index.code); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const R& r, const L&, S& out) { out.text(r.index.name); }},
    {{"index", T::Number, "", C::None, "export.index.index"}, put_number<&CommunityIndex::index>},
    {{"index_low", T::Number, "", C::None, "export.index.index_low"},
     put_number<&CommunityIndex::low>},
    {{"index_high", T::Number, "", C::None, "export.index.index_high"},
     put_number<&CommunityIndex::high>},
    {{"index_facilities_only", T::Number, "", C::None, "export.index.index_facilities_only"},
     put_number<&CommunityIndex::standard>},
    {{"rank", T::Whole, "", C::None, "export.index.rank"}, put_whole<&CommunityIndex::rank>},
    {{"rank_best", T::Whole, "", C::None, "export.index.rank_best"},
     put_whole<&CommunityIndex::best_rank>},
    {{"rank_worst", T::Whole, "", C::None, "export.index.rank_worst"},
     put_whole<&CommunityIndex::worst_rank>},
    {{"is_bottom", T::Whole, "", C::YesNo, "export.index.is_bottom"},
     put_whole<&CommunityIndex::bottom>},
    {{"bottom_probability", T::Number, "", C::None, "export.index.bottom_probability"},
     put_number<&CommunityIndex::probability>},
    {{"is_survey_first", T::Whole, "", C::YesNo, "export.index.is_survey_first"},
     put_whole<&CommunityIndex::survey_first>},
    {{"lon", T::Degrees, "degree", C::None, "export.index.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.index.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"run_id", T::Code, "", C::None, "export.index.run_id"},
     [](const R& r, const L&, S& out) { out.plain(r.run.id); }},
    {{"run_title", T::Text, "", C::None, "export.index.run_title"},
     [](const R& r, const L&, S& out) { out.text(r.run.title); }},
    {{"run_state", T::Code, "", C::IndexRunState, "export.index.run_state"},
     [](const R& r, const L&, S& out) { out.plain(index_run_state_name(r.run.state)); }},
    {{"run_made_at", T::Time, "", C::None, "export.index.run_made_at"},
     [](const R& r, const L&, S& out) { out.time(r.run.made_at_ms); }},
    {{"is_by_network", T::Whole, "", C::YesNo, "export.index.is_by_network"},
     [](const R& r, const L&, S& out) { out.whole(r.by_network ? 1 : 0); }},
    {{"people_covered", T::Number, "", C::None, "export.index.people_covered"},
     put_share<&Cover::people>},
    {{"buildings_covered", T::Number, "", C::None, "export.index.buildings_covered"},
     put_share<&Cover::buildings>},
}};

}  // namespace

Table<IndexRow> index_table() {
    return {"index", kColumns,
            [](const R& r) {
                return RowPlace{r.index.code, r.index.name, r.middle, &r.outline};
            },
            true};
}

}  // namespace kongdi::server
