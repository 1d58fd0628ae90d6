// SPDX-License-Identifier: Apache-2.0
#include "server/exports/facility_columns.hpp"

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

void put_whole(CellSink& out, const std::optional<std::int64_t>& value) {
    if (value)
        out.whole(*value);
    else
        out.none();
}

void put_code(CellSink& out, const std::string& code) {
    if (code.empty())
        out.none();
    else
        out.plain(code);
}

using F = Facility;
using L = Labels;
using S = CellSink;

constexpr std::array<FacilityColumn, 25> kColumns{{
    {"id", false, [](const F& f, const L&, S& out) { out.plain(f.id); }},
    {"version", false, [](const F& f, const L&, S& out) { out.whole(f.version); }},
    {"state", false, [](const F& f, const L&, S& out) { out.plain(facility_state_name(f.state)); }},
    {"state_label", false, [](const F& f, const L& l, S& out) { out.plain(l.facility(f.state)); }},
    {"kind", false, [](const F& f, const L&, S& out) { out.plain(f.facts.kind); }},
    {"kind_label", false,
     [](const F& f, const L& l, S& out) { out.plain(l.facility_kind(f.facts.kind)); }},
    {"tier", false, [](const F& f, const L&, S& out) { out.plain(tier_name(f.facts.tier)); }},
    {"name", false, [](const F& f, const L&, S& out) { out.text(f.facts.name); }},
    {"community_code", false,
     [](const F& f, const L&, S& out) { put_code(out, f.facts.community); }},
    {"community_name", false, [](const F& f, const L&, S& out) { out.text(f.community_name); }},
    {"lon", true, [](const F& f, const L&, S& out) { out.degrees(f.facts.point.lon); }},
    {"lat", true, [](const F& f, const L&, S& out) { out.degrees(f.facts.point.lat); }},
    {"floor_area_m2", false,
     [](const F& f, const L&, S& out) { put_optional(out, f.facts.floor_area_m2); }},
    {"site_area_m2", false,
     [](const F& f, const L&, S& out) { put_optional(out, f.facts.site_area_m2); }},
    {"seats", false, [](const F& f, const L&, S& out) { put_whole(out, f.facts.seats); }},
    {"opening_hours", false, [](const F& f, const L&, S& out) { out.text(f.facts.opening_hours); }},
    {"accessibility", false,
     [](const F& f, const L&, S& out) {
         std::vector<std::string_view> words;
         for (const Accessibility one : f.facts.accessibility)
             words.push_back(accessibility_name(one));
         out.list(words);
     }},
    {"photo_count", false,
     [](const F& f, const L&, S& out) { out.whole(std::int64_t(f.facts.photos.size())); }},
    {"origin", false, [](const F& f, const L&, S& out) { out.text(f.origin); }},
    {"filed_by", false, [](const F& f, const L&, S& out) { out.text(f.filed_by); }},
    {"filed_at", false,
     [](const F& f, const L&, S& out) { out.plain(format_time(f.filed_at_ms)); }},
    {"verified_by", false, [](const F& f, const L&, S& out) { out.text(f.verified_by); }},
    {"verified_at", false,
     [](const F& f, const L&, S& out) {
         put_code(out, f.verified_at_ms ? format_time(*f.verified_at_ms) : std::string());
     }},
    {"verified_version", false,
     [](const F& f, const L&, S& out) { put_whole(out, f.verified_version); }},
    {"changed_at", false,
     [](const F& f, const L&, S& out) { out.plain(format_time(f.changed_at_ms)); }},
}};

}  // namespace

std::span<const FacilityColumn> facility_columns() { return kColumns; }

}  // namespace kongdi::server
