// SPDX-License-Identifier: Apache-2.0
// Reports of idle spaces as staff see them, in the scope of their account; the fields have the
// names of the download.
#include <array>

#include "core/base/time.hpp"
#include "server/features/space_stream.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::array<Field, 21> kFields{{
    {"receipt", FieldType::Text},
    {"state", FieldType::Text},
    {"state_label", FieldType::Text},
    {"type", FieldType::Text},
    {"type_label", FieldType::Text},
    {"community_code", FieldType::Text},
    {"community_name", FieldType::Text},
    {"point_source", FieldType::Text},
    {"point_datum_sent", FieldType::Text},
    {"accuracy_m", FieldType::Number},
    {"floor_area_m2", FieldType::Number},
    {"floor_area_low_m2", FieldType::Number},
    {"floor_area_high_m2", FieldType::Number},
    {"floor_area_source", FieldType::Text},
    {"facts", FieldType::List},
    {"description", FieldType::Text},
    {"photo_count", FieldType::Whole},
    {"photos_missing", FieldType::Whole},
    {"mode", FieldType::Text},
    {"created_at", FieldType::Time},
    {"received_at", FieldType::Time},
}};

Value area_value(const Space& space, double FloorArea::*member) {
    if (!space.floor_area) return {};
    return (*space.floor_area).*member;
}

Value text_or_null(const std::string& text) {
    if (text.empty()) return {};
    return text;
}

FeatureRow row_of(const Space& s, const Labels& labels) {
    Value facts = Value::list();
    for (const std::string& fact : s.facts) facts.push(fact);
    return {s.id,
            s.point,
            {s.receipt,
             report_state_name(s.state),
             labels.state(s.state),
             s.type,
             labels.space_type(s.type),
             s.community ? Value(*s.community) : Value(),
             text_or_null(s.community_name),
             s.point_source,
             datum_name(s.point_datum),
             s.accuracy_m ? Value(*s.accuracy_m) : Value(),
             area_value(s, &FloorArea::value_m2),
             area_value(s, &FloorArea::low_m2),
             area_value(s, &FloorArea::high_m2),
             s.floor_area ? Value(s.floor_area->source) : Value(),
             std::move(facts),
             text_or_null(s.description),
             s.photo_count,
             s.photos_missing,
             s.mode,
             format_time(s.created_at_ms),
             format_time(s.received_at_ms)},
            Period{s.received_at_ms, s.received_at_ms}};
}

}  // namespace

std::span<const Field> report_fields() { return kFields; }

Result<void> read_reports(const Reading& reading, const RowsWanted& wanted, const RowSink& sink) {
    api::SpaceQuery query;
    query.view = wanted.box;
    query.within = reading.within;
    return read_space_table(reading.storage, query, wanted, [&](const Space& space) {
        // One that is asked for by its id comes from anywhere.
        const std::string community = space.community.value_or("");
        if (reading.within && !covers(*reading.within, community)) return true;
        return sink(row_of(space, reading.labels));
    });
}

}  // namespace kongdi::server::features
