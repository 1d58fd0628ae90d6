// SPDX-License-Identifier: Apache-2.0
#include "server/exports/index_columns.hpp"

#include <array>

#include "core/base/time.hpp"

namespace kongdi::server {

namespace {

using R = IndexRow;
using L = Labels;
using S = CellSink;

/// Empty for a community without an index.
template <auto Member>
void put_number(const R& row, const L&, S& out) {
    if (row.index.has_index)
        out.number(row.index.*Member);
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

constexpr std::array<IndexColumn, 18> kColumns{{
    {"community_code", false, [](const R& r, const L&, S& out) { out.plain(r.index.code); }},
    {"community_name", false, [](const R& r, const L&, S& out) { out.text(r.index.name); }},
    {"index", false, put_number<&CommunityIndex::index>},
    {"index_low", false, put_number<&CommunityIndex::low>},
    {"index_high", false, put_number<&CommunityIndex::high>},
    {"index_facilities_only", false, put_number<&CommunityIndex::standard>},
    {"rank", false, put_whole<&CommunityIndex::rank>},
    {"rank_best", false, put_whole<&CommunityIndex::best_rank>},
    {"rank_worst", false, put_whole<&CommunityIndex::worst_rank>},
    {"is_bottom", false, put_whole<&CommunityIndex::bottom>},
    {"bottom_probability", false, put_number<&CommunityIndex::probability>},
    {"is_survey_first", false, put_whole<&CommunityIndex::survey_first>},
    {"lon", true, [](const R& r, const L&, S& out) { out.degrees(r.middle.lon); }},
    {"lat", true, [](const R& r, const L&, S& out) { out.degrees(r.middle.lat); }},
    {"run_id", false, [](const R& r, const L&, S& out) { out.plain(r.run.id); }},
    {"run_title", false, [](const R& r, const L&, S& out) { out.text(r.run.title); }},
    {"run_state", false,
     [](const R& r, const L&, S& out) { out.plain(index_run_state_name(r.run.state)); }},
    {"run_made_at", false,
     [](const R& r, const L&, S& out) { out.plain(format_time(r.run.made_at_ms)); }},
}};

}  // namespace

std::span<const IndexColumn> index_columns() { return kColumns; }

}  // namespace kongdi::server
