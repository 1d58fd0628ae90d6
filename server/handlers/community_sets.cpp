// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/community_sets.hpp"

#include <cmath>
#include <map>

#include "core/geometry/geodesic.hpp"
#include "server/exports/community_columns.hpp"
#include "server/exports/community_middles.hpp"
#include "server/exports/community_outlines.hpp"

namespace kongdi::server {

namespace {

/// As on the map (server/handlers/indicators.cpp).
bool keeps_back(const RowsAsked& asked) { return asked.within && !asked.within->is_whole_city(); }

/// Without its holes.
double area_of(const MultiPolygon& outline) {
    double out = 0;
    for (const Polygon& polygon : outline)
        for (std::size_t i = 0; i < polygon.rings.size(); ++i)
            out += ring_area_m2(polygon.rings[i]) * (i == 0 ? 1 : -1);
    return out;
}

bool is_wanted(const RowsAsked& asked, std::string_view code) {
    for (const auto& [name, value] : asked.query)
        if (name == "community" && !code.starts_with(value)) return false;
    return !asked.within || covers(*asked.within, code);
}

}  // namespace

Result<TableFacts> communities_facts(Storage&, const RowsAsked& asked, const Labels& labels) {
    return community_facts_table(keeps_back(asked), labels);
}

Result<std::vector<CommunityRow>> read_community_rows(Storage& storage, const RowsAsked& asked) {
    std::map<std::string, std::string> districts;
    for (const CommunityName& one : KONGDI_TRY(storage.known_communities()))
        districts[one.code] = one.district;
    CommunityOutlines outlines = KONGDI_TRY(community_outlines(storage));
    CommunityMiddles middles(storage);
    std::vector<CommunityRow> rows;
    for (CommunityFacts& facts : KONGDI_TRY(storage.community_facts())) {
        if (!is_wanted(asked, facts.code)) continue;
        CommunityRow row;
        row.district = districts[facts.code];
        row.outline = take_outline(outlines, facts.code);
        row.point = KONGDI_TRY(middles.of(facts.code, row.outline));
        if (!row.outline.empty()) row.area_m2 = std::round(area_of(row.outline));
        row.facts = std::move(facts);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::unique_ptr<RowSource>> open_communities(Storage& storage, const RowsAsked& asked,
                                                    const Labels& labels) {
    return community_rows(KONGDI_TRY(read_community_rows(storage, asked)), keeps_back(asked),
                          labels);
}

}  // namespace kongdi::server
