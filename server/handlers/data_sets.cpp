// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/data_sets.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "core/api/messages.hpp"
#include "core/codec/index_codec.hpp"
#include "core/codec/json.hpp"
#include "server/exports/answer_rows.hpp"
#include "server/exports/audit_columns.hpp"
#include "server/exports/community_middles.hpp"
#include "server/exports/community_outlines.hpp"
#include "server/exports/corroboration_columns.hpp"
#include "server/exports/facility_columns.hpp"
#include "server/exports/facility_version_columns.hpp"
#include "server/exports/index_columns.hpp"
#include "server/exports/listed_rows.hpp"
#include "server/exports/plan_columns.hpp"
#include "server/exports/plan_points.hpp"
#include "server/exports/programme_columns.hpp"
#include "server/exports/programme_points.hpp"
#include "server/exports/questionnaire_columns.hpp"
#include "server/exports/rating_columns.hpp"
#include "server/exports/session_columns.hpp"
#include "server/exports/space_columns.hpp"
#include "server/handlers/answer_sets.hpp"
#include "server/handlers/audit_set.hpp"
#include "server/handlers/community_sets.hpp"
#include "server/handlers/facility_query.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/programme.hpp"
#include "server/handlers/session_sets.hpp"
#include "server/handlers/version_sets.hpp"
#include "server/handlers/wave_sets.hpp"

