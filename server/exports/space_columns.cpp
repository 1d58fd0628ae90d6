// SPDX-License-Identifier: Apache-2.0
#include "server/exports/space_columns.hpp"

#include <array>

namespace kongdi::server {

namespace {

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

using T = CellType;
using C = CodeList;

constexpr std::array<Column<Space>, 28> kColumns{{
    {{"id", T::Code, "", C::None, "export.space.id"},
     [](const Space& s, const Labels&, CellSink& out) { out.plain(s.id); }},
    {{"receipt", T::Text, "", C::None, "export.space.receipt"},
     [](const Space& s, const Labels&, CellSink& out) { out.text(s.receipt); }},
    {{"state", T::Code, "", C::ReportState, "export.space.state"},
     [](const Space& s, const Labels&, CellSink& out) { out.plain(report_state_name(s.state)); }},
    {{"state_label", T::Text, "", C::None, "export.any.state_label"},
     [](const Space& s, const Labels& l, CellSink& out) { out.plain(l.state(s.state)); }},
    {{"type", T::Code, "", C::SpaceType, "export.space.type"},
     [](const Space& s, const Labels&, CellSink& out) { out.plain(s.type); }},
    {{"type_label", T::Text, "", C::None, "export.space.type_label"},
     [](const Space& s, const Labels& l, CellSink& out) { out.plain(l.space_type(s.type)); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const Space& s, const Labels&, CellSink& out) {
         if (s.community)
             out.plain(*s.community);
         else
             out.none();
     }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const Space& s, const Labels&, CellSink& out) { out.text(s.community_name); }},
    {{"lon", T::Degrees, "degree", C::None, "export.any.lon"},
     [](const Space& s, const Labels&, CellSink& out) { out.degrees(s.point.lon); }},
    {{"lat", T::Degrees, "degree", C::None, "export.any.lat"},
     [](const Space& s, const Labels&, CellSink& out) { out.degrees(s.point.lat); }},
    {{"point_source", T::Code, "", C::PointSource, "export.space.point_source"},
     [](const Space& s, const Labels&, CellSink& out) { out.plain(s.point_source); }},
    {{"point_datum_sent", T::Code, "", C::Datum, "export.space.point_datum_sent"},
     [](const Space& s, const Labels&, CellSink& out) { out.plain(datum_name(s.point_datum)); }},
    {{"accuracy_m", T::Number, "m", C::None, "export.space.accuracy_m"},
     [](const Space& s, const Labels&, CellSink& out) { put_number(out, s.accuracy_m); }},
    {{"floor_area_m2", T::Number, "m2", C::None, "export.space.floor_area_m2"},
     [](const Space& s, const Labels&, CellSink& out) { put_area(out, s, &FloorArea::value_m2); }},
    {{"floor_area_low_m2", T::Number, "m2", C::None, "export.space.floor_area_low_m2"},
     [](const Space& s, const Labels&, CellSink& out) { put_area(out, s, &FloorArea::low_m2); }},
    {{"floor_area_high_m2", T::Number, "m2", C::None, "export.space.floor_area_high_m2"},
     [](const Space& s, const Labels&, CellSink& out) { put_area(out, s, &FloorArea::high_m2); }},
    {{"floor_area_source", T::Code, "", C::AreaSource, "export.space.floor_area_source"},
     [](const Space& s, const Labels&, CellSink& out) {
         if (s.floor_area)
             out.plain(s.floor_area->source);
         else
             out.none();
     }},
    {{"floor_area_source_label", T::Text, "", C::None, "export.space.floor_area_source_label"},
     [](const Space& s, const Labels& l, CellSink& out) {
         if (s.floor_area)
             out.plain(l.area_source(s.floor_area->source));
         else
             out.none();
     }},
    {{"facts", T::List, "", C::SpaceFact, "export.space.facts"},
     [](const Space& s, const Labels&, CellSink& out) { put_facts(out, s, nullptr); }},
    {{"facts_label", T::List, "", C::None, "export.space.facts_label"},
     [](const Space& s, const Labels& l, CellSink& out) { put_facts(out, s, &l); }},
    {{"description", T::Text, "", C::None, "export.space.description"},
     [](const Space& s, const Labels&, CellSink& out) { out.text(s.description); }},
    {{"photo_count", T::Whole, "", C::None, "export.any.photo_count"},
     [](const Space& s, const Labels&, CellSink& out) { out.whole(s.photo_count); }},
    {{"photos_missing", T::Whole, "", C::None, "export.space.photos_missing"},
     [](const Space& s, const Labels&, CellSink& out) { out.whole(s.photos_missing); }},
    {{"mode", T::Code, "", C::Mode, "export.space.mode"},
     [](const Space& s, const Labels&, CellSink& out) { out.plain(s.mode); }},
    {{"created_at", T::Time, "", C::None, "export.space.created_at"},
     [](const Space& s, const Labels&, CellSink& out) { out.time(s.created_at_ms); }},
    {{"received_at", T::Time, "", C::None, "export.space.received_at"},
     [](const Space& s, const Labels&, CellSink& out) { out.time(s.received_at_ms); }},
    // Behind all that there was before, for who reads by place.
    {{"stage", T::Code, "", C::SpaceStage, "export.space.stage"},
     [](const Space& s, const Labels&, CellSink& out) {
         if (s.stage)
             out.plain(space_stage_name(*s.stage));
         else
             out.none();
     }},
    {{"stage_label", T::Text, "", C::None, "export.space.stage_label"},
     [](const Space& s, const Labels& l, CellSink& out) {
         if (s.stage)
             out.plain(l.stage(*s.stage));
         else
             out.none();
     }},
}};

}  // namespace

Table<Space> space_table() {
    return {"spaces", kColumns, [](const Space& s) { return RowPlace{s.id, s.receipt, s.point}; }};
}

}  // namespace kongdi::server
