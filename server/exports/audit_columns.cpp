// SPDX-License-Identifier: Apache-2.0
#include "server/exports/audit_columns.hpp"

#include <array>

namespace kongdi::server {

namespace {

using R = AuditRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

std::string_view kind_label(const R& row, const L& labels) {
    std::string key = "export.event_kind.";
    return labels.words()(key.append(row.event.kind));
}

template <std::string LoggedEvent::*Member>
void put_text(const R& row, const L&, S& out) {
    const std::string& text = row.event.*Member;
    text.empty() ? out.none() : out.text(text);
}

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    row.point ? out.degrees((*row.point).*Member) : out.none();
}

constexpr std::array<Column<R>, 10> kColumns{{
    {{"number", T::Whole, "", C::None, "export.audit.number"},
     [](const R& r, const L&, S& out) { out.whole(r.event.seq); }},
    {{"at", T::Time, "", C::None, "export.audit.at"},
     [](const R& r, const L&, S& out) { out.time(r.event.at_ms); }},
    {{"kind", T::Code, "", C::EventKind, "export.audit.kind"},
     [](const R& r, const L&, S& out) { out.plain(r.event.kind); }},
    {{"kind_label", T::Text, "", C::None, "export.audit.kind_label"},
     [](const R& r, const L& l, S& out) { out.text(kind_label(r, l)); }},
    {{"what", T::Text, "", C::None, "export.audit.what"}, put_text<&LoggedEvent::what>},
    {{"subject", T::Text, "", C::None, "export.audit.subject"}, put_text<&LoggedEvent::subject>},
    {{"by", T::Text, "", C::None, "export.audit.by"}, put_text<&LoggedEvent::by>},
    {{"role", T::Text, "", C::None, "export.audit.role"}, put_text<&LoggedEvent::role>},
    {{"lon", T::Degrees, "degree", C::None, "export.rating.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.rating.lat"}, put_degrees<&Wgs84Point::lat>},
}};

}  // namespace

Table<AuditRow> audit_table() {
    return {"audit", kColumns, [](const R& r) { return RowPlace{r.id, r.event.kind, r.point}; }};
}

}  // namespace kongdi::server