namespace kongdi::server {

namespace {

using Opened = Result<std::unique_ptr<RowSource>>;

class SpaceRows {
public:
    explicit SpaceRows(std::unique_ptr<SpaceCursor> cursor) : m_cursor(std::move(cursor)) {}
    std::int64_t total() const { return m_cursor->total(); }
    Result<bool> next(Space& row) { return m_cursor->next(row); }

private:
    std::unique_ptr<SpaceCursor> m_cursor;
};

Opened open_spaces(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    auto query = KONGDI_TRY(api::space_query_of(asked.query));
    query.within = asked.within;
    return typed_rows(space_table(), labels, SpaceRows(KONGDI_TRY(storage.open_spaces(query))));
}

/// A city has some 25,000 of them.
Opened open_facilities(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    auto query = KONGDI_TRY(facility_query_of(asked.query));
    query.within = asked.within;
    query.offset = 0;
    query.limit = 1'000'000;
    auto page = KONGDI_TRY(storage.facilities(query));
    return listed_rows(facility_table(), labels, std::move(page.rows));
}

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

/// Communities of a run, some 1,200, as they are ranked.
Opened open_index(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    const IndexRun run = KONGDI_TRY(run_asked(storage, asked.query));
    const std::string result = KONGDI_TRY(storage.index_result(run.id));
    const Value tree = KONGDI_TRY(parse_own_json(result));
    CityIndex index = KONGDI_TRY(city_index_of(tree["index"]));
    std::sort(index.communities.begin(), index.communities.end(), ranks_before);
    const CityInput city = KONGDI_TRY(index_city_of(storage, run.id));
    std::map<std::string_view, const CommunityInput*> made_of;
    for (const CommunityInput& one : city.communities) made_of[one.code] = &one;
    CommunityMiddles middles(storage);
    CommunityOutlines outlines = KONGDI_TRY(community_outlines(storage));
    std::vector<IndexRow> rows;
    for (const CommunityIndex& one : index.communities) {
        if (asked.within && !covers(*asked.within, one.code)) continue;
        IndexRow& row = rows.emplace_back(IndexRow{run, one});
        row.outline = take_outline(outlines, one.code);
        row.middle = KONGDI_TRY(middles.of(one.code, row.outline));
        if (const auto input = made_of.find(one.code); input != made_of.end()) {
            row.by_network = input->second->by_network;
            row.cover = cover_of(*input->second, city);
        }
    }
    return listed_rows(index_table(), labels, std::move(rows));
}

template <auto Make>
Result<TableFacts> facts_of(Storage&, const RowsAsked&, const Labels&) {
    return table_facts(Make());
}

/// Items of the years that are asked for, some hundreds a year.
Opened open_plan(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    auto query = KONGDI_TRY(plan_query_of(asked.query));
    query.within = asked.within;
    CommunityMiddles middles(storage);
    std::vector<PlanRow> rows;
    for (PlanItem& item : KONGDI_TRY(storage.plan_items(query))) {
        const auto point = KONGDI_TRY(plan_point(storage, item.facts, middles));
        rows.push_back({std::move(item), point});
    }
    return listed_rows(plan_table(), labels, std::move(rows));
}

/// Entries of the programme, some thousands.
Opened open_programme(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    ProgrammePoints points(storage);
    std::vector<ProgrammeRow> rows;
    for (ProgrammeEntry& entry : KONGDI_TRY(programme_asked(storage, asked.query, asked.within))) {
        const auto point = KONGDI_TRY(points.of(entry.kind, entry.facts));
        rows.push_back({std::move(entry), point});
    }
    return listed_rows(programme_table(), labels, std::move(rows));
}

/// What plots must carry, as it was issued: a row a plot and kind.
Opened open_land_terms(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    ProgrammePoints points(storage);
    std::vector<LandRow> rows;
    for (const ProgrammeEntry& entry :
         KONGDI_TRY(programme_asked(storage, asked.query, asked.within, ProgrammeKind::Land))) {
        const auto point = KONGDI_TRY(points.of(entry.kind, entry.facts));
        for (const LandFacility& facility : entry.facilities)
            rows.push_back({entry, facility, point});
    }
    return listed_rows(land_table(), labels, std::move(rows));
}

// Which rows, and in which order.
using Name = std::string_view;
constexpr std::array<Name, 12> kSpaceFilters{"state", "stage", "type",   "community",
                                             "from",  "to",    "text",   "area",
                                             "sort",  "near",  "offset", "limit"};
constexpr std::array<Name, 14> kRecordFilters{
    "state", "stage", "type",   "community", "from",          "to",     "text", "area",
    "sort",  "near",  "offset", "limit",     "questionnaire", "version"};
constexpr std::array<Name, 15> kAnswerFilters{
    "state", "stage", "type",   "community", "from",          "to",      "text", "area",
    "sort",  "near",  "offset", "limit",     "questionnaire", "version", "wave"};
constexpr std::array<Name, 2> kRatingFilters{"wave", "published"};
constexpr std::array<Name, 1> kCommunityFilters{"community"};
constexpr std::array<Name, 6> kFacilityFilters{"community", "kind",   "state",
                                               "name",      "offset", "limit"};
constexpr std::array<Name, 1> kIndexFilters{"run"};
constexpr std::array<Name, 3> kPlanFilters{"year", "state", "community"};
constexpr std::array<Name, 5> kProgrammeFilters{"year", "kind", "state", "community", "district"};
constexpr std::array<Name, 2> kAuditFilters{"from", "to"};

using enum Readers;
constexpr std::array<DataSet, 16> kDataSets{{
    {"spaces", Staff, facts_of<space_table>, open_spaces, kSpaceFilters},
    {"reports", Staff, reports_facts, open_reports, kRecordFilters},
    {"corroborations", Staff, facts_of<corroboration_table>, open_corroborations, kSpaceFilters},
    {"answers", CityPlanners, answers_facts, open_answers, kAnswerFilters, answers_name},
    {"answers_long", CityPlanners, facts_of<long_table>, open_answers_long, kAnswerFilters},
    {"ratings", Staff, facts_of<rating_table>, open_ratings, kRatingFilters},
    {"sessions", Staff, facts_of<session_table>, open_participation},
    {"communities", Staff, communities_facts, open_communities, kCommunityFilters},
    {"facilities", Staff, facts_of<facility_table>, open_facilities, kFacilityFilters},
    {"facility_versions", Staff, facts_of<facility_version_table>, open_facility_versions,
     kFacilityFilters},
    {"questionnaires", CityPlanners, facts_of<questionnaire_table>, open_questionnaires},
    {"index", Staff, facts_of<index_table>, open_index, kIndexFilters},
    {"plan", Staff, facts_of<plan_table>, open_plan, kPlanFilters},
    {"programme", Staff, facts_of<programme_table>, open_programme, kProgrammeFilters},
    {"land_terms", Staff, facts_of<land_table>, open_land_terms, kProgrammeFilters},
    {"audit", CityPlanners, facts_of<audit_table>, open_audit, kAuditFilters},
}};

}  // namespace

std::span<const DataSet> data_sets() { return kDataSets; }

const DataSet* data_set(std::string_view name) {
    for (const DataSet& one : kDataSets)
        if (one.name == name) return &one;
    return nullptr;
}

}  // namespace kongdi::server
