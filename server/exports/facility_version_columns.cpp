// SPDX-License-Identifier: Apache-2.0
#include "server/exports/facility_version_columns.hpp"

#include <array>

#include "core/codec/facility_codec.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

using R = FacilityVersionRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

void put_text(S& out, std::string_view words) { words.empty() ? out.none() : out.text(words); }

constexpr std::array<Column<R>, 23> kColumns{{
    {{"facility_id", T::Code, "", C::None, "export.facility.id"},
     [](const R& r, const L&, S& out) { out.plain(r.facility); }},
    {{"version", T::Whole, "", C::None, "export.facility.version"},
     [](const R& r, const L&, S& out) { out.whole(r.version.version); }},
    {{"move", T::Code, "", C::FacilityMove, "export.facility_version.move"},
     [](const R& r, const L&, S& out) { out.plain(facility_move_name(r.version.move)); }},
    {{"at", T::Time, "", C::None, "export.facility_version.at"},
     [](const R& r, const L&, S& out) { out.time(r.version.at_ms); }},
    {{"by", T::Text, "", C::None, "export.facility_version.by"},
     [](const R& r, const L&, S& out) { put_text(out, r.version.by); }},
    {{"reason", T::Text, "", C::None, "export.facility_version.reason"},
     [](const R& r, const L&, S& out) { put_text(out, r.version.reason); }},
    {{"changes", T::Text, "", C::None, "export.facility_version.changes"},
     [](const R& r, const L&, S& out) { put_text(out, r.changes); }},
    {{"state", T::Code, "", C::FacilityState, "export.facility_version.state"},
     [](const R& r, const L&, S& out) { out.plain(facility_state_name(r.version.state)); }},
    {{"state_label", T::Text, "", C::None, "export.any.state_label"},
     [](const R& r, const L& l, S& out) { out.plain(l.facility(r.version.state)); }},
    {{"kind", T::Code, "", C::FacilityKind, "export.facility.kind"},
     [](const R& r, const L&, S& out) { put_code(out, r.version.facts.kind); }},
    {{"kind_label", T::Text, "", C::None, "export.facility.kind_label"},
     [](const R& r, const L& l, S& out) { put_code(out, l.facility_kind(r.version.facts.kind)); }},
    {{"tier", T::Code, "", C::Tier, "export.facility.tier"},
     [](const R& r, const L&, S& out) { out.plain(tier_name(r.version.facts.tier)); }},
    {{"name", T::Text, "", C::None, "export.facility.name"},
     [](const R& r, const L&, S& out) { put_text(out, r.version.facts.name); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const R& r, const L&, S& out) { put_code(out, r.version.facts.community); }},
    {{"lon", T::Degrees, "degree", C::None, "export.any.lon"},
     [](const R& r, const L&, S& out) { out.degrees(r.version.facts.point.lon); }},
    {{"lat", T::Degrees, "degree", C::None, "export.any.lat"},
     [](const R& r, const L&, S& out) { out.degrees(r.version.facts.point.lat); }},
    {{"floor_area_m2", T::Number, "m2", C::None, "export.facility.floor_area_m2"},
     [](const R& r, const L&, S& out) { put_number(out, r.version.facts.floor_area_m2); }},
    {{"site_area_m2", T::Number, "m2", C::None, "export.facility.site_area_m2"},
     [](const R& r, const L&, S& out) { put_number(out, r.version.facts.site_area_m2); }},
    {{"seats", T::Whole, "", C::None, "export.facility.seats"},
     [](const R& r, const L&, S& out) { put_whole(out, r.version.facts.seats); }},
    {{"opening_hours", T::Text, "", C::None, "export.facility.opening_hours"},
     [](const R& r, const L&, S& out) { put_text(out, r.version.facts.opening_hours); }},
    {{"accessibility", T::List, "", C::Accessibility, "export.facility.accessibility"},
     [](const R& r, const L&, S& out) {
         std::vector<std::string_view> words;
         for (const Accessibility one : r.version.facts.accessibility)
             words.push_back(accessibility_name(one));
         out.list(words);
     }},
    {{"photo_count", T::Whole, "", C::None, "export.any.photo_count"},
     [](const R& r, const L&, S& out) { out.whole(std::ssize(r.version.facts.photos)); }},
    {{"id", T::Code, "", C::None, "export.facility_version.id"},
     [](const R& r, const L&, S& out) { out.plain(r.id); }},
}};

}  // namespace

Table<FacilityVersionRow> facility_version_table() {
    return {"facility_versions", kColumns, [](const R& r) {
                const FacilityFacts& facts = r.version.facts;
                return RowPlace{r.id, facts.name.empty() ? r.id : facts.name, facts.point};
            }};
}

std::string changes_text(const FacilityFacts& before, const FacilityFacts& after) {
    std::string out;
    for (const FieldChange& one : facility_diff(before, after)) {
        if (!out.empty()) out += '\n';
        out.append(one.field).append(": ");
        append_json(out, one.before);
        out += " → ";
        append_json(out, one.after);
    }
    return out;
}

}  // namespace kongdi::server
