// SPDX-License-Identifier: Apache-2.0
#include "server/exports/space_columns.hpp"

#include <array>

#include "core/base/time.hpp"

namespace kongdi::server {

namespace {

void put_optional(CellSink& out, const std::optional<double>& value) {
    if (value)
        out.number(*value);
    else
        out.none();
}

void put_area(CellSink& out, const Space& space, double FloorArea::*member) {
    if (space.floor_area)
        out.number((*space.floor_area).*member);
    else
        out.none();
}

void put_facts(CellSink& out, const Space& space, const Labels* labels) {
    std::vector<std::string_view> words;
    words.reserve(space.facts.size());
    for (const std::string& fact : space.facts)
        words.push_back(labels != nullptr ? labels->fact(fact) : std::string_view(fact));
    out.list(words);
}

constexpr std::array<SpaceColumn, 26> kColumns{{
    {"id", false, [](const Space& s, const Labels&, CellSink& out) { out.plain(s.id); }},
    {"receipt", false, [](const Space& s, const Labels&, CellSink& out) { out.text(s.receipt); }},
    {"state", false,
     [](const Space& s, const Labels&, CellSink& out) { out.plain(report_state_name(s.state)); }},
    {"state_label", false,
     [](const Space& s, const Labels& l, CellSink& out) { out.plain(l.state(s.state)); }},
    {"type", false, [](const Space& s, const Labels&, CellSink& out) { out.plain(s.type); }},
    {"type_label", false,
     [](const Space& s, const Labels& l, CellSink& out) { out.plain(l.space_type(s.type)); }},
    {"community_code", false,
     [](const Space& s, const Labels&, CellSink& out) {
         if (s.community)
             out.plain(*s.community);
         else
             out.none();
     }},
    {"community_name", false,
     [](const Space& s, const Labels&, CellSink& out) { out.text(s.community_name); }},
    {"lon", true, [](const Space& s, const Labels&, CellSink& out) { out.degrees(s.point.lon); }},
    {"lat", true, [](const Space& s, const Labels&, CellSink& out) { out.degrees(s.point.lat); }},
    {"point_source", false,
     [](const Space& s, const Labels&, CellSink& out) { out.plain(s.point_source); }},
    {"point_datum_sent", false,
     [](const Space& s, const Labels&, CellSink& out) { out.plain(datum_name(s.point_datum)); }},
    {"accuracy_m", false,
     [](const Space& s, const Labels&, CellSink& out) { put_optional(out, s.accuracy_m); }},
    {"floor_area_m2", false,
     [](const Space& s, const Labels&, CellSink& out) { put_area(out, s, &FloorArea::value_m2); }},
    {"floor_area_low_m2", false,
     [](const Space& s, const Labels&, CellSink& out) { put_area(out, s, &FloorArea::low_m2); }},
    {"floor_area_high_m2", false,
     [](const Space& s, const Labels&, CellSink& out) { put_area(out, s, &FloorArea::high_m2); }},
    {"floor_area_source", false,
     [](const Space& s, const Labels&, CellSink& out) {
         if (s.floor_area)
             out.plain(s.floor_area->source);
         else
             out.none();
     }},
    {"floor_area_source_label", false,
     [](const Space& s, const Labels& l, CellSink& out) {
         if (s.floor_area)
             out.plain(l.area_source(s.floor_area->source));
         else
             out.none();
     }},
    {"facts", false,
     [](const Space& s, const Labels&, CellSink& out) { put_facts(out, s, nullptr); }},
    {"facts_label", false,
     [](const Space& s, const Labels& l, CellSink& out) { put_facts(out, s, &l); }},
    {"description", false,
     [](const Space& s, const Labels&, CellSink& out) { out.text(s.description); }},
    {"photo_count", false,
     [](const Space& s, const Labels&, CellSink& out) { out.whole(s.photo_count); }},
    {"photos_missing", false,
     [](const Space& s, const Labels&, CellSink& out) { out.whole(s.photos_missing); }},
    {"mode", false, [](const Space& s, const Labels&, CellSink& out) { out.plain(s.mode); }},
    {"created_at", false,
     [](const Space& s, const Labels&, CellSink& out) { out.plain(format_time(s.created_at_ms)); }},
    {"received_at", false,
     [](const Space& s, const Labels&, CellSink& out) {
         out.plain(format_time(s.received_at_ms));
     }},
}};

}  // namespace

std::span<const SpaceColumn> space_columns() { return kColumns; }

}  // namespace kongdi::server
