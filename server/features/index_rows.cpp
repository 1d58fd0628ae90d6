// SPDX-License-Identifier: Apache-2.0
// The published run of the index, a row for each community of the scope, with its boundary. Without
// a published run there is nothing.
#include <algorithm>
#include <array>
#include <map>

#include "core/base/time.hpp"
#include "core/codec/index_codec.hpp"
#include "core/codec/json.hpp"
#include "server/features/collections.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::array<Field, 15> kFields{{
    {"community_code", FieldType::Text},
    {"community_name", FieldType::Text},
    {"index", FieldType::Number},
    {"index_low", FieldType::Number},
    {"index_high", FieldType::Number},
    {"index_facilities_only", FieldType::Number},
    {"rank", FieldType::Whole},
    {"rank_best", FieldType::Whole},
    {"rank_worst", FieldType::Whole},
    {"is_bottom", FieldType::Whole},
    {"bottom_probability", FieldType::Number},
    {"is_survey_first", FieldType::Whole},
    {"run_id", FieldType::Text},
    {"run_title", FieldType::Text},
    {"run_made_at", FieldType::Time},
}};

Value whole(auto value) { return static_cast<std::int64_t>(value); }

FeatureRow row_of(const CommunityIndex& one, const IndexRun& run) {
    FeatureRow row{one.code, {}, {one.code, one.name}, {}};
    if (one.has_index)
        row.values.insert(
            row.values.end(),
            {one.index, one.low, one.high, one.standard, whole(one.rank), whole(one.best_rank),
             whole(one.worst_rank), whole(one.bottom), one.probability, whole(one.survey_first)});
    else
        row.values.resize(row.values.size() + 10);
    row.values.insert(row.values.end(), {run.id, run.title, format_time(run.made_at_ms)});
    return row;
}

}  // namespace

std::span<const Field> index_fields() { return kFields; }

Result<void> read_index(const Reading& reading, const RowsWanted& wanted, const RowSink& sink) {
    const auto runs = KONGDI_TRY(reading.storage.index_runs());
    const auto run = std::find_if(runs.begin(), runs.end(), [](const IndexRun& one) {
        return one.state == IndexRunState::Published;
    });
    if (run == runs.end()) return {};
    const std::string result = KONGDI_TRY(reading.storage.index_result(run->id));
    const Value tree = KONGDI_TRY(parse_own_json(result));
    CityIndex index = KONGDI_TRY(city_index_of(tree["index"]));
    std::sort(index.communities.begin(), index.communities.end(),
              [](const CommunityIndex& a, const CommunityIndex& b) { return a.code < b.code; });
    std::map<std::string, Geometry> outlines;
    KONGDI_CHECK(read_communities(reading, {{}, wanted.id, {}}, [&outlines](FeatureRow row) {
        outlines.insert_or_assign(row.id, *std::move(row.geometry));
        return true;
    }));
    for (const CommunityIndex& one : index.communities) {
        if (reading.within && !covers(*reading.within, one.code)) continue;
        if (one.code <= wanted.after || (!wanted.id.empty() && one.code != wanted.id)) continue;
        FeatureRow row = row_of(one, *run);
        if (const auto outline = outlines.find(one.code); outline != outlines.end())
            row.geometry = std::move(outline->second);
        if (!sink(std::move(row))) break;
    }
    return {};
}

}  // namespace kongdi::server::features
