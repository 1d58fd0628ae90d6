// SPDX-License-Identifier: Apache-2.0
#include "server/exports/facility_columns.hpp"

#include <array>

namespace kongdi::server {

namespace {

using F = Facility;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

constexpr std::array<Column<Facility>, 25> kColumns{{
    {{"id", T::Code, "", C::None, "export.facility.id"},
     [](const F& f, const L&, S& out) { out.plain(f.id); }},
    {{"version", T::Whole, "", C::None, "export.facility.version"},
     [](const F& f, const L&, S& out) { out.whole(f.version); }},
    {{"state", T::Code, "", C::FacilityState, "export.facility.state"},
     [](const F& f, const L&, S& out) { out.plain(facility_state_name(f.state)); }},
    {{"state_label", T::Text, "", C::None, "export.any.state_label"},
     [](const F& f, const L& l, S& out) { out.plain(l.facility(f.state)); }},
    {{"kind", T::Code, "", C::FacilityKind, "export.facility.kind"},
     [](const F& f, const L&, S& out) { out.plain(f.facts.kind); }},
    {{"kind_label", T::Text, "", C::None, "export.facility.kind_label"},
     [](const F& f, const L& l, S& out) { out.plain(l.facility_kind(f.facts.kind)); }},
    {{"tier", T::Code, "", C::Tier, "export.facility.tier"},
     [](const F& f, const L&, S& out) { out.plain(tier_name(f.facts.tier)); }},
    {{"name", T::Text, "", C::None, "export.facility.name"},
     [](const F& f, const L&, S& out) { out.text(f.facts.name); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const F& f, const L&, S& out) { put_code(out, f.facts.community); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const F& f, const L&, S& out) { out.text(f.community_name); }},
    {{"lon", T::Degrees, "degree", C::None, "export.any.lon"},
     [](const F& f, const L&, S& out) { out.degrees(f.facts.point.lon); }},
    {{"lat", T::Degrees, "degree", C::None, "export.any.lat"},
     [](const F& f, const L&, S& out) { out.degrees(f.facts.point.lat); }},
    {{"floor_area_m2", T::Number, "m2", C::None, "export.facility.floor_area_m2"},
     [](const F& f, const L&, S& out) { put_number(out, f.facts.floor_area_m2); }},
    {{"site_area_m2", T::Number, "m2", C::None, "export.facility.site_area_m2"},
     [](const F& f, const L&, S& out) { put_number(out, f.facts.site_area_m2); }},
    {{"seats", T::Whole, "", C::None, "export.facility.seats"},
     [](const F& f, const L&, S& out) { put_whole(out, f.facts.seats); }},
    {{"opening_hours", T::Text, "", C::None, "export.facility.opening_hours"},
     [](const F& f, const L&, S& out) { out.text(f.facts.opening_hours); }},
    {{"accessibility", T::List, "", C::Accessibility, "export.facility.accessibility"},
     [](const F& f, const L&, S& out) {
         std::vector<std::string_view> words;
         for (const Accessibility one : f.facts.accessibility)
             words.push_back(accessibility_name(one));
         out.list(words);
     }},
    {{"photo_count", T::Whole, "", C::None, "export.any.photo_count"},
     [](const F& f, const L&, S& out) { out.whole(std::int64_t(f.facts.photos.size())); }},
    {{"origin", T::Text, "", C::None, "export.facility.origin"},
     [](const F& f, const L&, S& out) { out.text(f.origin); }},
    {{"filed_by", T::Text, "", C::None, "export.facility.filed_by"},
     [](const F& f, const L&, S& out) { out.text(f.filed_by); }},
    {{"filed_at", T::Time, "", C::None, "export.facility.filed_at"},
     [](const F& f, const L&, S& out) { out.time(f.filed_at_ms); }},
    {{"verified_by", T::Text, "", C::None, "export.facility.verified_by"},
     [](const F& f, const L&, S& out) { out.text(f.verified_by); }},
    {{"verified_at", T::Time, "", C::None, "export.facility.verified_at"},
     [](const F& f, const L&, S& out) {
         if (f.verified_at_ms)
             out.time(*f.verified_at_ms);
         else
             out.none();
     }},
    {{"verified_version", T::Whole, "", C::None, "export.facility.verified_version"},
     [](const F& f, const L&, S& out) { put_whole(out, f.verified_version); }},
    {{"changed_at", T::Time, "", C::None, "export.facility.changed_at"},
     [](const F& f, const L&, S& out) { out.time(f.changed_at_ms); }},
}};

}  // namespace

Table<Facility> facility_table() {
    return {"facilities", kColumns, [](const F& f) {
                return RowPlace{f.id, f.facts.name, f.facts.point};
            }};
}

}  // namespace kongdi::server
