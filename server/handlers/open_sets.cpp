// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open_sets.hpp"

#include <array>

#include "server/exports/community_columns.hpp"
#include "server/exports/facility_columns.hpp"
#include "server/exports/listed_rows.hpp"
#include "server/exports/open_columns.hpp"
#include "server/exports/rating_columns.hpp"
#include "server/handlers/community_sets.hpp"
#include "server/handlers/wave_sets.hpp"

namespace kongdi::server {

namespace {

using Opened = Result<std::unique_ptr<RowSource>>;

/// Not when they are open, and by whom they were filed and checked.
constexpr std::array<std::string_view, 10> kFacilityColumns{
    "id",    "kind",        "kind_label",     "tier", "name",
    "state", "state_label", "community_code", "lon",  "lat"};

/// Some thousands: those of the public map.
Opened open_spaces(Storage& storage, const RowsAsked&, const Labels& labels) {
    const auto cursor = KONGDI_TRY(storage.open_spaces({}));
    std::vector<Space> rows;
    Space row;
    while (KONGDI_TRY(cursor->next(row)))
        if (is_open(row)) rows.push_back(row);
    return listed_rows(open_space_table(), labels, std::move(rows));
}
Result<TableFacts> spaces_facts(Storage&, const RowsAsked&, const Labels&) {
    return table_facts(open_space_table());
}

Opened open_facilities(Storage& storage, const RowsAsked&, const Labels& labels) {
    FacilityQuery query;
    query.limit = 1'000'000;
    auto page = KONGDI_TRY(storage.facilities(query));
    std::erase_if(page.rows,
                  [](const Facility& one) { return one.state == FacilityState::Closed; });
    return chosen_columns(listed_rows(facility_table(), labels, std::move(page.rows)),
                          kFacilityColumns);
}
Result<TableFacts> facilities_facts(Storage&, const RowsAsked&, const Labels&) {
    return chosen_facts(table_facts(facility_table()), kFacilityColumns);
}

Opened open_public_communities(Storage& storage, const RowsAsked&, const Labels& labels) {
    return community_rows(KONGDI_TRY(read_community_rows(storage, {})), true, labels);
}
Result<TableFacts> public_communities_facts(Storage&, const RowsAsked&, const Labels& labels) {
    return community_facts_table(true, labels);
}

/// Of waves whose results were published.
Opened open_public_ratings(Storage& storage, const RowsAsked&, const Labels& labels) {
    return open_ratings(storage, {{{"published", "1"}}, {}}, labels);
}
Result<TableFacts> ratings_facts(Storage&, const RowsAsked&, const Labels&) {
    return table_facts(rating_table());
}

using enum Readers;
constexpr std::array<OpenSet, 4> kOpenSets{{
    {{"spaces", Staff, spaces_facts, open_spaces}, "open.set.spaces", "open.about.spaces"},
    {{"facilities", Staff, facilities_facts, open_facilities},
     "open.set.facilities",
     "open.about.facilities"},
    {{"communities", Staff, public_communities_facts, open_public_communities},
     "open.set.communities",
     "open.about.communities"},
    {{"ratings", Staff, ratings_facts, open_public_ratings},
     "open.set.ratings",
     "open.about.ratings"},
}};

}  // namespace

std::span<const OpenSet> open_sets() { return kOpenSets; }

}  // namespace kongdi::server
